"""HyperTrade's library: the typed strategy, market data, results, and the use cases over them."""

__version__ = "0.1.0"
