"""A typed strategy evaluated straight to arrays, as its compiled Freqtrade file would."""
