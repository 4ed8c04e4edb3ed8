"""The charts of the robustness page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.results.charts import Chart, Mark
from hypertrade.results.scales import Tick, date_ticks, scale_of
from hypertrade.results.words import number, percent, plural
from hypertrade.robustness.page.drawing import (
    area,
    bar,
    baseline,
    digits,
    line,
    slots,
    zero_scale,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.results.scales import Scale
    from hypertrade.robustness.report import Walk
    from hypertrade.robustness.statistics.documents import (
        Costs,
        Dependence,
        MonteCarlo,
        Quarter,
        Regime,
    )
    from hypertrade.robustness.units import RunDone

DAYS_PER_YEAR = 365
_PERCENT = 0.01


def walk_bars(walk: Walk) -> Chart:
    """Return profit a year per window, in sample beside out of sample."""
    windows = walk.result.windows
    pairs = [
        (
            one.in_profit / max((one.in_stop - one.in_start).days, 1) * DAYS_PER_YEAR,
            one.out_profit / max((one.out_stop - one.out_start).days, 1) * DAYS_PER_YEAR,
        )
        for one in windows
    ]
    scale = zero_scale([value for pair in pairs for value in pair])
    slot = 1 / len(windows)
    inside = "".join(
        bar((at + 0.16) * slot, slot * 0.32, one, scale) for at, (one, _) in enumerate(pairs)
    )
    outside = [
        (bar((at + 0.52) * slot, slot * 0.32, one, scale), one) for at, (_, one) in enumerate(pairs)
    ]
    earned = sum(one > 0 for _, one in outside)
    return Chart(
        name=f"walk-{walk.mode}",
        marks=_marks(
            ("inside-area", inside),
            ("gain-area", "".join(path for path, value in outside if value > 0)),
            ("loss-area", "".join(path for path, value in outside if value <= 0)),
        ),
        x=slots([f"{one.out_start:%b %Y}" for one in windows]),
        y=_percents(scale),
        baseline=baseline(scale),
        text=(
            f"Profit a year in {plural(len(windows), 'window')}, in sample and out of sample: "
            f"{earned} earned out of sample."
        ),
    )


def walk_curve(walk: Walk) -> Chart:
    """Return the balance over all out-of-sample parts, one after the other."""
    values = walk.curve.value
    scale = scale_of([*values, 1.0])
    return Chart(
        name=f"curve-{walk.mode}",
        marks=_marks(("equity", line(_thin(values), scale))),
        x=tuple(date_ticks(walk.curve.day[0], walk.curve.day[-1])),
        y=tuple(
            scale.ticks(
                lambda value: percent(value - 1, digits(scale, 4, _PERCENT), signed=True), 4
            )
        ),
        baseline=baseline(scale, 1.0),
        text=f"Out of sample the balance changed by {percent(values[-1] - 1, signed=True)}.",
    )


def fan_chart(found: MonteCarlo, currency: str) -> Chart | None:
    """Return the spread of the simulated balances; ``None`` where none were simulated."""
    fan = found.fan
    if fan is None:
        return None
    low, some, middle, most, high = fan.curves
    scale = scale_of([*low, *high, *fan.observed])
    last = max(fan.step[-1], 1)
    places = 0 if scale.high - scale.low > 5 else 2  # noqa: PLR2004 - whole units keep ticks apart
    return Chart(
        name=f"fan-{found.method}",
        marks=_marks(
            ("fan-wide", area(low, high, scale)),
            ("fan-narrow", area(some, most, scale)),
            ("fan-middle", line(middle, scale)),
            ("equity", line(fan.observed, scale)),
        ),
        x=tuple(
            Tick(share * 100, f"{round(last * share):,}", minor=share in {0.25, 0.75})
            for share in (0.0, 0.25, 0.5, 0.75, 1.0)
        ),
        y=tuple(scale.ticks(lambda value: number(value, places))),
        baseline=baseline(scale, fan.observed[0]),
        text=(
            f"Nine of ten simulated histories end between {number(low[-1])} and "
            f"{number(high[-1])} {currency}."
        ),
    )


def cost_chart(found: Costs, runs: Sequence[RunDone]) -> Chart:
    """Return the profit at multiples of the costs, and that of reruns where fees alone grow."""
    bars = [(point.profit, f"{number(point.multiple, 0)}× costs") for point in found.points]
    bars += [
        (run.profit, f"{number(run.fee / found.fee, 0)}× fee")
        for run in runs
        if found.fee and run.fee != found.fee
    ]
    return _bars(
        "costs",
        bars,
        f"At the highest costs assumed the profit is {percent(found.points[-1].profit)}.",
    )


def regime_chart(regimes: Sequence[Regime]) -> Chart | None:
    """Return the profit by kind of market."""
    shown = [one for one in regimes if one.name != "unlabelled" or one.trades]
    if not shown:
        return None
    names = {
        "trending": "trending",
        "ranging": "ranging",
        "high_volatility": "volatile",
        "low_volatility": "quiet",
        "unlabelled": "early",
    }
    return _bars(
        "regimes",
        [(one.profit, names[one.name]) for one in shown],
        "Profit by kind of market: "
        + ", ".join(f"{names[one.name]} {percent(one.profit, 1)}" for one in shown)
        + ".",
    )


def quarter_chart(quarters: Sequence[Quarter]) -> Chart | None:
    """Return the profit by calendar quarter."""
    if not quarters:
        return None
    return _bars(
        "quarters", [(one.profit, one.name) for one in quarters], "Profit by calendar quarter."
    )


def without_chart(found: Dependence) -> Chart | None:
    """Return what is left of the profit without the best trades."""
    if not found.without:
        return None
    bars = [(found.profit, "all")]
    bars += [(one.profit, f"−{one.trades:,}") for one in found.without]
    return _bars("without", bars, "Profit without the best trades.")


def _bars(name: str, bars: Sequence[tuple[float, str]], text: str) -> Chart:
    scale = zero_scale([value for value, _ in bars])
    slot = 1 / len(bars)
    gap = min(0.18, 0.18 * 12 / len(bars))
    paths = [
        (bar((at + gap) * slot, slot * (1 - 2 * gap), value, scale), value)
        for at, (value, _) in enumerate(bars)
    ]
    return Chart(
        name=name,
        marks=_marks(
            ("gain-area", "".join(path for path, value in paths if value > 0)),
            ("loss-area", "".join(path for path, value in paths if value <= 0)),
        ),
        x=slots([label for _, label in bars]),
        y=_percents(scale),
        baseline=baseline(scale),
        text=text,
    )


def _percents(scale: Scale) -> tuple[Tick, ...]:
    places = digits(scale, 5, _PERCENT)
    return tuple(scale.ticks(lambda value: percent(value, places)))


def _marks(*marks: tuple[str, str]) -> tuple[Mark, ...]:
    return tuple(Mark(path, kind) for kind, path in marks if path)


def _thin(values: Sequence[float], most: int = 600) -> list[float]:
    every = -(-len(values) // most)
    return [*values[:-1:every], values[-1]]
