"""The embedded queue as its worker sees it: leases, pauses, rates, limits."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypertrade.adapters.local.tasks import LEASE, REMEMBERED, LocalTasks
from hypertrade.domain.errors import NotFound
from hypertrade.domain.queues import QUEUES, Queue
from hypertrade.ports.tasks import Task

from tests.ports.clocks import Hands

if TYPE_CHECKING:
    from pathlib import Path

RULES = {
    "runs": Queue(
        name="runs",
        rate=1000,
        burst=1000,
        concurrency=3,
        shortest_pause=1,
        longest_pause=5,
        most_attempts=6,
    ),
    "slow": Queue(name="slow", rate=0.5, burst=2, concurrency=100),
}


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def tasks(tmp_path: Path, clock: Hands) -> LocalTasks:
    return LocalTasks(tmp_path / "tasks.sqlite", clock=clock, queues=RULES)


def fill(tasks: LocalTasks, queue: str, count: int) -> None:
    for n in range(count):
        assert tasks.enqueue(Task(queue, f"t{n}"))


def test_a_leased_task_is_nobody_elses(tasks: LocalTasks) -> None:
    fill(tasks, "runs", 1)
    leased = tasks.lease("runs")
    assert leased is not None
    assert (leased.task.name, leased.attempt) == ("t0", 1)
    assert tasks.lease("runs") is None
    assert tasks.depth("runs") == 1
    assert tasks.done(leased)
    assert tasks.depth("runs") == 0
    assert not tasks.done(leased)


def test_tasks_come_in_the_order_they_are_due(tasks: LocalTasks, clock: Hands) -> None:
    tasks.enqueue(Task("runs", "late", not_before=clock.now() + timedelta(seconds=9)))
    tasks.enqueue(Task("runs", "soon", not_before=clock.now() + timedelta(seconds=3)))
    tasks.enqueue(Task("runs", "now"))
    clock.move(10)
    names = []
    while leased := tasks.lease("runs"):
        names.append(leased.task.name)
    assert names == ["now", "soon", "late"]


def test_the_task_of_a_killed_worker_is_delivered_again(tasks: LocalTasks, clock: Hands) -> None:
    fill(tasks, "runs", 1)
    dead = tasks.lease("runs")
    assert dead is not None
    clock.move(LEASE.total_seconds() - 1)
    assert tasks.lease("runs") is None
    clock.move(2)
    again = tasks.lease("runs")
    assert again is not None
    assert again.task == dead.task
    assert again.attempt == 2
    # Whoever was thought dead has nothing to say any more.
    assert not tasks.done(dead)
    assert not tasks.retry(dead, "late")
    assert tasks.done(again)


def test_a_slow_worker_still_ends_what_nobody_else_took(tasks: LocalTasks, clock: Hands) -> None:
    fill(tasks, "runs", 1)
    slow = tasks.lease("runs", timedelta(seconds=5))
    assert slow is not None
    clock.move(10)
    assert tasks.done(slow)
    assert tasks.lease("runs") is None


def test_a_queue_survives_a_restart(tasks: LocalTasks, clock: Hands, tmp_path: Path) -> None:
    fill(tasks, "runs", 3)
    first = tasks.lease("runs")
    assert first is not None
    again = LocalTasks(tmp_path / "tasks.sqlite", clock=clock, queues=RULES)
    assert again.depth("runs") == 3
    second = again.lease("runs")
    assert second is not None
    assert second.task.name == "t1"
    assert again.done(first)


def test_pauses_grow_up_to_the_longest(tasks: LocalTasks, clock: Hands) -> None:
    fill(tasks, "runs", 1)
    pauses = []
    for _ in range(5):
        leased = tasks.lease("runs")
        assert leased is not None
        assert tasks.retry(leased, "503")
        seconds = 0.0
        while tasks.lease("runs", timedelta(0)) is None:
            clock.move(0.5)
            seconds += 0.5
        pauses.append(seconds)
        # The look that found it was an attempt too: give it back unused.
        tasks._database.connection().execute(
            "UPDATE tasks SET attempt = attempt - 1, state = 0, due = ?", (clock.now().timestamp(),)
        )
    assert pauses == [1, 2, 4, 5, 5]


def test_a_task_is_dropped_after_its_last_attempt(
    tasks: LocalTasks, clock: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    fill(tasks, "runs", 1)
    for attempt in range(1, 7):
        leased = tasks.lease("runs")
        assert leased is not None
        assert leased.attempt == attempt
        assert tasks.retry(leased, "it answered 500")
        clock.move(10)
    assert tasks.lease("runs") is None
    assert tasks.depth("runs") == 0
    assert "task t0 of runs was dropped after attempt 6: it answered 500" in caplog.text
    assert not tasks.enqueue(Task("runs", "t0"))


def test_a_task_that_kills_every_worker_is_dropped(
    tasks: LocalTasks, clock: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    fill(tasks, "runs", 1)
    for _ in range(6):
        assert tasks.lease("runs") is not None
        clock.move(LEASE.total_seconds() + 1)
    assert tasks.lease("runs") is None
    assert tasks.depth("runs") == 0
    assert "dropped after attempt 6" in caplog.text


def test_only_so_many_are_under_way(tasks: LocalTasks) -> None:
    fill(tasks, "runs", 5)
    under_way = [tasks.lease("runs") for _ in range(4)]
    assert [leased is not None for leased in under_way] == [True, True, True, False]
    assert under_way[0] is not None
    tasks.done(under_way[0])
    assert tasks.lease("runs") is not None
    assert tasks.lease("runs") is None


def test_only_so_many_a_second_are_delivered(tasks: LocalTasks, clock: Hands) -> None:
    fill(tasks, "slow", 6)

    def delivered() -> int:
        count = 0
        while leased := tasks.lease("slow"):
            assert tasks.done(leased)
            count += 1
        return count

    assert delivered() == 2  # the burst
    clock.move(1.9)
    assert delivered() == 0
    clock.move(0.1)
    assert delivered() == 1
    clock.move(60)
    assert delivered() == 2  # no more than the burst, however long it was quiet


def test_queues_do_not_hold_each_other_up(tasks: LocalTasks) -> None:
    fill(tasks, "runs", 4)
    fill(tasks, "slow", 1)
    while tasks.lease("runs"):
        pass
    leased = tasks.lease("slow")
    assert leased is not None
    assert leased.task.queue == "slow"


def test_a_name_is_free_again_once_it_is_forgotten(tasks: LocalTasks, clock: Hands) -> None:
    fill(tasks, "runs", 1)
    leased = tasks.lease("runs")
    assert leased is not None
    tasks.done(leased)
    clock.move(REMEMBERED.total_seconds() - 1)
    assert not tasks.enqueue(Task("runs", "t0"))
    clock.move(2)
    assert tasks.enqueue(Task("runs", "t0", {"new": True}))
    again = tasks.lease("runs")
    assert again is not None
    assert (again.task.payload, again.attempt) == ({"new": True}, 1)


def test_what_is_over_is_cleared_away(tasks: LocalTasks, clock: Hands) -> None:
    for n in range(30):
        tasks.enqueue(Task("runs", f"t{n}"))
        leased = tasks.lease("runs")
        assert leased is not None
        tasks.done(leased)
    clock.move(REMEMBERED.total_seconds() + 1)
    tasks.enqueue(Task("runs", "last"))
    leased = tasks.lease("runs")
    assert leased is not None
    tasks.done(leased)
    assert tasks._database.read("SELECT name FROM tasks") == [("last",)]


def test_an_unknown_queue_has_no_leases(tasks: LocalTasks) -> None:
    with pytest.raises(NotFound, match="runs, slow"):
        tasks.lease("none")


def test_the_pauses_of_the_platforms_queues_end_within_half_a_minute() -> None:
    for queue in QUEUES.values():
        assert queue.pause(1) <= 1
        assert queue.pause(1000) <= 30
        assert queue.most_attempts * queue.longest_pause > 600
