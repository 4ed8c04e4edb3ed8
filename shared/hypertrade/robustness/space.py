"""The grid of a strategy's tunables, and which of its points are tried."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hypertrade.strategy.spec import Parameter, StrategySpec

Point = tuple[int, ...]
"""A place on the grid: one index an axis."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One tunable: its values in ascending order, and which of them is the default.

    ``labels`` name the values that are no numbers, which stand there by their places.
    """

    name: str
    values: tuple[float, ...]
    default: int
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Space:
    """Every combination of the tunables' values."""

    axes: tuple[Axis, ...]

    @property
    def size(self) -> int:
        """How many points there are; 1 without a tunable."""
        return math.prod(len(axis.values) for axis in self.axes)

    @property
    def default(self) -> Point:
        """The strategy as it is."""
        return tuple(axis.default for axis in self.axes)

    def values(self, point: Point) -> dict[str, float]:
        """Return the tunables' values at ``point``, by name."""
        return {axis.name: axis.values[index] for axis, index in zip(self.axes, point, strict=True)}

    def neighbours(self, point: Point) -> Iterator[Point]:
        """Yield the points that differ from ``point`` by one step of one tunable."""
        for at, axis in enumerate(self.axes):
            for index in (point[at] - 1, point[at] + 1):
                if 0 <= index < len(axis.values):
                    yield (*point[:at], index, *point[at + 1 :])

    def at(self, number: int) -> Point:
        """Return the point of that number, the last axis counting fastest."""
        point = []
        for axis in reversed(self.axes):
            number, index = divmod(number, len(axis.values))
            point.append(index)
        return tuple(reversed(point))


def space_of(spec: StrategySpec) -> Space:
    """Return the grid of the tunables of ``spec``."""
    return Space(tuple(_axis(parameter) for parameter in spec.parameters))


def _axis(parameter: Parameter) -> Axis:
    # In decimals, as the spec's own check of the grid: 0.1 + 0.2 is 0.3 there.
    low, high, step, default = (
        Decimal(str(value))
        for value in (parameter.low, parameter.high, parameter.step, parameter.default)
    )
    count = int((high - low) // step) + 1
    values = [low + step * at for at in range(count)]
    plain = [int(value) if parameter.whole else float(value) for value in values]
    return Axis(parameter.name, tuple(plain), int((default - low) // step))


def grid(space: Space) -> list[Point]:
    """Return every point, the default first."""
    return _distinct([space.default, *(space.at(number) for number in range(space.size))])


def draw(space: Space, trials: int, seed: int) -> list[Point]:
    """Return ``trials`` distinct points (all of them if there are no more), by ``seed``.

    First the default, then its surroundings, which the plateau is judged by: one step along each
    tunable, then points at most one step away in every tunable. The other half is drawn evenly from
    the whole grid.
    """
    if space.size <= trials:
        return grid(space)
    generator = np.random.Generator(np.random.PCG64(seed))
    # The surroundings take half of the budget at most: the rest looks further.
    near = max(trials // 2, 1)
    chosen = _distinct([space.default, *space.neighbours(space.default)])[:near]
    boxes = [
        (max(axis.default - 1, 0), min(axis.default + 1, len(axis.values) - 1))
        for axis in space.axes
    ]
    box = math.prod(high - low + 1 for low, high in boxes)
    _fill(chosen, boxes, min(near, box), generator)
    _fill(chosen, [(0, len(axis.values) - 1) for axis in space.axes], trials, generator)
    return chosen


def _fill(
    chosen: list[Point],
    bounds: Sequence[tuple[int, int]],
    wanted: int,
    generator: np.random.Generator,
) -> None:
    """Add points drawn evenly from within ``bounds`` until there are ``wanted``."""
    known = set(chosen)
    while len(chosen) < wanted:
        point = tuple(int(generator.integers(low, high + 1)) for low, high in bounds)
        if point not in known:
            known.add(point)
            chosen.append(point)


def _distinct(points: Iterable[Point]) -> list[Point]:
    return list(dict.fromkeys(points))
