"""Executions on Cloud Run's stand-in, which starts real processes."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.backtest import Limits
from hypertrade.domain.errors import QuotaExceeded, Unavailable
from hypertrade.ports.executions import ExecutionState

from tests.stand_ins.google.deploying import deploy_worker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypertrade.adapters.gcp.executions import GoogleExecutions
    from hypertrade.bootstrap.google import GoogleParts

    from tests.stand_ins.google.cloud import GoogleCloud

    Deployed = Callable[..., GoogleExecutions]

pytestmark = pytest.mark.emulator

TELL = "import json, os, sys; json.dump(dict(os.environ), open(sys.argv[1], 'w'))"
WAIT = "import time; time.sleep(600)"
FAIL = "raise SystemExit(3)"


@pytest.fixture
def deployed(google_cloud: GoogleCloud, google_project: Callable[..., GoogleParts]) -> Deployed:
    """Return what deploys a job that runs some Python, and its executions."""

    def deploy(code: str, *arguments: str, **job: int) -> GoogleExecutions:
        parts = google_project(["run"])
        command = (sys.executable, "-c", code, *arguments)
        deploy_worker(google_cloud, parts.settings, command, **job)
        return parts.executions

    return deploy


def becomes(executions: GoogleExecutions, name: str, *states: ExecutionState) -> ExecutionState:
    """Return the state of an execution once it is one of ``states``, or after ten seconds."""
    end = time.monotonic() + 10
    while (state := executions.state(name)) not in states and time.monotonic() < end:
        time.sleep(0.05)
    return state


def test_a_process_learns_its_run_and_attempt(deployed: Deployed, tmp_path: Path) -> None:
    executions = deployed(TELL, str(tmp_path / "told"))
    name = executions.start("r1", 2, Limits(wall_seconds=30))
    assert becomes(executions, name, ExecutionState.SUCCEEDED) is ExecutionState.SUCCEEDED
    told = json.loads((tmp_path / "told").read_text())
    assert (told["HYPERTRADE_RUN"], told["HYPERTRADE_ATTEMPT"]) == ("r1", "2")
    assert told["CLOUD_RUN_EXECUTION"] == name
    assert told["HYPERTRADE_PLATFORM"] == "gcp"


def test_what_runs_is_listed_and_can_be_cancelled(deployed: Deployed) -> None:
    executions = deployed(WAIT)
    names = [executions.start(run, 1) for run in ("r1", "r2")]
    assert becomes(executions, names[0], ExecutionState.RUNNING) is ExecutionState.RUNNING
    running = {one.name: one for one in executions.running()}
    assert set(running) == set(names)
    assert (running[names[1]].run, running[names[1]].attempt) == ("r2", 1)
    assert abs(running[names[1]].created - datetime.now(UTC)) < timedelta(minutes=1)
    executions.cancel(names[0])
    assert becomes(executions, names[0], ExecutionState.CANCELLED) is ExecutionState.CANCELLED
    assert [one.name for one in executions.running()] == [names[1]]
    executions.cancel(names[0])
    executions.cancel(names[1])


def test_a_process_that_fails_has_failed(deployed: Deployed) -> None:
    executions = deployed(FAIL)
    name = executions.start("r1", 1)
    assert becomes(executions, name, ExecutionState.FAILED) is ExecutionState.FAILED


def test_unknown_executions_are_gone(deployed: Deployed) -> None:
    executions = deployed(FAIL)
    for name in ("none", "", "../../jobs/other", "a/b"):
        assert executions.state(name) is ExecutionState.GONE
        executions.cancel(name)
    assert executions.running() == []


def test_a_full_house_is_said(deployed: Deployed) -> None:
    executions = deployed(WAIT, most=1)
    name = executions.start("r1", 1)
    with pytest.raises(QuotaExceeded):
        executions.start("r2", 1)
    executions.cancel(name)


def test_a_job_that_is_not_deployed_is_said(google_project: Callable[..., GoogleParts]) -> None:
    executions = google_project(["run"], backtest_job="nowhere").executions
    executions._job = executions._job.replace("nowhere", "elsewhere")
    with pytest.raises(Unavailable, match="elsewhere"):
        executions.start("r1", 1)
