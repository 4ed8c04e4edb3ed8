"""The sweeper: what died goes on or ends, and the documents say so within a minute."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypertrade.domain.runs import MOST_ATTEMPTS, Failure, RunState
from hypertrade.ports.documents import ABSENT, Write
from hypertrade.ports.executions import ExecutionState
from hypertrade.services.runs.post import SETTLING

from tests.ports.faults import FAILS, Fault
from tests.services.runs.yard import ANN, Yard, made


def test_an_attempt_whose_execution_is_over_is_followed_by_the_next(yard: Yard) -> None:
    run, one, _ = yard.running()
    yard.die(one)
    assert yard.sweep_after(1)["again"] == 0  # what it wrote last may be on its way
    assert yard.sweep_after(5)["again"] == 1
    now = yard.read(run)
    assert (now.state, now.attempt) == (RunState.STARTING, 2)
    assert now.execution not in {None, one.name}
    assert yard.succeed(yard.claim()).attempt == 2
    assert yard.used() == (1, 1.0)


def test_a_silent_attempt_is_left_alone_for_a_minute_while_its_execution_runs(yard: Yard) -> None:
    run, _, _ = yard.running()
    yard.sweep_after(50)
    assert yard.read(run).attempt == 1
    yard.sweep_after(11)
    assert yard.read(run).attempt == 2


def test_the_execution_of_a_silent_attempt_is_ended(yard: Yard) -> None:
    _, one, _ = yard.running()
    yard.sweep_after(61)
    [noted] = [each for each in yard.parts.executions.started() if each.name == one.name]
    assert noted.cancelled


def test_an_attempt_that_gives_signs_of_life_is_left_alone(yard: Yard) -> None:
    run, _, hold = yard.running()
    for _ in range(10):
        yard.clock.move(20)
        hold.beat(None)
        assert yard.work.sweeping.sweep().again == 0
    assert yard.read(run).attempt == 1


def test_a_run_whose_attempts_all_died_has_failed_and_costs_nothing(yard: Yard) -> None:
    run = yard.submit()
    yard.pump()
    for _ in range(MOST_ATTEMPTS):
        one = yard.take()
        yard.claim(one)
        yard.die(one)
        yard.sweep_after(10)
    now = yard.read(run)
    assert (now.state, now.attempt, now.refunded) == (RunState.FAILED, MOST_ATTEMPTS, True)
    assert now.failure is not None
    assert now.failure.remedy
    assert yard.used() == (0, 0.0)
    assert yard.runs.allowance(ANN).running == 0


def test_a_clean_stop_costs_none_of_the_attempts(yard: Yard) -> None:
    run = yard.submit()
    yard.pump()
    for _ in range(2 * MOST_ATTEMPTS):
        one = yard.take()
        yard.claim(one)
        yard.interrupt(one)
        assert yard.sweep_after(10)["again"] == 1
    for died in range(MOST_ATTEMPTS):
        assert yard.read(run).state is RunState.STARTING, died
        one = yard.take()
        yard.claim(one)
        yard.die(one)
        yard.sweep_after(10)
    now = yard.read(run)
    assert (now.state, now.attempt) == (RunState.FAILED, 3 * MOST_ATTEMPTS)
    assert now.failure is not None
    assert f"died {MOST_ATTEMPTS} times" in now.failure.problem


def test_an_interrupted_run_that_was_cancelled_is_cancelled(yard: Yard) -> None:
    run, one, _ = yard.running()
    yard.runs.cancel(ANN, run.id)
    yard.interrupt(one)
    yard.sweep_after(10)
    assert yard.state(run) is RunState.CANCELLED


def test_an_execution_that_ends_before_it_claims_is_followed_by_the_next(yard: Yard) -> None:
    run = yard.submit()
    yard.pump()
    yard.die(yard.take())
    yard.sweep_after(10)
    assert (yard.read(run).state, yard.read(run).attempt) == (RunState.STARTING, 2)


def test_an_execution_that_waits_for_its_turn_is_left_alone(yard: Yard) -> None:
    run = yard.submit()
    yard.pump()
    yard.sweep_after(3600)
    assert (yard.read(run).state, yard.read(run).attempt) == (RunState.STARTING, 1)


def test_a_cancelled_run_whose_process_died_is_cancelled(yard: Yard) -> None:
    run, one, _ = yard.running()
    yard.runs.cancel(ANN, run.id)
    yard.die(one)
    yard.sweep_after(10)
    assert yard.state(run) is RunState.CANCELLED


def test_what_waits_for_a_day_expires_and_costs_nothing(yard: Yard) -> None:
    runs = [yard.submit() for _ in range(4)]
    yard.pump()  # two of them are starting, and nothing takes their executions
    yard.sweep_after(24 * 3600 + 1)
    states = [yard.state(run) for run in runs]
    assert states.count(RunState.EXPIRED) == 4
    allowance = yard.runs.allowance(ANN)
    assert (allowance.queued, allowance.running) == (0, 0)
    yard.clock.move(-24 * 3600)
    assert yard.used() == (0, 0.0)


def test_an_execution_without_a_run_is_ended(yard: Yard) -> None:
    name = yard.parts.executions.start("0" * 32, 1)
    assert yard.sweep_after(10)["orphans"] == 0
    assert yard.sweep_after(30)["orphans"] == 1
    assert yard.parts.executions.state(name) is ExecutionState.CANCELLED


def test_an_execution_of_a_finished_run_or_an_older_attempt_is_ended(yard: Yard) -> None:
    run, _, hold = yard.running()
    late = yard.parts.executions.start(run.id, 1)
    yard.succeed(hold)
    yard.sweep_after(31)
    assert yard.parts.executions.state(late) is ExecutionState.CANCELLED


def test_what_a_dead_attempt_left_is_deleted_once_it_has_settled(yard: Yard) -> None:
    run, one, hold = yard.running()
    yard.work.keeping.keep(hold.run, made(yard.settings.data, hold.run, "dead"))
    yard.die(one)
    yard.sweep_after(10)
    done = yard.succeed(yard.claim())
    assert len(yard.blobs()) == 2
    yard.sweep_after(SETTLING.total_seconds())
    assert yard.blobs() == [done.artifacts[0].blob]
    assert yard.work.records.outbox.every() == []
    assert run.id in done.artifacts[0].blob


def test_a_leftover_is_not_deleted_while_its_attempt_is_the_present_one(yard: Yard) -> None:
    run, _, hold = yard.running()
    done = yard.succeed(hold)
    message = yard.work.endings._leftovers(run)
    yard.work.records.outbox.create(message)
    yard.sweep_after(SETTLING.total_seconds() + 1)
    assert yard.blobs() == [done.artifacts[0].blob]


def test_remembered_answers_are_forgotten_in_time(yard: Yard) -> None:
    def answer(name: str, ends: timedelta) -> Write:
        expires = (yard.clock.now() + ends).isoformat(timespec="microseconds")
        fields = {"id": name, "expires": expires.replace("+00:00", "Z")}
        return Write("idempotency", name, fields, ABSENT)

    yard.parts.documents.commit(
        [answer("old", timedelta(seconds=5)), answer("new", timedelta(hours=1))]
    )
    assert yard.sweep_after(6)["forgotten"] == 1
    assert yard.parts.documents.get("idempotency", "old") is None
    assert yard.parts.documents.get("idempotency", "new") is not None


def test_a_sweep_starts_what_nobody_was_told_of(yard: Yard) -> None:
    run = yard.submit()
    assert yard.work.sweeping.sweep().started == 1
    assert yard.state(run) is RunState.STARTING


def test_two_sweeps_at_once_do_each_thing_once(yard: Yard) -> None:
    run, one, _ = yard.running()
    yard.die(one)
    yard.clock.move(10)
    silent = yard.work.sweeping._silent()
    yard.work.sweeping.sweep()
    assert [yard.work.sweeping._overtaken(lambda: yard.work.sweeping._judge(silent[0]))] == [None]
    assert yard.read(run).attempt == 2


@pytest.mark.parametrize("part", ["executions", "tasks", "events"])
def test_a_sweep_goes_on_where_a_port_does_not_answer(yard: Yard, part: str) -> None:
    run, one, _ = yard.running()
    yard.die(one)
    yard.clock.move(10)
    calls = {"executions": ("cancel", "start"), "tasks": ("enqueue",), "events": ("publish",)}
    faults = [Fault(call, how=FAILS, times=99) for call in calls[part]]
    assert yard.with_faults(**{part: faults}).sweeping.sweep().again == 1
    assert yard.read(run).attempt == 2
    yard.sweep_after(15)
    yard.sweep_after(15)
    assert yard.succeed(yard.claim()).state is RunState.SUCCEEDED


@pytest.mark.parametrize("how", ["cancelled", "fail"])
def test_what_an_attempt_kept_before_it_ended_badly_is_deleted(yard: Yard, how: str) -> None:
    _, _, hold = yard.running()
    yard.work.keeping.keep(hold.run, made(yard.settings.data, hold.run))
    if how == "fail":
        hold.fail(Failure(code="Invalid", problem="no"), refund=False)
    else:
        hold.cancelled()
    assert len(yard.blobs()) == 1
    yard.sweep_after(SETTLING.total_seconds() + 1)
    assert yard.blobs() == []
