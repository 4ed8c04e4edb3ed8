"""Asking for a run: charged once, kept once, never lost between document and queue."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.errors import Conflict, NotFound, QuotaExceeded
from hypertrade.domain.principals import Principal
from hypertrade.domain.quotas import PLANS, Cost
from hypertrade.domain.runs import DownloadWork, RunState
from hypertrade.services.runs import Request

from tests.ports.faults import CONFLICTS, FAILS, KILLED_AFTER, KILLED_BEFORE, Fault, Killed
from tests.services.runs.yard import ANN, BOB, WORK, Yard

if TYPE_CHECKING:
    from tests.ports.faults import How

FREE = Principal(id="ann", plan="free")


def test_a_run_is_queued_charged_and_announced(yard: Yard) -> None:
    run = yard.submit(title="Mine")
    assert (run.state, run.sequence, run.attempt) == (RunState.QUEUED, 1, 0)
    assert yard.read(run) == run
    assert yard.used() == (1, 1.0)
    assert yard.parts.tasks.depth("runs") == 1
    assert yard.work.records.outbox.every() == []


def test_a_run_is_called_what_its_work_is(yard: Yard) -> None:
    download = DownloadWork(exchange="kraken", pairs=("BTC/USD",), timeframe="1h", since="20240101")
    assert yard.submit().title == "Dips"
    assert yard.submit(work=download).title == "BTC/USD 1h from kraken"


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ("tasks", Fault("enqueue", how=KILLED_BEFORE)),
        ("tasks", Fault("enqueue", how=KILLED_AFTER)),
        ("documents", Fault("commit", at=2, how=KILLED_BEFORE)),
    ],
)
def test_killed_after_the_commit_the_sweeper_queues_the_task(
    yard: Yard, part: str, fault: Fault
) -> None:
    with pytest.raises(Killed):
        yard.with_faults(**{part: [fault]}).runs.submit(ANN, Request(WORK))
    assert yard.used() == (1, 1.0)
    assert len(yard.work.records.outbox.every()) == 1
    assert yard.work.post.relay() == 1
    assert yard.work.post.relay() == 0
    assert yard.parts.tasks.depth("runs") == 1
    assert yard.delivered() == 1
    assert len(yard.parts.executions.running()) == 1


def test_killed_before_the_commit_nothing_is_kept(yard: Yard) -> None:
    work = yard.with_faults(documents=[Fault("commit", how=KILLED_BEFORE)])
    with pytest.raises(Killed):
        work.runs.submit(ANN, Request(WORK))
    assert yard.used() == (0, 0.0)
    assert yard.work.records.runs.every() == []


def test_a_queue_that_does_not_answer_delays_the_run_and_no_more(yard: Yard) -> None:
    run = yard.with_faults(tasks=[Fault("enqueue", how=FAILS)]).runs.submit(ANN, Request(WORK))
    assert run.state is RunState.QUEUED
    assert yard.parts.tasks.depth("runs") == 0
    yard.work.post.relay()
    assert yard.parts.tasks.depth("runs") == 1


def test_the_same_id_is_the_same_request(yard: Yard) -> None:
    first = yard.submit(id="a" * 32)
    assert yard.submit(id="a" * 32) == first
    assert yard.used() == (1, 1.0)


def test_an_id_of_somebody_else_says_nothing_about_it(yard: Yard) -> None:
    yard.submit(id="a" * 32)
    with pytest.raises(Conflict, match="id"):
        yard.submit(BOB, id="a" * 32)
    assert yard.used(BOB) == (0, 0.0)


def test_one_user_in_many_tabs_is_charged_for_each_run_once(yard: Yard) -> None:
    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(lambda _: yard.submit(), range(24)))
    assert len({run.id for run in runs}) == 24
    assert yard.used() == (24, 24.0)
    turns = sorted(run.turn for run in runs)
    assert len(set(turns)) == 24
    assert yard.work.records.lanes.of("ann").value.queued == 24


@pytest.mark.parametrize(
    ("cost", "field", "before"),
    [
        (Cost(candles=1, candle_years=0, seconds=1), "queued_runs", 50),
        (Cost(candles=1, candle_years=200, seconds=1), "candle_years_a_day", 2),
    ],
)
def test_a_plan_has_its_limits(yard: Yard, cost: Cost, field: str, before: int) -> None:
    yard.work.cost = cost
    for _ in range(before):
        yard.submit(FREE)
    with pytest.raises(QuotaExceeded) as raised:
        yard.submit(FREE)
    assert raised.value.field == field
    assert raised.value.remedy
    assert yard.used(FREE)[0] == before


def test_runs_a_day_count_until_midnight(yard: Yard) -> None:
    yard.work.cost = Cost(candles=1, candle_years=0, seconds=1)
    used = yard.work.records.usage.on("ann", yard.clock.now())
    spent = used.value.model_copy(update={"runs": PLANS["free"].runs_a_day})
    yard.parts.documents.commit([yard.work.records.usage.replacement(used, spent)])
    with pytest.raises(QuotaExceeded) as raised:
        yard.submit(FREE)
    assert raised.value.field == "runs_a_day"
    yard.clock.move(24 * 3600)
    yard.submit(FREE)


def test_stored_reports_count(yard: Yard) -> None:
    lane = yard.work.records.lanes.of("ann")
    full = lane.value.model_copy(update={"stored_bytes": 1_000_000_000})
    yard.parts.documents.commit([yard.work.records.lanes.replacement(lane, full)])
    with pytest.raises(QuotaExceeded) as raised:
        yard.submit(FREE)
    assert raised.value.field == "storage_mb"


@pytest.mark.parametrize("how", [CONFLICTS])
def test_a_commit_that_was_overtaken_is_made_again(yard: Yard, how: How) -> None:
    work = yard.with_faults(documents=[Fault("commit", how=how, times=3)])
    work.runs.submit(ANN, Request(WORK))
    assert yard.used()[0] == 1


def test_a_retry_is_a_new_run_of_the_same_work(yard: Yard) -> None:
    run = yard.submit()
    with pytest.raises(Conflict):
        yard.runs.retry(ANN, run.id)
    yard.runs.cancel(ANN, run.id)
    again = yard.runs.retry(ANN, run.id)
    assert (again.retry_of, again.work, again.state) == (run.id, run.work, RunState.QUEUED)
    with pytest.raises(NotFound):
        yard.runs.retry(BOB, run.id)
