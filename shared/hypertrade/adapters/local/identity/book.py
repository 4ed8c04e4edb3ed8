"""What local identity remembers, in SQLite: people, links to providers, sessions, failures.

Times are seconds since 1970, UTC. Session tokens and addresses of failed sign-ins are kept as
digests only.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Conflict, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS people (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    email_verified INTEGER NOT NULL,
    name TEXT NOT NULL,
    password TEXT,
    disabled INTEGER NOT NULL DEFAULT 0,
    valid_after INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS links (
    provider TEXT NOT NULL,
    subject TEXT NOT NULL,
    person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
    PRIMARY KEY (provider, subject)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sessions (
    digest TEXT PRIMARY KEY,
    family TEXT NOT NULL,
    person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
    provider TEXT NOT NULL,
    signed_in INTEGER NOT NULL,
    expires REAL NOT NULL,
    used INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sessions_family ON sessions (family);
CREATE INDEX IF NOT EXISTS sessions_person ON sessions (person);
CREATE TABLE IF NOT EXISTS failures (
    digest TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    at REAL NOT NULL,
    locked_until REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS failures_at ON failures (at);
"""

_PERSON = "id, email, email_verified, name, password, disabled, valid_after"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; ``password`` is a hash, ``None`` where a provider vouches."""

    id: str
    email: str
    email_verified: bool
    name: str
    password: str | None = None
    disabled: bool = False
    valid_after: int = 0


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session: what a refresh token stands for. All that came of one sign-in are a family."""

    digest: str
    family: str
    person: str
    provider: str
    signed_in: int
    expires: float
    used: bool = False


class Book:
    """The file; one connection for all threads of a process, other processes beside it."""

    def __init__(self, file: Path) -> None:
        """Keep everything in ``file``, which is made if it is not there."""
        self._lock = RLock()
        file.touch(mode=0o600)
        self._db = sqlite3.connect(file, timeout=10, isolation_level=None, check_same_thread=False)
        self._db.executescript(
            f"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; {SCHEMA}"
        )

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make everything inside one transaction, before which no other writer comes.

        Raises:
            Unavailable: the file cannot be written now.
        """
        with self._lock:
            try:
                self._db.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                raise Unavailable(
                    f"accounts cannot be written now: {error}", remedy="Try again shortly."
                ) from error
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    # ------------------------------------------------------------------------------- people

    def person(self, id: str) -> Person | None:  # noqa: A002 - the field's word
        """Return whose id it is."""
        return self._one_person("id = ?", id)

    def by_email(self, email: str) -> Person | None:
        """Return whose address it is."""
        return self._one_person("email = ?", email)

    def by_link(self, provider: str, subject: str) -> Person | None:
        """Return who is ``subject`` to ``provider``."""
        return self._one_person(
            "id = (SELECT person FROM links WHERE provider = ? AND subject = ?)", provider, subject
        )

    def _one_person(self, condition: str, *values: str) -> Person | None:
        with self._lock:
            row = self._db.execute(
                f"SELECT {_PERSON} FROM people WHERE {condition}",  # noqa: S608 - our own texts
                values,
            ).fetchone()
        if row is None:
            return None
        id_, email, verified, name, password, disabled, valid_after = row
        return Person(id_, email, bool(verified), name, password, bool(disabled), valid_after)

    def add(self, person: Person) -> None:
        """Add somebody.

        Raises:
            Conflict: the address has an account.
        """
        try:
            self._db.execute(
                f"INSERT INTO people ({_PERSON}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - ours
                (
                    person.id,
                    person.email,
                    person.email_verified,
                    person.name,
                    person.password,
                    person.disabled,
                    person.valid_after,
                ),
            )
        except sqlite3.IntegrityError as error:
            raise Conflict(
                "this address has an account", field="email", remedy="Sign in instead."
            ) from error

    def link(self, provider: str, subject: str, person: str) -> None:
        """Remember that ``person`` is ``subject`` to ``provider``."""
        self._db.execute("INSERT INTO links VALUES (?, ?, ?)", (provider, subject, person))

    def set_password(self, person: str, password: str) -> None:
        """Put another hash."""
        self._db.execute("UPDATE people SET password = ? WHERE id = ?", (password, person))

    def set_disabled(self, person: str, *, disabled: bool) -> None:
        """Shut somebody out, or not."""
        self._db.execute("UPDATE people SET disabled = ? WHERE id = ?", (disabled, person))

    def end_sessions(self, person: str, valid_after: int) -> None:
        """End every session that began before ``valid_after``."""
        self._db.execute("UPDATE people SET valid_after = ? WHERE id = ?", (valid_after, person))
        self._db.execute("DELETE FROM sessions WHERE person = ?", (person,))

    def remove(self, person: str, failures: str) -> None:
        """Forget somebody, their sessions and links, and the ``failures`` under that digest."""
        self._db.execute("DELETE FROM people WHERE id = ?", (person,))
        self._db.execute("DELETE FROM failures WHERE digest = ?", (failures,))

    # ----------------------------------------------------------------------------- sessions

    def sitting(self, digest: str) -> Sitting | None:
        """Return what a refresh token stands for."""
        row = self._db.execute(
            "SELECT digest, family, person, provider, signed_in, expires, used FROM sessions"
            " WHERE digest = ?",
            (digest,),
        ).fetchone()
        if row is None:
            return None
        kept, family, person, provider, signed_in, expires, used = row
        return Sitting(kept, family, person, provider, signed_in, expires, bool(used))

    def open_sitting(self, sitting: Sitting, now: float) -> None:
        """Remember a session, and forget those that are over."""
        self._db.execute("DELETE FROM sessions WHERE expires < ?", (now,))
        self._db.execute(
            "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                sitting.digest,
                sitting.family,
                sitting.person,
                sitting.provider,
                sitting.signed_in,
                sitting.expires,
                sitting.used,
            ),
        )

    def use(self, sitting: Sitting) -> None:
        """Mark a refresh token as used."""
        self._db.execute("UPDATE sessions SET used = 1 WHERE digest = ?", (sitting.digest,))

    def end_family(self, family: str) -> None:
        """End all sessions that came of one sign-in."""
        self._db.execute("DELETE FROM sessions WHERE family = ?", (family,))

    # ----------------------------------------------------------------------------- failures

    def failures(self, digest: str) -> tuple[int, float]:
        """Return how often signing in failed lately, and until when it is locked."""
        row = self._db.execute(
            "SELECT count, locked_until FROM failures WHERE digest = ?", (digest,)
        ).fetchone()
        return (0, 0.0) if row is None else (row[0], row[1])

    def set_failures(self, digest: str, count: int, at: float, locked_until: float) -> None:
        """Remember how often signing in failed; 0 forgets."""
        if count:
            self._db.execute(
                "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?)",
                (digest, count, at, locked_until),
            )
        else:
            self._db.execute("DELETE FROM failures WHERE digest = ?", (digest,))

    def forget_failures(self, before: float) -> None:
        """Forget failures that are older."""
        self._db.execute("DELETE FROM failures WHERE at < ?", (before,))
