"""The market of a run as one daily series, and what kind of market each day began in."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from hypertrade.robustness.statistics.sample import DAY_MS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hypertrade.engine.model import MarketData

    Floats = NDArray[np.float64]

Trend = Literal["trending", "ranging"]

WINDOW_DAYS = 20
"""About a month of days tells a trend, and a level of volatility."""

FEWEST_BEFORE = 20
"""Days of earlier volatility that a median needs."""


@dataclass(frozen=True, slots=True, eq=False)
class MarketDays:
    """Logarithmic change of the mean market on each UTC day, shape (d,).

    ``first`` is the first day, counted from 1970. The mean weighs every pair alike on every day;
    days on which no pair had a candle before changed by 0.
    """

    first: int
    change: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """What was known of each day when it began, shape (d,); all false where it was too early."""

    trending: NDArray[np.bool_]
    ranging: NDArray[np.bool_]
    high: NDArray[np.bool_]
    low: NDArray[np.bool_]


def market_days(market: MarketData) -> MarketDays:
    """Return the mean daily change of all pairs, warm-up candles included."""
    series = []
    for pair in market.pairs:
        candles = pair.candles
        if not len(candles):
            continue
        opens = candles.first + candles.step * np.arange(len(candles), dtype=np.int64)
        day = opens // DAY_MS
        last = np.concatenate([np.flatnonzero(np.diff(day)), [len(day) - 1]])
        series.append((day[last], np.log(candles.close[last])))
    if not series:
        return MarketDays(first=0, change=np.empty(0))
    low = min(int(day[0]) for day, _ in series)
    size = max(int(day[-1]) for day, _ in series) - low + 1
    total, count = np.zeros(size), np.zeros(size)
    for day, price in series:
        total[day[1:] - low] += np.diff(price)
        count[day[1:] - low] += 1
    change: Floats = np.divide(total, count, out=total, where=count > 0)
    return MarketDays(first=low, change=change)


def labels(days: MarketDays, *, window: int = WINDOW_DAYS) -> Labels:
    """Return what kind of market each day began in, from the days before it alone.

    Trending: Kaufman's efficiency ratio of the last ``window`` days, |sum of changes| over the sum
    of |changes| (Kaufman 1995, "Smarter Trading"), is above 1 / sqrt(window), about what a random
    walk shows on average. High volatility: their root mean square change (realised volatility,
    Andersen and Bollerslev 1998) is above the median of all earlier days' own, of which it takes
    20.
    """
    count = len(days.change)
    efficiency, volatility = np.full(count, np.nan), np.full(count, np.nan)
    if count > window:
        seen = np.lib.stride_tricks.sliding_window_view(days.change, window)[:-1]
        path = np.abs(seen).sum(axis=1)
        ratio = np.divide(np.abs(seen.sum(axis=1)), path, out=np.zeros(len(path)), where=path > 0)
        efficiency[window:] = ratio
        volatility[window:] = np.sqrt((seen**2).mean(axis=1))
    median = _median_before(volatility)
    known = ~np.isnan(efficiency) & ~np.isnan(median)
    trending = efficiency > 1 / np.sqrt(window)
    high = volatility > median
    return Labels(
        trending=known & trending, ranging=known & ~trending, high=known & high, low=known & ~high
    )


def _median_before(values: Floats) -> Floats:
    """Return the median of all earlier numbers at each place; NaN while they are too few."""
    medians = np.full(len(values), np.nan)
    earlier: list[float] = []
    for at, value in enumerate(values.tolist()):
        size = len(earlier)
        if size >= FEWEST_BEFORE:
            medians[at] = (earlier[(size - 1) // 2] + earlier[size // 2]) / 2
        if value == value:  # noqa: PLR0124 - NaN is the one number unequal to itself
            insort(earlier, value)
    return medians
