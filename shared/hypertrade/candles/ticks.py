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

MOST_DECIMALS = 12
_TOLERANCE = 1e-9
_NEARLY_ALL = 0.999
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
    """Return the fewest decimals that explain 99.9% of ``prices`` within a relative 1e-9.

    ``None`` means that no number of decimals up to 12 does: averaged or converted prices have no
    tick. Prices that are not finite and positive are left out.
    """
    usable = prices[np.isfinite(prices) & (prices > 0)]
    if not len(usable):
        return None
    for decimals in range(MOST_DECIMALS + 1):
        near = np.abs(_at(usable, decimals) - usable) <= _TOLERANCE * usable
        if near.mean() >= _NEARLY_ALL:
            return decimals
    return None


def round_to_tick(prices: NDArray[np.float64]) -> Rounded:
    """Return ``prices`` (rows are candles) with float noise rounded away, and which rows changed.

    Only a price with more than 15 significant digits can be noise: every decimal that an exchange
    prints has fewer, and is never altered, however fine. Such a price becomes the shortest decimal
    within a few units in its last place, or else the tick's multiple within a relative 1e-9.
    """
    decimals = infer_decimals(prices)
    changed = np.zeros(len(prices), dtype=bool)
    if decimals is None:
        return Rounded(prices, changed, None)
    result = prices.copy()
    # Most prices are exact at the tick or at eight decimals: only the rest is worth a closer look.
    exact = (_at(prices, decimals) == prices) | (_at(prices, 8) == prices)
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


def _without_noise(price: float, decimals: int) -> float:
    for finer in range(decimals, MOST_DECIMALS + 1):
        candidate = round(price, finer)
        if abs(candidate - price) <= _ULPS * abs(price):
            return candidate
    candidate = round(price, decimals)
    return candidate if abs(candidate - price) <= _TOLERANCE * abs(price) else price
