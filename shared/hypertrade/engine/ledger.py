"""The books as the result of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from hypertrade.engine.compiled import compiled
from hypertrade.engine.exact.rounding import round_to
from hypertrade.engine.model import Ledger, Orders, Trades
from hypertrade.engine.protections import lock_count
from hypertrade.engine.records import NONE, REASON_COUNT, REASONS, books_at
from hypertrade.engine.refusal import malformed
from hypertrade.engine.state import stakes_in_trades

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hypertrade.engine.state import Books

REPORTED_PLACES = 8
"""``LocalTrade.to_json`` rounds amounts and stakes (persistence/trade_model.py 714-717)."""


@compiled
def rounded(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``values`` as Freqtrade reports amounts: Python's ``round(x, 8)``."""
    result = np.empty(len(values))
    for index in range(len(values)):
        result[index] = round_to(values[index], REPORTED_PLACES)
    return result


@compiled
def order_rows(
    first: NDArray[np.int64], following: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return orders by trade: (row of the order, place of its trade).

    ``first`` is the row of each trade's first order, ``following`` the row after each order.
    """
    rows = np.empty(len(following), np.int64)
    places = np.empty(len(following), np.int64)
    count = 0
    for place in range(len(first)):
        index = first[place]
        while index != NONE:
            rows[count] = index
            places[count] = place
            count += 1
            index = following[index]
    return rows[:count].copy(), places[:count].copy()


def _named(tags: NDArray[Any]) -> NDArray[np.int32]:
    """Return tags of signals as numbers of ``Ledger.reasons``."""
    return np.where(tags == NONE, NONE, tags + REASON_COUNT).astype(np.int32)


def _trades(table: NDArray[np.void]) -> Trades:
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


def _orders(books: Books, trades: NDArray[np.void]) -> Orders:
    column = np.ascontiguousarray
    known = books.orders[: books.record["order_count"][0]]
    rows, places = order_rows(column(trades["first_order"]), column(known["next"]))
    table = known[rows]
    return Orders(
        trade=places.astype(np.int32),
        is_entry=column(table["is_entry"]),
        amount=column(table["amount"]),
        rate=column(table["rate"]),
        time=column(table["time"]),
        tag=np.where(table["is_entry"], _named(table["tag"]), table["tag"]).astype(np.int32),
    )


@compiled
def tied_up(books_address: int) -> float:
    """Return the stakes of the trades that are still open."""
    return stakes_in_trades(books_at(books_address, 0))


def _final_balance(run: np.void, books: Books) -> float:
    """Return the wallet's total at the end (``Wallets._update_dry``, wallets.py 107-176).

    Quirk: in spot the stake of a position that could not be closed is missing from it.
    """
    stakes = tied_up(books.address)
    free = float(run["balance"]) + float(books.record["total_profit"][0]) - stakes
    return free + stakes if run["futures"] else free


def ledger_of(run: np.void, books: Books, tags: tuple[str, ...]) -> Ledger:
    """Return what a finished run came to.

    Raises:
        Invalid: A stake was too high for the leverage tiers of its pair.
    """
    totals = books.record[0]
    if totals["too_large"]:
        raise malformed("a stake is too high for the leverage tiers of its pair", "stake")
    trades = books.trades[books.trades["closed"][: totals["closed_count"]]]
    return Ledger(
        trades=_trades(trades),
        orders=_orders(books, trades),
        reasons=(*REASONS, *tags),
        starting_balance=float(run["balance"]),
        final_balance=_final_balance(run, books),
        rejected_signals=int(totals["rejected_trades"]),
        timed_out_entries=int(totals["timedout_entry_orders"]),
        timed_out_exits=int(totals["timedout_exit_orders"]),
        # Freqtrade's canceled_trade_entries: only adjust_order_price makes them.
        canceled_entries=0,
        locks=int(lock_count(books.protections)),
    )
