"""The records that the loop reads and writes: plain numbers, and addresses of columns.

``TRADE`` follows Freqtrade's ``LocalTrade`` field by field, so that the functions around read like
the ones they reproduce. A trade never has more than one open order in a backtest (an exit cancels a
waiting entry, and nobody adds to a position while an order waits), so the open order is part of
the trade; filled orders are rows of ``ORDER``, chained by trade.

Times and durations are UTC milliseconds, a negative duration means never; nan stands for ``None``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from hypertrade.engine.columns import row_reader

if TYPE_CHECKING:
    Record = Any
    """A row of a table: Numba knows its fields, the type checker does not."""

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
        ("funding_row", "i8"),  # the next funding fee, and the sum of those since the last fill
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
        # Within these rates and until then nothing can happen to it (see quiet)
        ("quiet_low", "f8"),
        ("quiet_high", "f8"),
        ("quiet_until", "i8"),
        # Not of this trade: the row of the trade that closed when this many had closed.
        ("closed", "i8"),
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

SLOT = np.dtype(
    [
        # Of the pair with the row's number
        ("current", "i8"),  # its open trade
        ("visited", "i8"),  # the step it was last queued in
        ("held", "i8"),  # the candle in which it was last seen with a trade (detail)
        ("spread", "i8"),  # the candle whose finer candles are these
        ("detail_at", "i8"),
        ("detail_end", "i8"),
        # By place
        ("open", "i8"),  # open trades in opening order
        ("queue", "i8"),  # pairs in the order of a step
    ],
    align=True,
)

BOOKS = np.dtype(
    [
        ("trades", "i8"),
        ("orders", "i8"),
        ("slots", "i8"),
        ("entry_amounts", "i8"),  # one trade's filled entries side by side
        ("entry_rates", "i8"),
        ("protections", "i8"),  # addresses, see tables
        ("trade_room", "i8"),
        ("order_room", "i8"),
        ("time", "i8"),
        ("steps", "i8"),
        ("trade_count", "i8"),
        ("order_count", "i8"),
        ("open_count", "i8"),
        ("closed_count", "i8"),
        ("total_profit", "f8"),
        ("rejected_trades", "i8"),
        ("timedout_entry_orders", "i8"),
        ("timedout_exit_orders", "i8"),
        ("too_large", "i8"),
    ],
    align=True,
)

PAIR = np.dtype(
    [
        # Addresses of the candles' columns
        ("open", "i8"),
        ("high", "i8"),
        ("low", "i8"),
        ("close", "i8"),
        ("first", "i8"),  # when row 0 opens
        ("begin", "i8"),  # the first row that trades: the range's first row is dropped
        ("end", "i8"),
        # The finer candles inside, 0 rows without
        ("detail_open", "i8"),
        ("detail_high", "i8"),
        ("detail_low", "i8"),
        ("detail_close", "i8"),
        ("detail_first", "i8"),
        ("detail_rows", "i8"),
    ],
    align=True,
)

SIGNALS = np.dtype(
    [
        ("enter_long", "i8"),
        ("exit_long", "i8"),
        ("enter_short", "i8"),
        ("exit_short", "i8"),
        ("enter_tag", "i8"),
        ("exit_tag", "i8"),
        ("atr", "i8"),
    ],
    align=True,
)

RUN = np.dtype(
    [
        # Tables
        ("pairs", "i8"),
        ("signals", "i8"),
        ("rules", "i8"),  # addresses, see tables
        ("ticks", "i8"),
        ("funding_start", "i8"),
        ("funding_time", "i8"),
        ("funding_fee", "i8"),
        ("roi_minutes", "i8"),
        ("roi_profit", "i8"),
        ("stop_reasons", "i8"),
        ("pair_count", "i8"),
        ("tier_count", "i8"),
        ("tick_first", "i8"),
        ("tick_months", "i8"),
        ("funding_count", "i8"),
        ("roi_count", "i8"),
        # Time
        ("step", "i8"),
        ("detail_step", "i8"),
        ("start", "i8"),  # when the range's first and last candles open, over all pairs
        ("end", "i8"),
        # Market
        ("mode", "i8"),
        ("formula", "i8"),
        ("futures", "?"),
        ("can_short", "?"),
        # Leaving
        ("stoploss", "f8"),
        ("trailing_stop", "?"),
        ("trailing_stop_positive", "f8"),
        ("has_trailing_stop_positive", "?"),
        ("trailing_stop_positive_offset", "f8"),
        ("trailing_only_offset_is_reached", "?"),
        ("use_exit_signal", "?"),
        ("exit_profit_only", "?"),
        ("exit_profit_offset", "f8"),
        ("ignore_roi_if_entry_signal", "?"),
        ("time_limit", "i8"),
        ("use_custom_stoploss", "?"),
        ("stop_uses_after_fill", "?"),
        ("atr_stop", "?"),
        ("atr_trailing", "?"),
        ("atr_multiple", "f8"),
        ("break_even", "?"),
        ("break_even_trigger", "f8"),
        ("break_even_lock", "f8"),
        # Entering
        ("protected", "?"),
        ("protection_count", "i8"),
        ("stake", "f8"),
        ("unlimited", "?"),
        ("share", "f8"),
        ("custom_stake", "f8"),
        ("leverage", "f8"),
        ("balance", "f8"),
        ("max_open_trades", "f8"),
        ("fee", "f8"),
        ("tradable_balance_ratio", "f8"),
        ("amount_reserve_percent", "f8"),
        ("scale_in", "?"),
        ("scale_times", "i8"),
        ("scale_move", "f8"),
        ("scale_size", "f8"),
        ("scale_against", "?"),
        ("entry_timeout", "i8"),
        ("exit_timeout", "i8"),
    ],
    align=True,
)

trade_at = row_reader(TRADE)
order_at = row_reader(ORDER)
slot_at = row_reader(SLOT)
books_at = row_reader(BOOKS)
pair_at = row_reader(PAIR)
signals_at = row_reader(SIGNALS)
run_at = row_reader(RUN)


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


def address_of(table: np.ndarray[Any, Any]) -> int:
    """Return where a table or column lies in memory."""
    # Not by ``__array_interface__``: that describes every field of a record first.
    return int(table.ctypes.data)
