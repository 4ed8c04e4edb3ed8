"""Packs a run's input into what compiled code reads: numbers, records and addresses of columns.

Candles never move: their columns are handed over by address (see ``columns``), and what depends on
the market alone is packed once and shared by every variant that runs on it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from hypertrade.domain.errors import Invalid
from hypertrade.engine.rounding import MODES
from hypertrade.engine.ticks import TickTable, tick_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hypertrade.arrays import Candles, SignalSet
    from hypertrade.engine.model import Account, MarketData, PairData, Plan

MINUTE = 60_000
NEVER = -1

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
        # The market's rules; nan: none
        ("price_precision", "f8"),
        ("amount_precision", "f8"),
        ("contract_size", "f8"),
        ("min_amount", "f8"),
        ("max_amount", "f8"),
        ("min_cost", "f8"),
        ("max_cost", "f8"),
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


class Settings(NamedTuple):
    """``Plan`` and ``Account`` as plain numbers; durations are milliseconds unless named."""

    step: int
    detail_step: int
    timeframe_minutes: int
    start: int
    end: int
    precision_mode: int
    futures: bool
    can_short: bool
    # Exits
    stoploss: float
    trailing_stop: bool
    trailing_stop_positive: float
    has_trailing_stop_positive: bool
    trailing_stop_positive_offset: float
    trailing_only_offset_is_reached: bool
    use_exit_signal: bool
    exit_profit_only: bool
    exit_profit_offset: float
    ignore_roi_if_entry_signal: bool
    time_limit: int
    use_custom_stoploss: bool
    stop_uses_after_fill: bool
    atr_stop: bool
    atr_trailing: bool
    atr_multiple: float
    break_even: bool
    break_even_trigger: float
    break_even_lock: float
    # Size
    stake: float
    unlimited: bool
    share: float
    custom_stake: float
    leverage: float
    balance: float
    max_open_trades: float
    fee: float
    tradable_balance_ratio: float
    amount_reserve_percent: float
    scale_in: bool
    scale_times: int
    scale_move: float
    scale_size: float
    scale_against: bool
    # Orders
    entry_timeout: int
    exit_timeout: int


class PackedMarket(NamedTuple):
    """What no strategy changes."""

    pairs: NDArray[np.void]
    ticks: TickTable
    step: int
    detail_step: int
    start: int
    end: int


class Run(NamedTuple):
    """Everything the loop reads and never writes."""

    settings: Settings
    roi_minutes: NDArray[np.int64]
    roi_profit: NDArray[np.float64]
    pairs: NDArray[np.void]
    signals: NDArray[np.void]
    ticks: TickTable


def _address(column: NDArray[np.generic], kind: type[np.generic], rows: int, name: str) -> int:
    """Return the address of ``column`` after checking that compiled code can read it there.

    Raises:
        Invalid: Another type or length, or not contiguous.
    """
    if column.dtype != np.dtype(kind) or len(column) != rows or not column.flags.c_contiguous:
        raise Invalid(
            f"{name} is no contiguous {np.dtype(kind).name} column of {rows} rows.",
            field=name,
            remedy="Hand over every column of a pair with the same length and the type named.",
        )
    return int(column.__array_interface__["data"][0])


def _pack_candles(record: np.void, candles: Candles, prefix: str) -> None:
    for name in ("open", "high", "low", "close"):
        column = getattr(candles, name)
        record[f"{prefix}{name}"] = _address(column, np.float64, len(candles), name)


def _limit(value: float | None) -> float:
    return math.nan if value is None else float(value)


def _pack_pair(record: np.void, data: PairData) -> None:
    candles, rules = data.candles, data.rules
    _pack_candles(record, candles, "")
    record["first"], record["end"] = candles.first, candles.end
    record["begin"] = candles.begin + 1
    if data.detail is not None:
        _pack_candles(record, data.detail, "detail_")
        record["detail_first"] = data.detail.first
        record["detail_rows"] = len(data.detail)
    record["price_precision"] = rules.price_precision
    record["amount_precision"] = rules.amount_precision
    record["contract_size"] = rules.contract_size
    for name in ("min_amount", "max_amount", "min_cost", "max_cost"):
        record[name] = _limit(getattr(rules, name))


_packed: WeakKeyDictionary[MarketData, PackedMarket]


def pack_market(market: MarketData) -> PackedMarket:
    """Return ``market`` packed; raises ``Invalid`` on a malformed column."""
    pairs = np.zeros(len(market.pairs), PAIR)
    for record, data in zip(pairs, market.pairs, strict=True):
        _pack_pair(record, data)
    traded = [item.candles for item in market.pairs if item.candles.end > item.candles.begin]
    details = [item.detail for item in market.pairs if item.detail is not None]
    return PackedMarket(
        pairs=pairs,
        ticks=tick_table([item.candles for item in market.pairs]),
        step=market.pairs[0].candles.step,
        detail_step=details[0].step if details else 0,
        start=min((item.opens_at(item.begin) for item in traded), default=0),
        end=max((item.opens_at(item.end - 1) for item in traded), default=NEVER),
    )
