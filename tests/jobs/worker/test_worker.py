"""The worker of a machine, in real processes: it works, survives its own death, and ends clean."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest
from hypertrade.bootstrap.local import LocalParts
from hypertrade.bootstrap.platform import Platform
from hypertrade.domain.accounts import User, Visit
from hypertrade.domain.paging import Asked
from hypertrade.domain.principals import Principal
from hypertrade.domain.runs import Run, RunState
from hypertrade.services.runs import Request
from hypertrade.settings import Settings
from hypertrade.stores.users import Users

from tests.platform.market import long_work, work
from tests.stand_ins.receiver import Answer, running_receiver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hypertrade.domain.runs import Work

ANN = Principal(id="ann", plan="own")
SECONDS = 30


class Machine:
    """A platform in a folder, whose worker may be started and killed."""

    def __init__(self, data: Path) -> None:
        self.data = data
        settings = Settings(data=data, webhooks_private=True)
        self.parts = LocalParts(settings)
        self.platform = Platform(settings, self.parts)

    @contextmanager
    def worker(self, log: IO[bytes] | None = None) -> Iterator[subprocess.Popen[bytes]]:
        command = [sys.executable, "-m", "hypertrade_jobs.worker", "--data", str(self.data)]
        environment = {
            **os.environ,
            "HYPERTRADE_CAPACITY": "2",
            "HYPERTRADE_WEBHOOKS_PRIVATE": "1",
        }
        with subprocess.Popen(command, env=environment, stderr=log) as process:
            try:
                yield process
            finally:
                process.terminate()
                process.wait(30)

    def submit(self, wanted: Work | None = None) -> str:
        return self.platform.runs.submit(ANN, Request(wanted or work())).id

    def until(self, run: str, holds: Callable[[Run], bool]) -> Run:
        deadline = time.monotonic() + SECONDS
        while not holds(now := self.platform.runs.get(ANN, run)):
            assert time.monotonic() < deadline, f"the run is {now.state}, attempt {now.attempt}"
            time.sleep(0.02)
        return now

    def ended(self, run: str) -> Run:
        return self.until(run, lambda now: now.state.ended)

    def idle(self) -> None:
        deadline = time.monotonic() + SECONDS
        while running := self.parts.executions.running():
            assert time.monotonic() < deadline, f"still at work: {running}"
            time.sleep(0.02)

    def process_of(self, run: str) -> int:
        [one] = [one for one in self.parts.executions.started() if one.run == run]
        assert one.pid is not None
        return one.pid


@pytest.fixture
def machine(market: Path, tmp_path: Path) -> Machine:
    for path in market.iterdir():
        (tmp_path / path.name).symlink_to(path)
    return Machine(tmp_path)


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in text.split()]


def _gone(pids: list[int]) -> None:
    deadline = time.monotonic() + 20
    while left := [pid for pid in pids if Path(f"/proc/{pid}").exists() and not _zombie(pid)]:
        assert time.monotonic() < deadline, f"still there: {left}"
        time.sleep(0.02)


def _zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_runs_are_worked_on_and_their_results_kept(machine: Machine) -> None:
    runs = [machine.submit() for _ in range(3)]
    with machine.worker():
        done = [machine.ended(run) for run in runs]
    assert {run.state for run in done} == {RunState.SUCCEEDED}
    assert len({str(run.summary) for run in done}) == 1
    for run in done:
        assert machine.parts.blobs.get(run.artifacts[0].blob)
    # A process leaves a moment after its result is kept.
    machine.idle()
    assert list((machine.data / "platform" / "work").iterdir()) == []


def test_what_starts_executions_may_be_killed(machine: Machine) -> None:
    run = machine.submit(long_work())
    with machine.worker() as worker:
        machine.until(run, lambda now: now.progress is not None)
        [forking] = _children(worker.pid)
        pid = machine.process_of(run)
        os.kill(forking, signal.SIGKILL)
        # Another one comes, and finds the execution at work: it is the same process still.
        machine.until(run, lambda _: _children(worker.pid) not in ([forking], []))
        other = machine.submit()
        assert machine.ended(other).state is RunState.SUCCEEDED
        assert machine.process_of(run) == pid
        now = machine.platform.runs.get(ANN, run)
        assert (now.state, now.attempt) == (RunState.RUNNING, 1)
        # It is seen off by who did not start it.
        machine.platform.runs.cancel(ANN, run)
        assert machine.ended(run).state is RunState.CANCELLED
        machine.until(run, lambda _: machine.parts.executions.running() == [])


def test_a_killed_worker_is_followed_by_another_which_adopts(machine: Machine) -> None:
    run = machine.submit(long_work())
    with machine.worker() as worker:
        machine.until(run, lambda now: now.progress is not None)
        forking = _children(worker.pid)
        pid = machine.process_of(run)
        worker.kill()
        worker.wait()
        _gone(forking)
    with machine.worker():
        other = machine.submit()
        assert machine.ended(other).state is RunState.SUCCEEDED
        assert machine.process_of(run) == pid
        machine.platform.runs.cancel(ANN, run)
        machine.ended(run)
    _gone([pid])


def test_a_killed_execution_is_followed_by_the_next_attempt(machine: Machine) -> None:
    run = machine.submit(long_work())
    with machine.worker():
        machine.until(run, lambda now: now.progress is not None)
        pid = machine.process_of(run)
        family = [*_children(pid), *(each for one in _children(pid) for each in _children(one))]
        assert len(family) > 1
        os.kill(pid, signal.SIGKILL)
        _gone(family)
        now = machine.until(run, lambda now: now.attempt == 2 and now.state is RunState.RUNNING)
        assert machine.process_of(run) != pid
        assert now.execution is not None
        machine.platform.runs.cancel(ANN, run)
        machine.ended(run)


def test_a_worker_that_is_asked_to_end_leaves_no_process(machine: Machine) -> None:
    run = machine.submit(long_work())
    with machine.worker() as worker:
        machine.until(run, lambda now: now.progress is not None)
        pid = machine.process_of(run)
        family = [pid, *_children(worker.pid), *_children(pid)]
        worker.terminate()
        assert worker.wait(30) == 0
    _gone(family)
    assert machine.parts.executions.running() == []
    with machine.worker():
        # Nothing died: the attempt is given back.
        now = machine.until(run, lambda now: now.attempt == 2)
        assert (now.interrupted, now.deaths) == (1, 1)
        machine.platform.runs.cancel(ANN, run)
        machine.ended(run)


def test_what_the_worker_logs_is_json(machine: Machine, tmp_path: Path) -> None:
    run = machine.submit(long_work())
    log = tmp_path / "worker.log"
    with log.open("wb") as sink, machine.worker(sink) as worker:
        machine.until(run, lambda now: now.progress is not None)
        [forking] = _children(worker.pid)
        os.kill(forking, signal.SIGKILL)
        machine.until(run, lambda _: _children(worker.pid) not in ([forking], []))
        machine.platform.runs.cancel(ANN, run)
        machine.ended(run)
    entries = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    # The worker's own, and those of the execution, which is a process of another one.
    assert {"hypertrade_jobs.worker", "hypertrade_jobs.execute"} <= {
        entry["logger"] for entry in entries
    }
    [died] = [entry for entry in entries if entry["severity"] == "ERROR"]
    assert "what starts executions ended" in died["message"]
    named = [entry for entry in entries if entry["logger"] == "hypertrade_jobs.execute"]
    assert {entry["logging.googleapis.com/labels"]["run"] for entry in named} == {run}


def test_receivers_that_hang_keep_no_run_waiting(machine: Machine) -> None:
    """More of them than there are threads for notices, and a run that goes by all of them."""
    now = datetime.now(UTC)
    Users(machine.parts.documents).create(User(id="ann", email="ann@example.com", created=now))
    ann = ANN.model_copy(update={"signed_in": now})
    with running_receiver() as receiver, machine.worker():
        receiver.always = Answer(hang=True)
        for number in range(6):
            machine.platform.channels.create(
                ann, f"{number}", "webhook", receiver.url, ["run.succeeded"], Visit()
            )
        first = machine.submit()
        machine.until(first, lambda _: len(receiver.taken) == 4)
        run = machine.ended(machine.submit())
        told = machine.platform.channels.page(ann, Asked()).items
        assert run.state is RunState.SUCCEEDED
        assert [shown.last for shown in told] == [None] * 6, "they were still waited for"
        receiver.closing.set()
        receiver.always = None
        machine.until(first, lambda _: len(receiver.taken) >= 6)
