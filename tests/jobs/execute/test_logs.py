"""What an execution logs: JSON for Cloud Logging, found by the request that asked for the run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.bootstrap.local import LocalParts
from hypertrade.bootstrap.platform import Platform
from hypertrade.domain.runs import Run, RunState
from hypertrade.settings import Settings
from hypertrade_functions.app import create_app

from tests.platform.market import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

TRACE = "0af7651916cd43dd8448eb211c80319c"
REQUEST = "the-request-id"
PASSWORD = "a long enough password"  # noqa: S105 - of an account made here
ORDER = {
    "kind": "backtest",
    "words": WORDS,
    "exchange": "binance",
    "pairs": ["BTC/USDT"],
    "timeframe": "1h",
}


class Asked:
    """A run that was asked for by HTTP, and the log of the execution that works on it."""

    def __init__(self, data: Path, **order: Any) -> None:
        self.settings = Settings(data=data, confine="off")
        self.platform = Platform(self.settings, LocalParts(self.settings))
        client = create_app(self.platform).test_client()
        signed_up = client.post(
            "/v1/auth/sign-up", json={"email": "ada@example.org", "password": PASSWORD}
        ).get_json()
        self.token: str = signed_up["id_token"]
        self.run = self._asked(client, order)
        self.log = data / "execution.log"

    def _asked(self, client: FlaskClient, order: dict[str, Any]) -> str:
        answer = client.post(
            "/v1/runs",
            json=ORDER | order,
            headers={
                "Authorization": f"Bearer {self.token}",
                "traceparent": f"00-{TRACE}-b7ad6b7169203331-01",
                "X-Request-Id": REQUEST,
            },
        )
        assert answer.status_code == 202, answer.get_json()
        id_: str = answer.get_json()["id"]
        return id_

    def execution(self, **variables: str) -> subprocess.Popen[bytes]:
        self.platform.work.dispatching.pump()
        environment = {
            **os.environ,
            "HYPERTRADE_DATA": str(self.settings.data),
            "HYPERTRADE_CONFINE": "off",
            "HYPERTRADE_RUN": self.run,
            "HYPERTRADE_ATTEMPT": "1",
            "HYPERTRADE_EXECUTION": self.read().execution or "",
            **variables,
        }
        command = [sys.executable, "-m", "hypertrade_jobs.execute"]
        with self.log.open("wb") as log:
            return subprocess.Popen(command, env=environment, stdout=log, stderr=log)

    def read(self) -> Run:
        return self.platform.work.records.runs.require(self.run).value

    def entries(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def ask(market: Path, tmp_path: Path) -> Callable[..., Asked]:
    def make(**order: Any) -> Asked:
        for path in market.iterdir():
            (tmp_path / path.name).symlink_to(path)
        return Asked(tmp_path, **order)

    return make


def test_every_entry_names_the_run_and_the_request_that_asked_for_it(
    ask: Callable[..., Asked],
) -> None:
    asked = ask()
    assert asked.execution().wait(60) == 0
    assert asked.read().state is RunState.SUCCEEDED
    entries = asked.entries()
    assert {entry["severity"] for entry in entries} == {"INFO"}
    assert f"run {asked.run}: attempt 1 begins" in entries[0]["message"]
    assert f"run {asked.run} succeeded" in entries[-1]["message"]
    for entry in entries:
        assert entry["logging.googleapis.com/trace"] == TRACE
        labels = entry["logging.googleapis.com/labels"]
        assert labels["request_id"] == REQUEST
        assert (labels["run"], labels["attempt"]) == (asked.run, "1")
        assert labels["execution"] == asked.read().execution


def test_traces_are_named_as_those_of_the_project(ask: Callable[..., Asked]) -> None:
    asked = ask()
    assert asked.execution(HYPERTRADE_PROJECT="my-project").wait(60) == 0
    traces = {entry["logging.googleapis.com/trace"] for entry in asked.entries()}
    assert traces == {f"projects/my-project/traces/{TRACE}"}


def test_a_bug_of_the_worker_is_in_the_log_and_no_path_in_the_owners_remedy(
    ask: Callable[..., Asked], tmp_path: Path
) -> None:
    asked = ask(engine="freqtrade")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = asked.execution(TMPDIR=str(temporary))
    os.kill(_strategys(process), signal.SIGABRT)
    assert process.wait(60) == 0
    ended = asked.read()
    assert ended.failure is not None
    assert (ended.state, ended.failure.code, ended.refunded) == (RunState.FAILED, "Internal", True)
    told = f"{ended.failure.problem} {ended.failure.remedy}"
    assert asked.run in told
    assert REQUEST in told
    assert "/" not in told
    [bug] = [entry for entry in asked.entries() if entry["severity"] == "ERROR"]
    assert bug["@type"].endswith("ReportedErrorEvent")
    assert bug["logging.googleapis.com/trace"] == TRACE
    assert "SIGABRT" in bug["message"]
    assert "in until_child_ends" in bug["message"]  # the worker's own stack
    assert list(temporary.iterdir()) == []


def test_no_secret_of_what_fails_is_logged(ask: Callable[..., Asked], tmp_path: Path) -> None:
    asked = ask()
    told = f"Authorization: Bearer {asked.token}, password={PASSWORD!r}"
    # Python imports this at its start.
    (tmp_path / "sitecustomize.py").write_text(
        "from hypertrade.services.runs.working import Working\n"
        "def do(*_):\n"
        f"    raise RuntimeError({told!r})\n"
        "Working.do = do\n"
    )
    assert asked.execution(PYTHONPATH=str(tmp_path)).wait(60) == 0
    failure = asked.read().failure
    assert failure is not None
    assert failure.code == "Internal"
    text = asked.log.read_text()
    assert "RuntimeError" in text
    assert "[redacted]" in text
    assert asked.token not in text
    assert PASSWORD not in text
    assert all(json.loads(line) for line in text.splitlines())


def _strategys(process: subprocess.Popen[bytes]) -> int:
    """Return the process of the strategy that ``process`` has started by and by."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        family = [process.pid]
        for pid in family:
            family += _children(pid)
            if b"hypertrade_jobs.run\0" in _command(pid):
                return pid
        time.sleep(0.02)
    raise AssertionError("no process of a strategy came")


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(child) for child in text.split()]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""
