"""The books as the result of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from hypertrade.engine.compiled import compiled
from hypertrade.engine.exact.rounding import round_to
from hypertrade.engine.model import Ledger, Orders, Trades
from hypertrade.engine.protections import lock_count
from hypertrade.engine.refusal import malformed
from hypertrade.engine.state import NONE, REASON_COUNT, REASONS, stakes_in_trades

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hypertrade.engine.pack import Run
    from hypertrade.engine.state import Books

REPORTED_PLACES = 8
"""``LocalTrade.to_json`` rounds amounts and stakes (persistence/trade_model.py 734-740)."""


@compiled
def rounded(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``values`` as Freqtrade reports amounts: Python's ``round(x, 8)``."""
    result = np.empty(len(values))
    for index in range(len(values)):
        result[index] = round_to(values[index], REPORTED_PLACES)
    return result


@compiled
def order_rows(books: Books) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the filled orders of the closed trades by trade: (order, place of its trade)."""
    totals = books.totals[0]
    count = 0
    for place in range(totals.closed):
        index = books.trades[books.closed[place]].first_order
        while index != NONE:
            count += 1
            index = books.orders[index].next
    rows = np.empty(count, np.int64)
    places = np.empty(count, np.int64)
    count = 0
    for place in range(totals.closed):
        index = books.trades[books.closed[place]].first_order
        while index != NONE:
            rows[count] = index
            places[count] = place
            count += 1
            index = books.orders[index].next
    return rows, places


def _named(tags: NDArray[Any]) -> NDArray[np.int32]:
    """Return tags of signals as numbers of ``Ledger.reasons``."""
    return np.where(tags == NONE, NONE, tags + REASON_COUNT).astype(np.int32)


def _trades(books: Books) -> Trades:
    table = books.trades[books.closed[: books.totals["closed"][0]]]
    column = np.ascontiguousarray
    return Trades(
        pair=table["pair"].astype(np.int32),
        is_short=column(table["is_short"]),
        leverage=column(table["leverage"]),
        open_time=column(table["open_time"]),
        close_time=column(table["close_time"]),
        open_rate=column(table["open_rate"]),
        close_rate=column(table["close_rate"]),
        amount=rounded(column(table["amount"])),
        stake_amount=rounded(column(table["stake_amount"])),
        max_stake_amount=rounded(column(table["max_stake_amount"])),
        funding_fees=column(table["funding_fees"]),
        profit_abs=column(table["close_profit_abs"]),
        profit_ratio=column(table["close_profit"]),
        enter_tag=_named(table["enter_tag"]),
        exit_reason=table["exit_reason"].astype(np.int32),
        initial_stop_loss=column(table["initial_stop_loss"]),
        stop_loss=column(table["stop_loss"]),
        min_rate=column(table["min_rate"]),
        max_rate=column(table["max_rate"]),
    )


def _orders(books: Books) -> Orders:
    rows, places = order_rows(books)
    table = books.orders[rows]
    column = np.ascontiguousarray
    return Orders(
        trade=places.astype(np.int32),
        is_entry=column(table["is_entry"]),
        amount=column(table["amount"]),
        rate=column(table["rate"]),
        time=column(table["time"]),
        tag=np.where(table["is_entry"], _named(table["tag"]), table["tag"]).astype(np.int32),
    )


def _final_balance(run: Run, books: Books) -> float:
    """Return the wallet's total at the end (``Wallets._update_dry``, wallets.py 117-176).

    Quirk: in spot the stake of a position that could not be closed is missing from it.
    """
    tied_up = stakes_in_trades(books)
    profit = float(books.totals["total_profit"][0])
    free = run.settings.balance + profit - tied_up
    return free + tied_up if run.settings.futures else free


def ledger_of(run: Run, books: Books, tags: tuple[str, ...]) -> Ledger:
    """Return what a finished run came to.

    Raises:
        Invalid: A stake was too high for the leverage tiers of its pair.
    """
    totals = books.totals[0]
    if totals["too_large"]:
        raise malformed("a stake is too high for the leverage tiers of its pair", "stake")
    return Ledger(
        trades=_trades(books),
        orders=_orders(books),
        reasons=(*REASONS, *tags),
        starting_balance=run.settings.balance,
        final_balance=_final_balance(run, books),
        rejected_signals=int(totals["rejected_trades"]),
        timed_out_entries=int(totals["timedout_entry_orders"]),
        timed_out_exits=int(totals["timedout_exit_orders"]),
        canceled_entries=int(totals["canceled_entry_orders"]),
        locks=int(lock_count(books.protections)),
    )
