"""The clock: which pairs are looked at when.

Follows ``Backtesting.time_pair_generator`` (optimize/backtesting.py 1608-1752). A pair without an
open trade and without an entry signal cannot change anything, so steps and pairs of that kind are
passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.engine.candles import candle_at, direction_at
from hypertrade.engine.compiled import compiled
from hypertrade.engine.detail import detailed_step
from hypertrade.engine.entries import wallet
from hypertrade.engine.exits import place_exit, process_exit_order
from hypertrade.engine.loop import line_up, visit
from hypertrade.engine.quiet import sleeps
from hypertrade.engine.records import (
    FORCE_EXIT,
    NONE,
    books_at,
    pair_at,
    run_at,
    slot_at,
    trade_at,
)
from hypertrade.engine.state import remove_trade

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hypertrade.engine.records import Record


@compiled
def passes_by(run: Record, books: Record, time: int, entries: int) -> bool:
    """Tell whether a step changes nothing, without a look at each pair.

    Either nothing is open and the wallet holds less than a stake, so that no entry is possible; or
    every slot is taken and all that is open sleeps. ``entries`` pairs ask to enter; those that find
    no slot are rejected, which is counted.
    """
    if books.open_count == 0:
        return not run.unlimited and wallet(run, books).available < run.stake
    most = run.max_open_trades
    # Protections are asked before slots: what they keep out is not counted as rejected.
    if run.protected or most <= 0 or books.open_count < most:
        return False
    for place in range(books.open_count):
        trade = trade_at(books.trades, slot_at(books.slots, place).open)
        pair = pair_at(run.pairs, trade.pair)
        row = (time - pair.first) // run.step
        if row < pair.begin or row >= pair.end:
            continue
        if not sleeps(run, trade, row, time):
            return False
        if entries > 0 and direction_at(run, trade.pair, row) != NONE:
            entries -= 1
    if time != run.end:
        books.rejected_trades += entries
    return True


@compiled
def step(run: Record, books: Record, time: int, entries: int) -> None:
    """Take all pairs through the candle that opens at ``time``; ``entries`` ask to enter."""
    if passes_by(run, books, time, entries):
        return
    last = time == run.end
    wanted = entries > 0
    count = line_up(books, run.pair_count if wanted else 0)
    for place in range(count):
        index = slot_at(books.slots, place).queue
        pair = pair_at(run.pairs, index)
        row = (time - pair.first) // run.step
        if row < pair.begin or row >= pair.end:
            continue
        current = slot_at(books.slots, index).current
        if current != NONE and sleeps(run, trade_at(books.trades, current), row, time):
            continue
        direction = NONE
        if wanted:
            direction = direction_at(run, index, row)
        if direction == NONE and current == NONE:
            continue
        visit(run, books, index, candle_at(run, index, row), direction, not last)


@compiled
def advance(run_address: int, books_address: int, wanted: NDArray[np.uint16], room: int) -> bool:
    """Go on from where the books stand; return whether the end is reached.

    It stops early before a step that might need more than the trades and orders there is room
    for: ``room`` is what one step may take of each.
    """
    run = run_at(run_address, 0)
    books = books_at(books_address, 0)
    while books.time <= run.end:
        if (
            books.trade_room - books.trade_count < room
            or books.order_room - books.order_count < room
        ):
            return False
        entries = int(wanted[(books.time - run.start) // run.step])
        if entries > 0 or books.open_count > 0:
            if run.detail_step > 0:
                detailed_step(run, books, books.time)
            else:
                step(run, books, books.time, entries)
        books.time += run.step
    return True


@compiled
def handle_left_open(run_address: int, books_address: int, order: NDArray[np.int64]) -> None:
    """Close what is still open at each pair's last open (``handle_left_open``).

    ``order`` lists the pairs as Freqtrade met them. An order that waits for the same rate stays;
    a position whose last exit does not fill vanishes from the trades and keeps its stake.
    """
    run = run_at(run_address, 0)
    books = books_at(books_address, 0)
    for place in range(len(order)):
        index = order[place]
        current = slot_at(books.slots, index).current
        if current == NONE:
            continue
        trade = trade_at(books.trades, current)
        if trade.amount <= 0.0 or (trade.order_side != NONE and trade.entries == 0):
            remove_trade(books, current)
            continue
        candle = candle_at(run, index, pair_at(run.pairs, index).end - 1)
        place_exit(run, trade, candle.time, candle.open, FORCE_EXIT)
        trade.exit_reason = FORCE_EXIT
        process_exit_order(run, books, current, candle, True)
