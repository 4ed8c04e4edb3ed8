"""What local identity remembers, in SQLite: people, links, sessions, failures, second factors.

Times are seconds since 1970, UTC. Session tokens, recovery codes and addresses of failed sign-ins
are kept as digests only, secrets of second factors sealed.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from hypertrade.adapters.local.database import Database
from hypertrade.domain.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SCHEMA = (
    """
    CREATE TABLE IF NOT EXISTS people (
        id TEXT PRIMARY KEY,
        email TEXT NOT NULL UNIQUE,
        email_verified INTEGER NOT NULL,
        name TEXT NOT NULL,
        password TEXT,
        disabled INTEGER NOT NULL DEFAULT 0,
        valid_after INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    """
    CREATE TABLE IF NOT EXISTS links (
        provider TEXT NOT NULL,
        subject TEXT NOT NULL,
        person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
        PRIMARY KEY (provider, subject)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS sessions (
        digest TEXT PRIMARY KEY,
        family TEXT NOT NULL,
        person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
        provider TEXT NOT NULL,
        signed_in INTEGER NOT NULL,
        expires REAL NOT NULL,
        used INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX IF NOT EXISTS sessions_family ON sessions (family)",
    "CREATE INDEX IF NOT EXISTS sessions_person ON sessions (person)",
    """
    CREATE TABLE IF NOT EXISTS failures (
        digest TEXT PRIMARY KEY,
        count INTEGER NOT NULL,
        at REAL NOT NULL,
        locked_until REAL NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX IF NOT EXISTS failures_at ON failures (at)",
    """
    CREATE TABLE IF NOT EXISTS factors (
        person TEXT PRIMARY KEY REFERENCES people ON DELETE CASCADE,
        sealed BLOB NOT NULL,
        since REAL,
        last_step INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS recovery_codes (
        person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
        digest TEXT NOT NULL,
        PRIMARY KEY (person, digest)
    ) STRICT, WITHOUT ROWID
    """,
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account, field by field a row of ``people``.

    ``password`` is a hash, ``None`` where a provider vouches.
    """

    id: str
    email: str
    email_verified: bool
    name: str
    password: str | None = None
    disabled: bool = False
    valid_after: int = 0


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session, field by field a row of ``sessions``: what a refresh token stands for.

    All that came of one sign-in are a family.
    """

    digest: str
    family: str
    person: str
    provider: str
    signed_in: int
    expires: float
    used: bool = False


@dataclass(frozen=True, slots=True)
class Factor:
    """A second factor, field by field a row of ``factors``.

    ``since`` is ``None`` until somebody proved that they have it. ``last_step`` is the time step of
    the last code that was used (RFC 6238, 5.2).
    """

    person: str
    sealed: bytes
    since: float | None = None
    last_step: int = 0


class Book:
    """The file. Changes are made inside ``writing``, and see what was read inside it."""

    def __init__(self, file: Path) -> None:
        """Keep everything in ``file``, which is made if it is not there.

        Raises:
            Unavailable: the file cannot be opened.
        """
        file.touch(mode=0o600)
        self._database = Database(file, _SCHEMA)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make everything inside one transaction, before which no other writer comes.

        Raises:
            Unavailable: the file cannot be written now.
        """
        with self._database.writing():
            yield

    def _write(self, sql: str, *values: Any) -> None:
        self._database.connection().execute(sql, values)

    def _row(self, sql: str, *values: Any) -> Any:
        rows = self._database.read(sql, values)
        return rows[0] if rows else None

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
        row = self._row(f"SELECT * FROM people WHERE {condition}", *values)  # noqa: S608 - our texts
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
            self._write("INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?)", *astuple(person))
        except sqlite3.IntegrityError as error:
            raise Conflict(
                "this address has an account", field="email", remedy="Sign in instead."
            ) from error

    def link(self, provider: str, subject: str, person: str) -> None:
        """Remember that ``person`` is ``subject`` to ``provider``."""
        self._write("INSERT INTO links VALUES (?, ?, ?)", provider, subject, person)

    def set_password(self, person: str, password: str) -> None:
        """Put another hash."""
        self._write("UPDATE people SET password = ? WHERE id = ?", password, person)

    def set_disabled(self, person: str, *, disabled: bool) -> None:
        """Shut somebody out, or not."""
        self._write("UPDATE people SET disabled = ? WHERE id = ?", disabled, person)

    def end_sessions(self, person: str, valid_after: int) -> None:
        """End every session that began before ``valid_after``."""
        self._write("UPDATE people SET valid_after = ? WHERE id = ?", valid_after, person)
        self._write("DELETE FROM sessions WHERE person = ?", person)

    def remove(self, person: str, failures: str) -> None:
        """Forget somebody, their sessions and links, and the ``failures`` under that digest."""
        self._write("DELETE FROM people WHERE id = ?", person)
        self._write("DELETE FROM failures WHERE digest = ?", failures)

    # ----------------------------------------------------------------------------- sessions

    def sitting(self, digest: str) -> Sitting | None:
        """Return what a refresh token stands for."""
        row = self._row("SELECT * FROM sessions WHERE digest = ?", digest)
        if row is None:
            return None
        kept, family, person, provider, signed_in, expires, used = row
        return Sitting(kept, family, person, provider, signed_in, expires, bool(used))

    def open_sitting(self, sitting: Sitting, now: float) -> None:
        """Remember a session, and forget those that are over."""
        self._write("DELETE FROM sessions WHERE expires < ?", now)
        self._write("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?)", *astuple(sitting))

    def use(self, sitting: Sitting) -> None:
        """Mark a refresh token as used."""
        self._write("UPDATE sessions SET used = 1 WHERE digest = ?", sitting.digest)

    def end_family(self, family: str) -> None:
        """End all sessions that came of one sign-in."""
        self._write("DELETE FROM sessions WHERE family = ?", family)

    # ----------------------------------------------------------------------------- failures

    def failures(self, digest: str) -> tuple[int, float]:
        """Return how often signing in failed lately, and until when it is locked."""
        row = self._row("SELECT count, locked_until FROM failures WHERE digest = ?", digest)
        return (0, 0.0) if row is None else (row[0], row[1])

    def set_failures(self, digest: str, count: int, at: float, locked_until: float) -> None:
        """Remember how often signing in failed; 0 forgets."""
        if count:
            self._write(
                "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?)",
                digest,
                count,
                at,
                locked_until,
            )
        else:
            self._write("DELETE FROM failures WHERE digest = ?", digest)

    def forget_failures(self, before: float) -> None:
        """Forget failures that are older."""
        self._write("DELETE FROM failures WHERE at < ?", before)

    # ----------------------------------------------------------------------- second factors

    def factor(self, person: str) -> Factor | None:
        """Return the second factor of somebody, on or only begun."""
        row = self._row("SELECT * FROM factors WHERE person = ?", person)
        return None if row is None else Factor(*row)

    def put_factor(self, factor: Factor) -> None:
        """Remember a second factor in place of the one before."""
        self._write("INSERT OR REPLACE INTO factors VALUES (?, ?, ?, ?)", *astuple(factor))

    def remove_factor(self, person: str) -> None:
        """Forget the second factor of somebody, and their recovery codes."""
        self._write("DELETE FROM factors WHERE person = ?", person)
        self.put_recovery_codes(person, ())

    def put_recovery_codes(self, person: str, digests: Iterable[str]) -> None:
        """Remember these recovery codes, and none from before."""
        self._write("DELETE FROM recovery_codes WHERE person = ?", person)
        for digest in digests:
            self._write("INSERT INTO recovery_codes VALUES (?, ?)", person, digest)

    def recovery_codes(self, person: str) -> int:
        """Return how many recovery codes are left."""
        count: int = self._row("SELECT count(*) FROM recovery_codes WHERE person = ?", person)[0]
        return count

    def use_recovery_code(self, person: str, digest: str) -> bool:
        """Forget a recovery code, and return whether there was one."""
        left = self.recovery_codes(person)
        self._write("DELETE FROM recovery_codes WHERE person = ? AND digest = ?", person, digest)
        return self.recovery_codes(person) < left
