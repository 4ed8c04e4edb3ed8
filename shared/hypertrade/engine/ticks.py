"""The tick a market had, month by month, read off its own prices, as Freqtrade reads it.

``freqtrade/data/btanalysis/historic_precision.py`` (``get_tick_size_over_time``) formats every
price with 14 significant digits and takes the most decimals of each month;
``Backtesting.get_pair_precision`` (optimize/backtesting.py, line 467) looks the month up with
``asof``, so a month of whole numbers keeps the tick of the month before it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hypertrade.engine.compiled import compiled
from hypertrade.engine.exact.decimals import magnitude, whole_near
from hypertrade.engine.exact.nearest import EXACT_POWERS, MOST_PLACES, TENS_HIGH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hypertrade.arrays import Candles

DIGITS = 14
MOST_DIGITS = 10.0**DIGITS
MARCH = 2
FINEST = 0.5e-18
DAY = 86_400_000


class TickTable(NamedTuple):
    """Ticks of every pair: ``sizes`` is float64 of shape (pairs, months), NaN where none is known.

    Column 0 is month ``first`` (months since 1970-01). NaN means the exchange's own precision.
    """

    first: int
    sizes: NDArray[np.float64]


@compiled
def month_of(time: int) -> int:
    """Return the months since 1970-01 of ``time`` (UTC milliseconds).

    Civil calendar from a day count: Howard Hinnant, chrono-compatible low-level date algorithms.
    """
    days = time // DAY + 719_468
    era = days // 146_097
    day = days - era * 146_097
    year = (day - day // 1460 + day // 36_524 - day // 146_096) // 365
    left = day - (365 * year + year // 4 - year // 100)
    month = (5 * left + 2) // 153  # from March
    return (era * 400 + year - 1970) * 12 + month + 2


@compiled
def month_start(month: int) -> int:
    """Return when ``month`` (since 1970-01) begins, in UTC milliseconds."""
    year = month // 12 + 1970
    number = month % 12  # from January
    if number < MARCH:
        year -= 1
        number += 12
    era = year // 400
    passed = year - era * 400
    day = (153 * (number - MARCH) + 2) // 5
    days = era * 146_097 + passed * 365 + passed // 4 - passed // 100 + day
    return (days - 719_468) * DAY


@compiled
def decimals_of(price: float) -> int:
    """Return the decimals of ``price`` written with 14 significant digits; 0 for a whole number."""
    value = abs(price)
    if not 0.0 < value < MOST_DIGITS:
        return 0
    places = DIGITS - 1 - magnitude(value)
    if places <= 0 or places > MOST_PLACES:
        return 0
    digits = whole_near(value, places)
    while places > 0 and digits % 10 == 0:
        digits //= 10
        places -= 1
    return places


@compiled
def most_decimals(prices: NDArray[np.float64], start: int, stop: int, known: int) -> int:
    """Return the larger of ``known`` and the decimals of ``prices[start:stop]``."""
    most = known
    power = TENS_HIGH[most]
    for row in range(start, stop):
        price = prices[row]
        # A float that digits / 10**most leads to has no more decimals than that.
        near = np.rint(price * power)
        if most <= EXACT_POWERS and near < MOST_DIGITS and near / power == price:
            continue
        count = decimals_of(price)
        if count > most:
            most = count
            power = TENS_HIGH[most]
    return most


@compiled
def _month_decimals(  # noqa: PLR0913, PLR0917 - a candle's four prices
    first: int,
    step: int,
    opens: NDArray[np.float64],
    highs: NDArray[np.float64],
    lows: NDArray[np.float64],
    closes: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Return the most decimals of each month from the first candle's to the last one's."""
    rows = len(closes)
    begin = month_of(first)
    months = month_of(first + (rows - 1) * step) - begin + 1
    result = np.zeros(months, np.int64)
    row = 0
    for month in range(months):
        end = month_start(begin + month + 1)
        stop = min(rows, (end - first + step - 1) // step)
        most = 0
        for prices in (opens, highs, lows, closes):
            most = most_decimals(prices, row, stop, most)
        result[month] = most
        row = max(row, stop)
    return result


def tick_sizes(candles: Candles) -> tuple[int, NDArray[np.float64]]:
    """Return (first month, tick of each month) of all of ``candles``, warm-up included.

    Months in which every price is a whole number take the tick before them; NaN until there is one.
    """
    if len(candles) == 0:
        return 0, np.full(0, np.nan)
    decimals = _month_decimals(
        candles.first, candles.step, candles.open, candles.high, candles.low, candles.close
    )
    sizes = np.full(len(decimals), np.nan)
    known = math.nan
    for month, count in enumerate(decimals):
        if count > 0:
            known = 1.0 / 10.0 ** int(count)
        sizes[month] = known
    return int(month_of(candles.first)), sizes


def overflowing_pair(table: TickTable) -> int | None:
    """Return the first pair whose prices have more decimals than Freqtrade can count, if any.

    It raises 10 to an int64 (historic_precision.py, line 30): from 19 decimals on that overflows,
    and Freqtrade's tick is negative.
    """
    pairs = np.flatnonzero((table.sizes < FINEST).any(axis=1))
    return int(pairs[0]) if len(pairs) else None


def tick_table(pairs: Sequence[Candles]) -> TickTable:
    """Return the ticks of every pair side by side."""
    each = [tick_sizes(candles) for candles in pairs]
    known = [(first, sizes) for first, sizes in each if len(sizes)]
    if not known:
        return TickTable(0, np.full((len(each), 1), np.nan))
    begin = min(first for first, _ in known)
    end = max(first + len(sizes) for first, sizes in known)
    table = np.full((len(each), end - begin), np.nan)
    for pair, (first, sizes) in enumerate(each):
        if len(sizes):
            table[pair, first - begin : first - begin + len(sizes)] = sizes
            table[pair, first - begin + len(sizes) :] = sizes[-1]
    return TickTable(begin, table)


@compiled
def tick_at(table: TickTable, pair: int, time: int) -> float:
    """Return the pair's tick at ``time`` (UTC milliseconds); NaN: take the exchange's precision."""
    month = month_of(time) - table.first
    if month < 0:
        return np.nan
    return float(table.sizes[pair, min(month, table.sizes.shape[1] - 1)])
