"""What one variant came to, in the few figures that comparing variants needs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hypertrade.robustness.statistics.sample import Sample

DAYS_PER_YEAR = 365
"""Crypto trades every day."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """The figures of one run; ratios are fractions of the starting balance.

    ``drawdown`` is the deepest fall below the highest balance so far, as a fraction of it, counted
    when trades close. ``daily`` are the returns of each UTC day over the balance of the day before,
    shape (days,); the days after the balance is gone return 0.
    """

    trades: int
    profit: float
    drawdown: float
    daily: NDArray[np.float64]

    @property
    def daily_sharpe(self) -> float:
        """Mean over sample deviation of the daily returns; 0 without any movement.

        Source: Sharpe (1994), "The Sharpe Ratio", per observation, with a risk-free rate of 0.
        """
        return sharpe_of(self.daily)

    @property
    def sharpe(self) -> float:
        """The daily Sharpe ratio times the root of 365, as is usual for a year."""
        return self.daily_sharpe * math.sqrt(DAYS_PER_YEAR)

    @property
    def yearly(self) -> float:
        """Profit a year as a fraction of the starting balance, not compounded."""
        return self.profit * DAYS_PER_YEAR / max(len(self.daily), 1)


def outcome_of(sample: Sample) -> Outcome:
    """Return the figures of the run whose trades are ``sample``."""
    balance = np.concatenate([[0.0], np.cumsum(sample.profit_abs)]) + sample.balance
    return Outcome(
        trades=len(sample),
        profit=float(sample.profit_abs.sum()) / sample.balance,
        drawdown=drawdown_of(balance),
        daily=sample.daily_returns(),
    )


def sharpe_of(returns: NDArray[np.float64]) -> float:
    """Return mean over sample deviation (one degree of freedom); 0 where there is no deviation."""
    if len(returns) < 2:  # noqa: PLR2004 - a deviation needs two
        return 0.0
    spread = float(np.std(returns, ddof=1))
    # What rounding leaves of equal returns is no deviation.
    if spread <= 1e-12 * max(float(np.abs(returns).max()), 1e-300):
        return 0.0
    return float(np.mean(returns)) / spread


def drawdown_of(balance: NDArray[np.float64]) -> float:
    """Return the deepest fall below the highest value so far, as a fraction of it (at most 1)."""
    peak = np.maximum.accumulate(balance)
    return min(float(np.max((peak - balance) / peak)), 1.0)


def returns_of(balance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the change of each value over the one before, 0 once nothing is left."""
    before = balance[:-1]
    alive = np.logical_and.accumulate(before > 0)
    returns: NDArray[np.float64] = np.divide(
        np.diff(balance), before, out=np.zeros(len(before)), where=alive
    )
    return returns
