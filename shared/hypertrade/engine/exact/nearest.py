"""The float nearest to a whole number divided by a power of ten: Python's ``float("...")``.

Fast road: the number as an unevaluated sum of two floats (double-double, 106 bits), times the power
of a tenth, rounded to as much. Its relative error stays below 2**-98 (a handful of operations of at
most 2**-102 each); the sum is rounded once more a little lower and a little higher (2**-92), and
where both agree, that is the nearest float. Otherwise, once in 2**38 numbers and at exact ties,
whole numbers of many limbs decide.

Dekker, A floating-point technique for extending the available precision, 1971; Joldes, Muller,
Popescu, Tight and rigorous error bounds for basic building blocks of double-word arithmetic, 2017.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.engine.compiled import compiled, fused
from hypertrade.engine.exact.limbs import (
    compare,
    natural,
    product,
    scale_by_ten,
    scale_by_two,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_PLACES = 120
EXACT_POWERS = 22
"""10**22 is the largest power of ten that is a float."""
SAFE = 2.0**-92
WHOLE = 2.0**53

TENS_HIGH = np.array([float(10**power) for power in range(MOST_PLACES + 1)])
TENS_LOW = np.array([float(10**power - int(float(10**power))) for power in range(MOST_PLACES + 1)])
TENTHS_HIGH = np.array([float(f"1e-{power}") for power in range(MOST_PLACES + 1)])
TENTHS_LOW = np.array(
    [
        float(Fraction(1, 10**power) - Fraction(high))
        for power, high in enumerate(TENTHS_HIGH.tolist())
    ]
)


@compiled
def two_product(left: float, right: float) -> tuple[float, float]:
    """Return (p, e) with p the rounded product and p + e the exact one."""
    rounded = left * right
    return rounded, fused(left, right, -rounded)


@compiled
def quick_sum(large: float, small: float) -> tuple[float, float]:
    """Return (s, e) with s the rounded sum and s + e the exact one; ``large`` not the smaller."""
    total = large + small
    return total, small - (total - large)


@compiled
def pair_of(value: int) -> tuple[float, float]:
    """Return a whole number (0 up to 2**62) as an exact sum of two floats."""
    high = float(value)
    return high, float(value - np.int64(high))


@compiled
def pair_product(
    high: float, low: float, other_high: float, other_low: float
) -> tuple[float, float]:
    """Multiply two double-doubles; relative error below 2**-102."""
    rounded, error = two_product(high, other_high)
    error += high * other_low + low * other_high
    return quick_sum(rounded, error)


@compiled
def nearest(first: int, second: int, third: int, places: int) -> float:
    """Return the float nearest to ``first * second * third / 10**places``.

    The factors are whole numbers from 0 to 10**18, ``places`` goes from 0 to ``MOST_PLACES``.
    Equal to ``float(str(Precise))`` of the exact value; ties go to the even float, as in Python.
    """
    if first == 0 or second == 0 or third == 0:
        return 0.0
    high, low = pair_of(first)
    if second != 1:
        other_high, other_low = pair_of(second)
        high, low = pair_product(high, low, other_high, other_low)
    if third != 1:
        other_high, other_low = pair_of(third)
        high, low = pair_product(high, low, other_high, other_low)
    if low == 0.0 and high <= WHOLE and places <= EXACT_POWERS:
        return high / float(TENS_HIGH[places])
    high, low = pair_product(high, low, TENTHS_HIGH[places], TENTHS_LOW[places])
    slack = high * SAFE
    below = high + (low - slack)
    above = high + (low + slack)
    if below == above:
        return below
    number = product(product(natural(first), natural(second)), natural(third))
    return decided(number, places, below, above)


@compiled
def decided(number: NDArray[np.int64], places: int, below: float, above: float) -> float:
    """Return whichever of two neighbouring floats is nearer to ``number / 10**places``."""
    middle = natural(0)
    mantissa, exponent = math.frexp(below)
    whole = int(mantissa * WHOLE)
    # below = whole * 2**power, and the middle between it and its upper neighbour is half a unit on.
    power = exponent - 53
    middle = natural(2 * whole + 1)
    scale_by_ten(middle, places)
    left = number.copy()
    if power >= 1:
        scale_by_two(middle, power - 1)
    else:
        scale_by_two(left, 1 - power)
    order = compare(left, middle)
    if order == 0:
        return below if whole % 2 == 0 else above
    return below if order < 0 else above


@compiled
def nearest_natural(number: NDArray[np.int64], places: int) -> float:
    """Return the float nearest to ``number / 10**places`` for a number of many limbs."""
    high = 0.0
    low = 0.0
    empty = True
    for place in range(len(number) - 1, -1, -1):
        limb = number[place]
        if empty and limb == 0:
            continue
        empty = False
        high, low = pair_product(high, low, 1e9, 0.0)
        total = high + float(limb)
        # Knuth's sum: neither part need be the larger one.
        part = total - high
        error = (high - (total - part)) + (float(limb) - part)
        high, low = quick_sum(total, low + error)
    if empty:
        return 0.0
    high, low = pair_product(high, low, TENTHS_HIGH[places], TENTHS_LOW[places])
    slack = high * SAFE
    below = high + (low - slack)
    above = high + (low + slack)
    if below == above:
        return below
    return decided(number, places, below, above)
