"""Packs a run's input into what compiled code reads: numbers, records and addresses of columns.

Candles never move: their columns are handed over by address (see ``columns``), and what depends on
the market alone is packed once and shared by every variant that runs on it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from hypertrade.engine.futures import FundingTable, funding_table
from hypertrade.engine.records import PAIR, REASONS, RUN, SIGNALS, STOPS, address_of
from hypertrade.engine.refusal import malformed
from hypertrade.engine.rules import MarketRules, market_rules
from hypertrade.engine.tables import addresses
from hypertrade.engine.ticks import TickTable, tick_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hypertrade.arrays import Candles, SignalSet
    from hypertrade.engine.model import Account, MarketData, PairData, Plan

NEVER = -1
NO_LIMIT = -1


class PackedMarket(NamedTuple):
    """What no strategy changes."""

    pairs: NDArray[np.void]
    rules: MarketRules
    rule_columns: NDArray[np.int64]
    ticks: TickTable
    funding: FundingTable
    step: int
    detail_step: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """A run as compiled code reads it; ``kept`` are the arrays that ``record`` points to."""

    record: NDArray[np.void]
    kept: tuple[Any, ...]

    @property
    def address(self) -> int:
        """Return where the record lies in memory."""
        return address_of(self.record)


def _address(column: NDArray[Any], kind: type[np.generic], rows: int, name: str) -> int:
    """Return the address of ``column`` after checking that compiled code can read it there."""
    if column.dtype != np.dtype(kind) or len(column) != rows or not column.flags.c_contiguous:
        raise malformed(
            f"{name} is no contiguous {np.dtype(kind).name} column of {rows} rows", name
        )
    return address_of(column)


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
    rules = market_rules(market, futures=futures)
    return PackedMarket(
        pairs=pairs,
        rules=rules,
        rule_columns=addresses(rules),
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


def pack_signals(signals: SignalSet, market: MarketData, *, atr: bool) -> NDArray[np.void]:
    """Return the addresses of every pair's signals, ``atr`` says whether true ranges are needed.

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
        if atr:
            if item.atr is None:
                raise malformed("the ATR stop has no true ranges", "atr")
            record["atr"] = _address(item.atr, np.float64, rows, "atr")
    return records


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else float(value)


def _milliseconds(minutes: float | None) -> int:
    """Return a duration in minutes as milliseconds, to the microsecond as ``timedelta`` has it."""
    return NEVER if minutes is None else math.ceil(round(minutes * 60_000_000) / 1000)


def _market(record: np.void, market: PackedMarket) -> None:
    record["pairs"], record["pair_count"] = address_of(market.pairs), len(market.pairs)
    record["rules"] = address_of(market.rule_columns)
    record["tier_count"] = len(market.rules.tier_rate)
    record["mode"], record["formula"] = market.rules.mode, market.rules.formula
    record["ticks"], record["tick_first"] = address_of(market.ticks.sizes), market.ticks.first
    record["tick_months"] = market.ticks.sizes.shape[1]
    record["funding_start"] = address_of(market.funding.start)
    record["funding_time"] = address_of(market.funding.time)
    record["funding_fee"] = address_of(market.funding.fee)
    record["funding_count"] = len(market.funding.time)
    record["step"], record["detail_step"] = market.step, market.detail_step
    record["start"], record["end"] = market.start, market.end


def _account(record: np.void, account: Account) -> None:
    record["futures"] = account.futures
    record["unlimited"] = account.stake == "unlimited"
    record["stake"] = 0.0 if account.stake == "unlimited" else account.stake
    most = account.max_open_trades
    record["max_open_trades"] = math.inf if most == NO_LIMIT else most
    for name in ("balance", "fee", "tradable_balance_ratio", "amount_reserve_percent"):
        record[name] = getattr(account, name)
    for name in ("entry_timeout", "exit_timeout"):
        record[name] = _milliseconds(getattr(account, name))


def _plan(record: np.void, plan: Plan, account: Account) -> None:
    record["can_short"] = account.futures and plan.can_short
    record["protected"], record["protection_count"] = bool(plan.protections), len(plan.protections)
    for name in (
        *("stoploss", "trailing_stop", "trailing_stop_positive_offset"),
        *("trailing_only_offset_is_reached", "use_exit_signal", "exit_profit_only"),
        *("exit_profit_offset", "ignore_roi_if_entry_signal", "leverage"),
    ):
        record[name] = getattr(plan, name)
    for name in ("trailing_stop_positive", "share", "custom_stake"):
        record[name] = _or_nan(getattr(plan, name))
    record["has_trailing_stop_positive"] = bool(plan.trailing_stop_positive)
    record["time_limit"] = _milliseconds(plan.time_limit)
    atr, even, scale = plan.atr_stop, plan.break_even, plan.scale_in
    record["use_custom_stoploss"] = atr is not None or even is not None
    if atr is not None:
        record["atr_stop"] = record["stop_uses_after_fill"] = True
        record["atr_trailing"], record["atr_multiple"] = atr.trailing, atr.multiple
    if even is not None:
        record["break_even"] = True
        record["break_even_trigger"], record["break_even_lock"] = even.trigger, even.lock
    if scale is not None:
        record["scale_in"], record["scale_against"] = True, scale.against
        record["scale_times"], record["scale_move"] = scale.times, scale.move
        record["scale_size"] = scale.size


def pack_run(market: MarketData, signals: SignalSet, plan: Plan, account: Account) -> Run:
    """Return everything the loop reads.

    Raises:
        Invalid: A column is malformed.
    """
    shared = packed(market, futures=account.futures)
    columns = pack_signals(signals, market, atr=plan.atr_stop is not None)
    minutes = np.array([minutes for minutes, _ in plan.roi], np.int64)
    profit = np.array([profit for _, profit in plan.roi], np.float64)
    stops = np.array([name in STOPS for name in (*REASONS, *signals.tags)], np.uint8)
    record = np.zeros(1, RUN)
    _market(record[0], shared)
    _account(record[0], account)
    _plan(record[0], plan, account)
    record["signals"], record["stop_reasons"] = address_of(columns), address_of(stops)
    record["roi_minutes"], record["roi_profit"] = address_of(minutes), address_of(profit)
    record["roi_count"] = len(minutes)
    return Run(record, (market, signals, shared, columns, minutes, profit, stops))
