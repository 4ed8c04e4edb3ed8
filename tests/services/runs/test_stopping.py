"""Cancelling and deleting: at once where nothing works, within seconds where something does."""

from __future__ import annotations

import pytest
from hypertrade.domain.errors import Conflict, NotFound
from hypertrade.domain.runs import MOST_ATTEMPTS, RunState
from hypertrade.ports.analytics import TradeRow
from hypertrade.ports.executions import ExecutionState
from hypertrade.services.runs.records import attempt_key

from tests.ports.faults import KILLED_BEFORE, Fault, Killed
from tests.services.runs.yard import ANN, BOB, Yard


def test_a_queued_run_is_cancelled_at_once_and_costs_nothing(yard: Yard) -> None:
    runs = [yard.submit() for _ in range(3)]
    assert yard.runs.cancel(ANN, runs[0].id).state is RunState.CANCELLED
    assert yard.used() == (2, 2.0)
    assert yard.pump() == 2
    assert yard.state(runs[0]) is RunState.CANCELLED
    assert yard.runs.allowance(ANN).queued == 0


def test_a_starting_run_is_cancelled_at_once_and_its_execution_ended(yard: Yard) -> None:
    run = yard.submit()
    yard.pump()
    name = yard.read(run).execution
    assert name is not None
    ended = yard.runs.cancel(ANN, run.id)
    assert (ended.state, ended.refunded) == (RunState.CANCELLED, True)
    assert yard.parts.executions.state(name) is ExecutionState.CANCELLED
    assert yard.work.executing.claim(run.id, 1) is None


def test_a_second_attempt_that_is_cancelled_was_worked_on_and_is_charged(yard: Yard) -> None:
    run, one, _ = yard.running()
    yard.die(one)
    yard.sweep_after(10)
    assert yard.runs.cancel(ANN, run.id).refunded is False
    assert yard.used() == (1, 1.0)


def test_a_running_run_is_asked_to_end(yard: Yard) -> None:
    run, _, hold = yard.running()
    asked = yard.runs.cancel(ANN, run.id)
    assert (asked.state, asked.cancel_requested) == (RunState.RUNNING, True)
    assert yard.runs.cancel(ANN, run.id) == asked
    hold.cancelled()
    assert yard.runs.cancel(ANN, run.id).state is RunState.CANCELLED


def test_a_finished_run_is_not_cancelled(yard: Yard) -> None:
    run, _, hold = yard.running()
    yard.succeed(hold)
    with pytest.raises(Conflict, match="succeeded already"):
        yard.runs.cancel(ANN, run.id)


def test_a_deleted_run_leaves_nothing(yard: Yard) -> None:
    run, _, hold = yard.running()
    with pytest.raises(Conflict, match="running"):
        yard.runs.delete(ANN, run.id)
    yard.succeed(hold)
    assert yard.blobs()
    yard.runs.delete(ANN, run.id)
    assert yard.blobs() == []
    assert yard.runs.allowance(ANN).storage_bytes == 0
    assert yard.used() == (1, 1.0)
    assert yard.work.records.outbox.every() == []
    with pytest.raises(NotFound):
        yard.runs.get(ANN, run.id)


def test_a_deleted_run_leaves_no_trades_however_often_it_was_interrupted(yard: Yard) -> None:
    run = yard.submit()
    yard.pump()
    for _ in range(MOST_ATTEMPTS + 1):
        one = yard.take()
        yard.claim(one)
        yard.interrupt(one)
        yard.sweep_after(10)
    hold = yard.claim()
    trades = attempt_key(run.id, hold.run.attempt)
    at = yard.clock.now()
    row = TradeRow(
        trades, 0, "BTC/USDT", "long", at, at, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, "", "roi"
    )
    yard.parts.analytics.store(ANN.id, trades, [row])
    yard.succeed(hold)
    assert yard.runs.trades(ANN, run.id)
    yard.runs.delete(ANN, run.id)
    assert yard.parts.analytics.trades(ANN.id, trades) == []


def test_a_deletion_that_was_killed_half_way_is_finished(yard: Yard) -> None:
    run, _, hold = yard.running()
    yard.succeed(hold)
    with pytest.raises(Killed):
        yard.with_faults(blobs=[Fault("delete", how=KILLED_BEFORE)]).runs.delete(ANN, run.id)
    assert len(yard.blobs()) == 1
    yard.work.sweeping.sweep()
    assert yard.blobs() == []


@pytest.mark.parametrize("act", ["cancel", "delete", "get", "retry", "watch"])
def test_anothers_run_does_not_exist(yard: Yard, act: str) -> None:
    run = yard.submit()
    with pytest.raises(NotFound) as raised:
        getattr(yard.runs, act)(BOB, run.id)
    with pytest.raises(NotFound) as never:
        getattr(yard.runs, act)(BOB, "0" * 32)
    assert str(raised.value).replace(run.id, "0" * 32) == str(never.value)
    assert yard.state(run) is RunState.QUEUED
