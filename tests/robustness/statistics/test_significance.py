"""Luck is told from skill as often as promised, whatever was tried before."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.robustness.statistics.sharpe import expected_best
from hypertrade.robustness.statistics.significance import bootstrap_p_value, significance
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from tests.robustness.statistics.samples import Floats, correlated, make_sample


def test_figures_are_scipy_s_and_statsmodels() -> None:
    profits = np.random.default_rng(4).normal(0.5, 3.0, 200)
    sample = make_sample(profits)
    result = significance(sample)
    exact = stats.ttest_1samp(profits, 0.0, alternative="greater").pvalue
    assert result.p_value == pytest.approx(exact, abs=1e-12)
    assert result.p_bootstrap == pytest.approx(exact, abs=0.01)
    wins = int((profits > 0).sum())
    low, high = proportion_confint(wins, 200, method="wilson")
    assert result.winrate is not None
    assert (result.winrate.value, result.winrate.low, result.winrate.high) == pytest.approx(
        (wins / 200, low, high)
    )
    returns = sample.daily_returns()
    assert result.sharpe == pytest.approx(returns.mean() / returns.std(ddof=1))
    assert result.sharpe_year is not None
    assert result.sharpe_year.value == pytest.approx(result.sharpe * 365**0.5)
    assert result.sharpe_year.low < result.sharpe_year.value < result.sharpe_year.high
    # A single try: nothing is deflated, nothing is cut.
    assert result.dsr == result.psr
    assert result.expected_best == 0.0
    assert result.haircut_sharpe_year == pytest.approx(result.sharpe_year.value)


def test_every_variant_ever_tried_counts() -> None:
    sample = make_sample(np.random.default_rng(4).normal(0.6, 3.0, 400))
    found = [significance(sample, trials=count) for count in (1, 10, 100, 10_000)]
    chances = [one.dsr for one in found]
    assert all(one is not None for one in chances)
    assert sorted(chances, reverse=True) == chances  # type: ignore[type-var]
    cuts = [one.haircut_sharpe_year or 0.0 for one in found]
    assert sorted(cuts, reverse=True) == cuts
    assert found[0].verdict.level == "good"
    assert found[-1].verdict.level == "doubtful"
    assert found[2].expected_best == pytest.approx(expected_best(100, 1 / 729**0.5))
    assert {one.psr for one in found} == {found[0].psr}


def test_variance_is_the_papers_or_chance_s() -> None:
    sample = make_sample(np.random.default_rng(4).normal(0.6, 3.0, 400))
    known = np.random.default_rng(0).normal(0.0, 0.05, 50)
    by_sharpes = significance(sample, trials=80, trial_sharpes=known)
    assert by_sharpes.trials == 80
    assert by_sharpes.expected_best == pytest.approx(expected_best(80, known.std(ddof=1)))
    returns = correlated(1, 730, 50, 0.6)
    by_returns = significance(sample, trials=80, trial_sharpes=known, trial_returns=returns)
    assert by_returns.effective_trials == pytest.approx(0.6 + 0.4 * 80, abs=3)
    assert by_returns.expected_best == pytest.approx(
        expected_best(80, (0.4 / 729) ** 0.5), rel=0.05
    )


def test_bad_variants_do_not_count_against_a_good_one() -> None:
    """A sweep that also tries hopeless values has Sharpe ratios of great variance."""
    sample = make_sample(np.random.default_rng(4).normal(0.7, 3.0, 400))
    returns = correlated(1, 730, 40, 0.5)
    hopeless = returns - np.linspace(0.0, 0.005, 40)
    same = significance(sample, trials=40, trial_returns=returns)
    worse = significance(sample, trials=40, trial_returns=hopeless)
    assert worse.expected_best == pytest.approx(same.expected_best)


def profits_of(kind: str, random: np.random.Generator, count: int) -> Floats:
    """Return trades without any edge, and of a deviation near 1."""
    if kind == "normal":
        return random.standard_normal(count)
    if kind == "fat tails":
        return random.standard_t(3, count) / 3**0.5
    large = random.random(count) < 0.1
    lottery = np.where(large, 3.0, -1 / 3)
    return lottery if kind == "lottery" else -lottery


@pytest.mark.parametrize("kind", ["normal", "fat tails", "lottery", "steady wins, rare disasters"])
def test_luck_passes_in_at_most_one_of_twenty(kind: str) -> None:
    levels: Counter[str] = Counter()
    for seed in range(200):
        profits = 3 * profits_of(kind, np.random.default_rng(seed), 60)
        levels[significance(make_sample(profits, seed=seed)).verdict.level] += 1
    # 5 % of 200, and two deviations on top.
    assert levels["good"] <= 16, levels


def test_a_true_edge_is_found() -> None:
    levels: Counter[str] = Counter()
    for seed in range(100):
        profits = 3 * (np.random.default_rng(seed).standard_normal(200) + 0.3)
        levels[significance(make_sample(profits, seed=seed)).verdict.level] += 1
    # Its t-value is 4.2 on average: one-sided tests at 5 % miss it in 1 % of the cases.
    assert levels["good"] >= 95, levels


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.9])
def test_the_best_of_many_worthless_variants_is_not_believed(correlation: float) -> None:
    """Judged alone, the best of 40 passes mostly; deflated, in at most one case of twenty."""
    alone = deflated = 0
    for seed in range(100):
        returns = correlated(seed, 500, 40, correlation)
        best = int((returns.mean(axis=0) / returns.std(axis=0)).argmax())
        sample = make_sample(returns[:, best] * 1000, days=500, opened=np.arange(500))
        result = significance(sample, trials=40, trial_returns=returns)
        assert result.psr is not None
        assert result.dsr is not None
        alone += result.psr >= 0.95
        deflated += result.dsr >= 0.95
    assert alone > 10
    # 5 % of 100, and two deviations on top.
    assert deflated <= 9


@pytest.mark.parametrize(
    "profits", [[], [3.0], [0.0] * 40, [1.0, 1.0], [-2.0, -2.1] * 20, [5.0] * 40, [1e-9, -1e-9]]
)
def test_degenerate_runs_have_no_nan(profits: list[float]) -> None:
    result = significance(make_sample(profits), trials=7)
    assert result.model_dump_json()
    assert result.verdict.text
    assert result.verdict.level != "good" or len(profits) >= 30
    if len(profits) < 2:
        assert result.verdict.level == "unknown"
        assert result.winrate is None
    if not any(profits):
        assert result.verdict.level == "unknown"


def test_few_trades_are_never_good() -> None:
    result = significance(make_sample([3.0, 3.1, 2.9] * 8))
    assert result.low_sample
    assert result.verdict.level == "doubtful"
    assert "24 trades" in result.verdict.text


def test_bootstrap_p_value() -> None:
    assert bootstrap_p_value(np.array([1.0])) is None
    assert bootstrap_p_value(np.full(5, 0.1)) is None
    values = np.random.default_rng(1).normal(0.0, 1.0, 100)
    assert bootstrap_p_value(values, seed=1) == bootstrap_p_value(values, seed=1)
    assert bootstrap_p_value(values + 5, draws=99) == 0.01


def test_no_trials_are_refused() -> None:
    with pytest.raises(Invalid) as error:
        significance(make_sample([1.0, 2.0]), trials=0)
    assert error.value.field == "trials"
