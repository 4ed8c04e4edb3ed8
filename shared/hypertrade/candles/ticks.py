"""The tick of a series, inferred from its prices, and float noise rounded to it.

Prices such as ``4.389000000000001e-05`` come from arithmetic on the way to a file. Freqtrade rounds
an order at such a price to below the candle's low and then silently never fills it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_DECIMALS = 14
_TOLERANCE = 1e-9
_PART = 0.01
_NEARLY_ALL = 0.999
_SAMPLE, _SAMPLE_SHARE = 10_000, 0.99
_ULPS = 1e-13
# A decimal of up to 15 significant digits survives the way to float64 and back (DBL_DIG).
_DIGITS = 15


@dataclass(frozen=True)
class Rounded:
    """Prices on the tick; ``candles`` marks the rows in which a price was rounded."""

    prices: NDArray[np.float64]
    candles: NDArray[np.bool_]
    tick: float | None


def infer_decimals(prices: NDArray[np.float64]) -> int | None:
    """Return the fewest decimals that explain 99.9% of ``prices``.

    A price is explained by what lies within a relative 1e-9 and within a hundredth of the tick:
    without the second, nine decimals would explain any price around one. ``None`` means that no
    number of decimals up to 14 does: averaged or converted prices have no tick. Prices that are not
    finite and positive are left out.
    """
    usable = prices[np.isfinite(prices) & (prices > 0)]
    if not len(usable):
        return None
    # A sample rules most numbers of decimals out without a look at every price.
    sample = usable[:: 1 + len(usable) // _SAMPLE]
    for decimals in range(MOST_DECIMALS + 1):
        if _explained(sample, decimals) < _SAMPLE_SHARE:
            continue
        if _explained(usable, decimals) >= _NEARLY_ALL:
            return decimals
    return None


def _explained(prices: NDArray[np.float64], decimals: int) -> float:
    slack = np.minimum(_TOLERANCE * prices, _PART * 10.0**-decimals)
    return float((np.abs(_at(prices, decimals) - prices) <= slack).mean())


def round_to_tick(prices: NDArray[np.float64]) -> Rounded:
    """Return ``prices`` (rows are candles) with float noise rounded away, and which rows changed.

    Only a price with more than 15 significant digits can be noise: every decimal that an exchange
    prints has fewer, and is never altered, however fine. Such a price becomes the shortest decimal
    within a few units in its last place, or else the tick's multiple if that explains it.
    """
    decimals = infer_decimals(prices)
    changed = np.zeros(len(prices), dtype=bool)
    if decimals is None:
        return Rounded(prices, changed, None)
    result = prices.copy()
    # Most prices are exact at the tick or at eight decimals: only the rest is worth a closer look.
    exact = _is_short(prices, decimals) | _is_short(prices, 8)
    for row, column in np.argwhere(~exact & np.isfinite(prices)):
        price = float(prices[row, column])
        if price != 0 and float(f"{price:.{_DIGITS}g}") != price:
            result[row, column] = _without_noise(price, decimals)
            changed[row] |= result[row, column] != price
    return Rounded(result, changed, float(f"1e-{decimals}"))


def _at(prices: NDArray[np.float64], decimals: int) -> NDArray[np.float64]:
    # An integer over an exact power of ten is the float nearest to that decimal (up to 10**22).
    scale = 10.0**decimals
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(np.rint(prices * scale) / scale)


def _is_short(prices: NDArray[np.float64], decimals: int) -> NDArray[np.bool_]:
    """Return which prices are decimals with that many places and at most 15 digits in all."""
    with np.errstate(over="ignore", invalid="ignore"):
        few_digits = np.abs(prices) < 10.0 ** (_DIGITS - decimals)
    return np.asarray(few_digits & (_at(prices, decimals) == prices))


def _without_noise(price: float, decimals: int) -> float:
    for finer in range(decimals, MOST_DECIMALS + 1):
        candidate = round(price, finer)
        if abs(candidate - price) <= min(_ULPS * abs(price), _PART * 10.0**-finer):
            return candidate
    candidate = round(price, decimals)
    slack = min(_TOLERANCE * abs(price), _PART * 10.0**-decimals)
    return candidate if abs(candidate - price) <= slack else price
