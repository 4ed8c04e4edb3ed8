"""Python's ``round(x, places)``, compiled."""

from __future__ import annotations

import math

from hypertrade.engine.compiled import compiled
from hypertrade.engine.exact.nearest import TENS_HIGH, WHOLE, two_product


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
    whole = math.floor(high)
    fraction = (high - whole) + low
    # high - whole is exact below 2**53; low only matters next to a tie or a whole number.
    rest = high - whole
    if rest == 0.5:
        up = low > 0.0 or (low == 0.0 and whole % 2.0 != 0.0)
    elif rest == 0.0:
        up = low > 0.5 or (low == 0.5 and whole % 2.0 != 0.0)
        if low < -0.5 or (low == -0.5 and whole % 2.0 != 0.0):
            whole -= 1.0
            up = False
    else:
        up = fraction > 0.5
    if up:
        whole += 1.0
    result = whole / TENS_HIGH[places]
    return math.copysign(result, value) if result == 0.0 else result
