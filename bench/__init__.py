"""HyperTrade against plain ``freqtrade backtesting``, on the same work, in one run."""
