"""The charts of the page, as SVG paths that stretch and labels that do not.

A drawing fills a box of 1000 by 1000 units that the page stretches to any width; strokes keep their
width (``vector-effect``), and labels are HTML placed by percentages, so they stay readable on a
phone and on paper.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.results.scales import (
    Scale,
    Tick,
    date_ticks,
    duration_ticks,
    round_step,
    scale_of,
)
from hypertrade.results.words import number, percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hypertrade.results.document import BacktestResult

SIZE = 1000
MOST_POINTS = 700
MOST_DOTS = 2500
BINS = 28


@dataclass(frozen=True)
class Mark:
    """One SVG path and the class that colours it."""

    path: str
    kind: str


@dataclass(frozen=True)
class Chart:
    """A drawing: marks, ticks and one sentence for those who cannot see it."""

    name: str
    marks: tuple[Mark, ...]
    x: tuple[Tick, ...]
    y: tuple[Tick, ...]
    text: str
    note: str = ""
    baseline: float | None = field(default=None)


def equity_charts(result: BacktestResult) -> list[Chart]:
    """Return equity against buy-and-hold on a linear and, if all is above 0, on a log scale."""
    series, start = result.series, result.metrics.starting_balance
    equity = [start, *series.equity]
    market = [start, *series.market] if series.market[-1] is not None else []
    values = equity + [value for value in market if value is not None]
    charts = [_equity(result, equity, market, scale_of(values), "linear")]
    if min(values) > 0:
        charts.append(_equity(result, equity, market, scale_of(values, log=True), "log"))
    return charts


def _equity(
    result: BacktestResult,
    equity: Sequence[float],
    market: Sequence[float | None],
    scale: Scale,
    name: str,
) -> Chart:
    currency = result.settings.stake_currency
    metrics = result.metrics
    digits = _digits(round_step((scale.high - scale.low) / 5))
    marks = []
    if market:
        first = next(at for at, value in enumerate(market) if at and value is not None)
        known = [0.0 if value is None else value for value in market]
        marks.append(Mark(_line(known, scale, first if first > 1 else 0), "market"))
    marks.append(Mark(_line(equity, scale), "equity"))
    return Chart(
        name=name,
        marks=tuple(marks),
        x=tuple(_dates(result)),
        y=tuple(scale.ticks(lambda value: number(value, digits))),
        baseline=(1 - scale(metrics.starting_balance)) * 100,
        text=(
            f"Equity went from {number(metrics.starting_balance)} to "
            f"{number(metrics.final_balance)} {currency}; buying and holding changed by "
            f"{percent(metrics.market_change, signed=True)}."
        ),
    )


def underwater_chart(result: BacktestResult) -> Chart:
    """Return the fall below the highest equity so far."""
    falls = [0.0, *result.series.drawdown]
    low = min(*falls, -0.005)
    scale = Scale(low * 1.06, 0.0)
    at, kept = _thin(np.array(falls), lowest=True)
    points = [(_x(one, len(falls)), _y(scale(value))) for one, value in zip(at, kept, strict=True)]
    line = "M" + " ".join(f"{x} {y}" for x, y in points)
    area = f"{line} {SIZE} 0 0 0Z"
    return Chart(
        name="underwater",
        marks=(Mark(area, "fall-area"), Mark(line, "fall")),
        x=tuple(_dates(result)),
        y=tuple(scale.ticks(lambda value: percent(value, 0 if low < -0.04 else 1), wanted=4)),  # noqa: PLR2004 - one decimal where whole percents would repeat
        text=f"The deepest fall was {percent(result.metrics.max_relative_drawdown)}.",
    )


def distribution_chart(result: BacktestResult) -> Chart | None:
    """Return a histogram of profit per trade, split at 0; ``None`` without a trade."""
    ratio = np.array([trade.profit_ratio for trade in result.trades]) * 100
    if not len(ratio):
        return None
    low, high = np.quantile(ratio, [0.005, 0.995]).tolist()
    low, high = min(low, 0.0), max(high, 0.0)
    step = round_step(max(high - low, 0.1) / BINS)
    first, last = math.floor(low / step), max(math.ceil(high / step), math.floor(low / step) + 1)
    bins = np.clip(np.floor(ratio / step).astype(int), first, last - 1)
    # A profit of exactly nothing counts as the loss it is after all the trouble: left of 0.
    bins = np.where((ratio == 0) & (first < 0), -1, bins)
    counts = np.bincount(bins - first, minlength=last - first)
    top = Scale(0, float(counts.max()) * 1.06)
    width = SIZE / len(counts)
    gap = min(width * 0.12, 4)
    marks = [
        Mark(
            "".join(
                f"M{_r(at * width + gap / 2)} {SIZE}V{_y(top(float(count)))}"
                f"h{_r(width - gap)}V{SIZE}Z"
                for at, count in enumerate(counts.tolist())
                if count and (first + at < 0) == losing
            ),
            "loss-area" if losing else "gain-area",
        )
        for losing in (True, False)
    ]
    axis = Scale(first * step, last * step)
    ticks = [
        Tick(100 - tick.at, tick.label, minor=at % 2 == 1)
        for at, tick in enumerate(axis.ticks(lambda value: f"{number(value, _digits(step))}%", 7))
    ]
    beyond = int(((ratio < first * step) | (ratio >= last * step)).sum())
    return Chart(
        name="distribution",
        marks=tuple(mark for mark in marks if mark.path),
        x=tuple(ticks),
        y=tuple(_whole(top.ticks(lambda value: f"{value:,.0f}", 4))),
        text=f"Profit per trade runs from {ratio.min():.2f}% to {ratio.max():.2f}%.",
        note=f"The outermost bars hold {beyond} trades beyond them." if beyond else "",
    )


def duration_chart(result: BacktestResult) -> Chart | None:
    """Return profit against duration, a dot per trade; ``None`` without a trade."""
    if not result.trades:
        return None
    minutes = np.array([max(trade.duration_minutes, 1) for trade in result.trades], dtype=float)
    ratio = np.array([trade.profit_ratio for trade in result.trades]) * 100
    across = scale_of([*_quantiles(minutes), minutes.max()], log=True)
    if across.high / across.low < 4:  # noqa: PLR2004 - at least one tick on each side
        across = Scale(across.low / 2, across.high * 2, log=True)
    up = scale_of([*ratio.tolist(), 0.0])
    every = -(-len(ratio) // MOST_DOTS)
    x = [_r(across(value) * SIZE) for value in minutes[::every].tolist()]
    y = [_y(up(value)) for value in ratio[::every].tolist()]
    won = (ratio[::every] > 0).tolist()
    marks = tuple(
        Mark(path, kind)
        for kind, path in (
            (kind, "".join(f"M{a} {b}h0" for a, b, w in zip(x, y, won, strict=True) if w == wins))
            for kind, wins in (("gain-dots", True), ("loss-dots", False))
        )
        if path
    )
    return Chart(
        name="duration",
        marks=marks,
        x=tuple(duration_ticks(across)),
        y=tuple(up.ticks(lambda value: percent(value / 100, _digits((up.high - up.low) / 5)), 5)),
        baseline=(1 - up(0.0)) * 100,
        text="Each dot is a trade: how long it was held, and what it made.",
        note=f"Every {every}th trade is drawn." if every > 1 else "",
    )


def sparkline(values: Sequence[float], width: int) -> str:
    """Return ``values`` as a line of block characters, ``width`` of them at most."""
    blocks = "▁▂▃▄▅▆▇█"
    kept = [values[round(at * (len(values) - 1) / max(width - 1, 1))] for at in range(width)]
    low, high = min(kept), max(kept)
    span = (high - low) or 1.0
    return "".join(blocks[min(int((value - low) / span * 8), 7)] for value in kept)


def _quantiles(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[float]:
    return [float(values.min()), float(np.quantile(values, 0.999))]


def _dates(result: BacktestResult) -> list[Tick]:
    first: date = result.series.date[0] - timedelta(days=1)
    return date_ticks(first, result.series.date[-1])


def _line(values: Sequence[float], scale: Scale, first: int = 0) -> str:
    at, kept = _thin(np.array(values, dtype=float))
    return "M" + " ".join(
        f"{_x(one, len(values))} {_y(scale(value))}"
        for one, value in zip(at, kept, strict=True)
        if one >= first
    )


def _thin(
    values: np.ndarray[tuple[int], np.dtype[np.float64]], *, lowest: bool = False
) -> tuple[list[int], list[float]]:
    """Return at most ``MOST_POINTS`` positions and values: each stretch's last, or lowest."""
    size = len(values)
    every = -(-size // MOST_POINTS)
    if every == 1:
        return list(range(size)), values.tolist()
    ends = np.unique(np.append(np.arange(0, size, every), size - 1))
    if not lowest:
        return ends.tolist(), values[ends].tolist()
    starts = np.append(0, ends[:-1] + 1)
    kept = np.minimum.reduceat(values, starts)
    return ends.tolist(), kept.tolist()


def _whole(ticks: list[Tick]) -> list[Tick]:
    """Return ``ticks`` without those that rounding made equal to the one before."""
    return [tick for at, tick in enumerate(ticks) if not at or tick.label != ticks[at - 1].label]


def _digits(step: float) -> int:
    return max(0, min(4, -math.floor(math.log10(step)))) if step < 1 else 0


def _x(at: int, size: int) -> str:
    return _r(at / max(size - 1, 1) * SIZE)


def _y(share: float) -> str:
    return _r((1 - share) * SIZE)


def _r(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
