"""HyperTrade's engine and Freqtrade give one result: every field of it but the engine's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypertrade.backtesting import Session, reporting
from hypertrade.backtesting.verification import verify
from hypertrade_jobs import report

from tests.jobs.run.running import job_of, prepare_in, run_child
from tests.jobs.run.specs import SPECS, Case

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.candles.store import CandleStore

# Of each kind one: tests/engine/differential goes through the rest, and far more.
CASES = (
    "dip",
    "roi",
    "atr-stop",
    "share",
    "guards",
    "higher-timeframe",
    "tunable",
)
DIFFERS = {"engine", "engine_version"}


@pytest.mark.parametrize(
    "case", [case for case in SPECS if case.name in CASES], ids=lambda c: c.name
)
def test_both_paths_give_the_same_result(case: Case, store: CandleStore, tmp_path: Path) -> None:
    job = job_of(case)
    session = Session.load(job, store)
    assert session.refusal() is None
    ours = session.engine_run(session.run())
    prepared, inputs, outputs = prepare_in(tmp_path, job, store)
    theirs = run_child(inputs, outputs).run
    assert ours.model_dump(exclude=DIFFERS) == theirs.model_dump(exclude=DIFFERS)
    assert (ours.engine, theirs.engine) == ("hypertrade", "freqtrade")
    mine = reporting.result_of(session, ours)
    fingerprint = report._fingerprint(theirs, prepared, reason="", confined=False)
    its = mine.model_copy(update={"fingerprint": fingerprint})
    assert mine.fingerprint.model_dump(exclude=DIFFERS) == fingerprint.model_dump(exclude=DIFFERS)
    assert session.compiled.source == prepared.source
    assert session.quality == prepared.quality
    said = verify(mine, its)
    assert said.agrees
    assert (said.engine, said.trades) == ("freqtrade", len(theirs.trades))
    assert said.figures > 100
