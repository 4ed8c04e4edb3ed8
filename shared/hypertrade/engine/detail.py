"""Finer candles inside the candles (``timeframe_detail``).

Follows the detail half of ``Backtesting.time_pair_generator`` (optimize/backtesting.py 1581-1752):
a pair that trades, or may, when its candle opens goes through the finer ones, all pairs side by
side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.engine.candles import candle_at, detail_candle, direction_at
from hypertrade.engine.compiled import compiled
from hypertrade.engine.loop import line_up, visit
from hypertrade.engine.quiet import sleeps_through
from hypertrade.engine.records import NONE, pair_at, slot_at, trade_at

if TYPE_CHECKING:
    from hypertrade.engine.records import Record


@compiled
def rows_within(run: Record, index: int, time: int) -> tuple[int, int]:
    """Return the rows of finer candles from ``time`` up to the next candle (first, behind last)."""
    pair = pair_at(run.pairs, index)
    size = run.detail_step
    # Ceiling division: the first row that opens at or after a moment.
    first = -((pair.detail_first - time) // size)
    behind = -((pair.detail_first - time - run.step) // size)
    rows = pair.detail_rows
    return min(max(first, 0), rows), min(max(behind, 0), rows)


@compiled
def seen(books: Record, index: int, time: int) -> bool:
    """Tell whether a pair is out for the rest of this candle, and note that it holds a trade.

    Quirk: a pair whose trade closed inside the candle is skipped from then on, unless the trade
    both opened and closed on one finer candle: then nobody noticed it, and the pair may enter
    again.
    """
    holds = slot_at(books.slots, index).current != NONE
    if slot_at(books.slots, index).held == time and not holds:
        return True
    if holds:
        slot_at(books.slots, index).held = time
    return False


@compiled
def first_candle(run: Record, books: Record, index: int, time: int) -> None:
    """Take one pair through the first finer candle of the candle that opens at ``time``."""
    pair = pair_at(run.pairs, index)
    row = (time - pair.first) // run.step
    if row < pair.begin or row >= pair.end:
        return
    direction = direction_at(run, index, row)
    if direction == NONE and slot_at(books.slots, index).current == NONE:
        return
    if seen(books, index, time):
        return
    candle = candle_at(run, index, row)
    first, behind = rows_within(run, index, time)
    if behind > first:
        slot_at(books.slots, index).detail_at = first
        slot_at(books.slots, index).detail_end = behind
        slot_at(books.slots, index).spread = time
        candle = detail_candle(run, candle, index, first, time)
    visit(run, books, index, candle, direction, time != run.end)


@compiled
def later_candle(run: Record, books: Record, index: int, time: int, count: int) -> None:
    """Take one pair through finer candle number ``count`` of the candle that opens at ``time``.

    Quirk: only the very first finer candle of the run's last candle is closed to entries, since
    Freqtrade compares the finer candle's time with the run's end.
    """
    detail = slot_at(books.slots, index).detail_at + count
    if (
        slot_at(books.slots, index).spread != time
        or detail >= slot_at(books.slots, index).detail_end
    ):
        return
    if seen(books, index, time):
        return
    now = time + count * run.detail_step
    row = (time - pair_at(run.pairs, index).first) // run.step
    whole = candle_at(run, index, row)
    direction = direction_at(run, index, row)
    candle = detail_candle(run, whole, index, detail, now)
    current = slot_at(books.slots, index).current
    if current != NONE and sleeps_through(trade_at(books.trades, current), candle):
        return
    visit(run, books, index, candle, direction, now != run.end)


@compiled
def detailed_step(run: Record, books: Record, time: int) -> None:
    """Take all pairs through the finer candles of the candle that opens at ``time``."""
    for place in range(books.open_count):
        slot_at(
            books.slots, trade_at(books.trades, slot_at(books.slots, place).open).pair
        ).held = time
    steps = run.step // run.detail_step
    for count in range(steps + 1):
        length = line_up(books, run.pair_count)
        for place in range(length):
            if count == 0:
                first_candle(run, books, slot_at(books.slots, place).queue, time)
            else:
                later_candle(run, books, slot_at(books.slots, place).queue, time, count)
