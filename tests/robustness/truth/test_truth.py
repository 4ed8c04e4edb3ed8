"""The certificate tells strategies of known truth apart, from candles to verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypertrade.robustness.history import History

from tests.robustness.truth.biased import AHEAD
from tests.robustness.truth.cases import TRIES, clairvoyant, overfitted, sound, unlucky
from tests.robustness.truth.measure import table

if TYPE_CHECKING:
    from pathlib import Path


def test_a_planted_edge_passes(tmp_path: Path) -> None:
    report = sound(tmp_path, seed=2)
    assert report.overall == "passes", report.reasons


def test_the_same_strategy_fails_where_there_is_nothing_to_earn(tmp_path: Path) -> None:
    report = unlucky(tmp_path, seed=2)
    assert report.overall == "fails"
    assert {one.name: one.verdict.level for one in report.checks}["significance"] == "bad"


@pytest.mark.parametrize("seed", [3, 5])
def test_the_best_of_many_tries_on_noise_fails_under_whatever_name(
    tmp_path: Path, seed: int
) -> None:
    report = overfitted(tmp_path, seed)
    # As a backtest it looks fine.
    assert report.base.profit > 0
    assert report.base.sharpe_year > 0.8
    assert report.significance is not None
    assert report.significance.trials > TRIES
    assert report.overall == "fails"
    assert len(History(tmp_path).trials(report.identity.family)) == report.significance.trials


def test_a_strategy_that_knows_the_future_fails_for_that_alone(tmp_path: Path) -> None:
    report = clairvoyant(tmp_path, seed=2)
    assert report.base.profit > 0.5
    levels = {one.name: one.verdict.level for one in report.checks}
    assert levels["significance"] == "good"
    assert levels["bias"] == "bad"
    assert report.overall == "fails"
    assert report.bias is not None
    assert f"looks at least {AHEAD} candles ahead" in report.bias.lookahead.text
    assert "close six candles later" in report.bias.lookahead.text


def test_the_table_counts_verdicts() -> None:
    rows = [{"case": "sound", "overall": "passes", "sharpe": 2.0} for _ in range(3)]
    assert "| sound | 3 | 3 | 0 | 0 | 2.0 (2.0 to 2.0) |" in table(rows)
