"""Whole numbers of any practical size, compiled.

A number is an int64 array of ``LIMBS`` limbs in base 10**9, the least first: products of two
limbs fit into an int64, and the powers of ten that decimal arithmetic lives on cost nothing.
Numbers are never negative; 648 digits are more than any product of prices, amounts and fees (a
dozen factors of 17 digits) scaled by any power of two or ten a price can need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hypertrade.engine.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Natural = NDArray[np.int64]

LIMBS = 72
DIGITS = 9
BASE = 10**DIGITS
SMALL_BITS = 29
"""2**29 is the largest power of two that ``scale`` takes at once (below ``BASE``)."""


@compiled
def natural(value: int) -> Natural:
    """Return ``value`` (0 up to 2**63 - 1) as limbs."""
    limbs = np.zeros(LIMBS, np.int64)
    rest = value
    place = 0
    while rest > 0:
        limbs[place] = rest % BASE
        rest //= BASE
        place += 1
    return limbs


@compiled
def length(number: Natural) -> int:
    """Return how many limbs of ``number`` are in use; 0 for zero."""
    used = LIMBS
    while used > 0 and number[used - 1] == 0:
        used -= 1
    return used


@compiled
def scale(number: Natural, factor: int) -> None:
    """Multiply ``number`` in place by ``factor`` (0 up to ``BASE`` inclusive)."""
    carry = 0
    for place in range(LIMBS):
        value = number[place] * factor + carry
        carry = value // BASE
        number[place] = value - carry * BASE


@compiled
def scale_by_ten(number: Natural, power: int) -> None:
    """Multiply ``number`` in place by 10**``power`` (``power`` not negative)."""
    shift = power // DIGITS
    if shift > 0:
        for place in range(LIMBS - 1, -1, -1):
            number[place] = number[place - shift] if place >= shift else 0
    scale(number, 10 ** (power - shift * DIGITS))


@compiled
def scale_by_two(number: Natural, power: int) -> None:
    """Multiply ``number`` in place by 2**``power`` (``power`` not negative)."""
    rest = power
    while rest > 0:
        step = min(rest, SMALL_BITS)
        scale(number, 1 << step)
        rest -= step


@compiled
def product(left: Natural, right: Natural) -> Natural:
    """Return ``left`` times ``right``."""
    result = np.zeros(LIMBS, np.int64)
    rows = length(left)
    columns = length(right)
    for row in range(rows):
        carry = 0
        for column in range(min(columns, LIMBS - row)):
            value = result[row + column] + left[row] * right[column] + carry
            carry = value // BASE
            result[row + column] = value - carry * BASE
        if row + columns < LIMBS:
            result[row + columns] = carry
    return result


@compiled
def add(number: Natural, other: Natural) -> None:
    """Add ``other`` to ``number`` in place."""
    carry = 0
    for place in range(LIMBS):
        value = number[place] + other[place] + carry
        carry = 1 if value >= BASE else 0
        number[place] = value - carry * BASE


@compiled
def subtract(number: Natural, other: Natural) -> None:
    """Take ``other`` (not above ``number``) from ``number`` in place."""
    borrow = 0
    for place in range(LIMBS):
        value = number[place] - other[place] - borrow
        borrow = 1 if value < 0 else 0
        number[place] = value + borrow * BASE


@compiled
def compare(left: Natural, right: Natural) -> int:
    """Return -1, 0 or 1: ``left`` below, equal to or above ``right``."""
    for place in range(LIMBS - 1, -1, -1):
        if left[place] != right[place]:
            return -1 if left[place] < right[place] else 1
    return 0


@compiled
def divide(numerator: Natural, denominator: Natural) -> Natural:
    """Return the floor of ``numerator`` / ``denominator`` (not zero)."""
    if length(denominator) > 1:
        return quotient(numerator, denominator)
    divisor = denominator[0]
    result = np.zeros(LIMBS, np.int64)
    rest = 0
    for place in range(length(numerator) - 1, -1, -1):
        value = rest * BASE + numerator[place]
        result[place] = value // divisor
        rest = value % divisor
    return result


@compiled
def quotient(numerator: Natural, denominator: Natural) -> Natural:
    """Return the floor of ``numerator`` / ``denominator`` (not zero).

    Long division limb by limb; each limb of the result is found by bisection, which is slow (a few
    microseconds) and plainly right. Only averages of several entries come here.
    """
    result = np.zeros(LIMBS, np.int64)
    rest = np.zeros(LIMBS, np.int64)
    for place in range(length(numerator) - 1, -1, -1):
        scale(rest, BASE)
        rest[0] = numerator[place]
        low = 0
        high = BASE - 1
        while low < high:
            middle = (low + high + 1) // 2
            trial = denominator.copy()
            scale(trial, middle)
            if compare(trial, rest) <= 0:
                low = middle
            else:
                high = middle - 1
        taken = denominator.copy()
        scale(taken, low)
        subtract(rest, taken)
        result[place] = low
    return result
