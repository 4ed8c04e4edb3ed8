"""Runs that end before their report: cancelled, killed, at a limit, or refused."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.backtest import SpecStrategy

from .conftest import crossing

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from hypertrade.domain.backtest import BacktestJob

    from .conftest import Worker

SLEEP = "import time; time.sleep(100)"
NOISY_SECOND = 3.0
"""A second, on a machine that is busy with other tests."""


def wait_for(process: subprocess.Popen[str], stage: str) -> None:
    """Read events until ``stage`` is reached."""
    assert process.stdout is not None
    for line in process.stdout:
        event: dict[str, Any] = json.loads(line)
        assert event["event"] == "progress", event
        if event["stage"] == stage:
            return
    pytest.fail(f"the run ended before it was {stage}")


@pytest.mark.usefixtures("confinement")
def test_a_signal_ends_everything_within_a_second(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    process = worker.start(job(crossing(SLEEP)))
    wait_for(process, "indicators")
    begin = time.monotonic()
    process.terminate()
    ran = worker.finish(process)
    assert time.monotonic() - begin < NOISY_SECOND
    assert (ran.code, ran.error["code"]) == (130, "Cancelled")
    assert not ran.out.exists()
    assert worker.litter() == []


def test_a_cancel_while_the_parent_prepares_ends_it_as_well(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    process = worker.start(job(), "--confine", "off")
    wait_for(process, "preparing")
    begin = time.monotonic()
    process.send_signal(signal.SIGINT)
    ran = worker.finish(process)
    assert time.monotonic() - begin < NOISY_SECOND
    assert ran.error["code"] == "Cancelled"
    assert worker.litter() == []


@pytest.mark.usefixtures("confinement")
@pytest.mark.parametrize("confine", ["required", "off"])
def test_a_killed_parent_takes_its_child_along(
    worker: Worker, job: Callable[..., BacktestJob], confine: str
) -> None:
    process = worker.start(job(crossing(SLEEP)), "--confine", confine)
    wait_for(process, "indicators")
    assert len(worker.processes()) > 1
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 5
    while worker.processes() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert worker.processes() == []
    assert not worker.out.exists()


def test_a_run_ends_when_the_process_that_wanted_it_is_gone(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    ran = worker.run(job(), "--confine", "off", "--parent", "1")
    assert ran.error["code"] == "Cancelled"


def test_a_run_nobody_listens_to_ends(worker: Worker, job: Callable[..., BacktestJob]) -> None:
    process = worker.start(job(), "--confine", "off")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.wait(timeout=30) == 130
    process.stderr.close()
    assert worker.litter() == []


@pytest.mark.usefixtures("confinement")
def test_memory_of_a_strategy_is_limited(worker: Worker, job: Callable[..., BacktestJob]) -> None:
    eat = "blocks = []\nwhile True: blocks.append(bytearray(64 << 20))"
    ran = worker.run(job(crossing(eat), limits={"memory_mb": 700}))
    assert ran.error["field"] == "limits.memory_mb"
    assert worker.litter() == []


def test_what_stood_in_out_stays_when_the_run_fails(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    worker.out.mkdir()
    former = {"result.json": "{}", "report.html": "old"}
    for name, text in former.items():
        (worker.out / name).write_text(text)
    ran = worker.run(job(crossing("dataframe['nothing']")), "--confine", "off")
    assert (ran.code, ran.error["code"]) == (2, "StrategyFailed")
    assert ran.error["line"] is not None
    assert {path.name: path.read_text() for path in worker.out.iterdir()} == former
    assert worker.litter() == []


def test_a_former_report_is_replaced_whole(worker: Worker, job: Callable[..., BacktestJob]) -> None:
    worker.out.mkdir()
    for name in ("result.json", "freqtrade-export.zip"):
        (worker.out / name).write_text("old")
    ran = worker.run(job(), "--confine", "off")
    assert ran.result["fingerprint"]["confined"] is False
    assert b"old" not in {path.read_bytes() for path in worker.out.iterdir()}
    assert worker.litter() == []


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        (["holiday.jpg"], "holiday.jpg"),
        (["result.json", "thesis.txt"], "thesis.txt"),
        (["trades.csv"], "trades.csv"),
    ],
)
def test_a_folder_with_other_things_is_refused(
    worker: Worker, job: Callable[..., BacktestJob], names: list[str], problem: str
) -> None:
    worker.out.mkdir()
    for name in names:
        (worker.out / name).write_text("precious")
    ran = worker.run(job(), "--confine", "off")
    assert (ran.code, ran.error["code"], ran.error["field"]) == (2, "Invalid", "out")
    assert problem in ran.error["problem"]
    assert ran.error["remedy"]
    assert sorted(path.name for path in worker.out.iterdir()) == sorted(names)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("not json", "job"),
        ("[]", "job"),
        ('{"id": "x"}', "strategy"),
    ],
)
def test_a_job_that_is_none_is_refused(worker: Worker, text: str, field: str) -> None:
    ran = worker.run(text, "--confine", "off")
    assert (ran.code, ran.error["code"]) == (2, "Invalid")
    assert ran.error["field"].startswith(field)
    assert worker.litter() == []


def test_a_job_with_two_kinds_does_not_run_unconfined(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    text = job().model_dump_json().replace('"kind":"code"', '"kind":"code","kind":"spec"')
    ran = worker.run(text)
    assert ran.error["code"] == "Invalid"


def test_without_bubblewrap_code_is_refused_and_says_what_to_do(
    worker: Worker, job: Callable[..., BacktestJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(worker.folder))
    ran = worker.run(job())
    assert (ran.code, ran.error["code"], ran.error["field"]) == (3, "Denied", "confine")
    assert "apt-get install bubblewrap" in ran.error["remedy"]
    assert worker.litter() == []


def test_a_bubblewrap_that_may_not_work_is_told_in_its_own_words(
    worker: Worker, job: Callable[..., BacktestJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    program = worker.folder / "bwrap"
    program.write_text(
        "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{worker.folder}:{os.environ['PATH']}")
    ran = worker.run(job())
    assert ran.error["code"] == "Denied"
    assert "No permissions to create new namespace" in ran.error["problem"]


def test_an_unreadable_spec_is_refused(worker: Worker, job: Callable[..., BacktestJob]) -> None:
    made = job().model_copy(update={"strategy": SpecStrategy(spec={"nonsense": 1})})
    ran = worker.run(made)
    assert ran.error["code"] == "Invalid"
    assert worker.litter() == []


def test_the_environment_decides_where_the_command_line_does_not(
    worker: Worker, job: Callable[..., BacktestJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(worker.folder))
    monkeypatch.setenv("HYPERTRADE_CONFINE", "perhaps")
    refused = worker.start(job())
    _, said = refused.communicate(timeout=10)
    assert refused.returncode == 2
    assert "HYPERTRADE_CONFINE" in said
    monkeypatch.setenv("HYPERTRADE_CONFINE", "off")
    assert Path(worker.run(job()).last["result"]).is_file()
