"""The result of a backtest as a versioned document: what ``result.json`` holds.

Names that Freqtrade's statistics use (``profit_total``, ``max_relative_drawdown``, ``sqn``, ...)
mean here exactly what they mean there. Money is in ``settings.stake_currency``; ratios are
fractions (0.05 is 5 %); durations are seconds or minutes, as their names say; dates are UTC. No
value is ever NaN or infinite: a number that does not exist is ``null``, and its field says when.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from hypertrade.domain.backtest import (
    ConditionCount,
    Fingerprint,
    SignalCount,
    Verification,
)
from hypertrade.domain.base import Document
from hypertrade.domain.quality import CandleQuality
from hypertrade.domain.told import Told
from hypertrade.domain.trades import Trade

LOW_SAMPLE = 30
"""Fewer trades than this say next to nothing about a strategy."""

Ratio = Annotated[float, Field(description="A fraction: 0.05 is 5 %.")]
Money = Annotated[float, Field(description="In settings.stake_currency.")]


class StrategyView(Document):
    """The strategy as a reader of the report meets it.

    ``reading`` is the plain-English reading of a spec, ``None`` for code; ``assumptions`` are what
    was assumed while reading words; ``source_file`` is the name of the source beside the report.
    """

    name: str
    kind: Literal["spec", "code"]
    reading: str | None = None
    assumptions: tuple[str, ...] = ()
    source_file: str = Field(default="strategy.py", pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*\.py$")


class Settings(Document):
    """What was asked for, and what the run used (``fee`` is per side, as a fraction)."""

    job_id: str
    exchange: str
    trading_mode: str
    pairs: tuple[str, ...]
    timeframe: str
    detail_timeframe: str | None
    timerange: str
    backtest_start: datetime
    backtest_end: datetime
    backtest_days: int
    stake_currency: str
    stake: float | Literal["unlimited"]
    balance: Money
    max_open_trades: int
    fee: Ratio
    fee_overridden: bool
    slippage: Ratio
    protections: bool | None
    engine: str
    engine_version: str


class Group(Document):
    """The trades that share a pair, an entry tag or an exit reason; each figure as Freqtrade's.

    ``profit_factor`` is 0 without a losing trade, ``expectancy_ratio`` 100 without one, and
    ``sharpe``, ``sortino``, ``calmar`` and ``sqn`` are -100 where their denominator is 0.
    """

    key: str
    trades: int
    profit_mean: Ratio | None
    profit_total_abs: Money | None
    profit_total: Ratio | None
    duration_avg_minutes: int
    wins: int
    draws: int
    losses: int
    winrate: Ratio
    cagr: Ratio | None
    expectancy: Money | None
    expectancy_ratio: float | None
    sortino: float | None
    sharpe: float | None
    calmar: float | None
    sqn: float | None
    profit_factor: float | None
    max_drawdown_account: Ratio | None
    max_drawdown_abs: Money | None
    fees_abs: Money | None


class Period(Document):
    """The trades closed in one period, ``start`` and ``end`` inclusive (weekdays: neither)."""

    key: str
    start: date | None
    end: date | None
    trades: int
    wins: int
    draws: int
    losses: int
    profit_abs: Money | None
    profit_factor: float | None


class Periods(Document):
    """Periods from the first to the last close; weeks end on Monday, as Freqtrade's do."""

    day: tuple[Period, ...] = ()
    week: tuple[Period, ...] = ()
    month: tuple[Period, ...] = ()
    year: tuple[Period, ...] = ()
    weekday: tuple[Period, ...] = ()


class Month(Document):
    """One calendar month of the whole range, whether it saw a trade or not.

    ``profit`` is the profit closed in the month over the balance at its start, ``null`` once that
    balance is gone.
    """

    year: int
    month: int
    trades: int
    profit_abs: Money | None
    profit: Ratio | None


class Extreme(Document):
    """The best or worst of something: its name and what it made."""

    key: str
    profit_abs: Money | None
    profit: Ratio | None


class Metrics(Document):
    """Every figure of the run; see ``docs/report.md`` for the formulas and their sources.

    As in Freqtrade, ``sharpe``, ``sortino``, ``calmar`` and ``sqn`` are -100 where the denominator
    is 0 (so with one trade, or without a losing one for Sortino), ``expectancy_ratio`` is 100 and
    ``profit_factor`` 0 without a losing trade. ``null`` means: there is no such number.
    """

    total_trades: int
    low_sample: bool
    trade_count_long: int
    trade_count_short: int
    trades_per_day: float
    profit_total: Ratio | None
    profit_total_abs: Money | None
    profit_total_long: Ratio | None
    profit_total_long_abs: Money | None
    profit_total_short: Ratio | None
    profit_total_short_abs: Money | None
    profit_mean: Ratio | None
    profit_median: Ratio | None
    starting_balance: Money
    final_balance: Money
    cagr: Ratio | None
    market_change: Ratio
    max_drawdown_abs: Money | None
    max_drawdown_account: Ratio | None
    max_relative_drawdown: Ratio | None
    max_drawdown_high: Money | None
    max_drawdown_low: Money | None
    drawdown_start: datetime | None
    drawdown_end: datetime | None
    drawdown_duration_s: float
    relative_drawdown_start: datetime | None
    relative_drawdown_end: datetime | None
    longest_underwater_s: float
    current_drawdown_abs: Money | None
    current_drawdown: Ratio | None
    sharpe: float | None
    sortino: float | None
    calmar: float | None
    sqn: float | None
    p_value: float | None
    profit_factor: float | None
    expectancy: Money | None
    expectancy_ratio: float | None
    wins: int
    draws: int
    losses: int
    winrate: Ratio
    max_consecutive_wins: int
    max_consecutive_losses: int
    holding_avg_s: float
    winner_holding_avg_s: float
    winner_holding_min_s: float
    winner_holding_max_s: float
    loser_holding_avg_s: float
    loser_holding_min_s: float
    loser_holding_max_s: float
    exposure: Ratio
    avg_open_trades: float
    most_open_trades: int
    best_pair: Extreme | None
    worst_pair: Extreme | None
    best_trade: Extreme | None
    worst_trade: Extreme | None
    best_day: Extreme | None
    worst_day: Extreme | None
    backtest_best_day: Ratio | None
    backtest_worst_day: Ratio | None
    backtest_best_day_abs: Money | None
    backtest_worst_day_abs: Money | None
    winning_days: int
    draw_days: int
    losing_days: int
    fees_paid: Money | None
    funding_fees: Money | None
    total_volume: Annotated[float, Field(description="All orders, each with its fee.")] | None
    avg_stake_amount: Money | None
    var_95: Ratio | None
    cvar_95: Ratio | None
    csum_min: Money | None
    csum_max: Money | None
    rejected_signals: int
    timed_out_entries: int
    timed_out_exits: int
    canceled_entries: int
    locks: int
    months: tuple[Month, ...]


class Series(Document):
    """One value a day (UTC, at its end); the lists are parallel to ``date``.

    ``equity`` is the starting balance plus the profit of the trades closed so far; ``drawdown`` the
    day's deepest fall below the highest equity, as a fraction (0 or negative); ``market`` what the
    starting balance would be worth in equal parts of every pair, ``null`` before the first candle.
    """

    date: tuple[date, ...]
    equity: tuple[float, ...]
    drawdown: tuple[float, ...]
    market: tuple[float | None, ...]


class DataQuality(Document):
    """What the candles were; ``synthetic`` if any of them was invented."""

    synthetic: bool
    candles: tuple[CandleQuality, ...]


class Diagnosis(Document):
    """Why there are few trades, or none.

    ``findings`` say it in plain English, the likeliest cause first, and ``told`` says each of them
    as data; ``conditions`` are the strategy's own, the one that was true least often first.
    """

    few_trades: bool
    findings: tuple[str, ...]
    told: tuple[Told, ...] = ()
    signals: tuple[SignalCount, ...]
    conditions: tuple[ConditionCount, ...]


class Caveat(Document):
    """One reason to trust the result less: ``text`` in plain English, ``told`` as data."""

    code: str
    level: Literal["warning", "note"]
    text: str
    told: tuple[Told, ...] = ()


class BacktestResult(Document):
    """One backtest, complete: equal fingerprints give equal results, byte for byte.

    ``verification`` is what Freqtrade said about it, where it was asked.
    """

    version: Literal[1] = 1
    strategy: StrategyView
    settings: Settings
    caveats: tuple[Caveat, ...]
    metrics: Metrics
    by_pair: tuple[Group, ...]
    by_enter_tag: tuple[Group, ...]
    by_exit_reason: tuple[Group, ...]
    by_period: Periods
    series: Series
    diagnosis: Diagnosis
    data_quality: DataQuality
    fingerprint: Fingerprint
    verification: Verification | None = None
    trades: tuple[Trade, ...]
