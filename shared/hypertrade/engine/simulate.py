"""The door of the engine: a run's input in, its trades out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hypertrade.engine.candles import mark_entries
from hypertrade.engine.clock import advance, handle_left_open
from hypertrade.engine.ledger import ledger_of
from hypertrade.engine.pack import pack_run
from hypertrade.engine.state import enlarged, new_books

if TYPE_CHECKING:
    from hypertrade.arrays import SignalSet
    from hypertrade.engine.model import Account, Ledger, MarketData, Plan
    from hypertrade.engine.pack import Run

FIRST_ROOM = 1024
PER_VISIT = 6
"""What one pair may take of trades or orders in one candle: two passes of an entry, a further entry
and an exit."""


def _room(run: Run) -> int:
    """Return how many trades or orders one step may take."""
    settings = run.settings
    visits = 1 if settings.detail_step == 0 else settings.step // settings.detail_step + 1
    return PER_VISIT * visits * len(run.pairs)


def simulate(market: MarketData, signals: SignalSet, plan: Plan, account: Account) -> Ledger:
    """Return the trades that Freqtrade's backtest of the same strategy and candles makes.

    ``refusal`` says beforehand what this cannot do; columns are checked here.

    Raises:
        Invalid: A column is malformed, or a stake is too high for a pair's leverage tiers (there
            Freqtrade's backtest ends with an error).
    """
    run = pack_run(market, signals, plan, account)
    settings = run.settings
    room = _room(run)
    books = new_books(run, plan.protections, room + FIRST_ROOM, room + FIRST_ROOM)
    steps = max(settings.end - settings.start, 0) // settings.step + 1
    wanted = np.zeros(steps, np.uint8)
    mark_entries(run, wanted)
    while not advance(run, books, wanted, room):
        books = enlarged(books, room)
    # Freqtrade closes in the order in which it first met the pairs (backtesting.py 1290, a dict).
    handle_left_open(run, books, np.argsort(_met(run), kind="stable"))
    return ledger_of(run, books, signals.tags)


def _met(run: Run) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return when each pair's first trading candle opens."""
    pairs = run.pairs
    return np.asarray(pairs["first"] + pairs["begin"] * run.settings.step, np.int64)
