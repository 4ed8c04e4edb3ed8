"""How long losing streaks are if wins and losses fall independently."""

from __future__ import annotations

import math

import numpy as np

EXACT = 5_000
"""Up to so many trades the distribution is computed, beyond it is approximated."""

_TAIL = 1e-6


def longest_run(trades: int, losing: float) -> list[float]:
    """Return the probabilities that the longest losing run of ``trades`` is at least 1, 2, 3, ...

    ``losing`` is the probability of each loss; the list ends where they fall below a millionth.
    With p = 1 - q, the probability f(n) of no run of k losses in n trades follows
    f(n) = f(n - 1) - p q^k f(n - k - 1): Feller 1968, "An Introduction to Probability Theory" 1,
    chapter XIII.7. Beyond 5,000 trades: 1 - exp(-n p q^k), Schilling 1990, "The longest run of
    heads", College Mathematics Journal 21.
    """
    if trades < 1 or losing <= 0:
        return []
    if losing >= 1:
        return [1.0] * trades
    found: list[float] = []
    for length in range(1, trades + 1):
        chance = _at_least(length, trades, losing)
        if chance < _TAIL:
            break
        found.append(chance)
    return found


def _at_least(length: int, trades: int, losing: float) -> float:
    winning = 1 - losing
    if trades > EXACT:
        return -math.expm1(-trades * winning * losing**length)
    without = np.ones(trades + 1).tolist()
    without[length] = 1 - losing**length
    step = winning * losing**length
    for count in range(length + 1, trades + 1):
        without[count] = without[count - 1] - step * without[count - length - 1]
    return max(1 - without[trades], 0.0)
