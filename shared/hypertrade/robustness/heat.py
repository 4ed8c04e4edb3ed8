"""The map of a sweep over two tunables, the others folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hypertrade.domain.base import Document
from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.robustness.space import Axis, Space
    from hypertrade.robustness.units import Variant

MOST_CELLS = 9
"""Values along each side at most; more are put together in equal groups."""

Cells = tuple[tuple[float | None, ...], ...]


class HeatMap(Document):
    """Scores over two tunables; ``cells[row][column]`` belongs to ``y[row]`` and ``x[column]``.

    ``best`` and ``median`` are over all variants that fall into a cell, whatever their other
    tunables; ``null`` where none was tried or none traded enough. ``count`` is how many did.
    ``chosen`` is the cell of the strategy as it is. ``weight`` says how much of the variance of the
    scores each tunable explains alone. With one tunable there is one row and ``y_name`` is empty.
    """

    x_name: str
    y_name: str
    x: tuple[str, ...]
    y: tuple[str, ...]
    best: Cells
    median: Cells
    count: tuple[tuple[int, ...], ...]
    chosen: tuple[int, int]
    weight: dict[str, float]


def heat_map(
    space: Space, variants: Sequence[Variant], wanted: tuple[str, str] | None = None
) -> HeatMap | None:
    """Return the map over the two ``wanted`` tunables, or the two that matter most.

    ``None`` without a tunable.

    Raises:
        Invalid: ``wanted`` names no tunable, or one twice.
    """
    if not space.axes:
        return None
    weight = {axis.name: _explained(variants, at) for at, axis in enumerate(space.axes)}
    chosen = _axes(space, weight, wanted)
    across, down = space.axes[chosen[0]], space.axes[chosen[1]] if len(chosen) > 1 else None
    x_of, x = _groups(across)
    y_of, y = _groups(down) if down else ([0], [""])
    scores: dict[tuple[int, int], list[float]] = {}
    tried = np.zeros((len(y), len(x)), dtype=int)
    for one in variants:
        column = x_of[one.point[chosen[0]]]
        row = y_of[one.point[chosen[1]]] if down else 0
        tried[row, column] += 1
        if one.score is not None:
            scores.setdefault((row, column), []).append(one.score)
    return HeatMap(
        x_name=across.name,
        y_name=down.name if down else "",
        x=tuple(x),
        y=tuple(y),
        best=_cells(scores, len(y), len(x), best=True),
        median=_cells(scores, len(y), len(x), best=False),
        count=tuple(tuple(row) for row in tried.tolist()),
        chosen=(y_of[down.default] if down else 0, x_of[across.default]),
        weight=weight,
    )


def _cells(
    scores: dict[tuple[int, int], list[float]], rows: int, columns: int, *, best: bool
) -> Cells:
    def cell(row: int, column: int) -> float | None:
        found = scores.get((row, column))
        if not found:
            return None
        return max(found) if best else float(np.median(found))

    return tuple(tuple(cell(row, column) for column in range(columns)) for row in range(rows))


def check_wanted(space: Space, wanted: tuple[str, str] | None) -> None:
    """Refuse a map over anything but two tunables.

    Raises:
        Invalid: ``wanted`` names no tunable, or one twice.
    """
    if wanted is None:
        return
    names = [axis.name for axis in space.axes]
    unknown = [name for name in wanted if name not in names]
    if unknown or wanted[0] == wanted[1]:
        problem = f"there is no tunable {unknown[0]!r}" if unknown else "names one tunable twice"
        raise Invalid(problem, field="--map", remedy=f"Choose two of: {', '.join(names)}.")


def _axes(space: Space, weight: dict[str, float], wanted: tuple[str, str] | None) -> list[int]:
    check_wanted(space, wanted)
    names = [axis.name for axis in space.axes]
    if wanted is not None:
        return [names.index(name) for name in wanted]
    by_weight = sorted(range(len(names)), key=lambda at: -weight[names[at]])
    return by_weight[:2]


def _explained(variants: Sequence[Variant], at: int) -> float:
    """Return the share of the scores' variance between the values of one tunable (eta squared).

    Source: Fisher's correlation ratio, between-group over total sum of squares.
    """
    counted = [(one.point[at], one.score) for one in variants if one.score is not None]
    if not counted:
        return 0.0
    scores = np.array([score for _, score in counted])
    total = float(((scores - scores.mean()) ** 2).sum())
    if total == 0:
        return 0.0
    index = np.array([value for value, _ in counted])
    between = 0.0
    for value in np.unique(index):
        group = scores[index == value]
        between += len(group) * float(group.mean() - scores.mean()) ** 2
    return min(between / total, 1.0)


def _groups(axis: Axis) -> tuple[list[int], list[str]]:
    """Return the group of each value, and the groups' names."""
    each = -(-len(axis.values) // MOST_CELLS)
    of = [at // each for at in range(len(axis.values))]
    groups = of[-1] + 1
    names = []
    for group in range(groups):
        inside = [value for value, number in zip(axis.values, of, strict=True) if number == group]
        low, high = (_name(axis, value) for value in (inside[0], inside[-1]))
        names.append(low if low == high else f"{low}–{high}")
    return of, names


def _name(axis: Axis, value: float) -> str:
    return axis.labels[axis.values.index(value)] if axis.labels else f"{value:g}"
