"""What the loop does with one pair and one candle.

Follows ``Backtesting.backtest_loop`` (optimize/backtesting.py 1519-1579) and the calls around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.engine.compiled import compiled
from hypertrade.engine.entries import enter_trade, trade_slot_available
from hypertrade.engine.exits import check_exits, process_exit_order
from hypertrade.engine.fills import manage_open_order, run_funding_fees, try_close_open_order
from hypertrade.engine.protections import is_pair_locked
from hypertrade.engine.quiet import settle_down
from hypertrade.engine.records import (
    ENTRY_ORDER,
    EXIT_ORDER,
    LONG,
    NONE,
    SHORT,
    slot_at,
    trade_at,
)
from hypertrade.engine.scaling import check_adjust_trade
from hypertrade.engine.state import remove_trade
from hypertrade.engine.tables import protections_of

if TYPE_CHECKING:
    from hypertrade.engine.records import Candle, Record


@compiled
def check_trade_exit(run: Record, books: Record, index: int, candle: Candle) -> None:
    """Look after an open position (``_check_trade_exit``): funding, adding to it, leaving it."""
    trade = trade_at(books.trades, index)
    run_funding_fees(run, books, trade, candle.now, False)
    if run.scale_in:
        check_adjust_trade(run, books, trade, candle)
    check_exits(run, trade, candle)


@compiled
def locked(run: Record, books: Record, index: int, time: int, direction: int) -> bool:
    """Tell whether a protection keeps the pair from entering on that side."""
    if not run.protected:
        return False
    return is_pair_locked(protections_of(run, books), index, time, direction)


@compiled
def backtest_loop(  # noqa: PLR0913, PLR0917 - Freqtrade's own arguments
    run: Record, books: Record, index: int, candle: Candle, direction: int, can_enter: bool
) -> int:
    """Take one pair through one candle; return the side of a position that it closed, or ``NONE``.

    In this order: open orders that timed out, a new entry, a waiting entry's fill, the exit
    checks, the exit's fill. So nobody enters again in the candle that closed a position.
    """
    current = slot_at(books.slots, index).current
    closing = NONE
    if current != NONE:
        closing = SHORT if trade_at(books.trades, current).is_short else LONG
        if manage_open_order(run, books, trade_at(books.trades, current), candle.now):
            remove_trade(books, current)
    if (
        can_enter
        and direction != NONE
        and slot_at(books.slots, index).current == NONE
        and not locked(run, books, index, candle.time, direction)
        and trade_slot_available(run, books)
    ):
        enter_trade(run, books, index, candle, direction)
    current = slot_at(books.slots, index).current
    if current != NONE:
        trade = trade_at(books.trades, current)
        if trade.order_side == ENTRY_ORDER:
            try_close_open_order(run, books, trade, candle, candle.now)
        if trade.amount > 0.0:
            check_trade_exit(run, books, current, candle)
        if trade.order_side == EXIT_ORDER:
            process_exit_order(run, books, current, candle, False)
    left = slot_at(books.slots, index).current
    if left != NONE:
        settle_down(run, trade_at(books.trades, left), candle)
    elif closing != NONE:
        return closing
    return NONE


@compiled
def visit(  # noqa: PLR0913, PLR0917 - the same
    run: Record, books: Record, index: int, candle: Candle, direction: int, can_enter: bool
) -> None:
    """Take one pair through one candle, twice if a position gave way to the other side's signal."""
    closed = backtest_loop(run, books, index, candle, direction, can_enter)
    if run.can_short and direction != NONE and closed not in (NONE, direction):
        backtest_loop(run, books, index, candle, direction, can_enter)


@compiled
def line_up(books: Record, pairs: int) -> int:
    """Queue the pairs of a step: those with open trades in opening order, then the others."""
    books.steps += 1
    count = 0
    for place in range(books.open_count):
        index = trade_at(books.trades, slot_at(books.slots, place).open).pair
        slot_at(books.slots, count).queue = index
        slot_at(books.slots, index).visited = books.steps
        count += 1
    for index in range(pairs):
        if slot_at(books.slots, index).visited != books.steps:
            slot_at(books.slots, count).queue = index
            count += 1
    return count
