"""Tasks in a SQLite file: a queue that forgets nothing, and leases that end by themselves."""

from __future__ import annotations

import json
import logging
import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from hypertrade.adapters.local.database import Database
from hypertrade.domain.errors import NotFound
from hypertrade.domain.queues import QUEUES, Queue
from hypertrade.ports.checks import checked_payload
from hypertrade.ports.tasks import Task

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path

    from hypertrade.ports.clock import Clock

_SCHEMA = (
    """
    CREATE TABLE IF NOT EXISTS tasks (
        number INTEGER PRIMARY KEY,
        queue TEXT NOT NULL,
        name TEXT NOT NULL,
        payload TEXT NOT NULL,
        state INTEGER NOT NULL,
        due REAL NOT NULL,
        attempt INTEGER NOT NULL DEFAULT 0,
        lease TEXT,
        UNIQUE (queue, name)
    )
    """,
    "CREATE INDEX IF NOT EXISTS due ON tasks (queue, state, due)",
    """
    CREATE TABLE IF NOT EXISTS rates (
        queue TEXT PRIMARY KEY,
        tokens REAL NOT NULL,
        stamp REAL NOT NULL
    )
    """,
)
REMEMBERED = timedelta(hours=1)
"""How long a name stays taken once its task is over; Cloud Tasks keeps it as long."""
LEASE = timedelta(seconds=60)
"""How long a delivery may take; one that takes longer is delivered again."""
_AT_ONCE = 50  # names that are forgotten with a task that is done
_LOG = logging.getLogger(__name__)


class _State(IntEnum):
    """Where a task is, and what its ``due`` says (Unix seconds)."""

    WAITING = 0  # from when it may be delivered
    LEASED = 1  # until when whoever took it has it
    DONE = 2  # until when its name is remembered
    DROPPED = 3  # the same


@dataclass(frozen=True, slots=True)
class Leased:
    """A task that is being delivered: ``attempt`` counts from 1, ``lease`` says whose it is."""

    task: Task
    attempt: int
    lease: str


class LocalTasks:
    """Queues tasks, as ``ports.tasks.Tasks`` says, for every process of one machine.

    Whoever delivers takes a ``lease`` and ends it with ``done`` or ``retry``. A lease whose holder
    dies ends by itself; then the task is delivered again.
    """

    def __init__(self, path: Path, *, clock: Clock, queues: Mapping[str, Queue] = QUEUES) -> None:
        """Keep the tasks of ``queues`` in the file ``path``."""
        self._database = Database(path, _SCHEMA)
        self._clock = clock
        self._queues = queues

    @property
    def queues(self) -> Mapping[str, Queue]:
        """The queues by name."""
        return self._queues

    def enqueue(self, task: Task) -> bool:
        """Queue a task, as ``Tasks.enqueue`` says."""
        self._queue(task.queue)
        payload = checked_payload(task)
        now = self._now()
        due = now if task.not_before is None else task.not_before.timestamp()
        with self._database.writing() as connection:
            made = connection.execute(
                "INSERT INTO tasks (queue, name, payload, state, due) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (queue, name) DO UPDATE SET payload = excluded.payload,"
                " state = excluded.state, due = excluded.due, attempt = 0, lease = NULL"
                " WHERE state >= ? AND due <= ?",
                (task.queue, task.name, payload, _State.WAITING, due, _State.DONE, now),
            )
            return made.rowcount == 1

    def depth(self, queue: str) -> int:
        """Return how many tasks wait, or are being delivered, as ``Tasks.depth`` says."""
        self._queue(queue)
        rows = self._database.read(
            "SELECT count(*) FROM tasks WHERE queue = ? AND state IN (?, ?)",
            (queue, _State.WAITING, _State.LEASED),
        )
        return int(rows[0][0])

    def lease(self, queue: str, lasts: timedelta = LEASE) -> Leased | None:
        """Take the task that is due longest; ``None`` if none is, or the queue's rules say wait.

        Raises:
            NotFound: there is no such queue.
        """
        rules = self._queue(queue)
        # A look costs nobody the write lock; most find nothing.
        if not self._database.read(f"SELECT 1 {_DUE}", (queue, self._now())):
            return None
        with self._database.writing() as connection:
            now = self._now()
            _drop_exhausted(connection, rules, now)
            row = connection.execute(
                f"SELECT number, name, payload, attempt {_DUE}",
                (queue, now),
            ).fetchone()
            if row is None or not _may_start(connection, rules, now):
                return None
            number, name, payload, attempt = row
            leased = Leased(Task(queue, name, json.loads(payload)), attempt + 1, _token())
            connection.execute(
                "UPDATE tasks SET state = ?, due = ?, attempt = attempt + 1, lease = ?"
                " WHERE number = ?",
                (_State.LEASED, now + lasts.total_seconds(), leased.lease, number),
            )
            return leased

    def done(self, leased: Leased) -> bool:
        """End a task well; ``False`` if it was somebody else's by now."""
        return self._end(leased, _State.DONE, REMEMBERED.total_seconds())

    def retry(self, leased: Leased, problem: str) -> bool:
        """Let a task be delivered again after a pause; ``False`` if it was somebody else's by now.

        After the last attempt that its queue allows, it is dropped, and the log says so.
        """
        rules = self._queue(leased.task.queue)
        if leased.attempt < rules.most_attempts:
            return self._end(leased, _State.WAITING, rules.pause(leased.attempt))
        _say_dropped(leased.task.queue, leased.task.name, leased.attempt, problem)
        return self._end(leased, _State.DROPPED, REMEMBERED.total_seconds())

    def _end(self, leased: Leased, state: _State, seconds: float) -> bool:
        with self._database.writing() as connection:
            now = self._now()
            connection.execute(
                "DELETE FROM tasks WHERE number IN (SELECT number FROM tasks"
                " WHERE queue = ? AND state >= ? AND due <= ? LIMIT ?)",
                (leased.task.queue, _State.DONE, now, _AT_ONCE),
            )
            ended = connection.execute(
                "UPDATE tasks SET state = ?, due = ?, lease = NULL"
                " WHERE queue = ? AND name = ? AND lease = ?",
                (state, now + seconds, leased.task.queue, leased.task.name, leased.lease),
            )
            return ended.rowcount == 1

    def _queue(self, name: str) -> Queue:
        if name not in self._queues:
            raise NotFound(
                f"there is no queue {name[:80]!r}",
                field="queue",
                remedy=f"Use one of: {', '.join(self._queues)}.",
            )
        return self._queues[name]

    def _now(self) -> float:
        return self._clock.now().timestamp()


# Those that wait and those whose lease is over; two searches of one index.
_DUE = (
    f"FROM tasks WHERE queue = ? AND state IN ({_State.WAITING:d}, {_State.LEASED:d})"
    " AND due <= ? ORDER BY due, number LIMIT 1"
)


def _token() -> str:
    return secrets.token_hex(12)


def _may_start(connection: sqlite3.Connection, rules: Queue, now: float) -> bool:
    """Return whether the rules allow one more delivery now, and count it."""
    under_way = connection.execute(
        "SELECT count(*) FROM tasks WHERE queue = ? AND state = ? AND due > ?",
        (rules.name, _State.LEASED, now),
    ).fetchone()[0]
    if under_way >= rules.concurrency:
        return False
    tokens, stamp = connection.execute(
        "SELECT tokens, stamp FROM rates WHERE queue = ?", (rules.name,)
    ).fetchone() or (rules.burst, now)
    tokens = min(rules.burst, tokens + max(0.0, now - stamp) * rules.rate)
    if tokens < 1:
        return False
    connection.execute(
        "INSERT OR REPLACE INTO rates VALUES (?, ?, ?)", (rules.name, tokens - 1, now)
    )
    return True


def _drop_exhausted(connection: sqlite3.Connection, rules: Queue, now: float) -> None:
    """Drop tasks whose last attempt was never ended: its holder died."""
    dropped = connection.execute(
        "UPDATE tasks SET state = ?, due = ?, lease = NULL"
        " WHERE queue = ? AND state = ? AND due <= ? AND attempt >= ? RETURNING name, attempt",
        (
            *(_State.DROPPED, now + REMEMBERED.total_seconds()),
            *(rules.name, _State.LEASED, now, rules.most_attempts),
        ),
    ).fetchall()
    for name, attempt in dropped:
        _say_dropped(rules.name, name, attempt, "whoever had it never said how it went")


def _say_dropped(queue: str, name: str, attempt: int, problem: str) -> None:
    _LOG.error("task %s of %s was dropped after attempt %d: %s", name, queue, attempt, problem)
