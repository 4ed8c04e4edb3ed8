"""Attempts: one process wins, and whoever is late or twin changes nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.backtest import Progress
from hypertrade.domain.errors import Unavailable
from hypertrade.domain.runs import Failure, RunState
from hypertrade.services.runs.executing import Superseded

from tests.ports.faults import CONFLICTS, FAILS, LOST, Fault
from tests.services.runs.yard import ANN, Yard, made

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.services.runs.executing import Hold

    from tests.ports.faults import How


def test_a_run_that_succeeds_says_what_it_made(yard: Yard) -> None:
    run, _, hold = yard.running()
    done = yard.succeed(hold)
    assert done == yard.read(run)
    assert (done.state, done.summary) == (RunState.SUCCEEDED, {"profit_total": 0.5})
    [artifact] = done.artifacts
    assert artifact.blob == f"artifacts/ann/{run.id}/1/result.txt"
    assert yard.parts.blobs.get(artifact.blob) == b"result"
    allowance = yard.runs.allowance(ANN)
    assert (allowance.running, allowance.storage_bytes) == (0, len(b"result"))
    [event] = [heard.event for heard in yard.parts.events.since(0)]
    assert (event.kind, event.subject, event.owner) == ("run.succeeded", run.id, "ann")


def test_of_sixteen_that_claim_one_attempt_one_gets_it(yard: Yard) -> None:
    yard.submit()
    yard.pump()
    one = yard.take()
    with ThreadPoolExecutor(16) as pool:
        holds = list(
            pool.map(
                lambda n: yard.work.executing.claim(one.run, one.attempt, f"twin-{n}"), range(16)
            )
        )
    assert len([hold for hold in holds if hold]) == 1


@pytest.mark.parametrize("attempt", [0, 2])
def test_another_attempt_is_not_to_be_worked_on(yard: Yard, attempt: int) -> None:
    run = yard.submit()
    yard.pump()
    assert yard.work.executing.claim(run.id, attempt) is None
    assert yard.work.executing.claim("0" * 32, 1) is None
    assert yard.state(run) is RunState.STARTING


def test_a_queued_or_finished_run_is_not_to_be_worked_on(yard: Yard) -> None:
    run = yard.submit()
    assert yard.work.executing.claim(run.id, 0) is None
    yard.pump()
    one = yard.take()
    yard.succeed(yard.claim(one))
    assert yard.work.executing.claim(one.run, one.attempt) is None


def test_signs_of_life_carry_progress_and_number_on(yard: Yard) -> None:
    run, _, hold = yard.running()
    before = yard.read(run)
    yard.clock.move(2)
    now = hold.beat(Progress(stage="trading", done=5, total=10))
    assert now.sequence == before.sequence + 1
    assert now.heartbeat == yard.clock.now()
    assert yard.read(run).progress == Progress(stage="trading", done=5, total=10)


def test_a_sign_of_life_sees_that_the_owner_gave_up(yard: Yard) -> None:
    run, _, hold = yard.running()
    yard.runs.cancel(ANN, run.id)
    assert hold.beat(None).cancel_requested
    assert hold.look().cancel_requested
    assert hold.cancelled().state is RunState.CANCELLED
    assert yard.used() == (1, 1.0)  # work was done


def _superseded(yard: Yard) -> tuple[str, Hold, Hold]:
    """Return a run whose second attempt works, and the hold of its first."""
    run, one, first = yard.running()
    yard.die(one)
    assert yard.sweep_after(10)["again"] == 1
    second = yard.claim()
    return run.id, first, second


@pytest.mark.parametrize("act", ["look", "beat", "succeed", "fail", "cancelled"])
def test_a_superseded_attempt_changes_nothing(yard: Yard, act: str) -> None:
    run, first, second = _superseded(yard)
    before = yard.read(run)
    work = yard.work
    artifacts = work.keeping.keep(first.run, made(yard.settings.data, first.run, "late"))
    with pytest.raises(Superseded):
        {
            "look": first.look,
            "beat": lambda: first.beat(None),
            "succeed": lambda: first.succeed({"profit_total": 9}, artifacts),
            "fail": lambda: first.fail(Failure(code="X", problem="x"), refund=True),
            "cancelled": first.cancelled,
        }[act]()
    work.keeping.discard(first.run)
    assert yard.read(run) == before
    assert yard.blobs() == []
    done = yard.succeed(second, "second")
    assert [one.blob for one in done.artifacts] == [f"artifacts/ann/{run}/2/result.txt"]
    work.keeping.discard(first.run)
    assert yard.parts.blobs.get(done.artifacts[0].blob) == b"second"
    assert yard.used() == (1, 1.0)


def test_the_result_is_never_discarded(yard: Yard) -> None:
    _, _, hold = yard.running()
    done = yard.succeed(hold)
    yard.work.keeping.discard(done)
    assert yard.parts.blobs.get(done.artifacts[0].blob) == b"result"


@pytest.mark.parametrize("how", [LOST, FAILS, CONFLICTS])
def test_an_end_whose_answer_is_lost_is_one_end(
    yard: Yard, how: How, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hypertrade.services.runs.executing._DOUBTS", (0.0, 0.0))
    run = yard.submit()
    yard.pump()
    one = yard.take()
    # The first commit claims, the second ends.
    work = yard.with_faults(documents=[Fault("commit", at=2, how=how)])
    hold = work.executing.claim(one.run, one.attempt, one.name)
    assert hold is not None
    done = made(yard.settings.data, hold.run)
    ended = hold.succeed(done.summary, work.keeping.keep(hold.run, done))
    assert ended.state is RunState.SUCCEEDED
    assert yard.read(run).summary == {"profit_total": 0.5}
    assert yard.runs.allowance(ANN).storage_bytes == len(b"result")


def test_a_store_that_stays_away_is_said(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hypertrade.services.runs.executing._DOUBTS", (0.0, 0.0))
    yard.submit()
    yard.pump()
    one = yard.take()
    work = yard.with_faults(documents=[Fault("commit", at=2, how=FAILS, times=99)])
    hold = work.executing.claim(one.run, one.attempt, one.name)
    assert hold is not None
    with pytest.raises(Unavailable):
        hold.succeed({}, ())


def test_a_file_that_was_kept_twice_is_one_file(yard: Yard) -> None:
    _, _, hold = yard.running()
    done = made(yard.settings.data, hold.run)
    work = yard.with_faults(blobs=[Fault("put", how=LOST)])
    with pytest.raises(Unavailable):
        work.keeping.keep(hold.run, done)
    assert work.keeping.keep(hold.run, done) == yard.work.keeping.keep(hold.run, done)


def test_a_run_that_fails_by_its_own_fault_is_charged(yard: Yard) -> None:
    _, _, hold = yard.running()
    failure = Failure(code="StrategyFailed", problem="division by zero", line=7)
    ended = hold.fail(failure, refund=False)
    assert (ended.state, ended.failure, ended.refunded) == (RunState.FAILED, failure, False)
    assert yard.used() == (1, 1.0)


def test_a_run_that_fails_by_our_fault_costs_nothing(yard: Yard) -> None:
    _, _, hold = yard.running()
    assert hold.fail(Failure(code="Unavailable", problem="x"), refund=True).refunded
    assert yard.used() == (0, 0.0)


def test_a_deleted_run_is_superseded(yard: Yard, tmp_path: Path) -> None:
    del tmp_path
    run, _, hold = yard.running()
    kept = yard.work.records.runs.require(run.id)
    yard.parts.documents.commit([yard.work.records.runs.deletion(kept)])
    with pytest.raises(Superseded):
        hold.beat(None)
