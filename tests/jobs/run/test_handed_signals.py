"""Code without callbacks, traded on its signals outside Freqtrade: plain Freqtrade's own trades."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypertrade_jobs import report

from tests.jobs.run.codes import SIGNALLING
from tests.jobs.run.running import PlainFreqtrade, job_of, prepare_in, run_child
from tests.jobs.run.test_equality import assert_says_the_same

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.candles.store import CandleStore

    from tests.jobs.run.specs import Case

Json = dict[str, Any]


@pytest.mark.parametrize("case", SIGNALLING, ids=lambda case: case.name)
def test_trades_equal_plain_freqtrade(
    case: Case, store: CandleStore, plain: PlainFreqtrade, shared_data: Path, tmp_path: Path
) -> None:
    job = job_of(case).model_copy(update={"engine": "fast"})
    prepared, inputs, outputs = prepare_in(tmp_path, job, store)
    stored = {path.name for path in shared_data.glob("*.feather")}
    needs = {path.name for path in (inputs / "data").glob("*.feather")}
    plain.start(job, prepared, None if needs <= stored else inputs / "data")
    child = run_child(inputs, outputs)
    expected = plain.result(prepared.class_name)
    assert child.events[-1] == {"event": "done"}, child.log
    made = report.traded(job, prepared, outputs=outputs, data=store.root)
    assert made.run is not None, made.engine_reason
    assert made.run.engine == "hypertrade"
    assert len(expected["trades"]) > 5, "a case without trades shows nothing"
    assert_says_the_same(made.run, expected)
    assert made.run.locks == len(expected["locks"])
