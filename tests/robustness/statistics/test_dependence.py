"""What hangs on a few trades, and how long losing streaks are by chance."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypertrade.robustness.statistics.dependence import dependence
from hypertrade.robustness.statistics.streaks import EXACT, longest_run

from tests.robustness.statistics.samples import make_sample


def test_without_the_best_trades() -> None:
    profits = [100.0, 50.0, 20.0, *[1.0] * 57, *[-1.0] * 40]
    result = dependence(make_sample(profits))
    assert [row.trades for row in result.without] == [1, 3, 5, 10]
    assert [row.profit_abs for row in result.without] == pytest.approx([87.0, 17.0, 15.0, 10.0])
    assert result.trades_to_zero == 20
    assert result.profit == pytest.approx(0.187)


@pytest.mark.parametrize(
    ("profits", "level"),
    [
        ([1.0] * 60 + [-0.5] * 40, "good"),
        ([30.0, *[-0.2] * 99], "bad"),
        ([10.0] * 5 + [-0.2] * 95, "doubtful"),
        ([-1.0] * 40, "bad"),
        ([1.0] * 10, "doubtful"),
        ([1.0] * 9, "unknown"),
    ],
)
def test_verdicts(profits: list[float], level: str) -> None:
    assert dependence(make_sample(profits)).verdict.level == level


def test_gini_and_herfindahl() -> None:
    alike = dependence(make_sample([2.0] * 8 + [-1.0] * 4))
    assert alike.gini == pytest.approx(0.0, abs=1e-12)
    assert alike.herfindahl == pytest.approx(1 / 8)
    assert alike.effective_wins == pytest.approx(8)
    # Of 1, 3: the mean difference of all pairs over twice the mean is 1/4.
    two = dependence(make_sample([1.0, 3.0, -1.0]))
    assert two.gini == pytest.approx(0.25)
    assert two.herfindahl == pytest.approx((1 + 9) / 16)


def test_pairs() -> None:
    profits = [10.0, -4.0, 1.0, 2.0] * 10
    result = dependence(
        make_sample(profits, pairs=("A/USDT", "B/USDT", "C/USDT", "D/USDT"), pair=[0, 1, 2, 2] * 10)
    )
    assert [(row.pair, row.trades) for row in result.pairs] == [
        ("A/USDT", 10),
        ("C/USDT", 20),
        ("B/USDT", 10),
    ]
    assert result.without_best_pair == pytest.approx(-0.01)
    assert result.verdict.level == "doubtful"
    assert "Without A/USDT" in result.verdict.text
    assert dependence(make_sample([1.0] * 5)).without_best_pair is None


@pytest.mark.parametrize("profits", [[], [1.0], [-1.0], [0.0] * 3, [2.0] * 50])
def test_degenerate_runs(profits: list[float]) -> None:
    result = dependence(make_sample(profits))
    assert result.model_dump_json()
    assert result.trades == len(profits)
    if profits and profits[0] > 0:
        assert result.losing_streak == 0
        assert result.streak_chance == 1.0
        assert result.expected_streak == 0.0


@pytest.mark.parametrize("losing", [0.2, 0.5, 0.9])
def test_longest_run_by_counting_every_sequence(losing: float) -> None:
    count = 10
    exact = np.zeros(count)
    for outcome in itertools.product((False, True), repeat=count):
        longest = max(
            (len(list(run)) for lost, run in itertools.groupby(outcome) if lost), default=0
        )
        lost = sum(outcome)
        exact[:longest] += losing**lost * (1 - losing) ** (count - lost)
    found = np.zeros(count)
    chances = longest_run(count, losing)
    found[: len(chances)] = chances
    np.testing.assert_allclose(found, exact, atol=1e-6)


def test_longest_run_at_the_edges_and_beyond_the_exact() -> None:
    assert longest_run(0, 0.5) == []
    assert longest_run(5, 0.0) == []
    assert longest_run(3, 1.0) == [1.0, 1.0, 1.0]
    exact, close = longest_run(EXACT, 0.6), longest_run(EXACT + 1, 0.6)
    assert sum(exact) == pytest.approx(sum(close), abs=0.1)


def test_losses_that_come_together_are_noticed() -> None:
    random = np.random.default_rng(0)
    scattered = random.permutation([3.0] * 120 + [-1.0] * 80)
    assert "losing streak" not in dependence(make_sample(scattered)).verdict.text
    together = [3.0] * 60 + [-1.0] * 80 + [3.0] * 60
    result = dependence(make_sample(together))
    assert result.losing_streak == 80
    assert "80 trades" in result.verdict.text
    assert result.streak_chance is not None
    assert result.streak_chance < 1e-6
