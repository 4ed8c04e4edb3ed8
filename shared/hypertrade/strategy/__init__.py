"""The typed strategy: what it says, how it reads in English, how it becomes Freqtrade source."""
