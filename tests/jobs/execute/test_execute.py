"""The process that works on an attempt: real work, real kills, one result."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.bootstrap.platform import Platform
from hypertrade.domain.backtest import CodeStrategy
from hypertrade.domain.principals import Principal
from hypertrade.domain.runs import BacktestWork, Run, RunState
from hypertrade.services.runs import Request
from hypertrade.services.runs.working import Working
from hypertrade.settings import Settings
from hypertrade_jobs import execute as module
from hypertrade_jobs.execute import DIED, Order, execute

from tests.platform.market import code_job, job, long_work, work

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.runs import Work

ANN = Principal(id="ann", plan="own")


class Stage:
    """A platform with a tiny market, and one run that is starting."""

    def __init__(self, data: Path) -> None:
        self.settings = Settings(data=data, confine="off")
        self.platform = Platform(self.settings)

    def start(self, wanted: Work) -> Order:
        run = self.platform.runs.submit(ANN, Request(wanted))
        self.platform.work.dispatching.pump()
        return Order(run.id, 1, self.read(run.id).execution)

    def read(self, run: str) -> Run:
        return self.platform.runs.get(ANN, run)

    def execute(self, order: Order, folder: Path) -> int:
        folder.mkdir(exist_ok=True)
        return execute(self.settings, order, folder)

    def process(self, order: Order) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "HYPERTRADE_DATA": str(self.settings.data),
            "HYPERTRADE_RUN": order.run,
            "HYPERTRADE_ATTEMPT": str(order.attempt),
            "HYPERTRADE_EXECUTION": order.execution or "",
        }
        command = [sys.executable, "-m", "hypertrade_jobs.execute"]
        return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)

    def until(self, run: str, holds: Callable[[Run], bool], seconds: float = 40) -> Run:
        deadline = time.monotonic() + seconds
        while not holds(now := self.read(run)):
            assert time.monotonic() < deadline, f"the run is {now.state} still"
            time.sleep(0.02)
        return now


@pytest.fixture
def stage(market: Path, tmp_path: Path) -> Stage:
    data = tmp_path / "data"
    data.mkdir()
    for path in market.iterdir():
        (data / path.name).symlink_to(path)
    return Stage(data)


def test_the_command_works_once_however_often_it_is_given(stage: Stage) -> None:
    order = stage.start(work())
    twins = [stage.process(order) for _ in range(2)]
    assert [twin.wait(60) for twin in twins] == [0, 0]
    done = stage.read(order.run)
    assert (done.state, done.attempt, done.execution) == (RunState.SUCCEEDED, 1, order.execution)
    assert done.summary is not None
    assert len(stage.platform.runs.trades(ANN, order.run)) == done.summary["total_trades"]
    assert stage.process(order).wait(60) == 0
    assert stage.read(order.run) == done


@pytest.mark.parametrize(
    ("variables", "said"), [({}, "HYPERTRADE_RUN"), ({"HYPERTRADE_RUN": "x"}, "HYPERTRADE_ATTEMPT")]
)
def test_the_command_says_what_it_lacks(variables: dict[str, str], said: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "hypertrade_jobs.execute"],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_cancelled_run_stops_within_two_seconds(stage: Stage) -> None:
    order = stage.start(long_work())
    process = stage.process(order)
    stage.until(order.run, lambda run: run.progress is not None)
    stage.platform.runs.cancel(ANN, order.run)
    asked = time.monotonic()
    stage.until(order.run, lambda run: run.state is RunState.CANCELLED)
    assert time.monotonic() - asked < 4  # two, and as much again for a busy machine
    assert process.wait(10) == 0


def test_a_superseded_process_leaves_quietly_and_leaves_nothing(stage: Stage) -> None:
    order = stage.start(long_work())
    process = stage.process(order)
    stage.until(order.run, lambda run: run.state is RunState.RUNNING)
    records = stage.platform.work.records
    _again(stage, order.run)
    before = records.runs.require(order.run)
    assert process.wait(15) == 0
    assert records.runs.require(order.run) == before


def _again(stage: Stage, run: str) -> None:
    from hypertrade.services.runs.records import until_settled

    work_ = stage.platform.work
    until_settled(lambda: work_.endings.again(work_.records.runs.require(run)))


@pytest.mark.parametrize("whom", ["overseer", "labourer"])
def test_killed_it_leaves_the_run_to_the_next_attempt(stage: Stage, whom: str) -> None:
    order = stage.start(long_work())
    process = stage.process(order)
    stage.until(order.run, lambda run: run.progress is not None)
    children = _children(process.pid)
    children += [each for child in children for each in _children(child)]
    assert len(children) > 1
    os.kill(process.pid if whom == "overseer" else children[0], signal.SIGKILL)
    assert process.wait(10) == (-signal.SIGKILL if whom == "overseer" else DIED)
    _gone(children)
    assert stage.read(order.run).state is RunState.RUNNING


def _children(pid: int) -> list[int]:
    with suppress(FileNotFoundError, ProcessLookupError):
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return [int(child) for child in text.split()]
    return []


def test_work_that_cannot_be_done_fails_and_is_charged(stage: Stage, tmp_path: Path) -> None:
    beyond = job().model_copy(update={"pairs": ("DOGE/USDT",)})
    order = stage.start(BacktestWork(job=beyond))
    assert stage.execute(order, tmp_path / "work") == 0
    ended = stage.read(order.run)
    assert ended.state is RunState.FAILED
    assert ended.failure is not None
    assert (ended.failure.code, ended.failure.field) == ("NotFound", "pairs")
    assert not ended.refunded


def _does(monkeypatch: pytest.MonkeyPatch, act: Callable[[], Any]) -> None:
    monkeypatch.setattr(Working, "do", lambda *_: act())


def _raise_bug() -> None:
    told = "a secret"
    raise RuntimeError(told)


def test_a_bug_of_ours_is_told_without_its_insides_and_costs_nothing(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _does(monkeypatch, _raise_bug)
    order = stage.start(work())
    assert stage.execute(order, tmp_path / "work") == 0
    ended = stage.read(order.run)
    assert ended.failure is not None
    assert ended.failure.code == "Internal"
    assert "secret" not in ended.failure.model_dump_json()
    assert ended.refunded


def test_a_process_that_dies_says_nothing_in_the_documents(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _does(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGKILL))
    order = stage.start(work())
    assert stage.execute(order, tmp_path / "work") == DIED
    assert stage.read(order.run).state is RunState.RUNNING


def test_work_that_takes_too_long_is_ended(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _does(monkeypatch, lambda: time.sleep(600))
    monkeypatch.setattr(module, "GRACE_SECONDS", 0)
    limits = job().limits.model_copy(update={"wall_seconds": 1})
    order = stage.start(BacktestWork(job=job().model_copy(update={"limits": limits})))
    assert stage.execute(order, tmp_path / "work") == 0
    ended = stage.read(order.run)
    assert ended.failure is not None
    assert (ended.failure.code, ended.failure.field) == ("QuotaExceeded", "limits.wall_seconds")


def test_signs_of_life_are_given_every_few_seconds(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _does(monkeypatch, lambda: time.sleep(1))
    for name in ("HEAR_SECONDS", "BEAT_SECONDS", "LOOK_SECONDS"):
        monkeypatch.setattr(module, name, 0.05)
    order = stage.start(work())
    before = stage.read(order.run).sequence
    stage.execute(order, tmp_path / "work")
    assert stage.read(order.run).sequence > before + 5


def test_who_may_not_begin_changes_nothing(stage: Stage, tmp_path: Path) -> None:
    order = stage.start(work())
    before = stage.read(order.run)
    folder = tmp_path / "work"
    folder.mkdir()
    assert execute(stage.settings, order, folder, may_begin=lambda: False) == 0
    assert stage.read(order.run) == before


CODE = """
from freqtrade.strategy import IStrategy


class Turns(IStrategy):
    timeframe = "1h"
    stoploss = -0.1
    minimal_roi = {"0": 0.02}

    def populate_indicators(self, dataframe, metadata):
        THINK
        return dataframe

    def populate_entry_trend(self, dataframe, metadata):
        dataframe.loc[dataframe["close"] < dataframe["close"].shift(1), "enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe, metadata):
        return dataframe
"""


def _code(think: str) -> BacktestWork:
    strategy = CodeStrategy(source=CODE.replace("THINK", think), class_name="Turns")
    return BacktestWork(job=code_job(strategy))


def test_users_own_python_is_worked_on(stage: Stage, tmp_path: Path) -> None:
    order = stage.start(_code("pass"))
    assert stage.execute(order, tmp_path / "work") == 0
    ended = stage.read(order.run)
    assert ended.state is RunState.SUCCEEDED, ended.failure
    assert ended.summary is not None
    assert ended.summary["total_trades"] > 0
    assert "strategy.py" in {artifact.name for artifact in ended.artifacts}


def test_users_own_python_that_fails_names_the_line(stage: Stage, tmp_path: Path) -> None:
    order = stage.start(_code("dataframe['x'] = 1 / 0"))
    assert stage.execute(order, tmp_path / "work") == 0
    ended = stage.read(order.run)
    assert (ended.state, ended.refunded) == (RunState.FAILED, False)
    assert ended.failure is not None
    assert (ended.failure.code, ended.failure.line) == ("StrategyFailed", 11)


def test_users_own_python_that_never_ends_is_cancelled_with_all_it_started(
    stage: Stage,
) -> None:
    order = stage.start(_code("while True: pass"))
    process = stage.process(order)
    stage.until(order.run, lambda run: run.progress is not None)
    family = _family(process.pid)
    while len(family) < 4:  # the labourer, the supervisor, the process of the strategy
        family = _family(process.pid)
    stage.platform.runs.cancel(ANN, order.run)
    stage.until(order.run, lambda run: run.state is RunState.CANCELLED, seconds=10)
    assert process.wait(10) == 0
    _gone(family)


def _family(pid: int) -> list[int]:
    found = [pid]
    for each in found:
        found += _children(each)
    return found


def _gone(pids: list[int]) -> None:
    deadline = time.monotonic() + 10
    while left := [pid for pid in pids if Path(f"/proc/{pid}").exists()]:
        assert time.monotonic() < deadline, f"still there: {left}"
        time.sleep(0.02)
