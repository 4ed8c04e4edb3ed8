"""Simulated histories: closed forms, the same seed the same paths, and how often luck passes."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.robustness.statistics.blocks import mean_block_length
from hypertrade.robustness.statistics.montecarlo import (
    block_bootstrap,
    resampled,
    shuffled,
)
from hypertrade.robustness.statistics.paths import walk

from tests.robustness.statistics.samples import Floats, make_sample

if TYPE_CHECKING:
    from hypertrade.robustness.statistics.documents import MonteCarlo

METHODS = (shuffled, resampled, block_bootstrap)


def falls_of(profits: Floats, balance: float) -> float:
    equity = np.concatenate([[balance], balance + np.cumsum(profits)])
    peak = np.maximum.accumulate(equity)
    return float(((peak - equity) / peak).max())


def test_shuffling_four_trades_gives_every_order_alike() -> None:
    profits = np.array([50.0, -30.0, 20.0, -80.0])
    orders = [falls_of(np.array(one), 1000.0) for one in itertools.permutations(profits)]
    finals, falls, _, _ = walk(
        profits, 1000.0, False, True, 1.0, 200_000, 5, np.array([0, 4], dtype=np.int64)
    )
    np.testing.assert_allclose(finals, 960.0)
    exact = Counter(np.round(orders, 9))
    seen = Counter(np.round(falls, 9))
    assert set(seen) == set(exact)
    for fall, count in exact.items():
        assert seen[fall] / 200_000 == pytest.approx(count / 24, abs=0.004)


def test_resampling_has_the_moments_of_the_bootstrap() -> None:
    profits = np.random.default_rng(1).normal(1.0, 10.0, 50)
    finals, _, _, _ = walk(
        profits, 10_000.0, False, False, 1.0, 100_000, 2, np.array([0], dtype=np.int64)
    )
    gained = finals - 10_000.0
    assert gained.mean() == pytest.approx(profits.sum(), abs=4 * profits.std() * 50**0.5 / 300)
    assert gained.std() == pytest.approx(profits.std() * 50**0.5, rel=0.02)


@pytest.mark.parametrize("length", [1.0, 4.0, 20.0])
def test_blocks_have_their_mean_length(length: float) -> None:
    """Steps that count up show where a block ends: the next one does not follow."""
    steps = np.arange(1000, dtype=float)
    marks = np.arange(1001, dtype=np.int64)
    _, _, _, noted = walk(steps, 1.0, False, False, 1 / length, 200, 3, marks)
    drawn = np.diff(noted, axis=1).round()
    followed = (drawn[:, 1:] == drawn[:, :-1] + 1) | ((drawn[:, 1:] == 0) & (drawn[:, :-1] == 999))
    assert 1 / (1 - followed.mean()) == pytest.approx(length, rel=0.05)


def test_compounding_multiplies() -> None:
    sample = make_sample([100.0, 110.0, -121.0], balance=1000.0, compounding=True)
    result = shuffled(sample, paths=500)
    assert result.profit is not None
    assert result.profit.low == pytest.approx(1.1 * 1.1 * 0.9 - 1)
    assert result.profit.high == pytest.approx(1.1 * 1.1 * 0.9 - 1)


def test_ruin_of_a_coin() -> None:
    """From 2, steps of 1 up or down, two of them: half of the balance is lost at once or never."""
    sample = make_sample([100.0, -100.0], balance=200.0)
    result = resampled(sample, paths=100_000, ruin_level=0.5)
    assert result.ruin == pytest.approx(0.5, abs=0.01)
    assert resampled(sample, paths=100_000, ruin_level=1.0).ruin == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("compounding", [False, True])
def test_a_seed_decides_everything(method: object, compounding: bool) -> None:
    assert callable(method)
    profits = np.random.default_rng(3).normal(1, 10, 300)
    sample = make_sample(profits, compounding=compounding)
    first: MonteCarlo = method(sample, paths=500, seed=7)
    assert method(sample, paths=500, seed=7) == first
    assert method(sample, paths=500, seed=8) != first
    fan = first.fan
    assert fan is not None
    assert fan.step[0] == 0
    assert all(curve[0] == sample.balance for curve in fan.curves)
    assert fan.observed[-1] == pytest.approx(sample.balance + profits.sum())
    assert (np.diff(np.array(fan.curves), axis=0) >= -1e-9).all()


def test_more_paths_keep_the_first_ones() -> None:
    profits = np.random.default_rng(3).normal(1, 10, 30)
    marks = np.array([0], dtype=np.int64)
    few = walk(profits, 1000.0, False, True, 1.0, 10, 4, marks)[1]
    many = walk(profits, 1000.0, False, True, 1.0, 50, 4, marks)[1]
    np.testing.assert_array_equal(few, many[:10])


def test_the_run_itself_is_reported() -> None:
    sample = make_sample(np.random.default_rng(3).normal(1, 10, 300))
    result = shuffled(sample, paths=1000)
    water = sample.water()
    assert water is not None
    assert result.observed_drawdown == water.deepest(relative=True).relative
    assert result.drawdown is not None
    assert result.worse_drawdowns is not None
    assert 0 < result.worse_drawdowns < 1


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("profits", [[], [5.0], [5.0] * 40, [-30.0] * 40, [0.0] * 3])
def test_degenerate_runs(method: object, profits: list[float]) -> None:
    assert callable(method)
    result: MonteCarlo = method(make_sample(profits), paths=200)
    assert result.model_dump_json()
    if len(profits) < 2:
        assert result.verdict.level == "unknown"
        assert result.profit is None
    elif profits[0] == -30.0:
        assert result.verdict.level == "bad"
        assert result.ruin == 1.0


def test_wrong_settings_are_named() -> None:
    sample = make_sample([1.0, 2.0])
    for wrong in ({"paths": 0}, {"ruin_level": 0.0}, {"ruin_level": 1.5}, {"block_days": 0.5}):
        with pytest.raises(Invalid) as error:
            block_bootstrap(sample, **wrong)
        assert error.value.field == next(iter(wrong))


def test_block_length_follows_the_memory_of_the_returns() -> None:
    """An AR(1) of coefficient a has b = (2 a^2 / (1 - a^2)^2)^(1/3) n^(1/3) (Politis and White)."""
    random = np.random.default_rng(0)
    noise = random.standard_normal((40, 2000))
    independent = [mean_block_length(row) for row in noise]
    assert np.median(independent) == 1.0
    coefficient = 0.5
    rows = np.empty_like(noise)
    rows[:, 0] = noise[:, 0]
    for at in range(1, rows.shape[1]):
        rows[:, at] = coefficient * rows[:, at - 1] + noise[:, at]
    # G = 2 a / (1 - a)^2 and g(0) = (1 + a) / (1 - a), in units of the variance.
    exact = ((2 * coefficient / (1 - coefficient**2)) ** 2 * 2000) ** (1 / 3)
    assert np.median([mean_block_length(row) for row in rows]) == pytest.approx(exact, rel=0.25)


@pytest.mark.parametrize("values", [[], [1.0], [2.0] * 100, [0.0, 1.0] * 4])
def test_block_length_of_little(values: list[float]) -> None:
    assert mean_block_length(np.array(values)) == 1.0


@pytest.mark.parametrize("method", [resampled, block_bootstrap])
def test_luck_passes_in_one_of_twenty_and_an_edge_mostly(method: object) -> None:
    assert callable(method)
    levels: dict[float, Counter[str]] = {0.0: Counter(), 0.3: Counter()}
    for edge, seen in levels.items():
        for seed in range(100):
            profits = 3 * (np.random.default_rng(seed).normal(size=120) + edge)
            result: MonteCarlo = method(make_sample(profits, seed=seed), paths=1000)
            seen[result.verdict.level] += 1
    # 5 % of 100, and two and a half deviations on top.
    assert levels[0.0]["good"] <= 10
    assert levels[0.3]["good"] >= 80
