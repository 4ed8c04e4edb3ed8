"""Packs a run's input into what compiled code reads: numbers, records and addresses of columns.

Candles never move: their columns are handed over by address (see ``columns``), and what depends on
the market alone is packed once and shared by every variant that runs on it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from hypertrade.engine.futures import FundingTable, funding_table
from hypertrade.engine.refusal import malformed
from hypertrade.engine.rules import MarketRules, market_rules
from hypertrade.engine.state import REASONS, STOPS
from hypertrade.engine.ticks import TickTable, tick_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hypertrade.arrays import Candles, SignalSet
    from hypertrade.engine.model import Account, MarketData, PairData, Plan

NEVER = -1
NO_LIMIT = -1

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


class Settings(NamedTuple):
    """``Plan`` and ``Account`` as plain numbers; times and durations are milliseconds.

    nan stands for ``None``, a negative duration for never. ``start`` and ``end`` are when the
    first and the last candle of the range open, over all pairs.
    """

    step: int
    detail_step: int
    start: int
    end: int
    futures: bool
    can_short: bool
    protected: bool
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
    rules: MarketRules
    ticks: TickTable
    funding: FundingTable
    step: int
    detail_step: int
    start: int
    end: int


class Run(NamedTuple):
    """Everything the loop reads and never writes.

    ``stop_reasons`` tells of every number an exit reason may have whether it names a stop.
    """

    settings: Settings
    roi_minutes: NDArray[np.int64]
    roi_profit: NDArray[np.float64]
    stop_reasons: NDArray[np.bool_]
    pairs: NDArray[np.void]
    signals: NDArray[np.void]
    rules: MarketRules
    ticks: TickTable
    funding: FundingTable


def _address(column: NDArray[Any], kind: type[np.generic], rows: int, name: str) -> int:
    """Return the address of ``column`` after checking that compiled code can read it there."""
    if column.dtype != np.dtype(kind) or len(column) != rows or not column.flags.c_contiguous:
        raise malformed(
            f"{name} is no contiguous {np.dtype(kind).name} column of {rows} rows", name
        )
    return int(column.__array_interface__["data"][0])


def _pack_candles(record: np.void, candles: Candles, prefix: str) -> None:
    for name in ("open", "high", "low", "close"):
        column = getattr(candles, name)
        record[f"{prefix}{name}"] = _address(column, np.float64, len(candles), name)


def _pack_pair(record: np.void, data: PairData) -> None:
    candles = data.candles
    if not 0 <= candles.begin <= candles.end <= len(candles):
        raise malformed(f"{data.rules.pair} trades rows that it does not have", "candles")
    _pack_candles(record, candles, "")
    record["first"], record["begin"], record["end"] = candles.first, candles.begin + 1, candles.end
    if data.detail is not None:
        _pack_candles(record, data.detail, "detail_")
        record["detail_first"] = data.detail.first
        record["detail_rows"] = len(data.detail)


def pack_market(market: MarketData, *, futures: bool) -> PackedMarket:
    """Return ``market`` as compiled code reads it.

    Raises:
        Invalid: A column is malformed.
    """
    pairs = np.zeros(len(market.pairs), PAIR)
    for record, data in zip(pairs, market.pairs, strict=True):
        _pack_pair(record, data)
    candles = [item.candles for item in market.pairs]
    traded = [item for item in candles if item.end > item.begin]
    details = [item.detail for item in market.pairs if item.detail is not None]
    return PackedMarket(
        pairs=pairs,
        rules=market_rules(market, futures=futures),
        ticks=tick_table(candles),
        funding=funding_table([item.funding for item in market.pairs]),
        step=candles[0].step,
        detail_step=details[0].step if details else 0,
        start=min((item.opens_at(item.begin) for item in traded), default=0),
        end=max((item.opens_at(item.end - 1) for item in traded), default=0),
    )


_markets: WeakKeyDictionary[MarketData, dict[bool, PackedMarket]] = WeakKeyDictionary()


def packed(market: MarketData, *, futures: bool) -> PackedMarket:
    """Return ``market`` packed, from the cache if it has been packed before."""
    known = _markets.setdefault(market, {})
    if futures not in known:
        known[futures] = pack_market(market, futures=futures)
    return known[futures]


def pack_signals(signals: SignalSet, market: MarketData) -> NDArray[np.void]:
    """Return the addresses of every pair's signals.

    Raises:
        Invalid: A column is malformed, or a pair has none.
    """
    if len(signals.pairs) != len(market.pairs):
        raise malformed(
            f"there are signals of {len(signals.pairs)} pairs for {len(market.pairs)}", "signals"
        )
    records = np.zeros(len(signals.pairs), SIGNALS)
    for record, item, data in zip(records, signals.pairs, market.pairs, strict=True):
        rows = len(data.candles)
        for name in ("enter_long", "exit_long", "enter_short", "exit_short"):
            record[name] = _address(getattr(item, name), np.uint8, rows, name)
        for name in ("enter_tag", "exit_tag"):
            record[name] = _address(getattr(item, name), np.int16, rows, name)
        if item.atr is not None:
            record["atr"] = _address(item.atr, np.float64, rows, "atr")
    return records


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else float(value)


def _milliseconds(minutes: float | None) -> int:
    """Return a duration in minutes as milliseconds, to the microsecond as ``timedelta`` has it."""
    return NEVER if minutes is None else math.ceil(round(minutes * 60_000_000) / 1000)


def settings_of(market: PackedMarket, plan: Plan, account: Account) -> Settings:
    """Return ``plan`` and ``account`` as the loop reads them."""
    unlimited = account.stake == "unlimited"
    most = account.max_open_trades
    atr, even, scale = plan.atr_stop, plan.break_even, plan.scale_in
    return Settings(
        step=market.step,
        detail_step=market.detail_step,
        start=market.start,
        end=market.end,
        futures=bool(account.futures),
        can_short=bool(account.futures and plan.can_short),
        protected=bool(plan.protections),
        stoploss=float(plan.stoploss),
        trailing_stop=bool(plan.trailing_stop),
        trailing_stop_positive=_or_nan(plan.trailing_stop_positive),
        has_trailing_stop_positive=bool(plan.trailing_stop_positive),
        trailing_stop_positive_offset=float(plan.trailing_stop_positive_offset),
        trailing_only_offset_is_reached=bool(plan.trailing_only_offset_is_reached),
        use_exit_signal=bool(plan.use_exit_signal),
        exit_profit_only=bool(plan.exit_profit_only),
        exit_profit_offset=float(plan.exit_profit_offset),
        ignore_roi_if_entry_signal=bool(plan.ignore_roi_if_entry_signal),
        time_limit=_milliseconds(plan.time_limit),
        use_custom_stoploss=atr is not None or even is not None,
        stop_uses_after_fill=atr is not None,
        atr_stop=atr is not None,
        atr_trailing=atr is not None and atr.trailing,
        atr_multiple=math.nan if atr is None else float(atr.multiple),
        break_even=even is not None,
        break_even_trigger=math.nan if even is None else float(even.trigger),
        break_even_lock=math.nan if even is None else float(even.lock),
        stake=0.0 if unlimited else float(account.stake),
        unlimited=unlimited,
        share=_or_nan(plan.share),
        custom_stake=_or_nan(plan.custom_stake),
        leverage=float(plan.leverage),
        balance=float(account.balance),
        max_open_trades=math.inf if most == NO_LIMIT else float(most),
        fee=float(account.fee),
        tradable_balance_ratio=float(account.tradable_balance_ratio),
        amount_reserve_percent=float(account.amount_reserve_percent),
        scale_in=scale is not None,
        scale_times=0 if scale is None else int(scale.times),
        scale_move=math.nan if scale is None else float(scale.move),
        scale_size=math.nan if scale is None else float(scale.size),
        scale_against=scale is not None and scale.against,
        entry_timeout=_milliseconds(account.entry_timeout),
        exit_timeout=_milliseconds(account.exit_timeout),
    )


def pack_run(market: MarketData, signals: SignalSet, plan: Plan, account: Account) -> Run:
    """Return everything the loop reads.

    Raises:
        Invalid: A column is malformed.
    """
    shared = packed(market, futures=account.futures)
    reasons = (*REASONS, *signals.tags)
    return Run(
        settings=settings_of(shared, plan, account),
        roi_minutes=np.array([minutes for minutes, _ in plan.roi], np.int64),
        roi_profit=np.array([profit for _, profit in plan.roi], np.float64),
        stop_reasons=np.array([name in STOPS for name in reasons], np.bool_),
        pairs=shared.pairs,
        signals=pack_signals(signals, market),
        rules=shared.rules,
        ticks=shared.ticks,
        funding=shared.funding,
    )
