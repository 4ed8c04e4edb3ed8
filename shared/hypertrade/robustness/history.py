"""Every variant ever tried, so that no result forgets how many it was chosen from.

One SQLite file below the data folder, append-only by its own triggers. A variant counts once on the
same candles and settings, however often it is run. Decision 6 says why it stands there.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

FILE = "history.sqlite"
"""The name of the file, in the data folder."""

_WAIT_SECONDS = 30.0

_SCHEMA = """
CREATE TABLE IF NOT EXISTS trial (
    family TEXT NOT NULL,
    variant TEXT NOT NULL,
    data TEXT NOT NULL,
    name TEXT NOT NULL,
    sharpe REAL NOT NULL,
    days INTEGER NOT NULL,
    trades INTEGER NOT NULL,
    origin TEXT NOT NULL,
    tried_at TEXT NOT NULL,
    PRIMARY KEY (family, variant, data)
) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS trial_stays BEFORE DELETE ON trial
BEGIN SELECT RAISE(ABORT, 'the history of trials is append-only'); END;
CREATE TRIGGER IF NOT EXISTS trial_is_final BEFORE UPDATE ON trial
BEGIN SELECT RAISE(ABORT, 'the history of trials is append-only'); END;
"""


@dataclass(frozen=True, slots=True)
class Trial:
    """One variant on one set of candles and settings.

    ``variant`` and ``data`` are digests. ``sharpe`` is per day, of ``days`` daily returns; 0
    without a trade. ``origin`` says which command tried it.
    """

    variant: str
    data: str
    name: str
    sharpe: float
    days: int
    trades: int
    origin: str


class History:
    """The trials of every family of strategies, shared by all processes that use the folder."""

    def __init__(self, folder: Path) -> None:
        """Open the history in ``folder``; the first write creates it."""
        self._path = folder / FILE

    def add(self, family: str, trials: Iterable[Trial], at: datetime) -> int:
        """Remember ``trials``, all or none; return how many of them were new.

        Raises:
            Unavailable: the file cannot be written.
        """
        rows = [
            (
                family,
                one.variant,
                one.data,
                one.name,
                one.sharpe,
                one.days,
                one.trades,
                one.origin,
                at.isoformat(timespec="seconds"),
            )
            for one in trials
        ]
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._open() as database:
            before = database.total_changes
            database.executemany("INSERT OR IGNORE INTO trial VALUES (?,?,?,?,?,?,?,?,?)", rows)
            return database.total_changes - before

    def trials(self, family: str) -> list[Trial]:
        """Return every trial of ``family``, in an order that depends on the trials alone.

        Raises:
            Unavailable: the file cannot be read.
        """
        if not self._path.exists():
            return []
        with self._open() as database:
            found = database.execute(
                "SELECT variant, data, name, sharpe, days, trades, origin FROM trial"
                " WHERE family = ? ORDER BY data, variant",
                (family,),
            ).fetchall()
        return [Trial(*row) for row in found]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as database:
                # Readers do not wait for a writer, and a crash loses nothing that was committed.
                database.execute("PRAGMA journal_mode=WAL")
                database.executescript(_SCHEMA)
                with database:
                    yield database
        except sqlite3.Error as error:
            raise Unavailable(
                f"the history of trials cannot be used: {error}",
                field=str(self._path),
                remedy="Check that the data folder is yours and its disk is not full.",
            ) from error
