"""pandas' rolling median and rank: what the order of a window's values tells.

Both are the same whatever keeps the order. pandas has a skip list; here a short window is looked
through, a long one kept as counts in a binary indexed tree (P. Fenwick, "A new data structure for
cumulative frequency tables", 1994), whose cost hardly depends on the window.
"""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.arrays.compiling import compiled
from hypertrade.strategy.signals.rolling import prepared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Counts = NDArray[np.int64]

_SHORT = 200
"""Candles up to which a window is looked through: beyond, the tree is faster (measured)."""


@compiled
def _share(less: int, same: int, present: int) -> float:
    """Return the rank that ``same`` equal values share, as a fraction: ``roll_rank``'s average."""
    most, least = float(less + same), less + 1.0
    shared = most * (most + 1) / 2 - (least - 1) * least / 2
    return shared / (most - least + 1) / present


@compiled
def _rank_of_short(values: Floats, window: int) -> Floats:
    rows = len(values)
    output = np.full(rows, nan)
    missing = -1
    for i in range(rows):
        value = values[i]
        if value != value:  # noqa: PLR0124 - missing
            missing = i
        if i + 1 < window or missing > i - window:
            continue
        less = same = 0
        for j in range(i - window + 1, i + 1):
            less += values[j] < value
            same += values[j] == value
        output[i] = _share(less, same, window)
    return output


@compiled
def _median_of_short(values: Floats, window: int) -> Floats:
    rows = len(values)
    output = np.full(rows, nan)
    ordered = np.empty(window + 1)
    size = 0
    for i in range(rows):
        if i >= window and values[i - window] == values[i - window]:
            size -= 1
            place = np.searchsorted(ordered[: size + 1], values[i - window])
            for j in range(place, size):
                ordered[j] = ordered[j + 1]
        value = values[i]
        if value == value:  # noqa: PLR0124 - not missing
            place = size
            while place > 0 and ordered[place - 1] > value:
                ordered[place] = ordered[place - 1]
                place -= 1
            ordered[place] = value
            size += 1
        if size == window:
            middle = size // 2
            output[i] = ordered[middle]
            if size % 2 == 0:
                output[i] = (ordered[middle - 1] + ordered[middle]) / 2
    return output


@compiled
def _add(tree: Counts, code: int, number: int) -> None:
    """Count ``number`` values more with that code."""
    place = code + 1
    while place < len(tree):
        tree[place] += number
        place += place & -place


@compiled
def _below(tree: Counts, code: int) -> int:
    """Return how many values have a lesser code."""
    place, count = code, 0
    while place > 0:
        count += tree[place]
        place -= place & -place
    return count


@compiled
def _nth(tree: Counts, number: int) -> int:
    """Return the code of the value that has ``number`` values before it in order."""
    step, place = 1, 0
    while step * 2 < len(tree):
        step *= 2
    while step > 0:
        if place + step < len(tree) and tree[place + step] <= number:
            place += step
            number -= tree[place]
        step //= 2
    return place


@compiled
def _of_long(codes: Counts, distinct: Floats, window: int, rank: int) -> Floats:
    """``codes`` index the ``distinct`` values in order, -1 where one is missing."""
    rows = len(codes)
    output = np.full(rows, nan)
    tree = np.zeros(len(distinct) + 1, np.int64)
    size = 0
    for i in range(rows):
        if i >= window and codes[i - window] >= 0:
            _add(tree, codes[i - window], -1)
            size -= 1
        code = codes[i]
        if code >= 0:
            _add(tree, code, 1)
            size += 1
        if size < window:
            continue
        if rank:
            less = _below(tree, code)
            output[i] = _share(less, _below(tree, code + 1) - less, size)
        elif size % 2:
            output[i] = distinct[_nth(tree, size // 2)]
        else:
            low, high = _nth(tree, size // 2 - 1), _nth(tree, size // 2)
            output[i] = (distinct[low] + distinct[high]) / 2
    return output


def _coded(values: Floats) -> tuple[Counts, Floats]:
    present = ~np.isnan(values)
    codes = np.full(len(values), -1, np.int64)
    distinct, codes[present] = np.unique(values[present], return_inverse=True)
    return codes, distinct


def rolling_median(values: Floats, window: int) -> Floats:
    """Return ``Series(values).rolling(window).median()``, shape (n,)."""
    values = prepared(values)
    if window <= _SHORT:
        return _median_of_short(values, window)
    return _of_long(*_coded(values), window, 0)


def rolling_rank(values: Floats, window: int) -> Floats:
    """Return ``Series(values).rolling(window).rank(pct=True)``, shape (n,), fractions."""
    values = prepared(values)
    if window <= _SHORT:
        return _rank_of_short(values, window)
    return _of_long(*_coded(values), window, 1)
