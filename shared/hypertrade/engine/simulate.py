"""The door of the engine: a run's input in, its trades out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hypertrade.engine.candles import mark_entries
from hypertrade.engine.clock import advance, handle_left_open
from hypertrade.engine.ledger import ledger_of
from hypertrade.engine.pack import pack_run
from hypertrade.engine.state import new_books

if TYPE_CHECKING:
    from hypertrade.arrays import SignalSet
    from hypertrade.engine.model import Account, Ledger, MarketData, Plan
    from hypertrade.engine.pack import Run

FIRST_ROOM = 4096
PER_VISIT = 6
"""What one pair may take of trades or orders in one candle: two passes of an entry, a further entry
and an exit."""


def _room(run: Run) -> int:
    """Return how many trades or orders one step may take."""
    record = run.record[0]
    detail = int(record["detail_step"])
    visits = 1 if detail == 0 else int(record["step"]) // detail + 1
    return PER_VISIT * visits * int(record["pair_count"])


def simulate(market: MarketData, signals: SignalSet, plan: Plan, account: Account) -> Ledger:
    """Return the trades that Freqtrade's backtest of the same strategy and candles makes.

    ``refusal`` says beforehand what this cannot do; columns are checked here.

    Raises:
        Invalid: A column is malformed, or a stake is too high for a pair's leverage tiers (there
            Freqtrade's backtest ends with an error).
    """
    run = pack_run(market, signals, plan, account)
    record = run.record[0]
    room = _room(run)
    books = new_books(record, plan.protections, room + FIRST_ROOM)
    wanted = np.zeros((record["end"] - record["start"]) // record["step"] + 1, np.uint16)
    mark_entries(run.address, wanted)
    while not advance(run.address, books.address, wanted, room):
        books.enlarge(room)
    # Freqtrade closes in the order in which it first met the pairs (backtesting.py 1278, a dict).
    met = [item.candles.opens_at(item.candles.begin) for item in market.pairs]
    handle_left_open(run.address, books.address, np.argsort(np.array(met), kind="stable"))
    return ledger_of(record, books, signals.tags)
