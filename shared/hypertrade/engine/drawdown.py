"""The largest drawdown of a window of closed trades, as Freqtrade's MaxDrawdown finds it.

``plugins/protections/max_drawdown_protection.py`` sorts the window's trades by closing time, sums
their profits up and compares the largest fall below the highest sum so far with a threshold
(``calculate_max_drawdown``, data/metrics.py). Doing that anew at every close is quadratic.

Here a tree over the closing times answers in logarithmic time. Trades that close together are one
leaf, because pandas does not keep the order of equal times: two trees bound the drawdown from below
(the leaf moves at once) and from above (gains first at the top, losses first at the bottom). Only
where the threshold lies between the bounds, or within rounding of them, the sum is made as
Freqtrade makes it.

A node is (sum, peak, trough, worst): the sum of its profits, the highest and lowest partial sum
(0 included), and the largest ``keep * earlier - later`` of two partial sums. ``keep`` is 1 for
ratios; for equity it is 1 - threshold, since (high - now) / (balance + high) > threshold means
(1 - threshold) * high - now > threshold * balance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hypertrade.engine.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

SUM, PEAK, TROUGH, WORST = 0, 1, 2, 3
FIELDS = 4
LOWER, UPPER = 0, 1
BOUNDS = 2
CAUTION = 1e-9
"""Share of the figures at hand within which a bound is not trusted; rounding stays below 1e-12."""
SMALL_SORT = 15
STABLE = SMALL_SORT + 1


@compiled
def leaves(capacity: int) -> int:
    """Return the width of a tree for ``capacity`` closing times: a power of two."""
    width = 1
    while width < capacity:
        width *= 2
    return width


@compiled
def _set_leaf(node: NDArray[np.float64], gains: float, losses: float, keep: float) -> None:
    """Fill a leaf: ``gains`` may come before ``losses`` (not positive), or together."""
    net = gains + losses
    node[SUM] = net
    node[PEAK] = max(gains, 0.0)
    node[TROUGH] = min(losses, 0.0)
    node[WORST] = max(0.0, -losses, -(1.0 - keep) * net)


@compiled
def _join(
    left: NDArray[np.float64], right: NDArray[np.float64], into: NDArray[np.float64], keep: float
) -> None:
    """Fill ``into`` with ``left`` followed by ``right``."""
    before = left[SUM]
    peak = max(left[PEAK], before + right[PEAK])
    trough = min(left[TROUGH], before + right[TROUGH])
    within = max(left[WORST], right[WORST] - (1.0 - keep) * before)
    across = keep * left[PEAK] - (before + right[TROUGH])
    into[SUM] = before + right[SUM]
    into[PEAK] = peak
    into[TROUGH] = trough
    into[WORST] = max(within, across)


@compiled
def add_profit(
    tree: NDArray[np.float64], leaf: int, is_new: bool, profit: float, keep: float
) -> None:
    """Add a trade's profit at closing time number ``leaf``, in both trees of shape (2, 2n, 4)."""
    width = tree.shape[1] // 2
    place = width + leaf
    gains = max(profit, 0.0)
    losses = min(profit, 0.0)
    if not is_new:
        gains += tree[UPPER, place, PEAK]
        losses += tree[UPPER, place, TROUGH]
    _set_leaf(tree[UPPER, place], gains, losses, keep)
    net = gains + losses
    _set_leaf(tree[LOWER, place], max(net, 0.0), min(net, 0.0), keep)
    while place > 1:
        place //= 2
        for bound in range(BOUNDS):
            nodes = tree[bound]
            _join(nodes[2 * place], nodes[2 * place + 1], nodes[place], keep)


@compiled
def _bound(
    nodes: NDArray[np.float64], first: int, last: int, keep: float, out: NDArray[np.float64]
) -> None:
    """Fill ``out`` with the node of leaves ``first`` up to and including ``last``."""
    width = len(nodes) // 2
    tail = np.zeros(FIELDS)
    out[:] = 0.0
    low = first + width
    high = last + width + 1
    while low < high:
        if low % 2 == 1:
            _join(out, nodes[low], out, keep)
            low += 1
        if high % 2 == 1:
            high -= 1
            _join(nodes[high], tail, tail, keep)
        low //= 2
        high //= 2
    _join(out, tail, out, keep)


@compiled
def compare_bounds(  # noqa: PLR0913, PLR0917 - a window of a tree and what to compare it with
    tree: NDArray[np.float64], first: int, last: int, keep: float, limit: float, scale: float
) -> int:
    """Return 1 if the worst fall is surely above ``limit``, -1 if surely not, 0 if unsure."""
    node = np.zeros(FIELDS)
    for bound in range(BOUNDS):
        _bound(tree[bound], first, last, keep, node)
        slack = CAUTION * (abs(scale) + node[PEAK] - node[TROUGH])
        if bound == LOWER and node[WORST] > limit + slack:
            return 1
        if bound == UPPER and node[WORST] < limit - slack:
            return -1
    return 0


@compiled
def _swap(order: NDArray[np.int64], left: int, right: int) -> None:
    """Swap two entries."""
    order[left], order[right] = order[right], order[left]


@compiled
def sorted_order(  # noqa: C901, PLR0912 - numpy's steps, one by one
    times: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return the order into which pandas sorts ascending ``times``: numpy's quicksort.

    Equal times are shuffled from 17 on. ``DataFrame.sort_values`` takes the unstable default
    (metrics.py, line 230), which for dates is ``aquicksort_`` of numpy/_core/src/npysort.
    """
    order = np.arange(len(times))
    stack = np.empty((64, 2), np.int64)
    depth = 0
    low = 0
    high = len(times) - 1
    while True:
        while high - low > SMALL_SORT:
            middle = low + ((high - low) >> 1)
            if times[order[middle]] < times[order[low]]:
                _swap(order, middle, low)
            if times[order[high]] < times[order[middle]]:
                _swap(order, high, middle)
            if times[order[middle]] < times[order[low]]:
                _swap(order, middle, low)
            pivot = times[order[middle]]
            left = low
            right = high - 1
            _swap(order, middle, right)
            while True:
                left += 1
                while times[order[left]] < pivot:
                    left += 1
                right -= 1
                while pivot < times[order[right]]:
                    right -= 1
                if left >= right:
                    break
                _swap(order, left, right)
            _swap(order, left, high - 1)
            if left - low < high - left:
                stack[depth, 0] = left + 1
                stack[depth, 1] = high
                high = left - 1
            else:
                stack[depth, 0] = low
                stack[depth, 1] = left - 1
                low = left + 1
            depth += 1
        for entry in range(low + 1, high + 1):
            moved = order[entry]
            place = entry
            while place > low and times[moved] < times[order[place - 1]]:
                order[place] = order[place - 1]
                place -= 1
            order[place] = moved
        if depth == 0:
            return order
        depth -= 1
        low = stack[depth, 0]
        high = stack[depth, 1]


@compiled
def ascending(times: NDArray[np.int64]) -> bool:
    """Return whether ``times`` never go back."""
    return bool(np.all(times[1:] >= times[:-1]))


@compiled
def exact_drawdown(
    times: NDArray[np.int64], profits: NDArray[np.float64], relative: bool, balance: float
) -> float:
    """Return ``calculate_max_drawdown`` of trades in closing order, summed as pandas sums.

    Absolute: ``drawdown_abs``. ``relative``: ``relative_account_drawdown`` with ``balance`` as
    starting balance; with a balance of 0 relative to the highest sum alone (metrics.py, line 144).
    """
    in_order = len(times) <= STABLE and ascending(times)
    order = np.arange(len(times)) if in_order else sorted_order(times)
    total = 0.0
    highest = -np.inf
    worst = 0.0
    for row in order:
        total += profits[row]
        highest = max(highest, total)
        high = max(0.0, highest)
        if not relative:
            fall = high - total
        elif balance != 0.0:
            fall = ((balance + high) - (balance + total)) / (balance + high)
        else:
            fall = (high - total) / high
        # A fall of 0 / 0 is no fall: idxmax passes over NaN.
        if not np.isnan(fall):
            worst = max(worst, fall)
    return worst
