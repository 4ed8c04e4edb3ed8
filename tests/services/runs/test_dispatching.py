"""Turns: fair between users, within everybody's limit and the platform's own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.principals import Principal
from hypertrade.domain.quotas import PLANS, Cost
from hypertrade.domain.runs import RunState

from tests.ports.faults import FAILS, KILLED_AFTER, KILLED_BEFORE, REFUSED, Fault, Killed
from tests.services.runs.yard import ANN, BOB, Yard

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ports.faults import How

FREE = Principal(id="fred", plan="free")


def test_one_users_thousand_runs_do_not_delay_anothers_first(tmp_path: Path) -> None:
    yard = Yard(tmp_path, capacity=1)
    for _ in range(1000):
        yard.submit(ANN)
    for _ in range(5):  # Ann's first ones are worked on
        assert yard.pump() == 1
        yard.succeed(yard.claim())
    first = yard.submit(BOB)
    assert yard.pump() == 1
    assert yard.take().run == first.id


def test_an_expensive_first_run_is_not_put_last(tmp_path: Path) -> None:
    yard = Yard(tmp_path, capacity=1)
    for _ in range(20):
        yard.submit(ANN)
    yard.pump()
    yard.work.cost = Cost(candles=1, candle_years=1, seconds=3600)
    first = yard.submit(BOB)
    yard.succeed(yard.claim())
    yard.pump()
    assert yard.take().run == first.id


def test_two_users_with_many_runs_take_turns(tmp_path: Path) -> None:
    yard = Yard(tmp_path, capacity=1)
    for who in (ANN, BOB):
        for _ in range(10):
            yard.submit(who)
    order = []
    for _ in range(20):
        assert yard.pump() == 1
        hold = yard.claim()
        order.append(hold.run.owner)
        yard.succeed(hold)
    assert all(abs(order[:n].count("ann") - order[:n].count("bob")) <= 1 for n in range(20))


def test_whoever_asks_for_more_work_waits_longer(tmp_path: Path) -> None:
    yard = Yard(tmp_path, capacity=1)
    yard.work.cost = Cost(candles=1, candle_years=1, seconds=30)
    for _ in range(10):
        yard.submit(ANN)
    yard.work.cost = Cost(candles=1, candle_years=1, seconds=10)
    for _ in range(10):
        yard.submit(BOB)
    started = []
    for _ in range(8):
        yard.pump()
        hold = yard.claim()
        started.append(hold.run.owner)
        yard.succeed(hold)
    assert started.count("ann") == 2
    assert started.count("bob") == 6


def test_whoever_is_at_their_limit_does_not_block_the_others(tmp_path: Path) -> None:
    yard = Yard(tmp_path, capacity=10)
    for _ in range(40):
        yard.submit(FREE)
    last = yard.submit(BOB)
    assert yard.pump() == PLANS["free"].concurrent_runs + 1
    assert yard.state(last) is RunState.STARTING
    assert yard.work.runs.allowance(FREE).running == PLANS["free"].concurrent_runs


def test_a_run_that_ends_makes_room_for_its_owners_next(tmp_path: Path) -> None:
    yard = Yard(tmp_path, capacity=10)
    for _ in range(3):
        yard.submit(FREE)
    assert yard.delivered() == 3
    assert yard.work.runs.allowance(FREE).queued == 1
    yard.succeed(yard.claim())
    assert yard.delivered() == 1
    assert yard.work.runs.allowance(FREE).queued == 0


def test_a_task_delivered_twice_starts_nothing_twice(yard: Yard) -> None:
    run = yard.submit()
    for _ in range(3):
        yard.work.tasks.handle("runs", {"run": run.id})
    assert [one.run for one in yard.parts.executions.running()] == [run.id]


def test_many_pumps_at_once_keep_to_the_capacity(tmp_path: Path) -> None:
    yard = Yard(tmp_path, capacity=3)
    for _ in range(12):
        yard.submit()
    with ThreadPoolExecutor(8) as pool:
        started = sum(pool.map(lambda _: yard.pump(), range(8)))
    assert started == 3
    assert yard.work.records.runs.active_count() == 3
    assert len(yard.parts.executions.running()) == 3
    assert yard.work.records.turnstiles.the().value.starts == 3


@pytest.mark.parametrize("how", [FAILS, REFUSED, KILLED_BEFORE, KILLED_AFTER])
def test_a_start_that_fails_is_made_again_at_the_same_attempt(yard: Yard, how: How) -> None:
    run = yard.submit()
    work = yard.with_faults(executions=[Fault("start", how=how)])
    if how in {KILLED_BEFORE, KILLED_AFTER}:
        with pytest.raises(Killed):
            work.dispatching.pump()
    else:
        assert work.dispatching.pump() == 1
    assert (yard.state(run), yard.read(run).execution) == (RunState.STARTING, None)
    assert yard.sweep_after(5)["again"] == 0
    assert yard.read(run).execution is None
    yard.sweep_after(10)
    now = yard.read(run)
    assert (now.attempt, now.state) == (1, RunState.STARTING)
    assert now.execution is not None
    assert yard.succeed(yard.claim()).state is RunState.SUCCEEDED


def test_a_refused_start_keeps_the_others_queued(yard: Yard) -> None:
    for _ in range(2):
        yard.submit()
    work = yard.with_faults(executions=[Fault("start", how=REFUSED, times=9)])
    assert work.dispatching.pump() == 1
    assert yard.work.runs.allowance(ANN).queued == 1


def test_killed_before_its_execution_is_noted_a_run_goes_on(yard: Yard) -> None:
    run = yard.submit()
    # Commits: queued -> starting, then the name of the execution.
    work = yard.with_faults(documents=[Fault("commit", at=2, how=KILLED_BEFORE)])
    with pytest.raises(Killed):
        work.dispatching.pump()
    assert yard.read(run).execution is None
    done = yard.succeed(yard.claim())
    assert done.execution is not None


def test_a_lane_that_says_too_much_is_counted_again(yard: Yard) -> None:
    lanes = yard.work.records.lanes
    lane = lanes.of("ann")
    wrong = lane.value.model_copy(update={"queued": 3, "open": True, "head": -1.0})
    yard.parts.documents.commit([lanes.replacement(lane, wrong)])
    run = yard.submit(BOB)
    assert yard.pump() == 1
    assert yard.state(run) is RunState.STARTING
    assert lanes.of("ann").value.queued == 0


def test_a_newcomer_is_next_but_does_not_catch_up_on_the_past(tmp_path: Path) -> None:
    yard = Yard(tmp_path, capacity=1)
    for _ in range(30):
        yard.submit(ANN)
    for _ in range(20):
        yard.pump()
        yard.succeed(yard.claim())
    for _ in range(10):
        yard.submit(BOB)
    started = []
    for _ in range(10):
        yard.pump()
        hold = yard.claim()
        started.append(hold.run.owner)
        yard.succeed(hold)
    assert started.count("ann") == 5


def test_the_execution_that_claimed_is_the_one_that_is_noted(yard: Yard) -> None:
    run = yard.submit()
    # Killed before it noted what it started, which claims meanwhile.
    work = yard.with_faults(documents=[Fault("commit", at=2, how=KILLED_BEFORE)])
    with pytest.raises(Killed):
        work.dispatching.pump()
    before = yard.read(run)
    hold = yard.claim()
    twin = yard.parts.executions.start(run.id, 1)
    yard.work.dispatching._note(before, twin)
    assert yard.read(run).execution == hold.run.execution != twin
