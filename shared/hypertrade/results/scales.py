"""Axes: where the ticks stand and what they say."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_EPOCH = date(1970, 1, 1)
_MONTHS_PER_YEAR = 12
_FLAT = 1e-12
_LABEL_WIDTH = 13.0
_DURATIONS = (
    (1, "1 min"),
    (5, "5 min"),
    (15, "15 min"),
    (60, "1 h"),
    (240, "4 h"),
    (720, "12 h"),
    (1440, "1 d"),
    (4320, "3 d"),
    (10080, "1 w"),
    (30240, "3 w"),
    (86400, "2 mo"),
    (262800, "6 mo"),
    (525600, "1 y"),
    (1576800, "3 y"),
)


@dataclass(frozen=True)
class Tick:
    """A mark on an axis: ``at`` is a percentage of its length; ``minor`` ones go on a phone."""

    at: float
    label: str
    minor: bool = False


@dataclass(frozen=True)
class Scale:
    """A linear or logarithmic way from ``low``..``high`` to 0..1."""

    low: float
    high: float
    log: bool = False

    def __call__(self, value: float) -> float:
        """Return where ``value`` stands between 0 (``low``) and 1 (``high``)."""
        low, high = self.low, self.high
        if self.log:
            low, high, value = math.log(low), math.log(high), math.log(max(value, self.low))
        return (value - low) / (high - low)

    def ticks(self, label: Callable[[float], str], wanted: int = 5) -> list[Tick]:
        """Return round values inside the scale; ``at`` counts from the top, as pages do."""
        return [Tick((1 - self(value)) * 100, label(value)) for value in self._round(wanted)]

    def _round(self, wanted: int) -> list[float]:
        if self.log and self.high / self.low > 8:  # noqa: PLR2004 - under three doublings, linear
            decades = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
            steps = (1, 2, 5) if len(decades) <= 4 else (1,)  # noqa: PLR2004 - keeps them apart
            values = [step * 10.0**power for power in decades for step in steps]
            return [value for value in values if self.low <= value <= self.high]
        return round_values(self.low, self.high, wanted)


def scale_of(values: Sequence[float], *, log: bool = False, margin: float = 0.04) -> Scale:
    """Return a scale around ``values`` with a little room; a flat line gets some too."""
    low, high = min(values), max(values)
    if log:
        room = max(math.log(high / low), 0.02) * margin + 1e-3
        return Scale(low * math.exp(-room), high * math.exp(room), log=True)
    room = (high - low) * margin
    if high - low <= _FLAT * max(abs(high), 1.0):
        room = max(abs(high) * 0.05, 1e-6)
    return Scale(low - room, high + room)


def round_values(low: float, high: float, wanted: int) -> list[float]:
    """Return about ``wanted`` multiples of 1, 2 or 5 times a power of ten in ``low``..``high``."""
    step = round_step((high - low) / max(wanted, 1))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [number * step for number in range(first, min(last, first + 50) + 1)]


def round_step(rough: float) -> float:
    """Return 1, 2 or 5 times a power of ten, not below ``rough``."""
    power = 10.0 ** math.floor(math.log10(max(rough, 1e-300)))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough * (1 - 1e-9))


def date_ticks(first: date, last: date, wanted: int = 7) -> list[Tick]:
    """Return ticks at the starts of days, months or years between two days."""
    span = max((last - first).days, 1)
    days = span / wanted
    found = [at for at in _dates(first, last, days) if first <= at <= last]
    label = "%Y" if days > 200 else "%b %Y" if days > 20 else "%d %b"  # noqa: PLR2004 - by eye
    return [
        Tick((at - first).days / span * 100, at.strftime(label), minor=number % 2 == 1)
        for number, at in enumerate(found)
    ]


def _dates(first: date, last: date, days: float) -> list[date]:
    if days <= 20:  # noqa: PLR2004 - closer than months
        step = next(one for one in (1, 2, 7, 14, 21) if one >= days)
        return [first + timedelta(days=at) for at in range(0, (last - first).days + 1, step)]
    months = next((one for one in (1, 2, 3, 6) if one * 30.5 >= days), 12 * math.ceil(days / 366))
    at = (first.year - 1970) * _MONTHS_PER_YEAR
    end = (last.year - 1970) * _MONTHS_PER_YEAR + last.month
    return [
        date(1970 + month // _MONTHS_PER_YEAR, month % _MONTHS_PER_YEAR + 1, 1)
        for month in range(at, end, months)
    ]


def duration_ticks(scale: Scale) -> list[Tick]:
    """Return ticks of a logarithmic scale of minutes, ``at`` counting from the left."""
    inside: list[tuple[float, str]] = []
    for minutes, text in _DURATIONS:
        at = scale(minutes) * 100
        far = not inside or at - inside[-1][0] >= _LABEL_WIDTH
        if 0 <= scale(minutes) <= 1 and far:
            inside.append((at, text))
    return [Tick(at, text, minor=number % 2 == 1) for number, (at, text) in enumerate(inside)]
