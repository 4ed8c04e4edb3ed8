"""Events in a log that listeners read from where they were."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hypertrade.adapters.local.database import Database
from hypertrade.domain.base import canonical_json, moment_text
from hypertrade.ports.events import Event

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.ports.clock import Clock

_SCHEMA = (
    """
    CREATE TABLE IF NOT EXISTS events (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        owner TEXT NOT NULL,
        subject TEXT NOT NULL,
        at TEXT NOT NULL,
        details TEXT NOT NULL,
        told TEXT NOT NULL
    )
    """,
)
KEPT = timedelta(days=7)
"""How long an event can be heard."""
_AT_ONCE = 20  # events that are forgotten with one that is told


@dataclass(frozen=True, slots=True)
class Heard:
    """An event, and its place in the log: the next is asked for with it."""

    position: int
    event: Event


class LocalEvents:
    """Tells events, as ``ports.events.Events`` says, to every process of one machine."""

    def __init__(self, path: Path, *, clock: Clock) -> None:
        """Keep the log in the file ``path``."""
        self._database = Database(path, _SCHEMA)
        self._clock = clock

    def publish(self, event: Event) -> None:
        """Tell an event; told again, it is heard once more only by those who had forgotten it."""
        now = self._clock.now()
        told = (event.id, event.kind, event.owner, event.subject, moment_text(event.at))
        with self._database.writing() as connection:
            connection.execute(
                "DELETE FROM events WHERE told < ? AND position IN"
                " (SELECT position FROM events ORDER BY position LIMIT ?)",
                (moment_text(now - KEPT), _AT_ONCE),
            )
            connection.execute(
                "INSERT OR IGNORE INTO events (id, kind, owner, subject, at, details, told)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*told, canonical_json(event.details), moment_text(now)),
            )

    def since(self, position: int, limit: int = 100) -> list[Heard]:
        """Return the events told after ``position`` (0: all that are kept), as they were told."""
        rows = self._database.read(
            "SELECT position, id, kind, owner, subject, at, details FROM events"
            " WHERE position > ? ORDER BY position LIMIT ?",
            (position, limit),
        )
        return [
            Heard(
                place,
                Event(
                    id_, kind, owner, subject, datetime.fromisoformat(at).astimezone(UTC), details
                ),
            )
            for place, id_, kind, owner, subject, at, text in rows
            for details in [json.loads(text)]
        ]
