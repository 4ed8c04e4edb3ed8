"""Every figure that Freqtrade computes is Freqtrade's."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from freqtrade.optimize.optimize_reports.optimize_reports import generate_strategy_stats
from hypertrade.results.build import build

from tests.results.samples import (
    PAIRS,
    START,
    make_fingerprint,
    make_job,
    make_quality,
    make_run,
    make_view,
)

if TYPE_CHECKING:
    from hypertrade.domain.backtest import EngineRun
    from hypertrade.domain.trades import Trade
    from hypertrade.results.document import BacktestResult

# Freqtrade's own code calls what pandas deprecates; that is not ours to mend.
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore:.*dayofweek.*", "ignore:Precision loss"
)

SAME_NAME = (
    "total_trades",
    "trade_count_long",
    "trade_count_short",
    "trades_per_day",
    "profit_total",
    "profit_total_abs",
    "profit_total_long",
    "profit_total_long_abs",
    "profit_total_short",
    "profit_total_short_abs",
    "profit_mean",
    "profit_median",
    "starting_balance",
    "final_balance",
    "cagr",
    "market_change",
    "max_drawdown_abs",
    "max_drawdown_account",
    "max_relative_drawdown",
    "max_drawdown_high",
    "max_drawdown_low",
    "sharpe",
    "sortino",
    "calmar",
    "sqn",
    "p_value",
    "profit_factor",
    "expectancy",
    "expectancy_ratio",
    "wins",
    "draws",
    "losses",
    "winrate",
    "max_consecutive_wins",
    "max_consecutive_losses",
    "backtest_best_day",
    "backtest_worst_day",
    "backtest_best_day_abs",
    "backtest_worst_day_abs",
    "winning_days",
    "draw_days",
    "losing_days",
    "total_volume",
    "avg_stake_amount",
    "csum_min",
    "csum_max",
    "rejected_signals",
)
ONLY_WITH_TRADES = (
    "holding_avg_s",
    "winner_holding_avg_s",
    "winner_holding_min_s",
    "winner_holding_max_s",
    "loser_holding_avg_s",
    "loser_holding_min_s",
    "loser_holding_max_s",
    "drawdown_duration_s",
)
GROUP = (
    "trades",
    "profit_mean",
    "profit_total_abs",
    "profit_total",
    "wins",
    "draws",
    "losses",
    "winrate",
    "cagr",
    "expectancy",
    "expectancy_ratio",
    "sortino",
    "sharpe",
    "calmar",
    "sqn",
    "profit_factor",
    "max_drawdown_account",
    "max_drawdown_abs",
)


def with_fees(trade: Trade) -> list[dict[str, float]]:
    """Return the orders as Freqtrade's backtest books them: the fee is in their cost."""
    return [
        {"cost": one.cost * (1 + (trade.fee_open if one.is_entry else trade.fee_close))}
        for one in trade.orders
    ]


def frame(run: EngineRun) -> pd.DataFrame:
    """Return the trades as Freqtrade's backtest leaves them."""
    records = [
        trade.model_dump() | {"trade_duration": trade.duration_minutes, "orders": with_fees(trade)}
        for trade in run.trades
    ]
    columns = ["pair", "profit_abs", "profit_ratio", "trade_duration", "enter_tag", "exit_reason"]
    columns += ["open_date", "close_date", "is_short", "stake_amount", "orders"]
    table = pd.DataFrame.from_records(records, columns=columns)
    for name in ("open_date", "close_date"):
        table[name] = pd.to_datetime(table[name], utc=True)
    numbers = {"profit_abs": float, "profit_ratio": float, "trade_duration": int}
    return table.astype(numbers | {"is_short": bool, "stake_amount": float})


@cache
def freqtrade_stats(name: str) -> dict[str, Any]:
    run = RUNS[name]
    content = {
        "results": frame(run),
        "config": {
            "max_open_trades": 3,
            "dry_run_wallet": run.starting_balance,
            "stake_currency": run.stake_currency,
            "stake_amount": 100.0,
            "timeframe": "1h",
            "stoploss": -0.1,
            "minimal_roi": {},
            "use_exit_signal": True,
            "exit_profit_only": False,
            "exit_profit_offset": 0.0,
            "ignore_roi_if_entry_signal": False,
            "trading_mode": "spot",
            "margin_mode": "",
        },
        "locks": [],
        "final_balance": run.final_balance,
        "backtest_start_time": 0,
        "backtest_end_time": 0,
        "rejected_signals": run.rejected_signals,
        "timedout_entry_orders": 0,
        "timedout_exit_orders": 0,
        "canceled_trade_entries": 0,
        "canceled_entry_orders": 0,
        "replaced_entry_orders": 0,
    }
    return generate_strategy_stats(  # type: ignore[no-any-return, unused-ignore]
        list(PAIRS),
        "sample",
        content,  # type: ignore[arg-type, unused-ignore]
        run.backtest_start,
        run.backtest_end,
        market_change=run.market_change,
    )


def result_of(run: EngineRun) -> BacktestResult:
    return build(
        run,
        job=make_job(),
        quality=make_quality(),
        fingerprint=make_fingerprint(),
        strategy=make_view(),
    )


def same(ours: float | None, theirs: Any) -> bool:
    return ours is not None and math.isclose(ours, float(theirs), rel_tol=1e-12, abs_tol=1e-12)


def one_profit(run: EngineRun, values: list[float]) -> EngineRun:
    trades = tuple(
        trade.model_copy(update={"profit_abs": value, "profit_ratio": value / 100})
        for trade, value in zip(run.trades, values, strict=True)
    )
    return run.model_copy(update={"trades": trades, "final_balance": 1000.0 + sum(values)})


def lists_of_trades() -> dict[str, EngineRun]:
    runs = {
        f"{count} trades over {days} days, seed {seed}": make_run(
            count, seed=seed, days=days, shorts=seed % 2 == 0, edge=(seed - 3) * 0.002
        )
        for seed, (count, days) in enumerate(
            [(1, 30), (2, 30), (3, 3), (10, 90), (31, 100), (100, 40), (400, 400), (1500, 100)]
        )
    }
    ten = make_run(10, days=40)
    runs["none"] = make_run(0)
    runs["all the same loss"] = one_profit(ten, [-1.1] * 10)
    runs["all the same win"] = one_profit(ten, [0.1] * 10)
    runs["all draws"] = one_profit(ten, [0.0] * 10)
    runs["one loser"] = one_profit(ten, [1.5] * 9 + [-7.25])
    runs["ruin"] = one_profit(ten, [-150.0] * 10)
    runs["one day"] = make_run(20, days=1)
    runs["one instant"] = make_run(0).model_copy(update={"backtest_end": START})
    same_close = make_run(300, days=60)
    runs["all closed on one candle"] = same_close.model_copy(
        update={
            "trades": tuple(
                trade.model_copy(update={"close_date": same_close.backtest_end})
                for trade in same_close.trades
            )
        }
    )
    return runs


RUNS = lists_of_trades()


@pytest.mark.parametrize("name", RUNS)
def test_metrics_and_groups_equal_freqtrades(name: str) -> None:
    run = RUNS[name]
    ours, theirs = result_of(run), freqtrade_stats(name)
    figures = ours.metrics.model_dump()
    wrong = {
        key: (figures[key], theirs[key])
        for key in SAME_NAME + (ONLY_WITH_TRADES if run.trades else ())
        if not same(figures[key], _number(theirs[key]))
    }
    assert not wrong
    if run.trades:
        assert figures["drawdown_start"] == _date(theirs["drawdown_start_ts"])
        assert figures["drawdown_end"] == _date(theirs["drawdown_end_ts"])
    for place in ("best_pair", "worst_pair"):
        assert figures[place]["key"] == theirs[place]["key"]
        assert same(figures[place]["profit_abs"], theirs[place]["profit_total_abs"])
    for mine, table in (
        (ours.by_pair, "results_per_pair"),
        (ours.by_enter_tag, "results_per_enter_tag"),
        (ours.by_exit_reason, "exit_reason_summary"),
    ):
        rows = [row for row in theirs[table] if row["key"] != "TOTAL"]
        assert [row.key for row in mine] == [row["key"] for row in rows]
        for row, other in zip(mine, rows, strict=True):
            assert not {
                key: (getattr(row, key), other[key])
                for key in GROUP
                if not same(getattr(row, key), other[key])
            }
            average = str(timedelta(minutes=row.duration_avg_minutes)) if row.trades else "0:00"
            assert average == other["duration_avg"]


@pytest.mark.parametrize("name", RUNS)
def test_periods_equal_freqtrades(name: str) -> None:
    run = RUNS[name]
    ours, theirs = result_of(run).by_period, freqtrade_stats(name)["periodic_breakdown"]
    for period in ("day", "week", "month", "year", "weekday"):
        mine = getattr(ours, period)
        assert len(mine) == len(theirs[period])
        for row, other in zip(mine, theirs[period], strict=True):
            assert (row.trades, row.wins, row.draws, row.losses) == (
                other["trades"],
                other["wins"],
                other["draws"],
                other["losses"],
            )
            assert same(row.profit_abs, other["profit_abs"])
            assert math.isclose(row.profit_factor or 0.0, other["profit_factor"], abs_tol=2e-8)
            if row.end:
                assert row.end.strftime("%d/%m/%Y") == other["date"]
            else:
                assert row.key == other["date"]


def test_daily_profit_equals_freqtrades() -> None:
    name = "400 trades over 400 days, seed 6"
    run = RUNS[name]
    result, theirs = result_of(run), freqtrade_stats(name)
    ours: list[tuple[str, object]] = [(row.key, row.profit_abs) for row in result.by_period.day]
    assert ours == [(day, pytest.approx(value, abs=1e-10)) for day, value in theirs["daily_profit"]]


def _number(value: Any) -> float:
    return value.total_seconds() if isinstance(value, timedelta) else float(value)


def _date(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC)
