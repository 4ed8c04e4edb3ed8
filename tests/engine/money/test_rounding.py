"""Prices and amounts against Freqtrade's and ccxt's own rounding."""

from __future__ import annotations

import math

import pytest
from freqtrade.exchange import exchange_utils
from hypertrade.engine.rounding import (
    DECIMAL_PLACES,
    ROUND,
    ROUND_DOWN,
    ROUND_UP,
    SIGNIFICANT_DIGITS,
    TICK_SIZE,
    amount_to_contract_precision,
    amount_to_contracts,
    amount_to_precision,
    contracts_to_amount,
    price_to_precision,
)
from hypothesis import given, settings
from hypothesis import strategies as st

TICKS = (1e-8, 1e-5, 0.01, 0.1, 1.0, 0.5, 0.25, 5.0, 10.0, 0.05, 5e-6, 0.0025, 3e-7, 100.0)
ODD_TICKS = (0.1 + 0.2, 1e-12, 1e-14, 0.3, 7.0)
SIZES = (1.0, 0.01, 10.0, 0.001, 100.0, 0.3, 7.0, 1e-6, 0.0)

noisy = st.builds(
    lambda value, places, way: math.nextafter(round(value, places), way),
    st.floats(0.01, 1e6),
    st.integers(2, 8),
    st.sampled_from([0.0, 1e9]),
)
tidy = st.builds(
    lambda digits, places: float(f"{digits}e-{places}"),
    st.integers(1, 10**9),
    st.integers(0, 12),
)
values = st.one_of(tidy, noisy, st.floats(1e-9, 1e8))
on_ticks = st.builds(
    lambda count, tick: count * tick / 2, st.integers(0, 5000), st.sampled_from(TICKS)
)
precisions = st.one_of(
    st.tuples(st.sampled_from(TICKS + ODD_TICKS), st.just(TICK_SIZE)),
    st.tuples(st.integers(-3, 10).map(float), st.just(DECIMAL_PLACES)),
    st.tuples(st.integers(1, 10).map(float), st.just(SIGNIFICANT_DIGITS)),
)


@settings(max_examples=800)
@given(st.one_of(values, on_ticks), precisions, st.sampled_from([ROUND, ROUND_UP, ROUND_DOWN]))
def test_prices(price: float, precision: tuple[float, int], rounding: int) -> None:
    step, mode = precision
    expected = exchange_utils.price_to_precision(price, step, mode, rounding_mode=rounding)
    assert price_to_precision(price, step, mode, rounding) == expected


@settings(max_examples=500)
@given(values, st.sampled_from(TICKS), st.sampled_from([ROUND, ROUND_UP, ROUND_DOWN]))
def test_prices_below_zero(price: float, tick: float, rounding: int) -> None:
    """A custom stop more than the whole price away."""
    expected = exchange_utils.price_to_precision(-price, tick, TICK_SIZE, rounding_mode=rounding)
    assert price_to_precision(-price, tick, TICK_SIZE, rounding) == expected


@settings(max_examples=800)
@given(st.one_of(values, on_ticks), precisions)
def test_amounts(amount: float, precision: tuple[float, int]) -> None:
    step, mode = precision
    expected = exchange_utils.amount_to_precision(amount, step, mode)
    assert amount_to_precision(amount, step, mode) == expected


@settings(max_examples=800)
@given(values, st.sampled_from(TICKS), st.sampled_from(SIZES))
def test_amounts_in_contracts(amount: float, step: float, size: float) -> None:
    assert amount_to_contracts(amount, size) == exchange_utils.amount_to_contracts(amount, size)
    assert contracts_to_amount(amount, size) == exchange_utils.contracts_to_amount(amount, size)
    expected = exchange_utils.amount_to_contract_precision(amount, step, TICK_SIZE, size)
    assert amount_to_contract_precision(amount, step, TICK_SIZE, size) == expected


def test_significant_digits_round_up_even_where_nothing_is_to_round() -> None:
    assert price_to_precision(12300.0, 3.0, SIGNIFICANT_DIGITS, ROUND_UP) == 12400.0
    assert (
        exchange_utils.price_to_precision(12300.0, 3, SIGNIFICANT_DIGITS, rounding_mode=ROUND_UP)
        == 12400.0
    )


@pytest.mark.parametrize("mode", [TICK_SIZE, DECIMAL_PLACES, SIGNIFICANT_DIGITS])
def test_no_precision_rounds_nothing(mode: int) -> None:
    assert price_to_precision(1.23456789, math.nan, mode, ROUND) == 1.23456789
    assert amount_to_precision(1.23456789, math.nan, mode) == 1.23456789
    assert amount_to_contract_precision(1.23456789, math.nan, mode, 3.0) == 1.23456789
    assert math.isnan(price_to_precision(math.nan, 1.0, mode, ROUND))
