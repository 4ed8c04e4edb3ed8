"""Finer candles inside the candles (``timeframe_detail``).

Follows the detail half of ``Backtesting.time_pair_generator`` (optimize/backtesting.py 1612-1727):
a pair that trades, or may, when its candle opens goes through the finer ones, all pairs side by
side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.engine.candles import candle_at, detail_candle, direction_at
from hypertrade.engine.compiled import compiled
from hypertrade.engine.loop import line_up, visit
from hypertrade.engine.state import NONE

if TYPE_CHECKING:
    from hypertrade.engine.pack import Run
    from hypertrade.engine.state import Books


@compiled
def rows_within(run: Run, index: int, time: int) -> tuple[int, int]:
    """Return the rows of finer candles from ``time`` up to the next candle (first, behind last)."""
    pair = run.pairs[index]
    size = run.settings.detail_step
    # Ceiling division: the first row that opens at or after a moment.
    first = -((pair.detail_first - time) // size)
    behind = -((pair.detail_first - time - run.settings.step) // size)
    rows = pair.detail_rows
    return min(max(first, 0), rows), min(max(behind, 0), rows)


@compiled
def seen(books: Books, index: int, time: int) -> bool:
    """Tell whether a pair is out for the rest of this candle, and note that it holds a trade.

    Quirk: a pair whose trade closed inside the candle is skipped from then on, unless the trade
    both opened and closed on one finer candle: then nobody noticed it, and the pair may enter
    again.
    """
    holds = books.current[index] != NONE
    if books.held[index] == time and not holds:
        return True
    if holds:
        books.held[index] = time
    return False


@compiled
def first_candle(run: Run, books: Books, index: int, time: int) -> None:
    """Take one pair through the first finer candle of the candle that opens at ``time``."""
    settings = run.settings
    pair = run.pairs[index]
    row = (time - pair.first) // settings.step
    if row < pair.begin or row >= pair.end:
        return
    direction = direction_at(run, index, row)
    if direction == NONE and books.current[index] == NONE:
        return
    if seen(books, index, time):
        return
    candle = candle_at(run, index, row)
    first, behind = rows_within(run, index, time)
    if behind > first:
        books.detail_at[index] = first
        books.detail_end[index] = behind
        books.spread[index] = time
        candle = detail_candle(run, candle, index, first, time)
    visit(run, books, index, candle, direction, time != settings.end)


@compiled
def later_candle(run: Run, books: Books, index: int, time: int, count: int) -> None:
    """Take one pair through finer candle number ``count`` of the candle that opens at ``time``.

    Quirk: only the very first finer candle of the run's last candle is closed to entries, since
    Freqtrade compares the finer candle's time with the run's end.
    """
    settings = run.settings
    detail = books.detail_at[index] + count
    if books.spread[index] != time or detail >= books.detail_end[index]:
        return
    if seen(books, index, time):
        return
    now = time + count * settings.detail_step
    row = (time - run.pairs[index].first) // settings.step
    whole = candle_at(run, index, row)
    direction = direction_at(run, index, row)
    candle = detail_candle(run, whole, index, detail, now)
    visit(run, books, index, candle, direction, now != settings.end)


@compiled
def detailed_step(run: Run, books: Books, time: int) -> None:
    """Take all pairs through the finer candles of the candle that opens at ``time``."""
    settings = run.settings
    for place in range(books.totals[0].open):
        books.held[books.trades[books.open[place]].pair] = time
    steps = settings.step // settings.detail_step
    for count in range(steps + 1):
        length = line_up(books, len(run.pairs))
        for place in range(length):
            if count == 0:
                first_candle(run, books, books.queue[place], time)
            else:
                later_candle(run, books, books.queue[place], time, count)
