"""``equity.png``: equity against buy-and-hold, and the fall below the peak underneath."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from hypertrade.results.words import clean, money, percent, plural

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.results.document import BacktestResult

INK, QUIET, GRID = "#1b1f24", "#667080", "#e4e7eb"
EQUITY, MARKET, FALL = "#0b6e99", "#9aa3ad", "#c2410c"
SYNTHETIC = "#b3261e"
WIDTH, HEIGHT, DPI = 11.0, 6.2, 120
LEFT, RIGHT = 0.075, 0.975
SMALL_FALL = 0.05
# Names are free text: a dollar sign in one must not start a formula.
STYLE: Any = {"text.parse_math": False, "font.size": 10, "axes.unicode_minus": True}


_FONT_LACKS = "Glyph .* missing"


def draw_equity(result: BacktestResult, path: Path) -> None:
    """Draw ``result``'s daily series to the PNG ``path``, 1320 x 744 pixels."""
    # Imported here, without pyplot: reading a result must not load matplotlib, nor touch a display.
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with rc_context(STYLE), warnings.catch_warnings():
        # A name in a script the font lacks shows as boxes; that is no reason to warn anybody.
        warnings.filterwarnings("ignore", message=_FONT_LACKS)
        figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor="white")
        canvas: Any = FigureCanvasAgg(figure)
        grid = figure.add_gridspec(
            2, 1, height_ratios=[3, 1], hspace=0.09, left=LEFT, right=RIGHT, top=0.815, bottom=0.075
        )
        upper = figure.add_subplot(grid[0])
        lower = figure.add_subplot(grid[1], sharex=upper)
        _equity(upper, result)
        _underwater(lower, result)
        _head(figure, result)
        for axes in (upper, lower):
            _quieten(axes)
        upper.tick_params(labelbottom=False)
        canvas.print_png(str(path), metadata={"Software": "HyperTrade"})


def _days(result: BacktestResult) -> np.ndarray[Any, np.dtype[np.datetime64]]:
    """Return the days with one before the first, where the start balance stands."""
    days = np.array(result.series.date, dtype="datetime64[D]")
    return np.concatenate([[days[0] - np.timedelta64(1, "D")], days])


def _equity(axes: Any, result: BacktestResult) -> None:
    from matplotlib.ticker import MaxNLocator, StrMethodFormatter

    days, start = _days(result), result.metrics.starting_balance
    equity = np.array([start, *result.series.equity])
    market = np.array([start, *result.series.market], dtype=float)
    axes.axhline(start, color=GRID, linewidth=1.2, zorder=1)
    if result.series.market[-1] is not None:
        axes.plot(days, market, color=MARKET, linewidth=1.2, label="Buy and hold", zorder=2)
    axes.plot(days, equity, color=EQUITY, linewidth=1.8, label="Strategy", zorder=3)
    axes.set_ylabel(f"Balance ({result.settings.stake_currency})", color=QUIET)
    axes.margins(y=0.06)
    axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.6g}"))
    axes.set_xlim(days[0], days[-1])
    handles, labels = axes.get_legend_handles_labels()
    axes.legend(
        handles[::-1],
        labels[::-1],
        loc="lower right",
        bbox_to_anchor=(1, 1),
        frameon=False,
        ncols=2,
        labelcolor=INK,
        borderaxespad=0,
        fontsize=9.5,
    )


def _underwater(axes: Any, result: BacktestResult) -> None:
    from matplotlib import dates as matplotlib_dates
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    days = _days(result)
    fall = np.array([0.0, *result.series.drawdown])
    axes.fill_between(days, fall, 0, color=FALL, alpha=0.18, linewidth=0, step="post")
    axes.step(days, fall, color=FALL, linewidth=1.1, where="post")
    axes.set_ylim(min(float(fall.min()) * 1.15, -0.01), 0)
    axes.set_ylabel("Drawdown", color=QUIET)
    digits = 0 if fall.min() < -SMALL_FALL else 1
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(value, digits)))
    axes.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    # Untyped in matplotlib itself.
    calendar: Any = matplotlib_dates
    locator = calendar.AutoDateLocator(minticks=3, maxticks=9)
    axes.tick_params(axis="x", pad=7)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(calendar.ConciseDateFormatter(locator))


def _head(figure: Any, result: BacktestResult) -> None:
    settings, metrics = result.settings, result.metrics
    name = _short(clean(result.strategy.name), 64)
    figure.text(LEFT, 0.935, name, fontsize=15, color=INK, weight="bold")
    shown = 5
    pairs = ", ".join(settings.pairs[:shown]) + (" …" if len(settings.pairs) > shown else "")
    where = (
        f"{pairs} · {settings.timeframe} · {settings.exchange} · "
        f"{settings.backtest_start:%Y-%m-%d} to {settings.backtest_end:%Y-%m-%d}"
    )
    profit = money(metrics.profit_total_abs, settings.stake_currency, signed=True)
    figures = " · ".join(
        [
            plural(metrics.total_trades, "trade") + (" (low sample)" if metrics.low_sample else ""),
            f"profit {percent(metrics.profit_total, signed=True)} ({profit})",
            f"market {percent(metrics.market_change, signed=True)}",
            f"max drawdown {percent(metrics.max_relative_drawdown)}",
        ]
    )
    figure.text(LEFT, 0.898, where, fontsize=9.5, color=QUIET)
    figure.text(LEFT, 0.865, figures, fontsize=9.5, color=INK)
    if result.data_quality.synthetic:
        figure.text(
            RIGHT - 0.008,
            0.938,
            "SYNTHETIC DATA",
            fontsize=10,
            color="white",
            ha="right",
            weight="bold",
            bbox={"facecolor": SYNTHETIC, "edgecolor": "none", "boxstyle": "round,pad=0.4"},
        )


def _quieten(axes: Any) -> None:
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(colors=QUIET, length=0, labelsize=9)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(GRID)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
