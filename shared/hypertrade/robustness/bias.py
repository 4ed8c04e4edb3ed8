"""Does a strategy see the future, and does it know enough of the past?

Columns are computed again from less data and compared. Cut at its end, data must give the same last
rows: whatever changes was computed from candles that came later (Freqtrade's
``lookahead-analysis``). Cut at its beginning, down to the strategy's own warm-up, it must give the
same values where trading starts: whatever changes depends on how far back the data happens to reach
(Freqtrade's ``recursive-analysis``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from hypertrade.domain.base import Document
from hypertrade.robustness.sentences import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Role = Literal["indicator", "condition", "signal"]

TAIL = 48
"""Rows before a cut that are compared."""

PLACES = 24
"""Places a pair where columns are computed again."""

SAME = 1e-9
"""Relative differences below this are the rounding of another summation."""

SIGNAL_WORDS = {name: sentence.words for name, sentence in SIGNALS.items()}
"""What signals are called wherever people read of them."""

_NOTICED = 1e-3
"""A warm-up's change of an indicator is worth a word from here on, as a fraction of its value."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column of a strategy: ``values`` of shape (rows,), float64, conditions as 0 and 1.

    ``about`` says in words what it is: the condition a spec spells out, or the column's own name.
    """

    name: str
    role: Role
    values: NDArray[np.float64]
    about: str = ""


class SignalSource(Protocol):
    """Computes a strategy's columns for one pair from a part of its candles."""

    @property
    def pair(self) -> str:
        """The pair's name."""
        ...

    @property
    def times(self) -> NDArray[np.int64]:
        """When each row opens, in UTC milliseconds, shape (n,)."""
        ...

    @property
    def startup(self) -> int:
        """How many candles of warm-up the strategy asks for."""
        ...

    @property
    def begin(self) -> int:
        """The first row that may trade."""
        ...

    def columns(self, start: int, until: int) -> Sequence[Column]:
        """Return every column, computed from rows ``start`` up to, not including, ``until`` alone.

        Values are of shape (until - start,); names and their order do not depend on the rows.
        """
        ...


class BiasFinding(Document):
    """One column that other data changes.

    Of ``checked`` places it changed at ``changed``, first at ``first`` (UTC milliseconds).
    ``ahead`` is how many candles before the cut values still change: at least so far it looks
    ahead. ``most`` is the largest relative change of an indicator.
    """

    test: Literal["lookahead", "warmup"]
    pair: str
    column: str
    role: Role
    about: str
    checked: int
    changed: int
    first: int
    ahead: int = 0
    most: float | None = None


def lookahead(source: SignalSource, cuts: Sequence[int]) -> list[BiasFinding]:
    """Return the columns whose last rows change when the candles after them are taken away.

    Args:
        source: the strategy on one pair.
        cuts: numbers of rows to keep, each above 0.
    """
    whole = source.columns(0, len(source.times))
    tally = _Tally("lookahead", source, len(cuts))
    for cut in sorted(cuts):
        start = max(cut - TAIL, 0)
        for at, (full, part) in enumerate(zip(whole, source.columns(0, cut), strict=True)):
            one, other = full.values[start:cut], part.values[start:cut]
            differs = _differs(one, other)
            if differs.any():
                row = start + int(np.argmax(differs))
                tally.add(at, full, _Change(row, cut - row, _largest(one, other, differs)))
    return tally.findings()


def warmup(source: SignalSource, rows: Sequence[int]) -> list[BiasFinding]:
    """Return the columns whose value at ``rows`` changes when only the warm-up precedes them.

    Indicators with a smaller change than a thousandth are left out: what is recursive forgets
    slowly, and it is the conditions that trade.
    """
    whole = source.columns(0, len(source.times))
    tally = _Tally("warmup", source, len(rows))
    for row in sorted(rows):
        start = max(row - source.startup, 0)
        # All later candles stay, so that a look ahead is not mistaken for a short warm-up.
        late = source.columns(start, len(source.times))
        for at, (full, part) in enumerate(zip(whole, late, strict=True)):
            one = full.values[row : row + 1]
            other = part.values[row - start : row - start + 1]
            differs = _differs(one, other)
            change = _largest(one, other, differs) if differs.any() else None
            small = full.role == "indicator" and change is not None and change < _NOTICED
            if differs.any() and not small:
                tally.add(at, full, _Change(row, 0, change))
    return tally.findings()


def places(source: SignalSource, seed: int, count: int = PLACES) -> list[int]:
    """Return rows to look at, in order: half of them where a signal fires, the rest anywhere.

    Every row has the warm-up and a tail before it and at least one row after it.
    """
    size = len(source.times)
    low, high = bounds(size, source.begin, source.startup)
    if low >= high:
        return []
    fires = np.zeros(size, dtype=bool)
    for column in source.columns(0, size):
        if column.role == "signal":
            fires |= column.values > 0
    generator = np.random.Generator(np.random.PCG64(seed))
    firing = np.flatnonzero(fires[low:high]) + low
    some = generator.choice(firing, min(count // 2, len(firing)), replace=False)
    rest = generator.integers(low, high, count - len(some))
    return sorted({int(row) for row in (*some, *rest)})


def bounds(size: int, begin: int, startup: int) -> tuple[int, int]:
    """Return the rows, of ``size``, that have warm-up and tail before them and a row after them.

    From the first of the two up to, not including, the second.
    """
    return max(begin, startup, min(TAIL, size // 2)), size - 1


@dataclass(frozen=True, slots=True)
class _Change:
    """One place where a column changed: the first row, how far before the cut, how much."""

    row: int
    ahead: int
    size: float | None


class _Tally:
    """Counts changes by column."""

    def __init__(
        self, test: Literal["lookahead", "warmup"], source: SignalSource, checked: int
    ) -> None:
        self._test: Literal["lookahead", "warmup"] = test
        self._source = source
        self._checked = checked
        self._found: dict[int, tuple[Column, list[_Change]]] = {}

    def add(self, at: int, column: Column, change: _Change) -> None:
        self._found.setdefault(at, (column, []))[1].append(change)

    def findings(self) -> list[BiasFinding]:
        """Return what was found, in the order of the columns."""
        return [self._finding(*self._found[at]) for at in sorted(self._found)]

    def _finding(self, column: Column, changes: list[_Change]) -> BiasFinding:
        sizes = [one.size for one in changes if one.size is not None]
        return BiasFinding(
            test=self._test,
            pair=self._source.pair,
            column=column.name,
            role=column.role,
            about=column.about or column.name,
            checked=self._checked,
            changed=len(changes),
            first=int(self._source.times[changes[0].row]),
            ahead=max(one.ahead for one in changes),
            most=max(sizes, default=None) if column.role == "indicator" else None,
        )


def _differs(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.bool_]:
    size = np.maximum(np.abs(one), np.abs(other))
    with np.errstate(invalid="ignore"):
        apart = np.abs(one - other) > SAME * np.where(np.isfinite(size), size, 1.0)
    missing = np.isnan(one) != np.isnan(other)
    infinite = (np.isinf(one) | np.isinf(other)) & (one != other)
    result: NDArray[np.bool_] = apart | missing | infinite
    return result


def _largest(
    one: NDArray[np.float64], other: NDArray[np.float64], differs: NDArray[np.bool_]
) -> float | None:
    """Return the largest relative change where there is one in numbers."""
    usable = differs & np.isfinite(one) & np.isfinite(other)
    if not usable.any():
        return None
    a, b = one[usable], other[usable]
    return float(np.max(np.abs(a - b) / np.maximum(np.abs(a), 1e-12)))
