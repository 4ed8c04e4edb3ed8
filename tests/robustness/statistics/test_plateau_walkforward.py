"""Plateaus and peaks, and walks that hold or do not."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.robustness.statistics.documents import WalkForward, Window
from hypertrade.robustness.statistics.plateau import plateau
from hypertrade.robustness.statistics.walkforward import walk_forward

from tests.robustness.statistics.samples import Floats, correlated

START = datetime(2024, 1, 1, tzinfo=UTC)


def grid(size: int) -> Floats:
    first, second = np.meshgrid(np.arange(size), np.arange(size), indexing="ij")
    return np.column_stack([first.ravel(), second.ravel()]).astype(float)


def test_a_hill_is_a_plateau_and_its_top_the_centre() -> None:
    steps = grid(9)
    scores = 1 - ((steps - 4) ** 2).sum(axis=1) / 60
    result = plateau(steps, scores, scores, chosen=4 * 9 + 4)
    assert result.centre == 4 * 9 + 4
    assert result.centre_distance == 0
    assert result.near is not None
    assert result.far is not None
    assert (result.near.variants, result.far.variants) == (8, 24)
    assert result.near.earning == 1.0
    assert result.near.kept == pytest.approx(1 - 1.5 / 60)
    assert result.verdict.level == "good"


def test_a_lonely_peak_is_found_out_and_the_plateau_pointed_at() -> None:
    steps = grid(9)
    scores = np.full(81, -0.1)
    scores[((steps - 6) ** 2).sum(axis=1) <= 4] = 0.3
    scores[1 * 9 + 1] = 1.0
    result = plateau(steps, scores, scores, chosen=1 * 9 + 1)
    assert result.verdict.level == "bad"
    assert result.near is not None
    assert result.near.earning == 0.0
    assert result.centre is not None
    assert steps[result.centre].tolist() == [6, 6]
    assert result.centre_distance == 5
    assert "5 steps away" in result.verdict.text


def test_noise_over_a_sweep_is_no_plateau() -> None:
    levels: Counter[str] = Counter()
    for seed in range(200):
        scores = np.random.default_rng(seed).normal(0, 0.1, 81)
        levels[plateau(grid(9), scores, scores, int(scores.argmax())).verdict.level] += 1
    assert levels["good"] <= 2, levels
    assert levels["bad"] >= 150, levels


def test_random_points_use_their_distance_in_steps() -> None:
    steps = np.array([[0.0], [0.7], [1.0000000001], [1.9], [2.4]])
    result = plateau(steps, np.ones(5), np.ones(5), chosen=0)
    assert result.near is not None
    assert result.far is not None
    assert (result.near.variants, result.far.variants) == (2, 3)


@pytest.mark.parametrize(
    ("scores", "level"),
    [
        ([1.0], "unknown"),
        ([], "unknown"),
        ([float("nan"), 1.0, 1.0], "unknown"),
        ([-1.0, -1.0, -1.0], "bad"),
        ([1.0, float("nan"), float("nan")], "bad"),
    ],
)
def test_degenerate_sweeps(scores: list[float], level: str) -> None:
    values = np.array(scores)
    steps = np.arange(len(scores), dtype=float)[:, None]
    profits = np.where(np.isfinite(values), values, -1.0)
    result = plateau(steps, values, profits, chosen=0)
    assert result.model_dump_json()
    assert result.verdict.level == level


def test_a_sweep_without_tunables() -> None:
    assert plateau(np.empty((1, 0)), np.ones(1), np.ones(1), 0).verdict.level == "unknown"


def test_shapes_that_do_not_go_together() -> None:
    with pytest.raises(Invalid):
        plateau(grid(2), np.ones(3), np.ones(4), 0)
    with pytest.raises(Invalid):
        plateau(grid(2), np.ones(4), np.ones(4), 4)


def window(at: int, inside: float, outside: float, trades: int = 20) -> Window:
    begin = START + timedelta(days=60 * at)
    cut = begin + timedelta(days=120)
    return Window(
        in_start=begin,
        in_stop=cut,
        out_start=cut,
        out_stop=cut + timedelta(days=60),
        in_profit=inside,
        out_profit=outside,
        in_trades=2 * trades,
        out_trades=trades,
    )


def test_efficiency_compares_years() -> None:
    windows = [window(at, 0.2, profit) for at, profit in enumerate([0.08, 0.06, -0.02, 0.08])]
    result = walk_forward(windows)
    assert result.out_profit == pytest.approx(0.2)
    assert result.in_year == pytest.approx(0.8 / 480 * 365)
    assert result.out_year == pytest.approx(0.2 / 240 * 365)
    assert result.efficiency == pytest.approx(0.5)
    assert result.profitable == 0.75
    assert result.best_share == pytest.approx(0.4)
    assert result.out_trades == 80
    # Good in every figure, but nothing says how sure.
    assert result.verdict.level == "doubtful"
    returns = np.random.default_rng(0).normal(0.001, 0.004, 240)
    assert walk_forward(windows, out_returns=returns).verdict.level == "good"


@pytest.mark.parametrize(
    ("windows", "level"),
    [
        ([], "unknown"),
        ([window(0, 0.2, 0.0, trades=0)], "unknown"),
        ([window(at, 0.2, -0.01) for at in range(5)], "bad"),
        ([window(at, -0.2, 0.01) for at in range(5)], "bad"),
        ([window(at, 0.5, 0.01) for at in range(5)], "bad"),
        ([window(at, 0.2, 0.09) for at in range(3)], "doubtful"),
    ],
)
def test_walks(windows: list[Window], level: str) -> None:
    for returns in (None, np.empty(0), np.zeros(60)):
        result = walk_forward(windows, out_returns=returns)
        assert result.model_dump_json()
        assert result.verdict.level == level, result.verdict.text


def walked(seed: int, edge: float) -> WalkForward:
    """Choose the best of 30 variants on 120 days, eight times, and judge it on the next 60."""
    returns = correlated(seed, 600, 30, 0.5)
    returns[:, :8] += edge
    windows, out = [], []
    for at in range(8):
        inside, outside = np.split(returns[60 * at : 60 * at + 180], [120])
        best = int((inside.mean(axis=0) / inside.std(axis=0)).argmax())
        out.append(outside[:, best])
        windows.append(window(at, float(inside[:, best].sum()), float(out[-1].sum())))
    return walk_forward(windows, out_returns=np.concatenate(out))


def test_luck_walks_in_at_most_one_of_twenty_and_an_edge_mostly() -> None:
    worthless = Counter(walked(seed, 0.0).verdict.level for seed in range(200))
    # 5 % of 200, and two deviations on top.
    assert worthless["good"] <= 16, worthless
    assert worthless["bad"] >= 120, worthless
    edge = Counter(walked(seed, 0.002).verdict.level for seed in range(100))
    assert edge["good"] >= 80, edge
    assert not edge["bad"], edge
