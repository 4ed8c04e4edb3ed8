"""Columns that strategy, engine and backtesting hand each other; NumPy only."""

from hypertrade.arrays.candles import Candles, Funding
from hypertrade.arrays.signals import NO_TAG, PairSignals, SignalSet

__all__ = ["NO_TAG", "Candles", "Funding", "PairSignals", "SignalSet"]
