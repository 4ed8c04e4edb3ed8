"""Bars, lines and bands as SVG paths in the box of 1000 by 1000 that the page stretches."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hypertrade.results.charts import SIZE
from hypertrade.results.scales import Scale, Tick, round_step

if TYPE_CHECKING:
    from collections.abc import Sequence


_PHONE = 4
"""Labels that fit side by side on a phone."""


def line(values: Sequence[float], scale: Scale) -> str:
    """Return ``values``, evenly spaced from left to right, as a line."""
    return "M" + " ".join(_points(values, scale))


def area(lower: Sequence[float], upper: Sequence[float], scale: Scale) -> str:
    """Return what lies between two rows of values as an area."""
    there, back = _points(upper, scale), _points(lower, scale)
    return "M" + " ".join([*there, *reversed(back)]) + "Z"


def bar(left: float, width: float, value: float, scale: Scale) -> str:
    """Return a bar from 0 to ``value``; ``left`` and ``width`` are shares of the chart's width."""
    top, bottom = sorted((_y(scale(value)), _y(scale(0.0))))
    return (
        f"M{_r(left * SIZE)} {_r(bottom)}V{_r(top)}h{_r(width * SIZE)}V{_r(bottom)}Z"
        if bottom - top > 0.05  # noqa: PLR2004 - thinner than a hair's breadth is nothing
        else ""
    )


def zero_scale(values: Sequence[float], margin: float = 0.08) -> Scale:
    """Return a scale around ``values`` and 0, with some room."""
    low, high = min(*values, 0.0), max(*values, 0.0)
    room = (high - low) * margin or 0.01
    return Scale(low - (room if low < 0 else 0.0), high + (room if high > 0 or low == 0 else 0.0))


def baseline(scale: Scale, value: float = 0.0) -> float:
    """Return where ``value`` stands, in percent from the top."""
    return (1 - scale(value)) * 100


def digits(scale: Scale, wanted: int = 5, unit: float = 1.0) -> int:
    """Return how many decimals keep the scale's ticks apart, in multiples of ``unit``."""
    step = round_step((scale.high - scale.low) / wanted) / unit
    return max(0, min(4, -math.floor(math.log10(step)))) if step < 1 else 0


def slots(labels: Sequence[str], most: int = 12) -> tuple[Tick, ...]:
    """Return a label in the middle of each of as many equal slots, thinned out where many."""
    every, count = -(-len(labels) // most), len(labels)
    crowded = count > _PHONE
    return tuple(
        Tick((at + 0.5) / count * 100, label, minor=crowded and (at // every) % 2 == 1)
        for at, label in enumerate(labels)
        if at % every == 0
    )


def _points(values: Sequence[float], scale: Scale) -> list[str]:
    last = max(len(values) - 1, 1)
    return [f"{_r(at / last * SIZE)} {_r(_y(scale(value)))}" for at, value in enumerate(values)]


def _y(share: float) -> float:
    return (1 - share) * SIZE


def _r(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
