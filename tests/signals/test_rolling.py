"""Rolling windows and exponential means are pandas' own, to the last bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypertrade.strategy.signals import rolling
from hypertrade.strategy.signals.windows import ROLLING
from hypothesis import example, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator

WINDOWS = (1, 2, 7, 20, 200, 201, 400)


def walks(rows: int) -> Iterator[tuple[str, np.ndarray]]:
    """Yield series that put running sums to the test."""
    random = np.random.default_rng(rows)
    walk = 100 * np.exp(np.cumsum(random.normal(0, 0.01, rows)))
    yield "prices", walk
    yield "coarse prices", np.round(walk)
    yield "zeros", walk * 0
    yield "missing head", np.where(np.arange(rows) < rows // 3, np.nan, walk)
    yield "missing here and there", np.where(random.random(rows) < 0.05, np.nan, walk)
    yield "infinite here and there", np.where(random.random(rows) < 0.02, np.inf, walk)
    yield "wild", random.normal(0, 1, rows) * 10.0 ** random.integers(-8, 9, rows)
    steady = np.where(np.arange(rows) % 60 < 30, walk, 7.0)
    yield "dead stretches after spikes", np.where(np.arange(rows) % 60 < 2, -1e9, steady)


def expected(values: np.ndarray, method: str, window: int) -> np.ndarray:
    options = {"pct": True} if method == "rank" else {}
    result: np.ndarray = getattr(pd.Series(values).rolling(window), method)(**options).to_numpy()
    return result


@pytest.mark.parametrize("method", ROLLING)
@pytest.mark.parametrize("rows", [0, 1, 5, 700])
def test_windows_are_those_of_pandas(method: str, rows: int) -> None:
    for name, values in walks(rows):
        for window in WINDOWS:
            found = ROLLING[method](values, window)
            theirs = expected(values, method, window)
            assert np.array_equal(found, theirs, equal_nan=True), (name, window)


numbers = st.one_of(
    st.floats(width=64, allow_subnormal=False, min_value=-1e12, max_value=1e12),
    st.sampled_from([0.0, -0.0, 1.0, 100.0, 1e-9, np.nan, np.inf, -np.inf]),
)


@settings(max_examples=100)
@example([1e9, 1.0, 1.0, 1.0, 1.0], 3)  # the variance begins anew
@example([-0.0, 0.0, -0.0], 1)
@given(st.lists(numbers, min_size=1, max_size=40), st.integers(1, 12))
def test_any_numbers_give_what_pandas_gives(values: list[float], window: int) -> None:
    array = np.array(values)
    for method, function in ROLLING.items():
        theirs = expected(array, method, window)
        assert np.array_equal(function(array, window), theirs, equal_nan=True), method
    least = max(window // 2, 0)
    mean = pd.Series(array).ewm(alpha=1 / window, adjust=False, min_periods=least).mean()
    found = rolling.exponential_mean(array, 1 / window, least)
    assert np.array_equal(found, mean, equal_nan=True)


@pytest.mark.parametrize("rows", [0, 1, 300])
def test_exponential_means_and_running_sums_are_those_of_pandas(rows: int) -> None:
    days = np.arange(rows) // 24
    for name, values in walks(rows):
        series = pd.Series(values)
        for period in (1, 2, 14, 200):
            mean = series.ewm(alpha=1 / period, adjust=False, min_periods=period).mean()
            found = rolling.exponential_mean(values, 1 / period, period)
            assert np.array_equal(found, mean, equal_nan=True), (name, period)
        found = rolling.running_sum(values, days)
        assert np.array_equal(found, series.groupby(days).cumsum(), equal_nan=True), name


def test_arrays_that_may_not_be_written_to_are_read_only() -> None:
    values = np.arange(50.0)
    values.flags.writeable = False
    for method, function in ROLLING.items():
        assert np.array_equal(function(values, 5), expected(values, method, 5), equal_nan=True)
    assert (values == np.arange(50.0)).all()
