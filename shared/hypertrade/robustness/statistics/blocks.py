"""How long the blocks of a block bootstrap should be."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_FEWEST = 10
"""With fewer values than this, no autocorrelation can be told from noise."""


def mean_block_length(values: Floats) -> float:
    """Return the mean block length, at least 1, for a stationary bootstrap of ``values``.

    Politis and White 2004, "Automatic block-length selection for the dependent bootstrap",
    Econometric Reviews 23, with the constant corrected by Patton, Politis and White 2009 (ibid.
    28): b = (2 G^2 / D)^(1/3) n^(1/3), where G = sum of lambda(k/M) |k| R(k), D = 2 g(0)^2, g(0) =
    sum of lambda(k/M) R(k), R the autocovariance and lambda the trapezoidal flat-top window. M is
    twice the lag after which max(5, root of log10 n) autocorrelations in a row are within
    2 sqrt(log10 n / n). At most min(3 root of n, n / 3).
    """
    count = len(values)
    centred = values - values.mean() if count else values
    if count < _FEWEST or not float(centred @ centred) > 0:
        return 1.0
    run = max(5, math.ceil(math.sqrt(math.log10(count))))
    most = min(math.ceil(math.sqrt(count)) + run, count - 1)
    covariance = np.array([centred[: count - lag] @ centred[lag:] for lag in range(most + 1)])
    covariance /= count
    small = (
        np.abs(covariance[1:] / covariance[0]) < 2 * math.sqrt(math.log10(count) / count)
    ).tolist()
    last = next(
        (lag for lag in range(len(small) - run + 1) if all(small[lag : lag + run])), len(small)
    )
    if last == 0:
        return 1.0  # no autocorrelation: days may be drawn one by one
    width = min(2 * last, most)
    lags = np.arange(1, width + 1)
    window = np.minimum(1.0, 2.0 * (1.0 - lags / width))
    spread = 2.0 * float((window * lags * covariance[1 : width + 1]).sum())
    level = float(covariance[0] + 2.0 * (window * covariance[1 : width + 1]).sum())
    if level == 0:
        return 1.0
    length = (spread**2 / level**2) ** (1 / 3) * count ** (1 / 3)
    return float(min(max(length, 1.0), math.ceil(min(3 * math.sqrt(count), count / 3))))
