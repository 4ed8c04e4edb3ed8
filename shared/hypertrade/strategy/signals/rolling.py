"""pandas' rolling windows and exponential means, to the last bit.

pandas keeps running sums, so that its results depend on the order of its additions: a mean taken
afresh over each window differs in the last digits, and a comparison may then fall the other way.
These loops do what pandas 3.1.1 does for windows of a fixed number of rows that need all of their
rows (pandas/_libs/window/aggregations.pyx and pandas/_libs/groupby.pyx, BSD licence). Infinities
count as missing, as pandas' ``_prep_values`` has it (pandas/core/window/rolling.py).
"""

from __future__ import annotations

from math import copysign, nan
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.arrays.compiling import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_ILL = float(np.finfo(np.float64).eps) * 1e3  # pandas' InvCondTol: three digits are left


def prepared(values: Floats) -> Floats:
    """Return ``values`` as pandas hands them to its windows: infinities are missing."""
    infinite = np.isinf(values)
    if infinite.any():
        return np.where(infinite, np.nan, values)
    # One kind of array, so that each loop is compiled once.
    return values if values.flags.writeable else values.copy()


@compiled
def _plus(total: float, error: float, value: float) -> tuple[float, float]:
    """Return Kahan's sum of ``total`` and ``value``, and its error."""
    y = value - error
    t = total + y
    return t, t - total - y


@compiled
def _sum_or_mean(values: Floats, window: int, mean: int) -> Floats:
    """``roll_sum`` and ``roll_mean``: adding and removing have errors of their own."""
    rows = len(values)
    output = np.empty(rows)
    total = added = removed = 0.0
    present = negative = same = 0
    previous = nan
    for i in range(rows):
        old = values[i - window] if i >= window else nan
        if i == 0 or window == 1:  # pandas begins anew where windows do not overlap
            total = added = removed = 0.0
            present = negative = same = 0
            previous = values[i]
        elif old == old:  # noqa: PLR0124 - not missing
            total, removed = _plus(total, removed, -old)
            present -= 1
            negative -= copysign(1.0, old) < 0
        new = values[i]
        if new == new:  # noqa: PLR0124 - not missing
            total, added = _plus(total, added, new)
            present += 1
            negative += copysign(1.0, new) < 0
            same = same + 1 if new == previous else 1
            previous = new
        if present < window:
            output[i] = nan
        elif same >= present:  # equal values: no trace of what was summed before
            output[i] = previous if mean else previous * present
        else:
            output[i] = _signed(total / present, present, negative) if mean else total
    return output


@compiled
def _signed(mean: float, present: int, negative: int) -> float:
    """``calc_mean``: a mean of values of one sign has that sign, or is zero."""
    if (negative == 0 and mean < 0) or (negative == present and mean > 0):
        return 0.0
    return mean


@compiled
def _spread_in(
    value: float, count: float, mean: float, squares: float, error: float
) -> tuple[float, float, float, float]:
    """``add_var``: Welford's update by one value more."""
    count += 1.0
    center = mean - error
    y = value - error
    t = y - mean
    error = t + mean - y
    mean = mean + t / count
    return count, mean, squares + (value - center) * (value - mean), error


@compiled
def _spread_out(
    value: float, count: float, mean: float, squares: float, error: float
) -> tuple[float, float, float, float]:
    """``remove_var``: Welford's update by one value less."""
    count -= 1.0
    if count == 0:
        return 0.0, 0.0, 0.0, error
    center = mean - error
    y = value - error
    t = y - mean
    error = t + mean - y
    mean = mean - t / count
    return count, mean, squares - (value - center) * (value - mean), error


@compiled
def _variance(values: Floats, window: int) -> Floats:
    """``roll_var`` with one degree of freedom; a window that degrades is summed anew."""
    rows = len(values)
    output = np.empty(rows)
    count = mean = squares = added = removed = 0.0
    unstable = False
    for i in range(rows):
        first = max(i + 1 - window, 0)
        afresh = i == 0 or window == 1
        if not afresh:
            old = values[first - 1] if i >= window else nan
            if old == old:  # noqa: PLR0124 - not missing
                before = squares
                count, mean, squares, removed = _spread_out(old, count, mean, squares, removed)
                unstable = count > 0 and (unstable or before * _ILL > squares)
            new = values[i]
            if new == new:  # noqa: PLR0124 - not missing
                before = squares
                count, mean, squares, added = _spread_in(new, count, mean, squares, added)
                unstable = unstable or before * _ILL > squares
        if afresh or unstable:
            count = mean = squares = added = removed = 0.0
            for j in range(first, i + 1):
                if values[j] == values[j]:
                    count, mean, squares, added = _spread_in(values[j], count, mean, squares, added)
            unstable = False
        output[i] = squares / (count - 1.0) if count >= window and count > 1 else nan
    return output


@compiled
def _extreme(values: Floats, window: int, sign: float) -> Floats:
    """``roll_max`` (``sign`` 1) or ``roll_min`` (-1) over a queue of candidates."""
    rows = len(values)
    output = np.empty(rows)
    queue = np.empty(rows, np.int64)
    head = tail = 0
    missing = -1
    for i in range(rows):
        value = sign * values[i]
        if value == value:  # noqa: PLR0124 - not missing
            while tail > head and sign * values[queue[tail - 1]] <= value:
                tail -= 1
            queue[tail] = i
            tail += 1
        else:
            missing = i
        while tail > head and queue[head] <= i - window:
            head += 1
        full = i + 1 >= window and missing <= i - window
        output[i] = values[queue[head]] if full else nan
    return output


@compiled
def _exponential(values: Floats, center: float, least: int) -> Floats:
    """``ewm`` without ``adjust``: ``center`` of mass, values after ``least`` present ones."""
    rows = len(values)
    output = np.empty(rows)
    alpha = 1.0 / (1.0 + center)
    fade, share = 1.0 - alpha, alpha
    old, mean, present = 1.0, nan, 0
    for i in range(rows):
        value = values[i]
        there = value == value  # noqa: PLR0124 - not missing
        present += there
        if mean == mean:  # noqa: PLR0124 - not missing
            old *= fade
            if there:
                if mean != value:
                    if center == 1:
                        share = 1.0 - old
                    mean = old * mean + share * value
                    mean /= old + share
                old = 1.0
        elif there:
            mean = value
        output[i] = mean if present >= least else nan
    return output


@compiled
def _running(values: Floats, groups: NDArray[np.int64]) -> Floats:
    """``group_cumsum`` over groups of consecutive rows: Kahan's sum, begun anew with each."""
    rows = len(values)
    output = np.empty(rows)
    total = error = 0.0
    for i in range(rows):
        if i == 0 or groups[i] != groups[i - 1]:
            total = error = 0.0
        value = values[i]
        if value != value:  # noqa: PLR0124 - missing
            output[i] = nan
            continue
        y = value - error
        t = total + y
        error = t - total - y
        total = t
        output[i] = total
    return output


def rolling_sum(values: Floats, window: int) -> Floats:
    """Return ``Series(values).rolling(window).sum()``, shape (n,)."""
    return _sum_or_mean(prepared(values), window, 0)


def rolling_mean(values: Floats, window: int) -> Floats:
    """Return ``Series(values).rolling(window).mean()``, shape (n,)."""
    return _sum_or_mean(prepared(values), window, 1)


def rolling_deviation(values: Floats, window: int) -> Floats:
    """Return ``Series(values).rolling(window).std()``, shape (n,)."""
    variance = _variance(prepared(values), window)
    with np.errstate(invalid="ignore"):
        deviation: Floats = np.sqrt(variance)
    deviation[variance < 0] = 0.0  # pandas' zsqrt
    return deviation


def rolling_max(values: Floats, window: int) -> Floats:
    """Return ``Series(values).rolling(window).max()``, shape (n,)."""
    return _extreme(prepared(values), window, 1.0)


def rolling_min(values: Floats, window: int) -> Floats:
    """Return ``Series(values).rolling(window).min()``, shape (n,)."""
    return _extreme(prepared(values), window, -1.0)


def exponential_mean(values: Floats, alpha: float, least: int = 0) -> Floats:
    """Return ``Series(values).ewm(alpha=alpha, adjust=False, min_periods=least).mean()``."""
    return _exponential(prepared(values), (1 - alpha) / alpha, max(least, 1))


def running_sum(values: Floats, groups: NDArray[np.int64]) -> Floats:
    """Return ``Series(values).groupby(groups).cumsum()``; each group's rows are consecutive."""
    return _running(values if values.flags.writeable else values.copy(), groups)
