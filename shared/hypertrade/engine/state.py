"""The books of a run: its trades, its filled orders, its totals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from hypertrade.engine.compiled import compiled
from hypertrade.engine.protections import ProtectionState, enlarged, protection_state
from hypertrade.engine.records import (
    BOOKS,
    NONE,
    ORDER,
    SLOT,
    TRADE,
    address_of,
    slot_at,
    trade_at,
)
from hypertrade.engine.tables import addresses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hypertrade.engine.model import Protection
    from hypertrade.engine.records import Record


@compiled
def remove_trade(books: Record, index: int) -> None:
    """Take a trade off the open ones (``remove_bt_trade``); the others keep their order."""
    kept = 0
    for place in range(books.open_count):
        other = slot_at(books.slots, place).open
        if other != index:
            slot_at(books.slots, kept).open = other
            kept += 1
    books.open_count = kept
    slot_at(books.slots, trade_at(books.trades, index).pair).current = NONE


@compiled
def close_trade(books: Record, index: int) -> None:
    """Move a trade from the open ones to the closed ones (``close_bt_trade``)."""
    remove_trade(books, index)
    trade_at(books.trades, books.closed_count).closed = index
    books.closed_count += 1
    books.total_profit += trade_at(books.trades, index).close_profit_abs


@compiled
def stakes_in_trades(books: Record) -> float:
    """Return the stakes of all open trades (``total_open_trades_stakes``), in opening order."""
    total = 0.0
    for place in range(books.open_count):
        total += trade_at(books.trades, slot_at(books.slots, place).open).stake_amount
    return total


@dataclass
class Books:
    """The tables of a run, and the record by which compiled code finds them."""

    record: NDArray[np.void]
    trades: NDArray[np.void]
    orders: NDArray[np.void]
    slots: NDArray[np.void]
    entries: NDArray[np.float64]
    protections: ProtectionState
    columns: NDArray[np.int64]

    @property
    def address(self) -> int:
        """Return where the record lies, with the tables' addresses brought up to date."""
        record = self.record[0]
        self.columns = addresses(self.protections)
        record["trades"], record["trade_room"] = address_of(self.trades), len(self.trades)
        record["orders"], record["order_room"] = address_of(self.orders), len(self.orders)
        record["slots"] = address_of(self.slots)
        record["entry_amounts"] = address_of(self.entries[0])
        record["entry_rates"] = address_of(self.entries[1])
        record["protections"] = address_of(self.columns)
        return address_of(self.record)

    def enlarge(self, room: int) -> None:
        """Make room for at least ``room`` trades and orders more."""
        trades = max(2 * len(self.trades), len(self.trades) + room)
        orders = max(2 * len(self.orders), len(self.orders) + room)
        self.trades, self.orders = _longer(self.trades, trades), _longer(self.orders, orders)
        self.protections = enlarged(self.protections, trades)


def _longer(column: NDArray[Any], rows: int) -> NDArray[Any]:
    result = np.zeros(rows, column.dtype)
    result[: len(column)] = column
    return result


def new_books(run: np.void, protections: Sequence[Protection], room: int) -> Books:
    """Return empty books with room for ``room`` trades and orders."""
    pairs, step = int(run["pair_count"]), int(run["step"])
    record = np.zeros(1, BOOKS)
    record["time"] = run["start"] + step
    slots = np.zeros(pairs, SLOT)
    for name in ("current", "visited", "held", "spread"):
        slots[name] = NONE
    balance = float(run["balance"] * run["tradable_balance_ratio"])
    return Books(
        record=record,
        trades=np.zeros(room, TRADE),
        orders=np.zeros(room, ORDER),
        slots=slots,
        entries=np.zeros((2, int(run["scale_times"]) + 2)),
        protections=protection_state(protections, pairs, step, balance, room),
        columns=np.zeros(0, np.int64),
    )
