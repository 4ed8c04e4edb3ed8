"""Python's ``round(x, places)``, compiled."""

from __future__ import annotations

import math

import numpy as np

from hypertrade.engine.compiled import compiled
from hypertrade.engine.exact.nearest import TENS_HIGH, WHOLE, two_product

HALF = 0.5


@compiled
def round_to(value: float, places: int) -> float:
    """Return ``round(value, places)`` as Python computes it; ``places`` from 0 to 22.

    Python rounds the exact binary value, half to even, and reads the decimal digits back
    (``float.__round__``, Objects/floatobject.c). ``value * 10**places`` is exact as a sum of two
    floats; from 2**53 on half a unit of the last place is wider than half of 10**-places, so the
    value comes back unchanged.
    """
    high, low = two_product(value, TENS_HIGH[places])
    if not abs(high) < WHOLE:
        return value
    whole = np.rint(high)
    # Exact below 2**53, and low is at most half a unit of high's last place: it decides only where
    # high alone lies in the middle, of which np.rint has taken the even end.
    rest = high - whole
    if rest == HALF and low > 0.0:
        whole += 1.0
    elif rest == -HALF and low < 0.0:
        whole -= 1.0
    result = whole / TENS_HIGH[places]
    return math.copysign(result, value) if result == 0.0 else result
