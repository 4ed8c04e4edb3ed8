"""Executions in a SQLite file: what is to be started, by whoever starts processes here."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypertrade.adapters.local.database import Database
from hypertrade.adapters.local.processes import born
from hypertrade.ports.executions import Execution, ExecutionState

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.domain.backtest import Limits
    from hypertrade.ports.clock import Clock

_SCHEMA = (
    (
        "CREATE TABLE IF NOT EXISTS executions (name TEXT PRIMARY KEY, run TEXT NOT NULL,"
        " attempt INTEGER NOT NULL, state TEXT NOT NULL, created REAL NOT NULL,"
        " cancelled INTEGER NOT NULL DEFAULT 0, pid INTEGER, born TEXT, changed REAL NOT NULL)"
    ),
    "CREATE INDEX IF NOT EXISTS by_state ON executions (state, created)",
)
REMEMBERED = timedelta(hours=1)
"""How long the state of an execution is known once it is over."""
INTERRUPTED_REMEMBERED = timedelta(days=30)
"""The same of one that a clean stop ended: its run is taken up again at the next start."""

_PENDING, _RUNNING = ExecutionState.PENDING.value, ExecutionState.RUNNING.value
_INTERRUPTED = ExecutionState.INTERRUPTED.value
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Started:
    """An execution that was started; ``pid`` and ``born`` name its process, once it has one.

    ``since`` is when it was taken or its process was noted (Unix seconds).
    """

    name: str
    run: str
    attempt: int
    cancelled: bool
    pid: int | None
    born: str | None
    since: float


class LocalExecutions:
    """Records executions, as ``ports.executions.Executions`` says, for one machine.

    ``start`` only notes what is wanted. Whoever starts processes asks for it with ``take``, tells
    with ``note_process`` which process it is, and with ``note_end`` how it ended.
    """

    def __init__(self, path: Path, *, clock: Clock) -> None:
        """Keep executions in the file ``path``."""
        self._database = Database(path, _SCHEMA)
        self._clock = clock

    def start(self, run: str, attempt: int, limits: Limits | None = None) -> str:
        """Note that an execution is wanted, as ``Executions.start`` says; its job has limits."""
        del limits
        name, now = f"{run}-{attempt}-{secrets.token_hex(4)}", self._now()
        with self._database.writing() as connection:
            connection.execute(
                "DELETE FROM executions WHERE name IN (SELECT name FROM executions"
                " WHERE state NOT IN (?, ?)"
                " AND changed < CASE state WHEN ? THEN ? ELSE ? END LIMIT ?)",
                (
                    *(_PENDING, _RUNNING, _INTERRUPTED),
                    *(now - kept.total_seconds() for kept in (INTERRUPTED_REMEMBERED, REMEMBERED)),
                    _AT_ONCE,
                ),
            )
            connection.execute(
                "INSERT INTO executions (name, run, attempt, state, created, changed)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (name, run, attempt, _PENDING, now, now),
            )
        return name

    def state(self, name: str) -> ExecutionState:
        """Return how an execution stands, as ``Executions.state`` says."""
        rows = self._database.read("SELECT state FROM executions WHERE name = ?", (name,))
        return ExecutionState(rows[0][0]) if rows else ExecutionState.GONE

    def cancel(self, name: str) -> None:
        """Have an execution ended, as ``Executions.cancel`` says."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE executions SET cancelled = 1, changed = ?,"
                " state = CASE state WHEN ? THEN ? ELSE state END"
                " WHERE name = ? AND state IN (?, ?)",
                (
                    *(self._now(), _PENDING, ExecutionState.CANCELLED.value),
                    *(name, _PENDING, _RUNNING),
                ),
            )

    def running(self) -> list[Execution]:
        """Return the executions that are not over, the oldest first."""
        return [
            Execution(
                name, run, attempt, ExecutionState(state), datetime.fromtimestamp(created, UTC)
            )
            for name, run, attempt, state, created in self._database.read(
                "SELECT name, run, attempt, state, created FROM executions"
                " WHERE state IN (?, ?) ORDER BY created",
                (_PENDING, _RUNNING),
            )
        ]

    def waiting(self) -> bool:
        """Return whether any is to be started."""
        return bool(
            self._database.read("SELECT 1 FROM executions WHERE state = ? LIMIT 1", (_PENDING,))
        )

    def take(self) -> Started | None:
        """Take the execution that waits longest, and have it running; ``None`` if none waits."""
        with self._database.writing() as connection:
            row = connection.execute(
                f"UPDATE executions SET state = ?, changed = ? WHERE name = (SELECT name"  # noqa: S608 - ours
                f" FROM executions WHERE state = ? ORDER BY created LIMIT 1) RETURNING {_STARTED}",
                (_RUNNING, self._now(), _PENDING),
            ).fetchone()
        return None if row is None else _started(row)

    def started(self) -> list[Started]:
        """Return the executions that were taken and have not ended."""
        rows = self._database.read(
            f"SELECT {_STARTED} FROM executions WHERE state = ?",  # noqa: S608 - ours
            (_RUNNING,),
        )
        return [_started(row) for row in rows]

    def note_process(self, name: str, pid: int) -> bool:
        """Note that ``pid`` is the process of an execution; ``False`` if that is not to run.

        A process that hears ``False`` of itself ends, and does nothing.
        """
        with self._database.writing() as connection:
            noted = connection.execute(
                "UPDATE executions SET pid = ?, born = ?, changed = ? WHERE name = ? AND state = ?"
                " AND (pid IS NULL OR pid = ?)",
                (pid, born(pid), self._now(), name, _RUNNING, pid),
            )
            return noted.rowcount == 1

    def note_end(self, name: str, state: ExecutionState) -> None:
        """Note how an execution ended; what was noted before stays."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE executions SET state = ?, changed = ? WHERE name = ? AND state = ?",
                (state.value, self._now(), name, _RUNNING),
            )

    def is_alive(self, started: Started) -> bool:
        """Return whether the process of an execution still runs."""
        return started.pid is not None and born(started.pid) == started.born

    def _now(self) -> float:
        return self._clock.now().timestamp()


_STARTED = "name, run, attempt, cancelled, pid, born, changed"


def _started(row: tuple[Any, ...]) -> Started:
    name, run, attempt, cancelled, pid, born_, since = row
    return Started(name, run, attempt, bool(cancelled), pid, born_, since)
