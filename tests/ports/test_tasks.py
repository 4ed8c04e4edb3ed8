"""Tasks: named once, delivered, not too early."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.errors import Invalid, NotFound
from hypertrade.ports.tasks import LARGEST_PAYLOAD, Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.adapters.local.tasks import LocalTasks
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.tasks import Tasks

    Deliver = Callable[[str, float], list[Task]]

PORT = "tasks"


@pytest.fixture
def deliver(help_with: Callable[[str], Deliver]) -> Deliver:
    """Return what delivers for so many seconds."""
    return help_with("deliver")


def now_of(subject: LocalTasks) -> Clock:
    """Return the clock that an adapter lives by, the machine's if it has none."""
    from hypertrade.adapters.local.clock import SystemClock

    return getattr(subject, "_clock", SystemClock())


def test_a_task_is_delivered_with_its_payload(subject: Tasks, deliver: Deliver) -> None:
    payload = {"run": "r1", "n": [1, 2.5, None, {"é": True}]}
    assert subject.enqueue(Task("runs", "r1", payload))
    assert subject.depth("runs") == 1
    delivered = deliver("runs", 5)
    assert [(task.queue, task.name, task.payload) for task in delivered] == [
        ("runs", "r1", payload)
    ]
    assert subject.depth("runs") == 0
    assert deliver("runs", 1) == []


def test_a_name_is_queued_once(subject: Tasks, deliver: Deliver) -> None:
    assert subject.enqueue(Task("runs", "r1", {"n": 1}))
    assert not subject.enqueue(Task("runs", "r1", {"n": 2}))
    assert subject.enqueue(Task("runs", "r2", {"n": 3}))
    delivered = deliver("runs", 5)
    assert sorted((task.name, task.payload["n"]) for task in delivered) == [("r1", 1), ("r2", 3)]


def test_a_name_stays_taken_after_its_delivery(subject: Tasks, deliver: Deliver) -> None:
    assert subject.enqueue(Task("runs", "r1"))
    assert len(deliver("runs", 5)) == 1
    assert not subject.enqueue(Task("runs", "r1"))
    assert deliver("runs", 1) == []


def test_one_of_sixteen_names_the_task(subject: Tasks, deliver: Deliver) -> None:
    with ThreadPoolExecutor(16) as pool:
        queued = list(pool.map(lambda n: subject.enqueue(Task("runs", "r1", {"n": n})), range(16)))
    assert sum(queued) == 1
    assert [task.payload for task in deliver("runs", 5)] == [{"n": queued.index(True)}]


def test_a_task_waits_for_its_time(subject: LocalTasks, deliver: Deliver) -> None:
    soon = now_of(subject).now() + timedelta(seconds=3)
    assert subject.enqueue(Task("runs", "later", not_before=soon))
    assert subject.enqueue(Task("runs", "now"))
    assert [task.name for task in deliver("runs", 1)] == ["now"]
    assert subject.depth("runs") == 1
    assert [task.name for task in deliver("runs", 6)] == ["later"]


def test_many_are_all_delivered(subject: Tasks, deliver: Deliver) -> None:
    names = {f"r{n}" for n in range(40)}
    for name in names:
        assert subject.enqueue(Task("runs", name))
    delivered: set[str] = set()
    for _ in range(20):
        delivered |= {task.name for task in deliver("runs", 2)}
        if delivered == names:
            break
    assert delivered == names


def test_a_queue_that_is_not(subject: Tasks) -> None:
    for queue in ("none", "", "runs/../x", "RUNS"):
        with pytest.raises(NotFound):
            subject.enqueue(Task(queue, "r1"))
        with pytest.raises(NotFound):
            subject.depth(queue)


@pytest.mark.parametrize("name", ["", "a b", "a/b", "a.b", "é", "a" * 201, "a\n"])
def test_other_names_are_refused(subject: Tasks, name: str) -> None:
    with pytest.raises(Invalid):
        subject.enqueue(Task("runs", name))
    assert subject.depth("runs") == 0


def test_a_longest_name_will_do(subject: Tasks, deliver: Deliver) -> None:
    name = "aZ0_-" * 40
    assert subject.enqueue(Task("runs", name))
    assert [task.name for task in deliver("runs", 5)] == [name]


def test_a_payload_has_a_largest_size(subject: Tasks) -> None:
    frame = len('{"text":""}')
    assert subject.enqueue(Task("runs", "large", {"text": "x" * (LARGEST_PAYLOAD - frame)}))
    for text in ("x" * (LARGEST_PAYLOAD - frame + 1), "é" * (LARGEST_PAYLOAD // 2)):
        with pytest.raises(Invalid, match="payload"):
            subject.enqueue(Task("runs", "larger", {"text": text}))
    with pytest.raises(Invalid, match="payload"):
        subject.enqueue(Task("runs", "odd", {"text": float("nan")}))
