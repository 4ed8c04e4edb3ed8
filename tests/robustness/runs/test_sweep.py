from __future__ import annotations

import numpy as np
import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.robustness.heat import heat_map
from hypertrade.robustness.objectives import NEVER, SCORES, score
from hypertrade.robustness.outcomes import Outcome, drawdown_of, sharpe_of
from hypertrade.robustness.plan import Plan
from hypertrade.robustness.sweep import run_island, run_variant, sweep_units
from hypertrade.robustness.units import IslandUnit, VariantUnit
from hypertrade.robustness.work import execute

from tests.robustness.runs.toys import Toy, spec_with, toy_subject


def test_a_grid_that_fits_is_tried_whole() -> None:
    subject = toy_subject(axes=1)
    units = sweep_units(subject.space, Plan(trials=50))
    assert len(units) == 13
    assert units[0] == VariantUnit(point=subject.space.default)


def test_a_grid_that_does_not_fit_is_refused_when_asked_for() -> None:
    with pytest.raises(Invalid, match="169 points") as caught:
        sweep_units(toy_subject().space, Plan(trials=50, search="grid"))
    assert "--trials 169" in caught.value.remedy


def test_optuna_searches_on_islands_that_do_not_depend_on_how_they_are_dealt_out() -> None:
    subject, plan = toy_subject(edge=2.0), Plan(trials=100, search="optuna", seed=3)
    units = sweep_units(subject.space, plan)
    islands = [one for one in units if isinstance(one, IslandUnit)]
    assert sum(isinstance(one, VariantUnit) for one in units) == 50
    assert sum(one.trials for one in islands) == 50
    assert len({one.seed for one in islands}) == len(islands) > 1
    first = run_island(subject, plan, islands[0])
    assert first == run_island(subject, plan, islands[0])
    assert first != run_island(subject, plan, islands[1])


def test_optuna_finds_the_planted_optimum_more_often_than_chance() -> None:
    subject, plan = toy_subject(edge=20.0, days=200), Plan(objective="profit")
    found = run_island(subject, plan, IslandUnit(seed=1, trials=60))
    best = max(found, key=lambda one: one.score or 0.0)
    assert sum(abs(at - 6) for at in best.point) <= 2
    near = sum(sum(abs(at - 6) for at in one.point) <= 4 for one in found)
    assert near / len(found) > 1.5 * 41 / 169


def test_values_that_contradict_each_other_are_told_from_the_others() -> None:
    subject = toy_subject()
    impossible = run_variant(subject, Plan(), (5, 6))
    assert "13 goes with nothing" in impossible.problem
    assert not impossible.daily
    assert not run_variant(subject, Plan(), (6, 6)).problem


def test_a_strategy_that_cannot_run_as_it_is_is_an_error() -> None:
    from hypertrade.robustness.subject import Subject

    subject = Subject.of(Toy(spec_with(("n", 8, 20, 1, 13))))
    with pytest.raises(Invalid, match="13 goes with nothing"):
        run_variant(subject, Plan(), subject.space.default)


def test_a_rerun_with_more_fee_makes_less() -> None:
    from hypertrade.robustness.units import FeeUnit, RunDone

    subject = toy_subject(edge=1.0)
    runs = [execute(subject, Plan(), FeeUnit(multiple=multiple)) for multiple in (1, 2, 3)]
    assert all(isinstance(one, RunDone) for one in runs)
    profits = [one.profit for one in runs]  # type: ignore[union-attr]
    assert profits == sorted(profits, reverse=True)
    assert len(set(profits)) == 3


@pytest.mark.parametrize("name", SCORES)
def test_too_few_trades_never_win(name: str) -> None:
    outcome = Outcome(trades=4, profit=9.0, drawdown=0.0, daily=np.array([0.1, 0.2]))
    assert score(outcome, name, 5) == NEVER  # type: ignore[arg-type]
    assert np.isfinite(score(outcome, name, 4))  # type: ignore[arg-type]


def test_scores_by_hand() -> None:
    daily = np.array([0.01, -0.005, 0.0, 0.015])
    outcome = Outcome(trades=9, profit=0.02, drawdown=0.1, daily=daily)
    assert score(outcome, "profit", 1) == 0.02
    assert score(outcome, "profit-drawdown", 1) == pytest.approx(-0.08)
    assert score(outcome, "calmar", 1) == pytest.approx(0.02 / 4 * 365 / 0.1)
    by_hand = 0.005 / np.std(daily, ddof=1) * np.sqrt(365)
    assert score(outcome, "sharpe", 1) == pytest.approx(by_hand)


def test_equal_days_have_no_sharpe_ratio_and_a_fall_is_from_the_peak() -> None:
    assert sharpe_of(np.full(9, 0.01)) == 0.0
    assert sharpe_of(np.array([0.01])) == 0.0
    assert drawdown_of(np.array([100.0, 120.0, 90.0, 130.0, 117.0])) == pytest.approx(0.25)
    assert drawdown_of(np.array([100.0, -20.0])) == 1.0


def test_the_map_folds_other_tunables_away() -> None:
    subject, plan = toy_subject(axes=3, edge=5.0, days=60), Plan(objective="profit", min_trades=1)
    points = [(a, b, c) for a in (6, 7, 8) for b in (6, 7) for c in (6, 8)]
    variants = [run_variant(subject, plan, point) for point in points]
    found = heat_map(subject.space, variants, ("n_1", "n_0"))
    assert found is not None
    assert (found.x_name, found.y_name) == ("n_1", "n_0")
    # Thirteen values are put together in twos to fit on nine cells a side.
    row, column = found.chosen
    inside = [one for one in variants if one.point[0] // 2 == row and one.point[1] // 2 == column]
    scores = [one.score for one in inside if one.score is not None]
    assert found.count[row][column] == len(inside) > 0
    assert found.best[row][column] == max(scores)
    assert found.median[row][column] == pytest.approx(float(np.median(scores)))
    assert sum(map(sum, found.count)) == len(variants)


def test_the_map_chooses_what_matters_most() -> None:
    from hypertrade.robustness.units import Variant

    subject = toy_subject(axes=3)
    variants = [
        Variant(point=(a, b, c), trades=50, score=float(b) + 0.2 * c)
        for a in (5, 6, 7)
        for b in (5, 6, 7)
        for c in (5, 6, 7)
    ]
    found = heat_map(subject.space, variants)
    assert found is not None
    assert (found.x_name, found.y_name) == ("n_1", "n_2")
    assert found.weight["n_0"] == pytest.approx(0.0)
    with pytest.raises(Invalid, match="no tunable 'x'"):
        heat_map(subject.space, variants, ("n_1", "x"))
