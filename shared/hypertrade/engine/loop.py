"""What the loop does with one pair and one candle.

Follows ``Backtesting.backtest_loop`` (optimize/backtesting.py 1536-1597) and the calls around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.engine.compiled import compiled
from hypertrade.engine.entries import enter_trade, trade_slot_available
from hypertrade.engine.exits import check_exits, process_exit_order
from hypertrade.engine.fills import manage_open_order, run_funding_fees, try_close_open_order
from hypertrade.engine.protections import is_pair_locked
from hypertrade.engine.scaling import check_adjust_trade
from hypertrade.engine.state import ENTRY_ORDER, EXIT_ORDER, LONG, NONE, SHORT, remove_trade

if TYPE_CHECKING:
    from hypertrade.engine.pack import Run
    from hypertrade.engine.state import Books, Candle


@compiled
def check_trade_exit(run: Run, books: Books, index: int, candle: Candle) -> None:
    """Look after an open position (``_check_trade_exit``): funding, adding to it, leaving it."""
    trade = books.trades[index]
    run_funding_fees(run, books, trade, candle.now, False)
    if run.settings.scale_in:
        check_adjust_trade(run, books, trade, candle)
    check_exits(run, books, trade, candle)


@compiled
def locked(run: Run, books: Books, index: int, time: int, direction: int) -> bool:
    """Tell whether a protection keeps the pair from entering on that side."""
    return run.settings.protected and is_pair_locked(books.protections, index, time, direction)


@compiled
def backtest_loop(
    run: Run, books: Books, index: int, candle: Candle, direction: int, can_enter: bool
) -> int:
    """Take one pair through one candle; return the side of a position that it closed, or ``NONE``.

    In this order: open orders that timed out, a new entry, a waiting entry's fill, the exit
    checks, the exit's fill. So nobody enters again in the candle that closed a position.
    """
    current = books.current[index]
    closing = NONE
    if current != NONE:
        closing = SHORT if books.trades[current].is_short else LONG
        if manage_open_order(run, books, books.trades[current], candle.now):
            remove_trade(books, current)
    if (
        can_enter
        and direction != NONE
        and books.current[index] == NONE
        and not locked(run, books, index, candle.time, direction)
        and trade_slot_available(run, books)
    ):
        enter_trade(run, books, index, candle, direction)
    current = books.current[index]
    if current != NONE:
        trade = books.trades[current]
        if trade.order_side == ENTRY_ORDER:
            try_close_open_order(run, books, trade, candle)
        if trade.amount > 0.0:
            check_trade_exit(run, books, current, candle)
        if trade.order_side == EXIT_ORDER:
            process_exit_order(run, books, current, candle)
    if closing != NONE and books.current[index] == NONE:
        return closing
    return NONE


@compiled
def visit(
    run: Run, books: Books, index: int, candle: Candle, direction: int, can_enter: bool
) -> None:
    """Take one pair through one candle, twice if a position gave way to the other side's signal."""
    closed = backtest_loop(run, books, index, candle, direction, can_enter)
    if run.settings.can_short and direction != NONE and closed != NONE and closed != direction:
        backtest_loop(run, books, index, candle, direction, can_enter)


@compiled
def line_up(books: Books, pairs: int) -> int:
    """Queue the pairs of a step: those with open trades in opening order, then the others."""
    totals = books.totals[0]
    totals.steps += 1
    count = 0
    for place in range(totals.open):
        index = books.trades[books.open[place]].pair
        books.queue[count] = index
        books.visited[index] = totals.steps
        count += 1
    for index in range(pairs):
        if books.visited[index] != totals.steps:
            books.queue[count] = index
            count += 1
    return count
