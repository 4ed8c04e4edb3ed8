"""Sharpe ratios as estimates: their distribution, their best of many, how long they must last.

Sharpe ratios are per observation (a day), never annualised, unless a name says so; kurtosis is
the fourth standardised moment, 3 for a normal distribution. SciPy and statsmodels load on use.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_FEWEST = 2
_RELATIVE_ZERO = 1e-12
"""A deviation smaller than this part of the mean is rounding, not risk."""


@dataclass(frozen=True, slots=True)
class Moments:
    """What the distribution of a Sharpe ratio depends on."""

    count: int
    sharpe: float
    skewness: float
    kurtosis: float


def daily_sharpe(returns: Floats) -> float | None:
    """Return mean over sample deviation of ``returns`` (d,); ``None`` if nothing varies.

    Sharpe 1994, "The Sharpe ratio", Journal of Portfolio Management 21, with no risk-free rate.
    """
    if len(returns) < _FEWEST:
        return None
    mean, spread = float(returns.mean()), float(returns.std(ddof=1))
    return mean / spread if spread > abs(mean) * _RELATIVE_ZERO else None


def moments(returns: Floats) -> Moments | None:
    """Return count, Sharpe ratio, skewness and kurtosis of ``returns`` (d,), if they vary."""
    sharpe = daily_sharpe(returns)
    if sharpe is None:
        return None
    from scipy.stats import kurtosis, skew

    return Moments(
        count=len(returns),
        sharpe=sharpe,
        skewness=float(skew(returns)),
        kurtosis=float(kurtosis(returns, fisher=False)),
    )


def spread_factor(found: Moments) -> float:
    """Return (n - 1) times the variance of the estimated Sharpe ratio, 0 or above.

    1 - skewness SR + (kurtosis - 1) / 4 SR^2: Mertens 2002, as in Bailey and Lopez de Prado 2012.
    It is 1 + SR^2 / 2 for normal returns (Lo 2002).
    """
    value = 1 - found.skewness * found.sharpe + (found.kurtosis - 1) / 4 * found.sharpe**2
    return max(value, 0.0)


def probabilistic(found: Moments, benchmark: float = 0.0) -> float | None:
    """Return the probability that the true Sharpe ratio is above ``benchmark``.

    Z((SR - SR*) sqrt(n - 1) / sqrt(1 - skewness SR + (kurtosis - 1) / 4 SR^2)): Bailey and Lopez de
    Prado 2012, "The Sharpe ratio efficient frontier", Journal of Risk 15, probabilistic Sharpe
    ratio. ``None`` if the estimate has no spread.
    """
    from scipy.special import ndtr

    factor = spread_factor(found)
    if factor <= 0 or found.count < _FEWEST:
        return None
    return float(ndtr((found.sharpe - benchmark) * math.sqrt((found.count - 1) / factor)))


def min_track_length(
    found: Moments, benchmark: float = 0.0, confidence: float = 0.95
) -> float | None:
    """Return how many observations it takes to hold the Sharpe ratio above ``benchmark``.

    1 + [1 - skewness SR + (kurtosis - 1) / 4 SR^2] (Z^-1(confidence) / (SR - SR*))^2: Bailey and
    Lopez de Prado 2012, minimum track record length. ``None`` if the ratio is not above.
    """
    from scipy.special import ndtri

    if found.sharpe <= benchmark:
        return None
    z = float(ndtri(confidence))
    return 1 + spread_factor(found) * (z / (found.sharpe - benchmark)) ** 2


def expected_best(trials: float, deviation: float) -> float:
    """Return the Sharpe ratio which the best of ``trials`` worthless variants is expected to show.

    sqrt(V) ((1 - g) Z^-1(1 - 1/N) + g Z^-1(1 - 1/(N e))), g the Euler-Mascheroni constant and V the
    variance of the variants' Sharpe ratios: Bailey and Lopez de Prado 2014, "The deflated Sharpe
    ratio", Journal of Portfolio Management 40, equation (1). 0 for a single trial.

    Args:
        trials: How many independent variants were tried.
        deviation: Standard deviation of their Sharpe ratios.
    """
    from scipy.special import ndtri

    if trials <= 1:
        return 0.0
    first, second = ndtri(1 - 1 / trials), ndtri(1 - 1 / (trials * math.e))
    # Just above one trial the approximation turns negative; the best of several is never below 0.
    return max(deviation * float((1 - np.euler_gamma) * first + np.euler_gamma * second), 0.0)


def mean_correlation(returns: Floats) -> float | None:
    """Return the mean correlation between the columns of ``returns`` (d, n), from 0 to 1.

    Columns that never vary are left out; a mean below 0 counts as 0; ``None`` of fewer than two.
    """
    centred = returns - returns.mean(axis=0)
    spread = np.sqrt((centred**2).sum(axis=0))
    usable = spread > 0
    count = int(usable.sum())
    if count < _FEWEST:
        return None
    unit = centred[:, usable] / spread[usable]
    # The sum of all correlations is the squared length of the sum of the unit vectors.
    both = float((unit.sum(axis=1) ** 2).sum()) - count
    return min(max(both / (count * (count - 1)), 0.0), 1.0)


def effective_trials(correlation: float, trials: int) -> float:
    """Return how many independent trials ``trials`` variants so correlated amount to.

    r + (1 - r) N with r the mean correlation: Bailey and Lopez de Prado 2014, appendix on
    the number of independent trials.
    """
    return correlation + (1 - correlation) * trials


def sharpe_interval(returns: Floats, confidence: float) -> tuple[float, float] | None:
    """Return the range that holds the true Sharpe ratio of ``returns`` with ``confidence``.

    Generalised method of moments on mean and variance, with a Newey-West covariance, so that skew,
    fat tails and autocorrelation widen it: Lo 2002, "The statistics of Sharpe ratios", Financial
    Analysts Journal 58, appendix A; lags floor(4 (n / 100)^(2/9)) as Newey and West 1994 have it.
    """
    sharpe = daily_sharpe(returns)
    if sharpe is None:
        return None
    from scipy.special import ndtri
    from statsmodels.stats.sandwich_covariance import S_hac_simple

    count = len(returns)
    mean, variance = float(returns.mean()), float(returns.var())
    errors = np.column_stack([returns - mean, (returns - mean) ** 2 - variance])
    lags = min(int(4 * (count / 100) ** (2 / 9)), count - 1)
    covariance = S_hac_simple(errors, nlags=lags) / count
    gradient = np.array([1 / math.sqrt(variance), -mean / (2 * variance**1.5)])
    deviation = math.sqrt(max(float(gradient @ covariance @ gradient), 0.0) / count)
    reach = float(ndtri((1 + confidence) / 2)) * deviation
    return sharpe - reach, sharpe + reach
