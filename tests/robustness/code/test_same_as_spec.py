"""The same strategy as a spec and as a file: the same trades, and the same verdicts on them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.market import Timerange
from hypertrade.services.backtests import Market, Money, job_for_spec
from hypertrade.strategy.compile import compile_spec
from hypertrade.strategy.spec import read_spec

from tests.robustness.code.conftest import code_job, examine
from tests.robustness.truth.worlds import PAIR

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.robustness.report import Report

RSI = {"kind": "indicator", "name": "rsi", "params": {"period": 14}}
SPEC = {
    "name": "Dip",
    "timeframe": "1h",
    "parameters": [
        {"name": "low", "low": 27, "high": 43, "step": 2, "default": 35},
        {"name": "high", "low": 47, "high": 63, "step": 1, "default": 55},
    ],
    "entries": [
        {
            "name": "dip",
            "when": {
                "kind": "compare",
                "left": RSI,
                "op": "<",
                "right": {"kind": "number", "value": {"param": "low"}},
            },
        }
    ],
    "exits": [
        {
            "name": "back",
            "when": {
                "kind": "compare",
                "left": RSI,
                "op": ">",
                "right": {"kind": "number", "value": {"param": "high"}},
            },
        }
    ],
    "stop_loss": 0.1,
}


@pytest.fixture(scope="module")
def both(market: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Report]:
    folder = tmp_path_factory.mktemp("both")
    spec = read_spec(SPEC)
    where = Market("binance", (PAIR,), None, Timerange.parse("-"))
    typed = job_for_spec(spec, where, Money(stake=200.0))
    written = code_job(compile_spec(spec).source)
    assert (typed.pairs, typed.stake) == (written.pairs, written.stake)
    return (
        examine(shutil.copytree(market, folder / "spec"), typed),
        examine(shutil.copytree(market, folder / "code"), written),
    )


def test_the_run_itself_is_equal(both: tuple[Report, Report]) -> None:
    spec, code = both
    assert spec.base.trades > 30
    assert code.base == spec.base
    assert code.market == spec.market
    assert (spec.strategy.kind, code.strategy.kind) == ("spec", "code")
    assert code.strategy.tunables == spec.strategy.tunables


PARTS = "trials significance sweep monte_carlo noise costs fee_runs regimes dependence"


@pytest.mark.parametrize("part", PARTS.split())
def test_every_figure_made_of_whole_runs_is_equal(both: tuple[Report, Report], part: str) -> None:
    spec, code = both
    assert getattr(code, part)
    assert getattr(code, part) == getattr(spec, part)


def test_windows_differ_by_warm_up_at_most(both: tuple[Report, Report]) -> None:
    spec, code = both
    assert len(code.walks) == 2
    for ours, theirs in zip(code.walks, spec.walks, strict=True):
        for one, other in zip(ours.result.windows, theirs.result.windows, strict=True):
            assert (one.in_start, one.out_stop) == (other.in_start, other.out_stop)
            assert one.values == other.values
            assert one.out_profit == pytest.approx(other.out_profit, abs=1e-9)


def test_the_verdicts_are_the_same(both: tuple[Report, Report]) -> None:
    spec, code = both
    assert [(one.name, one.verdict.level) for one in code.checks] == [
        (one.name, one.verdict.level) for one in spec.checks
    ]
    assert code.overall == spec.overall
    assert code.reservations == spec.reservations == ()
    assert code.bias is not None
    assert spec.bias is not None
    (ours,), (theirs,) = code.bias.pairs, spec.bias.pairs
    assert ours.places == theirs.places >= 20
    assert ours.startup == theirs.startup > 100
    assert ours.findings == theirs.findings == ()
