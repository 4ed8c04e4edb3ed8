"""What the loop keeps: trades, filled orders and totals, as records of plain numbers.

``Trade`` rows follow Freqtrade's ``LocalTrade`` field by field, so that the functions beside this
file read like the ones they reproduce. A trade never has more than one open order in a backtest
(an exit cancels a waiting entry, and nobody adds to a position while an order waits), so the open
order is part of the trade; filled orders are rows of ``ORDER``, chained by trade.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from hypertrade.engine.compiled import compiled
from hypertrade.engine.protections import ProtectionState, protection_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hypertrade.engine.model import Protection
    from hypertrade.engine.pack import Run

    Record = Any
    """A row of a structured array: Numba knows its fields, the type checker does not."""

NONE = -1
"""No trade, no order, no tag, no direction."""

LONG = 0
SHORT = 1

ENTRY_ORDER = 0
EXIT_ORDER = 1

EXIT_SIGNAL, STOP_LOSS, ROI, TRAILING_STOP_LOSS, LIQUIDATION, FORCE_EXIT, CUSTOM_EXIT = range(7)
REASONS = (
    "exit_signal",
    "stop_loss",
    "roi",
    "trailing_stop_loss",
    "liquidation",
    "force_exit",
    "time_limit",
)
"""Freqtrade's exit reasons in the order of the numbers above; tags of signals come after them."""
REASON_COUNT = len(REASONS)
STOPS = frozenset(("stop_loss", "trailing_stop_loss", "liquidation", "stoploss_on_exchange"))
"""Reasons that ``StoplossGuard`` counts, by name: an exit tag of such a name counts too."""

TRADE = np.dtype(
    [
        ("pair", "i8"),
        ("is_short", "?"),
        ("is_stop_loss_trailing", "?"),
        ("leverage", "f8"),
        ("open_time", "i8"),
        ("close_time", "i8"),
        ("open_rate", "f8"),
        ("close_rate", "f8"),
        ("amount", "f8"),
        ("stake_amount", "f8"),
        ("max_stake_amount", "f8"),
        ("open_trade_value", "f8"),
        ("price_precision", "f8"),
        ("price_mode", "i8"),
        ("stop_loss", "f8"),
        ("stop_loss_pct", "f8"),
        ("initial_stop_loss", "f8"),
        ("initial_stop_loss_pct", "f8"),  # nan: None
        ("liquidation_price", "f8"),  # 0: None
        ("min_rate", "f8"),  # nan: None
        ("max_rate", "f8"),  # nan: None
        ("funding_fees", "f8"),
        ("funding_fee_running", "f8"),
        ("funding_row", "i8"),
        ("funding_sum", "f8"),
        ("close_profit", "f8"),
        ("close_profit_abs", "f8"),
        ("enter_tag", "i8"),
        ("exit_reason", "i8"),
        ("entries", "i8"),  # filled entry orders
        ("last_filled", "i8"),
        ("first_order", "i8"),
        ("last_order", "i8"),
        # The open order; its side is NONE without one.
        ("order_side", "i8"),
        ("order_rate", "f8"),
        ("order_amount", "f8"),
        ("order_time", "i8"),
        ("order_tag", "i8"),
    ],
    align=True,
)

ORDER = np.dtype(
    [
        ("is_entry", "?"),
        ("amount", "f8"),
        ("rate", "f8"),
        ("time", "i8"),
        ("tag", "i8"),
        ("funding_fee", "f8"),
        ("next", "i8"),
    ],
    align=True,
)

TOTALS = np.dtype(
    [
        ("time", "i8"),
        ("steps", "i8"),
        ("trades", "i8"),
        ("orders", "i8"),
        ("open", "i8"),
        ("closed", "i8"),
        ("total_profit", "f8"),
        ("rejected_trades", "i8"),
        ("timedout_entry_orders", "i8"),
        ("timedout_exit_orders", "i8"),
        ("canceled_entry_orders", "i8"),
        ("too_large", "i8"),
    ],
    align=True,
)


class Books(NamedTuple):
    """Everything that changes during a run.

    ``open`` lists the open trades in opening order (``LocalTrade.bt_trades_open``), ``current``
    the open trade of each pair, ``closed`` the closed ones in closing order (``bt_trades``).
    ``visited`` marks the pairs that the loop has seen in a step, ``queue`` are those it will see;
    ``held``, ``spread``, ``detail_at`` and ``detail_end`` belong to ``detail``;
    ``entry_amounts`` and ``entry_rates`` hold one trade's filled entries side by side.
    """

    trades: NDArray[np.void]
    orders: NDArray[np.void]
    totals: NDArray[np.void]
    open: NDArray[np.int64]
    current: NDArray[np.int64]
    closed: NDArray[np.int64]
    visited: NDArray[np.int64]
    queue: NDArray[np.int64]
    held: NDArray[np.int64]
    spread: NDArray[np.int64]
    detail_at: NDArray[np.int64]
    detail_end: NDArray[np.int64]
    entry_amounts: NDArray[np.float64]
    entry_rates: NDArray[np.float64]
    protections: ProtectionState


class Candle(NamedTuple):
    """One candle of one pair as the loop sees it, with the signals of the candle before.

    ``time`` is when it opens; ``now`` the loop's clock, the same unless detail candles are
    missing. ``row`` is the row of the pair's candles that it belongs to.
    """

    now: int
    time: int
    row: int
    open: float
    high: float
    low: float
    close: float
    enter_long: bool
    exit_long: bool
    enter_short: bool
    exit_short: bool
    enter_tag: int
    exit_tag: int


@compiled
def remove_trade(books: Books, index: int) -> None:
    """Take a trade off the open ones (``remove_bt_trade``); the others keep their order."""
    totals = books.totals[0]
    kept = 0
    for place in range(totals.open):
        if books.open[place] != index:
            books.open[kept] = books.open[place]
            kept += 1
    totals.open = kept
    books.current[books.trades[index].pair] = NONE


@compiled
def close_trade(books: Books, index: int) -> None:
    """Move a trade from the open ones to the closed ones (``close_bt_trade``)."""
    totals = books.totals[0]
    remove_trade(books, index)
    books.closed[totals.closed] = index
    totals.closed += 1
    totals.total_profit += books.trades[index].close_profit_abs


@compiled
def stakes_in_trades(books: Books) -> float:
    """Return the stakes of all open trades (``total_open_trades_stakes``), in opening order."""
    total = 0.0
    for place in range(books.totals[0].open):
        total += books.trades[books.open[place]].stake_amount
    return total


def new_books(run: Run, protections: Sequence[Protection], trades: int, orders: int) -> Books:
    """Return empty books with room for that many trades and orders."""
    settings = run.settings
    pairs = len(run.pairs)
    entries = settings.scale_times + 2 if settings.scale_in else 1
    totals = np.zeros(1, TOTALS)
    totals["time"] = settings.start + settings.step
    return Books(
        trades=np.zeros(trades, TRADE),
        orders=np.zeros(orders, ORDER),
        totals=totals,
        open=np.full(pairs, NONE, np.int64),
        current=np.full(pairs, NONE, np.int64),
        closed=np.zeros(trades, np.int64),
        visited=np.full(pairs, NONE, np.int64),
        queue=np.zeros(pairs, np.int64),
        held=np.full(pairs, NONE, np.int64),
        spread=np.full(pairs, NONE, np.int64),
        detail_at=np.zeros(pairs, np.int64),
        detail_end=np.zeros(pairs, np.int64),
        entry_amounts=np.zeros(entries),
        entry_rates=np.zeros(entries),
        protections=protection_state(
            protections,
            pairs,
            settings.step,
            settings.balance * settings.tradable_balance_ratio,
            trades if protections else 0,
        ),
    )


def _longer(column: NDArray[Any], rows: int) -> NDArray[Any]:
    result = np.zeros(rows, column.dtype)
    result[: len(column)] = column
    return result


def enlarged(books: Books, room: int) -> Books:
    """Return the same books with room for at least ``room`` trades and orders more."""
    trades = max(2 * len(books.trades), len(books.trades) + room)
    orders = max(2 * len(books.orders), len(books.orders) + room)
    state = books.protections
    if len(state.method):
        names = ("time", "pair", "side", "ratio", "profit", "by_stop")
        state = state._replace(**{name: _longer(getattr(state, name), trades) for name in names})
    return books._replace(
        trades=_longer(books.trades, trades),
        orders=_longer(books.orders, orders),
        closed=_longer(books.closed, trades),
        protections=state,
    )
