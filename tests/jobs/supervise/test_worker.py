from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypertrade.results import publish

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.backtest import BacktestJob

    from .conftest import Worker


@pytest.mark.usefixtures("confinement")
def test_a_code_strategy_runs_confined_to_its_report(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    ran = worker.run(job())
    assert ran.code == 0, (ran.last, ran.said)
    result = ran.result
    assert len(result["trades"]) > 3
    assert result["fingerprint"]["confined"] is True
    assert {"result.json", "report.html", "trades.csv", "equity.png", "logs.txt"} <= {
        path.name for path in ran.out.iterdir()
    }
    publish.check(ran.out)  # and may be replaced by the next one
    stages = [event["stage"] for event in ran.events if event["event"] == "progress"]
    assert stages[0] == "preparing"
    assert stages[-1] == "report"
    assert "trading" in stages
    assert worker.litter() == []
