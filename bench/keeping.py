"""What the embedded adapters take: documents among 100,000, tasks, token buckets."""

from __future__ import annotations

import itertools
import sys
import time
from typing import TYPE_CHECKING, Any

from hypertrade.adapters.local.buckets import LocalBuckets
from hypertrade.adapters.local.clock import SystemClock
from hypertrade.adapters.local.documents import LocalDocuments
from hypertrade.adapters.local.tasks import LocalTasks
from hypertrade.ports.documents import ABSENT, MOST_WRITES, Query, Where, Write
from hypertrade.ports.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DOCUMENTS = 100_000
_ROUNDS = 500
_STATES = ("succeeded", "failed", "cancelled")


def measure(folder: Path) -> list[dict[str, Any]]:
    """Return name, median and 95th percentile (seconds) of what an embedded platform does most."""
    sys.stderr.write(f"keeping: {DOCUMENTS:,} documents\n")
    folder.mkdir(parents=True)
    documents = LocalDocuments(folder / "documents.sqlite")
    for start in range(0, DOCUMENTS, MOST_WRITES):
        stop = min(start + MOST_WRITES, DOCUMENTS)
        documents.commit([_write(number) for number in range(start, stop)])
    tasks = LocalTasks(folder / "tasks.sqlite", clock=SystemClock())
    buckets = LocalBuckets(folder / "buckets")
    numbers = itertools.count(DOCUMENTS)
    mine = Where("owner", "==", "user-0")
    middle = documents.get("runs", _id(DOCUMENTS // 2))
    after = (middle.fields["created"], middle.id) if middle else None

    def page(*where: Where, order: str = "created", **more: Any) -> Callable[[], object]:
        query = Query("runs", where, order=order, descending=True, limit=51, **more)
        return lambda: documents.find(query)

    def replace() -> None:
        stored = documents.get("runs", _id(7))
        if stored is not None:
            documents.commit([Write("runs", stored.id, stored.fields, stored.revision)])

    def deliver() -> None:
        tasks.enqueue(Task("runs", f"task-{next(numbers)}"))
        leased = tasks.lease("runs")
        if leased is not None:
            tasks.done(leased)

    works: dict[str, Callable[[], object]] = {
        "get a document": lambda: documents.get("runs", _id(next(numbers) * 7919 % DOCUMENTS)),
        "51 newest of an owner's 50,000": page(mine),
        "51 from the middle of them": page(mine, after=after),
        "51 of two states among all": page(Where("state", "in", list(_STATES[1:]))),
        "count an owner's 50,000": lambda: documents.count("runs", [mine]),
        "create a document": lambda: documents.commit([_write(next(numbers))]),
        "read and replace a document": replace,
        "queue, lease and end a task": deliver,
        "take a token": lambda: buckets.take("user", rate=1e9, burst=1000),
    }
    return [{"name": name, **_taken(work)} for name, work in works.items()]


def _id(number: int) -> str:
    return f"run-{number:08d}"


def _write(number: int) -> Write:
    fields = {
        "owner": f"user-{0 if number % 2 else number % 1000}",
        "state": "succeeded" if number % 1000 else _STATES[number // 1000 % 3],
        "created": f"2026-01-01T00:00:00.{number // 10:06d}Z",
        "summary": {"profit": number / 7, "pairs": ["BTC/USDT", "ETH/USDT"] * 10},
        "words": "x" * 600,
    }
    return Write("runs", _id(number), fields, ABSENT)


def _taken(work: Callable[[], object]) -> dict[str, float]:
    work()  # makes the index
    taken = []
    for _ in range(_ROUNDS):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    taken.sort()
    return {"p50": taken[_ROUNDS // 2], "p95": taken[_ROUNDS * 95 // 100]}
