"""Simulated histories: many walks of the balance in one compiled loop.

Each path has a generator of its own, SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable
pseudorandom number generators"), seeded by the seed and the path's number: a path is the same
however many others there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hypertrade.arrays.compiling import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_30, _27, _31, _32 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(32)
_UNIT = 1.0 / 2.0**32


@compiled
def _mixed(state: np.uint64) -> np.uint64:
    state = (state ^ (state >> _30)) * _FIRST
    state = (state ^ (state >> _27)) * _SECOND
    return state ^ (state >> _31)


@compiled
def _below(draw: np.uint64, count: int) -> np.int64:
    """Return a whole number from 0 to below ``count`` (Lemire 2019; biased by count / 2**32)."""
    return np.int64(((draw >> _32) * np.uint64(count)) >> _32)


@compiled
def walk(  # noqa: PLR0913, PLR0917 - a compiled loop takes plain arguments
    changes: Floats,
    balance: float,
    compounding: bool,
    shuffle: bool,
    restart: float,
    paths: int,
    seed: int,
    marks: NDArray[np.int64],
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return final balance, deepest relative fall, lowest balance (p,) and balance at marks (p, m).

    Args:
        changes: One step each, shape (n,): fractions of the balance if ``compounding``, else money.
        balance: Where each path starts.
        compounding: Whether changes multiply.
        shuffle: Every change once, in random order (Fisher and Yates); else drawn with replacement.
        restart: Probability that a draw starts a new block; otherwise the change after the last
            drawn one follows, round the end (stationary bootstrap, Politis and Romano 1994). 1
            draws independently.
        paths: How many.
        seed: Equal seeds give equal paths.
        marks: Steps, ascending, after which the balance is noted; 0 is the start.

    A path whose balance is gone trades no more.
    """
    count = len(changes)
    finals, deepest = np.empty(paths), np.empty(paths)
    lowest, noted = np.empty(paths), np.empty((paths, len(marks)))
    order = changes.copy()
    for path in range(paths):
        state = _mixed(np.uint64(seed) + _GOLDEN * np.uint64(path + 1))
        if shuffle:
            order[:] = changes
            for last in range(count - 1, 0, -1):
                state += _GOLDEN
                other = _below(_mixed(state), last + 1)
                order[last], order[other] = order[other], order[last]
        now = peak = low = balance
        fall = 0.0
        at, mark = np.int64(0), 0
        while mark < len(marks) and marks[mark] == 0:
            noted[path, mark] = now
            mark += 1
        for step in range(count):
            if shuffle:
                change = order[step]
            else:
                state += _GOLDEN
                draw = _mixed(state)
                if step == 0 or np.float64(draw & np.uint64(0xFFFFFFFF)) * _UNIT < restart:
                    at = _below(draw, count)
                else:
                    at = at + np.int64(1) if at + 1 < count else np.int64(0)
                change = changes[at]
            if now > 0:
                now = now * (1.0 + change) if compounding else now + change
                peak = max(peak, now)
                low = min(low, now)
                fall = max(fall, (peak - now) / peak)
            while mark < len(marks) and marks[mark] == step + 1:
                noted[path, mark] = now
                mark += 1
        finals[path], deepest[path], lowest[path] = now, fall, low
    return finals, deepest, lowest, noted


@compiled
def count_better(centred: Floats, ratio: float, draws: int, seed: int) -> int:
    """Return how many of ``draws`` samples of ``centred`` (n,) have a mean of ``ratio`` deviations.

    Samples are as long, drawn with replacement; their own deviation counts (n - 1 degrees of
    freedom); ``centred`` has a mean of 0.
    """
    count = len(centred)
    better = 0
    for draw in range(draws):
        state = _mixed(np.uint64(seed) + _GOLDEN * np.uint64(draw + 1))
        total = squares = 0.0
        for _ in range(count):
            state += _GOLDEN
            value = centred[_below(_mixed(state), count)]
            total += value
            squares += value * value
        mean = total / count
        spread = np.sqrt(max(squares - total * mean, 0.0) / (count - 1))
        if mean >= ratio * spread:
            better += 1
    return better
