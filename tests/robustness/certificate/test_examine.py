"""The whole check of strategies whose truth is known, with a simulator that costs nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypertrade.robustness.examine import Reached, examine
from hypertrade.robustness.plan import ALL_CHECKS, Plan
from hypertrade.robustness.report import Reservation

from tests.robustness.certificate.reports import PLAN, context, examined, with_columns
from tests.robustness.runs.test_bias import _shifted
from tests.robustness.runs.toys import toy_subject


def _levels(report: object) -> dict[str, str]:
    return {one.name: one.verdict.level for one in report.checks}  # type: ignore[attr-defined]


def test_a_planted_edge_passes() -> None:
    report = examined(with_columns(toy_subject(edge=1.5, days=700))).report
    assert report.overall == "passes", report.reasons
    assert set(_levels(report)) == set(ALL_CHECKS)


def test_noise_fails() -> None:
    report = examined(with_columns(toy_subject(edge=0.0, days=700))).report
    assert report.overall == "fails"


def test_a_strategy_that_looks_ahead_fails_whatever_it_earns() -> None:
    report = examined(with_columns(toy_subject(edge=1.5, days=700), _shifted)).report
    assert report.overall == "fails"
    assert _levels(report)["bias"] == "bad"
    assert any("looks at least" in reason for reason in report.reasons)


def test_what_was_tried_before_counts_against_it() -> None:
    subject = with_columns(toy_subject(edge=0.12, days=700))
    plan = PLAN.model_copy(update={"checks": ("significance",), "trials": 2})
    once = examined(subject, plan).report.significance
    tried = tuple(0.06 * (-1) ** at * (at % 7) / 3 for at in range(2000))
    often = examined(subject, plan, earlier=(*tried, None)).report.significance
    assert once is not None
    assert often is not None
    assert once.trials == 2
    assert often.trials == 2003
    assert once.dsr is not None
    assert often.dsr is not None
    assert often.dsr < once.dsr


@pytest.mark.parametrize("name", ALL_CHECKS)
def test_each_check_runs_alone(name: str) -> None:
    report = examined(plan=PLAN.model_copy(update={"checks": (name,)})).report
    assert [one.name for one in report.checks] == [name]
    assert report.overall != "passes"  # decisive ones were left out


@pytest.mark.parametrize(("blocks", "word"), [(True, "doubtful"), (False, "passes")])
def test_what_could_not_be_examined_is_told_and_may_keep_it_from_passing(
    blocks: bool, word: str
) -> None:
    subject = with_columns(toy_subject(edge=1.5, days=700))
    about = Reservation(checks=("walkforward",), text="Half of it was not there.", blocks=blocks)
    report = examined(replace(subject, reservations=(about,))).report
    assert report.overall == word
    assert report.reasons[0] == "Half of it was not there."
    assert report.reservations == (about,)
    only = PLAN.model_copy(update={"checks": ("costs",)})
    assert examined(replace(subject, reservations=(about,)), only).report.reservations == ()


def test_checks_left_out_are_missed_and_said_once() -> None:
    subject = with_columns(toy_subject(edge=1.5, days=700))
    about = Reservation(checks=("sweep", "walkforward"), text="Not these two.", blocks=True)
    left = replace(subject, reservations=(about,), left_out=frozenset({"sweep", "walkforward"}))
    report = examined(left).report
    assert report.overall == "doubtful"
    assert {one.name for one in report.checks} == set(ALL_CHECKS) - {"sweep", "walkforward"}
    assert report.reasons == ("Not these two.",)
    assert report.sweep is None
    assert not report.walks


def test_a_strategy_without_a_number_has_nothing_to_vary() -> None:
    report = examined(with_columns(toy_subject(edge=1.5, days=700, axes=0))).report
    assert _levels(report)["sweep"] == "unknown"
    assert report.overall == "doubtful"
    assert "nothing to vary" in report.reasons[0]
    assert [one.checks for one in report.reservations] == [("sweep",), ("walkforward",)]
    assert all("the strategy as it is made" in one.result.verdict.text for one in report.walks)


def test_progress_counts_up_to_the_end() -> None:
    heard: list[Reached] = []
    subject = with_columns(toy_subject())
    plan = Plan(checks=("sweep", "costs"), trials=20)
    examine(
        subject,
        plan,
        context(subject),
        jobs=1,
        on_progress=heard.append,
        cancelled=lambda: False,
    )
    assert [one.stage for one in heard][:1] == ["the strategy as it is"]
    counted = [(one.done, one.total) for one in heard if one.total]
    assert counted[-1] == (23, 23)
