"""Rolling windows by the names of pandas' methods, and compiling all loops ahead of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hypertrade.strategy.signals import loops, ordering, rolling

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ROLLING: dict[str, Callable[[Floats, int], Floats]] = {
    "max": rolling.rolling_max,
    "mean": rolling.rolling_mean,
    "median": ordering.rolling_median,
    "min": rolling.rolling_min,
    "rank": ordering.rolling_rank,
    "std": rolling.rolling_deviation,
    "sum": rolling.rolling_sum,
}
"""Of ``Series.rolling(window)``; ``rank`` with ``pct=True``."""


def compile_ahead() -> None:
    """Compile every loop that indicators need and keep the machine code, so that nobody waits."""
    values = np.arange(400.0)
    for function in ROLLING.values():
        for window in (2, 200):  # some take long windows another way
            function(values, window)
    rolling.exponential_mean(values, 0.5)
    rolling.running_sum(values, np.zeros(len(values), np.int64))
    loops.supertrend(values + 1, values - 1, values, 2)
