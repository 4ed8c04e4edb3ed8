"""Everything at once, killed anywhere: one result, one charge, forward only, ended in the end."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.errors import Conflict, HyperTradeError, Unavailable
from hypertrade.domain.runs import ACTIVE, Failure, Run, RunState
from hypertrade.services.runs import Request
from hypertrade.services.runs import executing as executing_module
from hypertrade.services.runs.executing import Superseded
from hypertrade.services.runs.post import SETTLING
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.ports.faults import (
    CONFLICTS,
    FAILS,
    KILLED_AFTER,
    KILLED_BEFORE,
    LOST,
    Fault,
    Killed,
)
from tests.services.runs.yard import ANN, BOB, WORK, Yard, made

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.adapters.local.executions import Started
    from hypertrade.bootstrap.runs import RunServices
    from hypertrade.domain.principals import Principal
    from hypertrade.services.runs.executing import Hold

CAPACITY = 2
ORDER = {RunState.QUEUED: 0, RunState.STARTING: 1, RunState.RUNNING: 2}

EVERYBODY = {"ann": ANN, "bob": BOB}

places = st.sampled_from(
    [
        ("documents", "commit"),
        ("documents", "commit"),
        ("documents", "get"),
        ("tasks", "enqueue"),
        ("executions", "start"),
        ("executions", "cancel"),
        ("blobs", "put"),
        ("events", "publish"),
    ]
)
hows = st.sampled_from([KILLED_BEFORE, KILLED_AFTER, FAILS, LOST, CONFLICTS])
faults = st.none() | st.tuples(places, st.integers(1, 3), hows)
who = st.sampled_from(sorted(EVERYBODY))


class Process:
    """A process that was started for an execution, until it ends or is killed."""

    def __init__(self, started: Started) -> None:
        self.started = started
        self.hold: Hold | None = None


class Lives(RuleBasedStateMachine):
    """Submit, deliver, start, work, cancel, sweep: in any order, each cut short anywhere."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="lives-"))
        self.yard = Yard(self.folder, CAPACITY)
        self.asked = 0
        self.seen: dict[str, Run] = {}
        self.owners: dict[str, Principal] = {}
        self.processes: list[Process] = []

    def teardown(self) -> None:
        if not hasattr(self, "yard"):
            return
        try:
            self.come_to_rest()
        finally:
            shutil.rmtree(self.folder)

    # What may happen. Whatever is drawn as ``fault`` goes wrong in it.

    @rule(who=who, fault=faults)
    def submit(self, who: str, fault: Any) -> None:
        # Not by chance: what happens must depend on what was drawn alone.
        self.asked += 1
        request = Request(WORK, id=f"{self.asked:032x}")
        self.cut_short(fault, lambda work: work.runs.submit(EVERYBODY[who], request))

    @rule(fault=faults, twice=st.booleans())
    def deliver(self, fault: Any, *, twice: bool) -> None:
        leased = self.yard.parts.tasks.lease("runs")
        if leased is None:
            return
        for _ in range(2 if twice else 1):
            well = self.cut_short(fault, lambda work: work.tasks.handle("runs", {}))
        if well:
            self.yard.parts.tasks.done(leased)
        else:
            self.yard.parts.tasks.retry(leased, "cut short")

    @rule()
    def start_process(self) -> None:
        started = self.yard.parts.executions.take()
        if started is not None:
            self.processes.append(Process(started))

    @precondition(lambda self: self.processes)
    @rule(data=st.data(), fault=faults)
    def claim(self, data: st.DataObject, fault: Any) -> None:
        process = data.draw(st.sampled_from(self.processes))
        one = process.started

        def act(work: RunServices) -> None:
            hold = work.executing.claim(one.run, one.attempt, one.name)
            if hold is not None:
                process.hold = hold

        if not self.cut_short(fault, act):
            self.kill(process)

    @precondition(lambda self: any(process.hold for process in self.processes))
    @rule(
        data=st.data(),
        fault=faults,
        how=st.sampled_from(["beat", "succeed", "succeed", "fail", "look"]),
    )
    def work_on(self, data: st.DataObject, fault: Any, how: str) -> None:
        at_work = [process for process in self.processes if process.hold]
        process = data.draw(st.sampled_from(at_work))
        ended: list[bool] = []

        def act(work: RunServices) -> None:
            hold = process.hold
            assert hold is not None
            hold._records, hold._endings = work.records, work.endings
            try:
                self.do(work, hold, how)
            except Superseded:
                work.keeping.discard(hold.run)
                ended.append(True)

        if not self.cut_short(fault, act) or ended or how in {"succeed", "fail"}:
            self.kill(process)

    @staticmethod
    def do(work: RunServices, hold: Hold, how: str) -> None:
        if how == "succeed":
            done = made(Path(work._settings.data), hold.run)
            hold.succeed(done.summary, work.keeping.keep(hold.run, done))
        elif how == "fail":
            hold.fail(Failure(code="Invalid", problem="no"), refund=False)
        elif (hold.beat(None) if how == "beat" else hold.look()).cancel_requested:
            hold.cancelled()

    @precondition(lambda self: self.processes)
    @rule(data=st.data())
    def kill_process(self, data: st.DataObject) -> None:
        self.kill(data.draw(st.sampled_from(self.processes)))

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), fault=faults)
    def cancel(self, data: st.DataObject, fault: Any) -> None:
        run = data.draw(st.sampled_from(sorted(self.seen)))
        self.cut_short(fault, lambda work: work.runs.cancel(self.owners[run], run))

    @rule(seconds=st.sampled_from([1.0, 12.0, 70.0]), fault=faults)
    def sweep(self, seconds: float, fault: Any) -> None:
        self.yard.clock.move(seconds)
        self.cut_short(fault, lambda work: work.sweeping.sweep())

    # What must hold at every moment.

    @invariant()
    def runs_only_move_forward(self) -> None:
        if not hasattr(self, "yard"):
            return
        runs = {kept.value.id: kept.value for kept in self.yard.work.records.runs.every()}
        assert self.seen.keys() <= runs.keys()
        for id_, now in runs.items():
            before = self.seen.get(id_, now)
            assert now == before or now.sequence > before.sequence
            assert (now.attempt, ORDER.get(now.state, 3)) >= (
                before.attempt,
                ORDER.get(before.state, 3),
            )
            assert not before.state.ended or now == before
            self.owners[id_] = EVERYBODY[now.owner]
        self.seen = runs
        assert sum(run.state in ACTIVE for run in runs.values()) <= CAPACITY
        for principal in EVERYBODY.values():
            self.books_are_right(principal, [r for r in runs.values() if r.owner == principal.id])

    def books_are_right(self, principal: Principal, runs: list[Run]) -> None:
        lane = self.yard.work.records.lanes.of(principal.id).value
        assert set(lane.active) == {run.id for run in runs if run.state in ACTIVE}
        queued = [run for run in runs if run.state is RunState.QUEUED]
        assert lane.queued == len(queued)
        assert not queued or lane.head == min(run.turn for run in queued)
        charged = [run for run in runs if not run.refunded]
        assert self.yard.used(principal) == (len(charged), float(len(charged)))

    # In the end.

    def come_to_rest(self) -> None:
        """Let everything that was begun go on, without faults, until nothing is left to do."""
        for process in list(self.processes):
            self.kill(process)
        for _ in range(6 + len(self.seen)):
            self.yard.sweep_after(70)
            while (started := self.yard.parts.executions.take()) is not None:
                hold = self.yard.work.executing.claim(started.run, started.attempt, started.name)
                if hold is not None:
                    self.yard.succeed(hold)
                self.yard.die(started)
        self.runs_only_move_forward()
        assert all(run.state.ended for run in self.seen.values())
        assert self.yard.parts.executions.running() == []
        self.yard.sweep_after(SETTLING.total_seconds() + 1)
        assert self.yard.work.records.outbox.every() == []
        results = [one.blob for run in self.seen.values() for one in run.artifacts]
        assert sorted(self.yard.blobs()) == sorted(results)
        told = Counter(heard.event.subject for heard in self.yard.parts.events.since(0, 1000))
        assert told == dict.fromkeys(self.seen, 1)

    # Means.

    def cut_short(self, fault: Any, act: Callable[[RunServices], object]) -> bool:
        """Do ``act`` with ``fault`` in it; return whether it came to its end."""
        if fault is None:
            work: RunServices = self.yard.work
        else:
            (part, call), at, how = fault
            work = self.yard.with_faults(**{part: [Fault(call, at, how)]})
        try:
            act(work)
        except (Killed, Unavailable):
            return False
        except Conflict:
            return True
        except HyperTradeError as error:
            pytest.fail(f"this should not be refused: {error!r}")
        return True

    def kill(self, process: Process) -> None:
        self.processes.remove(process)
        self.yard.die(process.started)


def test_whatever_happens_each_run_ends_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executing_module, "_DOUBTS", (0.0,))
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Lives, settings=settings(max_examples=25, stateful_step_count=40, deadline=None)
    )
