"""Sharpe ratios as estimates: the papers' own numbers, closed forms, and simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypertrade.robustness.statistics.sharpe import (
    Moments,
    daily_sharpe,
    effective_trials,
    expected_best,
    mean_correlation,
    min_track_length,
    moments,
    probabilistic,
    sharpe_interval,
)

from tests.robustness.statistics.samples import correlated


def test_probabilistic_sharpe_of_the_papers_hedge_fund() -> None:
    """Bailey and Lopez de Prado 2012: 24 months at 0.458 a month; 0.982 if normal, 0.913 as is."""
    assert probabilistic(Moments(24, 0.458, 0.0, 3.0)) == pytest.approx(0.982, abs=5e-4)
    assert probabilistic(Moments(24, 0.458, -2.448, 10.164)) == pytest.approx(0.913, abs=5e-4)


@pytest.mark.parametrize(
    ("periods", "skewness", "kurtosis", "years"),
    [(252, 0.0, 3.0, 2.73), (52, 0.0, 3.0, 2.83), (12, 0.0, 3.0, 3.24), (12, -0.72, 5.78, 4.99)],
)
def test_minimum_track_lengths_of_the_paper(
    periods: int, skewness: float, kurtosis: float, years: float
) -> None:
    """The same paper: years until a yearly Sharpe ratio of 2 is known to be above 1, at 95 %."""
    found = Moments(0, 2 / math.sqrt(periods), skewness, kurtosis)
    needed = min_track_length(found, 1 / math.sqrt(periods))
    assert needed is not None
    assert needed / periods == pytest.approx(years, abs=0.005)


def test_deflated_sharpe_of_the_paper() -> None:
    """Bailey and Lopez de Prado 2014: 2.5 a year over 1,250 days, best of 100, V of 1/2 a year."""
    found = Moments(1250, 2.5 / math.sqrt(250), -3.0, 10.0)
    deviation = math.sqrt(0.5 / 250)
    assert expected_best(100, deviation) == pytest.approx(0.1132, abs=5e-5)
    assert probabilistic(found, expected_best(100, deviation)) == pytest.approx(0.9004, abs=5e-5)
    # Were there only 46 trials, it would pass.
    assert probabilistic(found, expected_best(46, deviation)) == pytest.approx(0.9505, abs=5e-5)


def test_expected_best_of_ten_is_the_papers_and_the_simulations() -> None:
    """Bailey, Borwein, Lopez de Prado and Zhu 2014: 1.57 of ten."""
    assert expected_best(10, 1.0) == pytest.approx(1.57, abs=0.005)
    drawn = np.random.default_rng(0).standard_normal((20_000, 100)).max(axis=1).mean()
    assert expected_best(100, 1.0) == pytest.approx(drawn, rel=0.02)
    assert expected_best(1, 1.0) == 0.0
    assert expected_best(1.01, 1.0) == 0.0


def test_track_length_and_probability_agree() -> None:
    """At the minimum track length the probability is just the confidence."""
    found = Moments(500, 0.1, -1.0, 8.0)
    needed = min_track_length(found, 0.02, 0.95)
    assert needed is not None
    just = Moments(round(needed), 0.1, -1.0, 8.0)
    assert probabilistic(just, 0.02) == pytest.approx(0.95, abs=1e-3)
    assert min_track_length(found, 0.1) is None


def test_moments_are_those_of_the_definition() -> None:
    values = np.random.default_rng(1).gamma(2.0, 1.0, 300)
    found = moments(values)
    assert found is not None
    scaled = (values - values.mean()) / values.std()
    assert found.skewness == pytest.approx((scaled**3).mean())
    assert found.kurtosis == pytest.approx((scaled**4).mean())
    assert found.sharpe == pytest.approx(values.mean() / values.std(ddof=1))


@pytest.mark.parametrize("values", [[], [0.1], [0.0] * 50, [0.1] * 50])
def test_nothing_varies(values: list[float]) -> None:
    returns = np.array(values)
    assert daily_sharpe(returns) is None
    assert moments(returns) is None
    assert sharpe_interval(returns, 0.95) is None


def test_an_estimate_without_spread_has_no_probability() -> None:
    """A lottery ticket's moments can leave no spread at all: 1 - 2 x 1 + (5 - 1) / 4."""
    assert probabilistic(Moments(10, 1.0, 2.0, 5.0)) is None


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.9])
def test_effective_trials_follow_the_correlation(correlation: float) -> None:
    returns = correlated(3, 4000, 40, correlation)
    found = mean_correlation(returns)
    assert found is not None
    assert found == pytest.approx(correlation, abs=0.03)
    exact = np.corrcoef(returns.T)
    off = (exact.sum() - 40) / (40 * 39)
    assert found == pytest.approx(max(off, 0.0), abs=1e-12)
    assert effective_trials(found, 40) == pytest.approx(found + (1 - found) * 40)


def test_correlation_of_nothing() -> None:
    assert mean_correlation(np.zeros((50, 3))) is None
    assert mean_correlation(np.random.default_rng(0).normal(size=(50, 1))) is None
    same = np.tile(np.random.default_rng(0).normal(size=(50, 1)), 5)
    assert mean_correlation(same) == pytest.approx(1.0)
    assert effective_trials(1.0, 5) == 1.0


@pytest.mark.parametrize("memory", [0.0, 0.4])
def test_the_interval_holds_the_truth_as_often_as_it_says(memory: float) -> None:
    """Nominally 95 % of the intervals, autocorrelation or not."""
    inside = 0
    for seed in range(300):
        noise = np.random.default_rng(seed).standard_normal(600)
        returns = np.empty(600)
        returns[0] = noise[0] / math.sqrt(1 - memory**2)
        for at in range(1, 600):
            returns[at] = memory * returns[at - 1] + noise[at]
        truth = 0.08
        returns += truth / math.sqrt(1 - memory**2)
        found = sharpe_interval(returns, 0.95)
        assert found is not None
        inside += found[0] <= truth <= found[1]
    assert inside / 300 >= 0.9


def test_the_interval_of_normal_returns_is_lo_s() -> None:
    """Lo 2002: the variance is (1 + SR^2 / 2) / n."""
    returns = np.random.default_rng(5).normal(0.5, 1.0, 100_000)
    found, sharpe = sharpe_interval(returns, 0.95), daily_sharpe(returns)
    assert found is not None
    assert sharpe is not None
    exact = 1.959964 * math.sqrt((1 + sharpe**2 / 2) / 100_000)
    assert (found[1] - found[0]) / 2 == pytest.approx(exact, rel=0.03)
