"""SQLite for many processes and threads: what every adapter over a database file stands on."""

from __future__ import annotations

import logging
import os
import random
import sqlite3
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from hypertrade.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PATIENCE = 10.0
"""Seconds that a write waits for another process's before it gives up."""

_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.0002, 0.005  # between two tries at the write lock; seconds
_LOG = logging.getLogger(__name__)
_NOT_OURS: list[Any] = []  # what a fork handed down: closing it here would drop the parent's locks


class Database:
    """One SQLite file in WAL mode, a connection for each thread that asks.

    Readers never wait. Writers of a process queue up, those of several processes try again and
    again, at most ``PATIENCE`` seconds. What is committed survives any death of the process; the
    newest commits may be lost with the machine's power, never half of one.
    """

    def __init__(self, path: Path, schema: Sequence[str]) -> None:
        """Open ``path``, made with ``schema``: statements that may be run again (IF NOT EXISTS).

        Raises:
            Unavailable: the file cannot be opened.
        """
        self.path = path
        self._schema = schema
        self._writer = threading.Lock()
        self._fresh()
        with self.writing() as connection:
            for statement in schema:
                connection.execute(statement)

    def read(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return every row of a question.

        Raises:
            Unavailable: SQLite fails.
        """
        with self.translated():
            return self.connection().execute(sql, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside a transaction: committed at the end, undone by an exception.

        Raises:
            Unavailable: other processes keep the file, or SQLite fails.
        """
        connection = self.connection()
        with self._writer, self.translated():
            _begin(connection)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection."""
        if os.getpid() != self._process:
            _NOT_OURS.append(self._held)
            self._fresh()
        held: _Held | None = getattr(self._held, "one", None)
        if held is None:
            with self.translated():
                held = self._held.one = _Held(self.path)
        return held.connection

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Translate what SQLite raises.

        Raises:
            Unavailable: SQLite fails; nothing was written.
        """
        try:
            yield
        except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
            if isinstance(error, sqlite3.IntegrityError):
                raise
            raise Unavailable(
                f"the database {self.path.name} does not answer: {error}",
                remedy="Try again; if it stays, see whether the disk is full and the file whole.",
            ) from error

    def _fresh(self) -> None:
        self._process = os.getpid()
        self._writer = threading.Lock()
        self._held = threading.local()


class _Held:
    """A connection that is closed when its thread ends."""

    def __init__(self, path: Path) -> None:
        self._process = os.getpid()
        self.connection: sqlite3.Connection = sqlite3.connect(
            path,
            timeout=PATIENCE,
            isolation_level=None,  # transactions begin where we say so
            check_same_thread=False,  # whoever clears up may be another thread
            cached_statements=256,
        )
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "cache_size=-16000",
            "mmap_size=268435456",
        ):
            _patiently(self.connection, f"PRAGMA {pragma}")

    def __del__(self) -> None:
        opened = getattr(self, "connection", None)
        if opened is not None and os.getpid() == self._process:
            opened.close()


def _begin(connection: sqlite3.Connection) -> None:
    """Take the write lock: SQLite's own waiting sleeps up to a tenth of a second at a time."""
    connection.execute("PRAGMA busy_timeout=0")
    try:
        _patiently(connection, "BEGIN IMMEDIATE")
    finally:
        connection.execute(f"PRAGMA busy_timeout={int(PATIENCE * 1000)}")


def _patiently(connection: sqlite3.Connection, statement: str) -> None:
    end = time.monotonic() + PATIENCE
    pause = _SHORTEST_PAUSE
    while True:
        try:
            connection.execute(statement)
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
            if not busy or time.monotonic() > end:
                raise
            _LOG.debug("waiting for %s", statement)
            time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - a pause, no secret
            pause = min(pause * 2, _LONGEST_PAUSE)
        else:
            return
