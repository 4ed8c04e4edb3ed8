"""The figures of a list of trades, each defined as Freqtrade defines it.

Sources: ``freqtrade.data.metrics`` and ``freqtrade.optimize.optimize_reports`` of Freqtrade 2026.9;
a test compares every one with them. ``profit`` is quote currency per trade. Where Freqtrade answers
-100 for "no denominator", so do we.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hypertrade.results.columns import Floats

NO_DENOMINATOR = -100.0
"""Freqtrade's mark of a ratio whose denominator is 0."""

DAYS_PER_YEAR = 365


def cagr(days: int, starting_balance: float, final_balance: float) -> float:
    """Return the compound annual growth rate, ``(final / start) ** (365 / days) - 1``; 0 if none.

    Source: ``calculate_cagr``.
    """
    if final_balance < 0 or starting_balance <= 0 or days <= 0:
        return 0.0
    try:
        grown: float = (final_balance / starting_balance) ** (1 / (days / DAYS_PER_YEAR))
    except OverflowError:
        return 0.0
    return grown - 1


def sharpe(profit: Floats, days: int, starting_balance: float) -> float:
    """Return profit per day over the trades' standard deviation, times the root of 365.

    Source: ``calculate_sharpe`` (population deviation of profit per trade over the start balance).
    """
    if not len(profit) or days < 1:
        return 0.0
    returns = profit / starting_balance
    return _annualised(float(returns.sum()) / days, deviation(returns, ddof=0))


def sortino(profit: Floats, days: int, starting_balance: float) -> float:
    """Return profit per day over the losing trades' standard deviation, times the root of 365.

    Source: ``calculate_sortino``.
    """
    if not len(profit) or days < 1:
        return 0.0
    returns = profit / starting_balance
    return _annualised(
        float(returns.sum()) / days, deviation(profit[profit < 0] / starting_balance, ddof=0)
    )


def calmar(profit: Floats, days: int, starting_balance: float, drawdown: float) -> float:
    """Return profit per day in percent over the account's drawdown, times the root of 365.

    ``drawdown`` is the fraction at the deepest absolute fall. Source: ``calculate_calmar``.
    """
    if not len(profit) or days < 1:
        return 0.0
    return _annualised(float(profit.sum()) / starting_balance / days * 100, drawdown)


def sqn(profit: Floats, starting_balance: float) -> float:
    """Return Van Tharp's System Quality Number, root(n) x mean / sample deviation, 4 decimals.

    Source: ``calculate_sqn``.
    """
    if not len(profit):
        return 0.0
    returns = profit / starting_balance
    spread = deviation(returns, ddof=1)
    if spread == 0 or math.isnan(spread):
        return NO_DENOMINATOR
    return round(math.sqrt(len(profit)) * (float(returns.mean()) / spread), 4)


def expectancy(profit: Floats) -> tuple[float, float]:
    """Return the expected profit of one trade, and that per unit risked (100 without a loss).

    Source: ``calculate_expectancy``.
    """
    if not len(profit):
        return 0.0, 100.0
    won, lost = profit[profit > 0], profit[profit < 0]
    average_win = float(won.sum()) / len(won) if len(won) else 0.0
    average_loss = abs(float(lost.sum())) / len(lost) if len(lost) else 0.0
    winrate, loserate = len(won) / len(profit), len(lost) / len(profit)
    expected = winrate * average_win - loserate * average_loss
    if average_loss <= 0:
        return expected, 100.0
    return expected, (1 + average_win / average_loss) * winrate - 1


def profit_factor(profit: Floats) -> float:
    """Return what was won over what was lost; 0 without a loss, as Freqtrade says it."""
    lost = float(profit[profit < 0].sum())
    return float(profit[profit > 0].sum()) / abs(lost) if lost else 0.0


def p_value(profit: Floats, starting_balance: float) -> float:
    """Return the two-sided p-value of a t-test that the mean trade makes nothing; 1 if none.

    Source: ``calculate_p_value``; Student's distribution by the regularised incomplete beta
    function (Abramowitz and Stegun 26.5.27 and 26.7.1).
    """
    count = len(profit)
    if count < 2:  # noqa: PLR2004 - a deviation needs two values
        return 1.0
    returns = profit / starting_balance
    spread = deviation(returns, ddof=1)
    if spread == 0:
        return 1.0
    t = float(returns.mean()) / (spread / math.sqrt(count))
    freedom = count - 1
    return _incomplete_beta(freedom / 2, 0.5, freedom / (freedom + t * t))


def streaks(ratio: Floats) -> tuple[int, int]:
    """Return the longest runs of winning and of other trades; a draw counts as a loss.

    Source: ``calc_streak``.
    """
    if not len(ratio):
        return 0, 0
    won = ratio > 0
    starts = np.flatnonzero(np.concatenate([[True], won[1:] != won[:-1]]))
    lengths = np.diff(np.concatenate([starts, [len(won)]]))
    return (
        int(lengths[won[starts]].max(initial=0)),
        int(lengths[~won[starts]].max(initial=0)),
    )


def historical_var(returns: Floats, level: float = 0.95) -> tuple[float | None, float | None]:
    """Return value at risk and conditional value at risk of daily ``returns``, losses positive.

    VaR is the loss exceeded on ``1 - level`` of the days (linear quantile of the history); CVaR the
    mean loss of the days at least as bad (Rockafellar and Uryasev 2000). ``None`` with fewer days
    than one such day needs.
    """
    if len(returns) < round(1 / (1 - level)):
        return None, None
    quantile = float(np.quantile(returns, 1 - level))
    return -quantile, -float(returns[returns <= quantile].mean())


def deviation(values: Floats, *, ddof: int) -> float:
    """Return the standard deviation (NaN if there are too few values).

    Summed one by one, as Freqtrade's pandas does through bottleneck, so that equal values give the
    same zero or the same rounding noise.
    """
    count = len(values)
    if count <= ddof:
        return math.nan
    mean = float(np.cumsum(values)[-1]) / count
    centred = values - mean
    return math.sqrt(float(np.cumsum(centred * centred)[-1]) / (count - ddof))


def finite(value: float) -> float | None:
    """Return ``value``, or ``None`` where it is not a number JSON could hold."""
    return float(value) if math.isfinite(value) else None


def _annualised(mean: float, denominator: float) -> float:
    if denominator == 0 or math.isnan(denominator):
        return NO_DENOMINATOR
    return mean / denominator * math.sqrt(DAYS_PER_YEAR)


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function by its continued fraction (Lentz)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1.0 - _incomplete_beta(b, a, 1.0 - x)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    tiny = 1e-300
    c, d = 1.0, 1.0 / (1.0 - (a + b) * x / (a + 1) or tiny)
    fraction = d
    for step in range(1, 500):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        change = 1.0
        for term in (even, odd):
            d = 1.0 / (1.0 + term * d or tiny)
            c = 1.0 + term / c or tiny
            change = c * d
            fraction *= change
        if abs(change - 1.0) < 1e-15:  # noqa: PLR2004 - the precision of a double
            break
    return front * fraction / a
