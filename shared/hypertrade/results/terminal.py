"""The figures on a terminal, after a backtest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.results.words import percent, plural

if TYPE_CHECKING:
    from rich.console import Console

    from hypertrade.results.document import BacktestResult


def render_summary(result: BacktestResult, console: Console) -> None:
    """Print the figures of ``result`` to ``console``: trade count first."""
    metrics = result.metrics
    console.print(plural(metrics.total_trades, "trade"), percent(metrics.profit_total))
