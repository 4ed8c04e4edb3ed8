from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypertrade.adapters.local.worker import LocalJobRunner
from hypertrade.domain import errors

from .conftest import crossing

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.backtest import BacktestJob, Progress

    from .conftest import Worker

SLEEP = "import time; time.sleep(100)"


@pytest.fixture
def runner(store: Path, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> LocalJobRunner:
    monkeypatch.setattr("tempfile.tempdir", str(worker.temporary))
    return LocalJobRunner(store, "off")


def test_a_run_reports_progress_and_returns_its_result(
    runner: LocalJobRunner, worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    heard: list[Progress] = []
    on_freqtrade = job(engine="freqtrade")
    path = runner.run(on_freqtrade, worker.out, on_progress=heard.append, cancelled=lambda: False)
    assert path == worker.out / "result.json"
    assert path.is_file()
    trading = [progress for progress in heard if progress.stage == "trading"]
    assert trading[-1].done == trading[-1].total > 0
    assert trading[-1].date is not None
    assert worker.litter() == []


def test_each_failure_is_the_domains_own(
    runner: LocalJobRunner, worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    def run(made: BacktestJob) -> None:
        runner.run(made, worker.out, on_progress=lambda _: None, cancelled=lambda: False)

    with pytest.raises(errors.StrategyFailed) as failed:
        run(job(crossing("dataframe['nothing']")))
    assert failed.value.line is not None
    assert "nothing" in failed.value.problem
    with pytest.raises(errors.NotFound):
        run(job(pairs=("ETH/USD",)))
    with pytest.raises(errors.QuotaExceeded) as quota:
        run(job(crossing(SLEEP), limits={"wall_seconds": 1}))
    assert quota.value.field == "limits.wall_seconds"
    assert not worker.out.exists()
    assert worker.litter() == []


def test_cancelling_ends_the_run_within_a_second(
    runner: LocalJobRunner, worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    inside = threading.Event()
    begin = 0.0

    def on_progress(progress: Progress) -> None:
        nonlocal begin
        if progress.stage == "indicators":
            begin = time.monotonic()
            inside.set()

    with pytest.raises(errors.Cancelled):
        runner.run(
            job(crossing(SLEEP)), worker.out, on_progress=on_progress, cancelled=inside.is_set
        )
    assert time.monotonic() - begin < 3.0  # a second, on a busy machine
    assert not worker.out.exists()
    assert worker.litter() == []


def test_a_listener_that_raises_ends_the_run(
    runner: LocalJobRunner, worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    def on_progress(_progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        runner.run(job(), worker.out, on_progress=on_progress, cancelled=lambda: False)
    assert worker.litter() == []


def test_a_worker_that_cannot_start_is_unavailable(
    store: Path, worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    python = worker.folder / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')  # finds no package
    python.chmod(0o755)
    runner = LocalJobRunner(store, "off", python=str(python))
    with pytest.raises(errors.Unavailable) as failed:
        runner.run(job(), worker.out, on_progress=lambda _: None, cancelled=lambda: False)
    assert "hypertrade_jobs" in failed.value.problem


def test_a_stopped_worker_is_killed(
    runner: LocalJobRunner, worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    stopped: list[int] = []

    def cancelled() -> bool:
        for pid in worker.processes():
            if pid not in stopped and b"hypertrade_jobs\0" in command_of(pid):
                os.kill(pid, 19)  # SIGSTOP: it hears no other signal
                stopped.append(pid)
        return bool(stopped)

    with pytest.raises(errors.Cancelled):
        runner.run(job(), worker.out, on_progress=lambda _: None, cancelled=cancelled)
    assert stopped
    time.sleep(0.1)
    assert worker.litter() == []


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
