"""The clock: which pairs are looked at when.

Follows ``Backtesting.time_pair_generator`` (optimize/backtesting.py 1628-1745). A pair without an
open trade and without an entry signal cannot change anything, so steps and pairs of that kind are
passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.engine.candles import candle_at, direction_at
from hypertrade.engine.compiled import compiled
from hypertrade.engine.detail import detailed_step
from hypertrade.engine.exits import place_exit, process_exit_order
from hypertrade.engine.loop import line_up, visit
from hypertrade.engine.state import FORCE_EXIT, NONE, remove_trade

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hypertrade.engine.pack import Run
    from hypertrade.engine.state import Books


@compiled
def step(run: Run, books: Books, time: int, wanted: bool) -> None:
    """Take all pairs through the candle that opens at ``time``."""
    settings = run.settings
    last = time == settings.end
    count = line_up(books, len(run.pairs) if wanted else 0)
    for place in range(count):
        index = books.queue[place]
        pair = run.pairs[index]
        row = (time - pair.first) // settings.step
        if row < pair.begin or row >= pair.end:
            continue
        direction = NONE
        if wanted:
            direction = direction_at(run, index, row)
        if direction == NONE and books.current[index] == NONE:
            continue
        visit(run, books, index, candle_at(run, index, row), direction, not last)


@compiled
def advance(run: Run, books: Books, wanted: NDArray[np.uint8], room: int) -> bool:
    """Go on from where the books stand; return whether the end is reached.

    It stops early before a step that might need more than the trades and orders there is room
    for: ``room`` is what one step may take of each.
    """
    settings = run.settings
    totals = books.totals[0]
    while totals.time <= settings.end:
        if (
            len(books.trades) - totals.trades < room
            or len(books.orders) - totals.orders < room
        ):
            return False
        entry = wanted[(totals.time - settings.start) // settings.step] != 0
        if entry or totals.open > 0:
            if settings.detail_step > 0:
                detailed_step(run, books, totals.time)
            else:
                step(run, books, totals.time, entry)
        totals.time += settings.step
    return True


@compiled
def handle_left_open(run: Run, books: Books, order: NDArray[np.int64]) -> None:
    """Close what is still open at each pair's last open (``handle_left_open``).

    ``order`` lists the pairs as Freqtrade met them. An order that waits for the same rate stays;
    a position whose last exit does not fill vanishes from the trades and keeps its stake.
    """
    for place in range(len(order)):
        index = order[place]
        current = books.current[index]
        if current == NONE:
            continue
        trade = books.trades[current]
        if trade.amount <= 0.0 or (trade.order_side != NONE and trade.entries == 0):
            remove_trade(books, current)
            continue
        candle = candle_at(run, index, run.pairs[index].end - 1)
        place_exit(run, books, trade, candle.time, candle.open, FORCE_EXIT)
        trade.exit_reason = FORCE_EXIT
        process_exit_order(run, books, current, candle)
