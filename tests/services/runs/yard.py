"""The services of runs over the real local adapters, with a clock that stands still."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from hypertrade.bootstrap.local import LocalParts
from hypertrade.bootstrap.runs import RunServices
from hypertrade.domain.backtest import BacktestJob, SpecStrategy
from hypertrade.domain.principals import Principal
from hypertrade.domain.quotas import Cost
from hypertrade.domain.runs import BacktestWork, Run, RunState
from hypertrade.ports.executions import ExecutionState
from hypertrade.services.runs import Request
from hypertrade.services.runs.keeping import Done, File
from hypertrade.services.runs.sweeping import Patience
from hypertrade.settings import Settings

from tests.ports.clocks import Hands
from tests.ports.faults import Fault, faulty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.adapters.local.executions import Started
    from hypertrade.bootstrap.parts import Parts
    from hypertrade.services.runs.executing import Hold

ANN = Principal(id="ann", plan="own")
BOB = Principal(id="bob", plan="own")

JOB = BacktestJob(
    id="job",
    strategy=SpecStrategy(spec={"name": "Dips"}),
    exchange="binance",
    pairs=("BTC/USDT",),
    timeframe="1h",
)
WORK = BacktestWork(job=JOB)


class Estimated(RunServices):
    """Runs whose cost is what a test says."""

    cost = Cost(candles=100, candle_years=1.0, seconds=1.0)

    def _estimate(self, work: Any) -> Cost:
        del work
        return self.cost


@dataclass
class FaultyParts:
    """Local parts, some of which fail as a test says."""

    parts: LocalParts
    faults: dict[str, Sequence[Fault]] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        if name not in self.made:
            part = getattr(self.parts, name)
            self.made[name] = faulty(part, *self.faults[name]) if name in self.faults else part
        return self.made[name]


class Yard:
    """One platform in a folder; ``with_faults`` gives another view of the same one."""

    def __init__(self, folder: Path, capacity: int = 2, clock: Hands | None = None) -> None:
        self.settings = Settings(data=folder, capacity=capacity)
        self.clock = clock or Hands()
        self.parts = LocalParts(self.settings, self.clock)
        self.work = Estimated(self.settings, self.parts, Patience())

    def with_faults(self, **faults: Sequence[Fault]) -> Estimated:
        return Estimated(self.settings, cast("Parts", FaultyParts(self.parts, faults)), Patience())

    @cached_property
    def runs(self) -> Any:
        return self.work.runs

    def submit(self, who: Principal = ANN, **changes: Any) -> Run:
        return self.work.runs.submit(who, Request(**{"work": WORK, **changes}))

    def read(self, run: Run | str) -> Run:
        id_ = run if isinstance(run, str) else run.id
        return self.work.records.runs.require(id_).value

    def pump(self) -> int:
        return self.work.dispatching.pump()

    def sweep_after(self, seconds: float) -> dict[str, int]:
        self.clock.move(seconds)
        return self.work.sweeping.sweep().counts()

    def take(self) -> Started:
        """Start the execution that waits longest, as the worker of a machine does."""
        taken = self.parts.executions.take()
        assert taken is not None
        return taken

    def claim(self, started: Started | None = None) -> Hold:
        one = started or self.take()
        hold = self.work.executing.claim(one.run, one.attempt, one.name)
        assert hold is not None
        return hold

    def die(self, started: Started) -> None:
        """Have the process of an execution end without a word."""
        self.parts.executions.note_end(started.name, ExecutionState.FAILED)

    def interrupt(self, started: Started) -> None:
        """Have the process of an execution ended by a clean stop of the worker."""
        self.parts.executions.note_end(started.name, ExecutionState.INTERRUPTED)

    def succeed(self, hold: Hold, text: str = "result") -> Run:
        done = made(Path(self.settings.data), hold.run, text)
        return hold.succeed(done.summary, self.work.keeping.keep(hold.run, done))

    def running(self, who: Principal = ANN) -> tuple[Run, Started, Hold]:
        """Return a run that is being worked on, its execution and the hold of its process."""
        run = self.submit(who)
        self.pump()
        started = self.take()
        hold = self.claim(started)
        assert hold.run.id == run.id
        return hold.run, started, hold

    def used(self, who: Principal = ANN) -> tuple[int, float]:
        allowance = self.work.runs.allowance(who)
        return allowance.runs_today, allowance.candle_years_today

    def blobs(self) -> list[str]:
        return [blob.name for blob in self.parts.blobs.list("artifacts/")]

    def state(self, run: Run) -> RunState:
        return self.read(run).state

    def delivered(self) -> int:
        """Deliver every task that waits, and return how many that were."""
        count = 0
        while (leased := self.parts.tasks.lease("runs", timedelta(seconds=30))) is not None:
            self.work.tasks.handle("runs", leased.task.payload)
            self.parts.tasks.done(leased)
            count += 1
        return count


def made(folder: Path, run: Run, text: str = "result") -> Done:
    """Return what an attempt made: one file, and one figure."""
    path = folder / f"made-{run.id}-{run.attempt}.txt"
    path.write_text(text, encoding="utf-8")
    return Done({"profit_total": 0.5}, (File("result.txt", path, "text/plain"),))
