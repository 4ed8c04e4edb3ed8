"""Cross-validation of a sweep's choice: an exact small case, and how often luck passes."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.robustness.statistics.overfitting import _winners, overfitting

from tests.robustness.statistics.samples import Floats, correlated


def naive(returns: Floats, blocks: int) -> list[tuple[float, float, float]]:
    """Put every half together and rank, as the paper tells it."""
    parts = np.array_split(returns, blocks)
    found = []
    for chosen in itertools.combinations(range(blocks), blocks // 2):
        inside = np.concatenate([parts[at] for at in chosen])
        outside = np.concatenate([parts[at] for at in range(blocks) if at not in chosen])
        first = inside.mean(axis=0) / inside.std(axis=0)
        second = outside.mean(axis=0) / outside.std(axis=0)
        winner = int(first.argmax())
        rank = (second <= second[winner]).sum() / (returns.shape[1] + 1)
        found.append((float(first[winner]), float(second[winner]), float(rank)))
    return found


def test_sums_over_blocks_are_the_halves_put_together() -> None:
    returns = correlated(1, 120, 7, 0.3) + 0.5
    inside, outside, ranks = _winners(returns, 6)
    exact = np.array(naive(returns, 6))
    np.testing.assert_allclose(np.column_stack([inside, outside, ranks]), exact, rtol=1e-9)
    result = overfitting(returns, blocks=6)
    assert result.combinations == 20
    assert result.pbo == pytest.approx((exact[:, 2] <= 0.5).mean())
    assert result.loss == pytest.approx((exact[:, 1] < 0).mean())
    assert sum(result.ranks) == 20


@pytest.mark.parametrize("correlation", [0.0, 0.9])
def test_worthless_sweeps_pass_in_at_most_one_of_twenty(correlation: float) -> None:
    levels: Counter[str] = Counter()
    chances = []
    for seed in range(120):
        result = overfitting(correlated(seed, 500, 20, correlation), blocks=10)
        levels[result.verdict.level] += 1
        assert result.pbo is not None
        chances.append(result.pbo)
    # 5 % of 120, and two deviations on top.
    assert levels["good"] <= 11, levels
    assert levels["bad"] >= 50, levels
    assert np.mean(chances) == pytest.approx(0.5, abs=0.06)


def test_one_good_variant_among_worthless_ones_is_picked() -> None:
    levels: Counter[str] = Counter()
    for seed in range(60):
        returns = correlated(seed, 730, 20, 0.5)
        returns[:, 3] += 0.0015
        levels[overfitting(returns, blocks=10).verdict.level] += 1
    assert levels["good"] >= 45, levels
    assert not levels["bad"], levels


def test_a_plateau_of_good_variants_is_not_called_overfitted() -> None:
    """Where all are equally good, ranks are luck; the choice does no harm all the same."""
    levels: Counter[str] = Counter()
    for seed in range(60):
        returns = correlated(seed, 730, 20, 0.95) + 0.0015
        levels[overfitting(returns, blocks=10).verdict.level] += 1
    assert levels["good"] >= 45, levels
    assert not levels["bad"], levels


@pytest.mark.parametrize(
    "returns",
    [
        np.empty((0,)),
        np.empty((0, 0)),
        np.zeros((100, 5)),
        np.ones((100, 1)),
        np.random.default_rng(0).normal(size=(3, 4)),
    ],
)
def test_too_little_to_judge(returns: Floats) -> None:
    result = overfitting(returns)
    assert result.verdict.level == "unknown"
    assert result.pbo is None
    assert result.model_dump_json()


def test_few_days_take_fewer_blocks_and_equal_variants_tie() -> None:
    result = overfitting(np.tile(np.random.default_rng(0).normal(size=(20, 1)), 3))
    assert result.blocks == 10
    assert result.pbo == 1.0
    assert result.model_dump_json()


@pytest.mark.parametrize("blocks", [0, 1, 7])
def test_odd_blocks_are_refused(blocks: int) -> None:
    with pytest.raises(Invalid):
        overfitting(np.ones((100, 2)), blocks=blocks)
