"""The typed strategy: what it says, how it reads in English, and how it becomes Freqtrade source."""
