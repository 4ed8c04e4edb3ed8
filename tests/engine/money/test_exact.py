"""Decimal arithmetic against Python's own: every digit."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypertrade.engine.exact import decimal_of, nearest, nearest_natural, round_to
from hypertrade.engine.exact.limbs import (
    add,
    compare,
    divide,
    natural,
    product,
    scale_by_ten,
    scale_by_two,
    subtract,
)
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    import numpy as np

BASE = 10**9
naturals = st.integers(0, 10**60)
halves = st.integers(1, 10**9).flatmap(lambda k: st.integers(0, 30).map(lambda e: k / 2.0**e))
noisy = st.builds(
    lambda value, places, way: math.nextafter(round(value, places), way),
    st.floats(0.01, 1e6),
    st.integers(2, 8),
    st.sampled_from([0.0, 1e9]),
)
tidy = st.builds(
    lambda digits, places: float(f"{digits}e-{places}"),
    st.integers(0, 10**15),
    st.integers(0, 25),
)
positive = st.one_of(tidy, noisy, halves, st.floats(1e-30, 9e15))


def limbs(value: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    number = natural(0)
    for place in range(len(number)):
        value, number[place] = divmod(value, BASE)
    assert value == 0
    return number


def whole(number: np.ndarray[tuple[int], np.dtype[np.int64]]) -> int:
    return sum(int(limb) * BASE**place for place, limb in enumerate(number))


@settings(max_examples=800)
@given(positive)
def test_the_decimal_form_is_the_one_python_prints(value: float) -> None:
    digits, places = decimal_of(value)
    assert Decimal(int(digits)).scaleb(-int(places)) == Decimal(str(value))
    assert 0 <= digits < 10**18
    assert places >= 0


@pytest.mark.parametrize("power", range(-60, 53))
def test_powers_of_two_and_their_neighbours(power: int) -> None:
    value = 2.0**power
    for each in (value, math.nextafter(value, 0.0), math.nextafter(value, 1e300)):
        digits, places = decimal_of(each)
        assert Decimal(int(digits)).scaleb(-int(places)) == Decimal(str(each))


@pytest.mark.parametrize("power", range(-40, 15))
def test_powers_of_ten_and_their_neighbours(power: int) -> None:
    value = float(f"1e{power}")
    for each in (value, math.nextafter(value, 0.0), math.nextafter(value, 1e300)):
        digits, places = decimal_of(each)
        assert Decimal(int(digits)).scaleb(-int(places)) == Decimal(str(each))


factors = st.integers(0, 17).flatmap(lambda size: st.integers(0, 10**size))


@settings(max_examples=600)
@given(factors, factors, factors, st.integers(0, 60))
def test_a_product_comes_back_as_the_nearest_float(a: int, b: int, c: int, places: int) -> None:
    expected = float(f"{a * b * c}e-{places}")
    assert nearest(a, b, c, places) == expected
    assert nearest_natural(limbs(a * b * c), places) == expected


@settings(max_examples=500)
@given(st.integers(2**52, 2**53 - 1), st.integers(1, 40))
def test_exact_ties_go_to_the_even_float(mantissa: int, power: int) -> None:
    half = 5 ** (power // 2)
    other = 5 ** (power - power // 2)
    tie = Fraction(2 * mantissa + 1, 2**power)
    assert nearest(2 * mantissa + 1, half, other, power) == float(tie)


@settings(max_examples=800)
@given(positive, st.sampled_from([0, 2, 8, 14]), st.sampled_from([-1.0, 1.0]))
def test_rounding_is_pythons_round(value: float, places: int, sign: float) -> None:
    ours, theirs = round_to(sign * value, places), round(sign * value, places)
    assert ours == theirs
    assert math.copysign(1.0, ours) == math.copysign(1.0, theirs)


@settings(max_examples=500)
@given(st.integers(-(10**9), 10**9), st.sampled_from([2, 8]))
def test_halves_round_as_python_rounds_them(count: int, places: int) -> None:
    value = (count + 0.5) / 10.0**places
    assert round_to(value, places) == round(value, places)


@settings(max_examples=300)
@given(naturals, naturals, st.integers(0, 100), st.integers(0, 200))
def test_whole_numbers_of_many_limbs(a: int, b: int, tens: int, twos: int) -> None:
    assert whole(product(limbs(a), limbs(b))) == a * b
    assert compare(limbs(a), limbs(b)) == (a > b) - (a < b)
    total = limbs(a)
    add(total, limbs(b))
    assert whole(total) == a + b
    subtract(total, limbs(a))
    assert whole(total) == b
    scale_by_ten(total, tens)
    scale_by_two(total, twos)
    assert whole(total) == b * 10**tens * 2**twos
    for divisor in (b, b % BASE):
        if divisor:
            assert whole(divide(limbs(a), limbs(divisor))) == a // divisor
