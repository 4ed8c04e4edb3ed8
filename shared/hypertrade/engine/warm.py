"""Compiling ahead, so that nobody waits for a compiler."""

from __future__ import annotations

import numpy as np

from hypertrade.arrays import NO_TAG, Candles, PairSignals, SignalSet
from hypertrade.engine.model import Account, MarketData, PairData, PairRules, Plan
from hypertrade.engine.simulate import simulate

ROWS = 8
STEP = 300_000


def warm() -> None:
    """Compile the whole engine, or load it, by running a backtest of a few candles.

    Every function has one signature whatever a run asks for, so one run compiles all of them. The
    machine code is kept beside the sources (or below ``NUMBA_CACHE_DIR``) and belongs to this
    processor: set-up and images call this once, on the kind of machine that will run it.
    """
    prices = np.array([1.0, 1.1, 1.05, 1.2, 1.15, 1.3, 1.2, 1.25])
    nothing = np.zeros(ROWS, np.uint8)
    enter = np.ones(ROWS, np.uint8)
    untagged = np.full(ROWS, NO_TAG, np.int16)
    candles = Candles(0, STEP, prices, prices, prices, prices, prices, 0, ROWS)
    rules = PairRules("A/B", price_precision=0.01, amount_precision=0.01)
    simulate(
        MarketData("binance", "tick_size", (PairData(rules, candles),)),
        SignalSet((), (PairSignals(enter, nothing, nothing, nothing, untagged, untagged),)),
        Plan(stoploss=-0.1),
        Account(stake=10.0, balance=100.0, max_open_trades=1, fee=0.001),
    )
