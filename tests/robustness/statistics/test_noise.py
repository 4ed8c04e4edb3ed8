"""Jittered candles stay candles."""

from __future__ import annotations

import numpy as np
import pytest
from hypertrade.arrays import Candles
from hypertrade.domain.errors import Invalid
from hypertrade.robustness.statistics.noise import noise_test, perturbed
from hypothesis import given
from hypothesis import strategies as st


def make_candles(seed: int, count: int, tick: float | None, price: float = 100.0) -> Candles:
    random = np.random.default_rng(seed)
    close = price * np.exp(np.cumsum(random.normal(0, 0.01, count)))
    opened = np.concatenate([[price], close[:-1]])
    reach = random.exponential(0.004, (2, count)) * price
    high, low = np.maximum(opened, close) + reach[0], np.minimum(opened, close) - reach[1]
    volume = random.exponential(10, count)
    # Missing candles, filled with the close before them.
    for at in np.flatnonzero(random.random(count) < 0.1):
        if at:
            opened[at] = high[at] = low[at] = close[at] = close[at - 1]
            volume[at] = 0.0
    rows = [opened, np.maximum(high, close), np.minimum(low, close), close]
    rows[1], rows[2] = np.maximum(rows[1], opened), np.minimum(rows[2], opened)
    if tick is not None:
        rows = [np.maximum(np.rint(row / tick), 1) * tick for row in rows]
    return Candles(0, 300_000, rows[0], rows[1], rows[2], rows[3], volume, 0, count)


@given(
    seed=st.integers(0, 10_000),
    strength=st.floats(0.01, 1.0),
    tick=st.sampled_from([None, 0.01, 0.5, 1e-8, 5.0]),
    price=st.sampled_from([0.00002, 1.0, 100.0, 60_000.0]),
)
def test_candles_stay_candles(seed: int, strength: float, tick: float | None, price: float) -> None:
    candles = make_candles(seed, 200, tick, price)
    jittered = perturbed(candles, seed=seed, strength=strength, tick=tick)
    assert (jittered.low > 0).all()
    for inner in (jittered.open, jittered.close):
        assert (jittered.low <= inner).all()
        assert (inner <= jittered.high).all()
    np.testing.assert_array_equal(jittered.volume, candles.volume)
    if tick is not None:
        ticks = jittered.close / tick
        np.testing.assert_allclose(ticks, np.rint(ticks), rtol=1e-9)


def test_noise_is_as_strong_as_the_candle_is_wide_and_does_not_add_up() -> None:
    candles = make_candles(1, 20_000, None)
    jittered = perturbed(candles, seed=2, strength=0.1)
    span = candles.high - candles.low
    moved = (jittered.close - candles.close)[span > 0] / span[span > 0]
    assert moved.std() == pytest.approx(0.1, rel=0.05)
    assert abs(moved.mean()) < 0.005
    assert np.abs(moved).max() <= 0.3 + 1e-9
    early, late = np.abs(moved[:4000]).mean(), np.abs(moved[-4000:]).mean()
    assert late == pytest.approx(early, rel=0.1)


def test_filled_candles_stay_at_the_close_before() -> None:
    candles = make_candles(5, 500, 0.01)
    jittered = perturbed(candles, seed=2, tick=0.01)
    filled = np.flatnonzero((candles.volume == 0) & (np.arange(500) > 0))
    assert len(filled) > 20
    for column in (jittered.open, jittered.high, jittered.low, jittered.close):
        np.testing.assert_array_equal(column[filled], jittered.close[filled - 1])


def test_prices_on_a_tick_are_the_doubles_of_their_decimals() -> None:
    jittered = perturbed(make_candles(5, 500, 0.01), seed=2, tick=0.01)
    assert all(float(f"{price:.2f}") == price for price in jittered.high.tolist())


def test_a_seed_decides_and_the_candles_given_stay() -> None:
    candles = make_candles(5, 100, None)
    before = candles.close.copy()
    first, again = perturbed(candles, seed=1), perturbed(candles, seed=1)
    np.testing.assert_array_equal(first.high, again.high)
    assert (perturbed(candles, seed=2).high != first.high).any()
    np.testing.assert_array_equal(candles.close, before)
    assert (first.first, first.step, first.begin, first.end) == (0, 300_000, 0, 100)


@pytest.mark.parametrize(("strength", "tick"), [(0.0, None), (1.1, None), (0.1, 0.0), (0.1, -1)])
def test_wrong_settings_are_named(strength: float, tick: float | None) -> None:
    with pytest.raises(Invalid) as error:
        perturbed(make_candles(1, 5, None), seed=0, strength=strength, tick=tick)
    assert error.value.field in {"strength", "tick"}


@pytest.mark.parametrize(
    ("profit", "profits", "level"),
    [
        (0.4, [0.3, 0.35, 0.25, 0.4, 0.3, 0.28, 0.31, 0.33, 0.27, 0.3], "good"),
        (0.4, [0.3, 0.35], "doubtful"),
        (0.4, [0.1] * 10, "doubtful"),
        (0.4, [0.05] * 10, "bad"),
        (0.4, [0.3] * 6 + [-0.1] * 4, "bad"),
        (-0.1, [0.3] * 10, "bad"),
        (0.4, [], "unknown"),
    ],
)
def test_verdicts(profit: float, profits: list[float], level: str) -> None:
    result = noise_test(
        profit=profit,
        drawdown=0.1,
        profits=np.array(profits),
        drawdowns=np.full(len(profits), 0.2),
        strength=0.1,
    )
    assert result.verdict.level == level, result.verdict.text
    assert result.model_dump_json()
    assert result.reruns == len(profits)
