"""Indicators that only a loop over the candles can compute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hypertrade.arrays.compiling import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@compiled
def supertrend(upper: Floats, lower: Floats, close: Floats, period: int) -> tuple[Floats, Floats]:
    """Return the line and direction of ``compile.helpers``' supertrend; the bands are used up.

    ``upper`` and ``lower`` are the bands before they lock in, ``close`` the closes, shape (n,).
    """
    rows = len(close)
    line, direction = np.full(rows, np.nan), np.full(rows, np.nan)
    rising = False
    for i in range(period, rows):
        if i > period:
            if upper[i] >= upper[i - 1] and upper[i - 1] >= close[i - 1]:
                upper[i] = upper[i - 1]
            if lower[i] <= lower[i - 1] and lower[i - 1] <= close[i - 1]:
                lower[i] = lower[i - 1]
        rising = (rising and close[i] >= lower[i]) or (not rising and close[i] > upper[i])
        line[i] = lower[i] if rising else upper[i]
        direction[i] = 1.0 if rising else -1.0
    return line, direction
