"""All figures of a run, put together."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from hypertrade.results import formulas
from hypertrade.results.document import LOW_SAMPLE, Extreme, Group, Metrics, Month
from hypertrade.results.drawdown import underwater
from hypertrade.results.formulas import finite
from hypertrade.results.tables import daily_sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.backtest import EngineRun
    from hypertrade.domain.trades import Trade
    from hypertrade.results.columns import Columns, Floats


def backtest_days(run: EngineRun) -> tuple[int, int]:
    """Return the run's whole days, at least 1, and the same but 0 for a run of one instant."""
    span = run.backtest_end - run.backtest_start
    days = max(1, span.days)
    return days, days if span else 0


def metrics(
    run: EngineRun,
    columns: Columns,
    *,
    by_pair: Sequence[Group],
    months: tuple[Month, ...],
    returns: Floats,
) -> Metrics:
    """Return every figure of ``run``, whose trades are ``columns``.

    ``returns`` are the daily ones. Sources: ``freqtrade.optimize.optimize_reports``, function by
    function named below; VaR, exposure and open trades are our own (``docs/report.md``).
    """
    balance = run.starting_balance
    days, span_days = backtest_days(run)
    profit = columns.profit
    count = len(columns)
    var, cvar = formulas.historical_var(returns) if count else (None, None)
    values: dict[str, Any] = {
        "total_trades": count,
        "low_sample": count < LOW_SAMPLE,
        "trade_count_long": int((~columns.short).sum()),
        "trade_count_short": int(columns.short.sum()),
        "trades_per_day": round(count / days, 2),
        **_profits(columns, balance),
        "starting_balance": balance,
        "final_balance": run.final_balance,
        "cagr": finite(formulas.cagr(days, balance, run.final_balance)),
        "market_change": run.market_change,
        **_falls(run, columns, span_days),
        "sharpe": finite(formulas.sharpe(profit, span_days, balance)),
        "sortino": finite(formulas.sortino(profit, span_days, balance)),
        "sqn": finite(formulas.sqn(profit, balance)),
        "p_value": finite(formulas.p_value(profit, balance)),
        "profit_factor": finite(formulas.profit_factor(profit)),
        **_holding(columns),
        **_exposure(run, columns),
        **_days(columns),
        "best_pair": _pair(max(by_pair, key=_total, default=None)),
        "worst_pair": _pair(min(by_pair, key=_total, default=None)),
        **_extreme_trades(run.trades),
        "fees_paid": finite(float(columns.fees.sum())),
        "funding_fees": finite(sum(trade.funding_fees for trade in run.trades)),
        "total_volume": finite(_volume(run.trades)),
        "avg_stake_amount": finite(
            float(np.mean([trade.stake_amount for trade in run.trades])) if count else 0.0
        ),
        "var_95": var,
        "cvar_95": cvar,
        "rejected_signals": run.rejected_signals,
        "timed_out_entries": run.timed_out_entries,
        "timed_out_exits": run.timed_out_exits,
        "canceled_entries": run.canceled_entries,
        "locks": run.locks,
        "months": months,
    }
    values["expectancy"], values["expectancy_ratio"] = map(finite, formulas.expectancy(profit))
    return Metrics(**values)


def _profits(columns: Columns, balance: float) -> dict[str, float | None]:
    profit, short = columns.profit, columns.short
    values: dict[str, float | None] = {}
    sides = {"": profit, "_long": profit[~short], "_short": profit[short]}
    for side, chosen in sides.items():
        total = float(chosen.sum())
        values[f"profit_total{side}"] = finite(total / balance)
        values[f"profit_total{side}_abs"] = finite(total)
    some = len(columns) > 0
    values["profit_mean"] = finite(float(columns.ratio.mean())) if some else 0.0
    values["profit_median"] = finite(float(np.median(columns.ratio))) if some else 0.0
    return values


def _falls(run: EngineRun, columns: Columns, span_days: int) -> dict[str, Any]:
    """Return the drawdowns (``generate_strategy_stats``) and Calmar, which rests on one."""
    balance = run.starting_balance
    if not len(columns):
        return {
            "max_drawdown_abs": 0.0,
            "max_drawdown_account": 0.0,
            "max_relative_drawdown": 0.0,
            "max_drawdown_high": 0.0,
            "max_drawdown_low": 0.0,
            "drawdown_start": None,
            "drawdown_end": None,
            "drawdown_duration_s": 0.0,
            "relative_drawdown_start": None,
            "relative_drawdown_end": None,
            "longest_underwater_s": 0.0,
            "current_drawdown_abs": 0.0,
            "current_drawdown": 0.0,
            "calmar": 0.0,
            "csum_min": 0.0,
            "csum_max": 0.0,
        }
    water = underwater(columns, balance)
    deepest, relative = water.deepest(relative=False), water.deepest(relative=True)
    running = np.cumsum(columns.profit)
    return {
        "max_drawdown_abs": finite(deepest.absolute),
        "max_drawdown_account": finite(deepest.relative),
        "max_relative_drawdown": finite(relative.relative),
        "max_drawdown_high": finite(deepest.high),
        "max_drawdown_low": finite(deepest.low),
        "drawdown_start": deepest.high_date,
        "drawdown_end": deepest.low_date,
        "drawdown_duration_s": (deepest.low_date - deepest.high_date).total_seconds(),
        "relative_drawdown_start": relative.high_date,
        "relative_drawdown_end": relative.low_date,
        "longest_underwater_s": water.longest_seconds(
            _stamp(run.backtest_start), _stamp(run.backtest_end)
        ),
        "current_drawdown_abs": finite(-float(water.fall[-1])),
        "current_drawdown": finite(float(water.relative[-1])),
        "calmar": finite(formulas.calmar(columns.profit, span_days, balance, deepest.relative)),
        "csum_min": finite(float(running.min()) + balance),
        "csum_max": finite(float(running.max()) + balance),
    }


def _holding(columns: Columns) -> dict[str, float | int]:
    """Return wins, streaks and durations. Source: ``generate_trading_stats``."""
    ratio = columns.ratio
    won, lost = columns.minutes[ratio > 0], columns.minutes[ratio < 0]
    wins, losses = int((ratio > 0).sum()), int((ratio < 0).sum())
    win_streak, loss_streak = formulas.streaks(ratio)
    values: dict[str, float | int] = {
        "wins": wins,
        "draws": len(columns) - wins - losses,
        "losses": losses,
        "winrate": wins / len(columns) if len(columns) else 0.0,
        "max_consecutive_wins": win_streak,
        "max_consecutive_losses": loss_streak,
        "holding_avg_s": _seconds(columns.minutes, np.mean),
    }
    for name, minutes in (("winner", won), ("loser", lost)):
        values[f"{name}_holding_avg_s"] = _seconds(minutes, np.mean)
        values[f"{name}_holding_min_s"] = _seconds(minutes, np.min)
        values[f"{name}_holding_max_s"] = _seconds(minutes, np.max)
    return values


def _seconds(minutes: Floats, summary: Any) -> float:
    return float(round(float(summary(minutes))) * 60) if len(minutes) else 0.0


def _exposure(run: EngineRun, columns: Columns) -> dict[str, float | int]:
    """Return the share of the time with an open trade, and how many were open."""
    span = (run.backtest_end - run.backtest_start) / timedelta(seconds=1)
    if not len(columns) or span <= 0:
        return {"exposure": 0.0, "avg_open_trades": 0.0, "most_open_trades": int(len(columns) > 0)}
    opened = columns.opened.astype("int64")
    closed = np.maximum(columns.closed.astype("int64"), opened)
    order = np.argsort(opened, kind="stable")
    starts, ends = opened[order], np.maximum.accumulate(closed[order])
    covered_before = np.concatenate([[starts[0]], ends[:-1]])
    covered = np.maximum(ends - np.maximum(starts, covered_before), 0).sum() / 1e6
    # At one instant a close comes first: its slot serves the next trade.
    moments = np.concatenate([opened, closed])
    steps = np.concatenate([np.ones(len(opened)), -np.ones(len(closed))])
    open_now = np.cumsum(steps[np.lexsort((steps, moments))])
    return {
        "exposure": min(1.0, float(covered) / span),
        "avg_open_trades": float((closed - opened).sum() / 1e6) / span,
        "most_open_trades": max(1, int(open_now.max())),
    }


def _days(columns: Columns) -> dict[str, Any]:
    """Return the best and worst day. Source: ``generate_daily_stats``."""
    if not len(columns):
        return {
            "best_day": None,
            "worst_day": None,
            "backtest_best_day": 0.0,
            "backtest_worst_day": 0.0,
            "backtest_best_day_abs": 0.0,
            "backtest_worst_day_abs": 0.0,
            "winning_days": 0,
            "draw_days": 0,
            "losing_days": 0,
        }
    first, profit = daily_sums(columns.closed, columns.profit)
    _, ratio = daily_sums(columns.closed, columns.ratio)
    profit = np.round(profit, 10)

    def day(at: np.intp) -> Extreme:
        name = date(1970, 1, 1) + timedelta(days=first + int(at))
        return Extreme(
            key=name.isoformat(), profit_abs=finite(profit[at]), profit=finite(ratio[at])
        )

    return {
        "best_day": day(np.argmax(profit)),
        "worst_day": day(np.argmin(profit)),
        "backtest_best_day": finite(ratio.max()),
        "backtest_worst_day": finite(ratio.min()),
        "backtest_best_day_abs": finite(profit.max()),
        "backtest_worst_day_abs": finite(profit.min()),
        "winning_days": int((profit > 0).sum()),
        "draw_days": int((profit == 0).sum()),
        "losing_days": int((profit < 0).sum()),
    }


def _extreme_trades(trades: Sequence[Trade]) -> dict[str, Extreme | None]:
    def name(trade: Trade | None) -> Extreme | None:
        if trade is None:
            return None
        return Extreme(
            key=f"{trade.pair} {trade.open_date.astimezone(UTC):%Y-%m-%d %H:%M}",
            profit_abs=trade.profit_abs,
            profit=trade.profit_ratio,
        )

    return {
        "best_trade": name(max(trades, key=lambda trade: trade.profit_ratio, default=None)),
        "worst_trade": name(min(trades, key=lambda trade: trade.profit_ratio, default=None)),
    }


def _volume(trades: Sequence[Trade]) -> float:
    """Return what was bought and sold, each order with its fee on top as in Freqtrade's own."""
    return sum(
        order.cost * (1 + (trade.fee_open if order.is_entry else trade.fee_close))
        for trade in trades
        for order in trade.orders
    )


def _pair(row: Group | None) -> Extreme | None:
    if row is None:
        return None
    return Extreme(key=row.key, profit_abs=row.profit_total_abs, profit=row.profit_total)


def _total(row: Group) -> float:
    return row.profit_total_abs or 0.0


def _stamp(moment: datetime) -> np.datetime64:
    return np.datetime64(round(moment.timestamp() * 1e6), "us")
