"""The shortest decimal form of a float: the digits that ``str(x)`` prints.

``decimal_of(x)`` gives whole digits and decimal places with ``digits / 10**places`` the value that
``Decimal(str(x))`` or ``Precise(str(x))`` hold. A decimal of at most 15 digits is the only one that
its float has (15 is DBL_DIG), so one trial settles nearly all prices; floats with 16 or 17 digits
are searched with exact rounding.
"""

from __future__ import annotations

import math

import numpy as np

from hypertrade.engine.compiled import compiled
from hypertrade.engine.exact.nearest import (
    EXACT_POWERS,
    MOST_PLACES,
    TENS_HIGH,
    TENS_LOW,
    TENTHS_HIGH,
    WHOLE,
    nearest,
    pair_product,
    two_product,
)
from hypertrade.engine.exact.rounding import HALF

SHORT = 15
MOST_SHORT = 10**SHORT
MANTISSA_BITS = 52
BIAS = 1023
LOG_2 = math.log10(2.0)
LEAST = 1e-90
"""Smaller values count as zero: no price, amount or fee comes near."""


@compiled
def magnitude(value: float) -> int:
    """Return the exponent of ten of a positive value's shortest form: 1 <= digits < 10.

    The float of 10**-n may lie below 10**-n, yet prints as that: compare floats, not exact values.
    """
    exponent = (np.float64(value).view(np.int64) >> MANTISSA_BITS) - BIAS
    guess = math.floor(exponent * LOG_2)
    if guess >= 0:
        return guess + 1 if guess < EXACT_POWERS and value >= TENS_HIGH[guess + 1] else guess
    return guess + 1 if value >= TENTHS_HIGH[-guess - 1] else guess


@compiled
def whole_near(value: float, places: int) -> int:
    """Return ``value * 10**places`` rounded to a whole number, half to even, exactly."""
    if places <= EXACT_POWERS:
        high, low = two_product(value, TENS_HIGH[places])
    else:
        high, low = pair_product(value, 0.0, TENS_HIGH[places], TENS_LOW[places])
    # high may exceed 2**53: both parts carry a whole share and a fraction.
    whole = math.floor(high)
    rest = (high - whole) + low
    digits = np.int64(whole) + np.int64(math.floor(rest))
    rest -= math.floor(rest)
    if rest > HALF or (rest == HALF and digits % 2 == 1):
        digits += 1
    return int(digits)


@compiled
def long_decimal(value: float, exponent: int) -> tuple[int, int]:
    """Return digits and places of a positive value whose shortest form has 16 or 17 digits."""
    places = SHORT - exponent
    digits = whole_near(value, places)
    # Above a power of two the gap to the next float is twice the gap below: the nearest decimal may
    # not lead back while its upper neighbour does.
    for candidate in (digits, digits + 1):
        if nearest(candidate, 1, 1, places) == value:
            return int(candidate), places
    return whole_near(value, places + 1), places + 1


@compiled
def decimal_of(value: float) -> tuple[int, int]:
    """Return (digits, places) of the shortest decimal form of a value from 0 to 2**53.

    ``digits`` has at most 17 digits, ``places`` is not negative, trailing zeros may remain.
    """
    if value < LEAST:
        return 0, 0
    whole = np.int64(value)
    if value < WHOLE and value == whole:
        return int(whole), 0
    exponent = magnitude(value)
    places = SHORT - 1 - exponent
    if 0 <= places <= EXACT_POWERS:
        power = TENS_HIGH[places]
        near = np.rint(value * power)
        if near / power == value and near < MOST_SHORT:
            return int(np.int64(near)), places
    elif EXACT_POWERS < places < MOST_PLACES:
        digits = whole_near(value, places)
        if digits < MOST_SHORT and nearest(digits, 1, 1, places) == value:
            return digits, places
    return long_decimal(value, exponent)


@compiled
def reduced(digits: int, places: int) -> tuple[int, int]:
    """Return the same value without trailing zeros after the point."""
    while places > 0 and digits % 10 == 0:
        if digits == 0:
            return 0, 0
        digits //= 10
        places -= 1
    return digits, places
