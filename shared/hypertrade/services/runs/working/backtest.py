"""A backtest as a run: its report, its headline figures, its trades."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.ports.analytics import TradeRow
from hypertrade.services.runs.keeping import Done
from hypertrade.services.runs.working.files import files_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hypertrade.domain.backtest import BacktestJob, Progress
    from hypertrade.results.document import BacktestResult
    from hypertrade.services.backtests import Backtests

HEADLINES = (
    "total_trades",
    "low_sample",
    "profit_total",
    "profit_total_abs",
    "starting_balance",
    "final_balance",
    "market_change",
    "cagr",
    "max_drawdown_abs",
    "max_drawdown_account",
    "max_relative_drawdown",
    "sharpe",
    "sortino",
    "calmar",
    "sqn",
    "profit_factor",
    "expectancy",
    "winrate",
    "exposure",
    "fees_paid",
    "holding_avg_s",
)
"""The figures of ``results.document.Metrics`` that a run's summary holds, under the same names."""

MOST_POINTS = 60
"""Points of the equity curve in a summary; the whole is in ``result.json``."""


def backtest(
    key: str,
    job: BacktestJob,
    backtests: Backtests,
    out: Path,
    on_progress: Callable[[Progress], None],
) -> Done:
    """Run ``job`` with its report in ``out``; its trades are to be kept under ``key``.

    Raises:
        HyperTradeError: it cannot be run, or failed, as ``Backtests.run`` says.
    """
    from hypertrade.results.document import BacktestResult

    path = backtests.run(job, out, on_progress=on_progress, cancelled=lambda: False)
    result = BacktestResult.model_validate_json(path.read_bytes())
    return Done(summary_of(result), files_in(out), _rows(key, result))


def summary_of(result: BacktestResult) -> dict[str, Any]:
    """Return the headline figures of ``result``, units as in ``results.document``."""
    from hypertrade.results.view import verdict_of

    figures = result.metrics.model_dump(mode="json", include=set(HEADLINES))
    settings = result.settings
    return {name: figures[name] for name in HEADLINES} | {
        "stake_currency": settings.stake_currency,
        "backtest_start": settings.backtest_start.isoformat(),
        "backtest_end": settings.backtest_end.isoformat(),
        "engine": settings.engine,
        "engine_version": settings.engine_version,
        "verified": None if result.verification is None else verdict_of(result.verification),
        "synthetic": result.data_quality.synthetic,
        "caveats": [caveat.code for caveat in result.caveats],
        "fingerprint": result.fingerprint.digest(),
        "equity": _thinned(result.series.equity),
    }


def _thinned(values: Sequence[float]) -> list[float]:
    """Return at most ``MOST_POINTS`` of ``values``, evenly spread, first and last among them."""
    if len(values) <= MOST_POINTS:
        return list(values)
    last = len(values) - 1
    return [values[round(at * last / (MOST_POINTS - 1))] for at in range(MOST_POINTS)]


def _rows(key: str, result: BacktestResult) -> tuple[TradeRow, ...]:
    return tuple(
        TradeRow(
            run=key,
            number=number,
            pair=trade.pair,
            side="short" if trade.is_short else "long",
            opened=trade.open_date,
            closed=trade.close_date,
            open_rate=trade.open_rate,
            close_rate=trade.close_rate,
            amount=trade.amount,
            stake=trade.stake_amount,
            leverage=trade.leverage,
            fees=trade.fees_abs,
            profit=trade.profit_abs,
            profit_ratio=trade.profit_ratio,
            entry_tag=trade.enter_tag,
            exit_reason=trade.exit_reason,
        )
        for number, trade in enumerate(result.trades)
    )
