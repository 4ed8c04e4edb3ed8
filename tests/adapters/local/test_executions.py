"""Executions of one machine: noted, taken once, each known by its process."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypertrade.adapters.local.executions import (
    INTERRUPTED_REMEMBERED,
    REMEMBERED,
    LocalExecutions,
    Started,
)
from hypertrade.adapters.local.processes import born
from hypertrade.ports.executions import ExecutionState

from tests.ports.clocks import Hands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def executions(tmp_path: Path, clock: Hands) -> LocalExecutions:
    return LocalExecutions(tmp_path / "executions.sqlite", clock=clock)


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as running:
        yield running
        running.kill()


def test_an_execution_is_pending_until_it_is_taken(executions: LocalExecutions) -> None:
    name = executions.start("run", 1)
    assert executions.state(name) is ExecutionState.PENDING
    assert executions.waiting()
    taken = executions.take()
    assert taken is not None
    assert (taken.name, taken.run, taken.attempt, taken.pid) == (name, "run", 1, None)
    assert executions.state(name) is ExecutionState.RUNNING
    assert not executions.waiting()
    assert executions.take() is None
    assert executions.started() == [taken]


def test_the_first_asked_for_is_the_first_taken(executions: LocalExecutions, clock: Hands) -> None:
    names = []
    for _ in range(3):
        names.append(executions.start("run", 1))
        clock.move(1)
    assert [one.name for one in (executions.take() for _ in names) if one] == names
    assert [one.name for one in executions.running()] == names


def test_of_many_that_take_each_gets_another(executions: LocalExecutions) -> None:
    for _ in range(20):
        executions.start("run", 1)
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: executions.take(), range(24)))
    assert len({one.name for one in taken if one}) == 20
    assert taken.count(None) == 4


def test_a_cancelled_execution_that_waits_never_starts(executions: LocalExecutions) -> None:
    name = executions.start("run", 1)
    executions.cancel(name)
    assert executions.state(name) is ExecutionState.CANCELLED
    assert executions.take() is None


def test_a_cancelled_execution_that_runs_is_to_be_ended(executions: LocalExecutions) -> None:
    name = executions.start("run", 1)
    executions.take()
    executions.cancel(name)
    assert executions.state(name) is ExecutionState.RUNNING
    assert [one.cancelled for one in executions.started()] == [True]
    executions.note_end(name, ExecutionState.FAILED)
    executions.cancel(name)
    assert executions.state(name) is ExecutionState.FAILED


def test_one_process_is_noted_and_no_other(
    executions: LocalExecutions, process: subprocess.Popen[bytes]
) -> None:
    name = executions.start("run", 1)
    assert not executions.note_process(name, process.pid)
    executions.take()
    assert executions.note_process(name, process.pid)
    assert executions.note_process(name, process.pid)
    assert not executions.note_process(name, os.getpid())
    [started] = executions.started()
    assert executions.is_alive(started)


def test_a_process_that_ended_is_not_alive(
    executions: LocalExecutions, process: subprocess.Popen[bytes]
) -> None:
    name = executions.start("run", 1)
    executions.take()
    executions.note_process(name, process.pid)
    process.kill()
    while born(process.pid) is not None:  # not waited for: a zombie
        pass
    [started] = executions.started()
    assert not executions.is_alive(started)
    executions.note_end(name, ExecutionState.FAILED)
    assert not executions.note_process(name, process.pid)


def test_a_later_process_of_the_same_number_is_another(executions: LocalExecutions) -> None:
    started = Started("name", "run", 1, False, os.getpid(), "another boot:1", 0.0)
    assert not executions.is_alive(started)


def test_what_is_unknown_is_gone(executions: LocalExecutions, clock: Hands) -> None:
    assert executions.state("never") is ExecutionState.GONE
    executions.cancel("never")
    name = executions.start("run", 1)
    executions.take()
    executions.note_end(name, ExecutionState.SUCCEEDED)
    executions.note_end(name, ExecutionState.FAILED)
    assert executions.state(name) is ExecutionState.SUCCEEDED
    clock.move(REMEMBERED.total_seconds() + 1)
    executions.start("run", 2)
    assert executions.state(name) is ExecutionState.GONE


def test_that_a_clean_stop_ended_it_is_known_until_the_next_start(
    executions: LocalExecutions, clock: Hands
) -> None:
    name = executions.start("run", 1)
    executions.take()
    executions.note_end(name, ExecutionState.INTERRUPTED)
    clock.move(INTERRUPTED_REMEMBERED.total_seconds() - 1)
    executions.start("another", 1)
    assert executions.state(name) is ExecutionState.INTERRUPTED
    assert executions.state(name).over
    clock.move(2)
    executions.start("another", 2)
    assert executions.state(name) is ExecutionState.GONE
