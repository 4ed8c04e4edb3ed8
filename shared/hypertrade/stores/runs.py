"""Runs, and the questions the platform asks about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.base import moment_text
from hypertrade.domain.runs import ACTIVE, Run, RunState
from hypertrade.ports.documents import Documents, Stored, Where, Write
from hypertrade.stores.table import Kept, OwnedTable

if TYPE_CHECKING:
    from datetime import datetime

    from hypertrade.domain.paging import Asked, Page
    from hypertrade.ports.documents import Fields

COLLECTION = "runs"

_KIND = "kind"
"""A field beside the model's own, so that lists can be filtered by it."""


class RunTable(OwnedTable[Run]):
    """Runs by id."""

    def __init__(self, documents: Documents) -> None:
        super().__init__(documents, COLLECTION, Run, key=lambda run: run.id, noun="run")

    def queued_of(self, owner: str, most: int) -> list[Kept[Run]]:
        """Return the first queued runs of ``owner``, by turn."""
        mine = Where("owner", "==", owner)
        return self.every(mine, _in(RunState.QUEUED), order="turn", most=most)

    def active_of(self, owner: str) -> list[Kept[Run]]:
        """Return the runs of ``owner`` that are being worked on."""
        return self.every(Where("owner", "==", owner), _active())

    def queued_count(self, owner: str) -> int:
        """Return how many runs of ``owner`` are queued."""
        mine = Where("owner", "==", owner)
        return self.documents.count(self.collection, [mine, _in(RunState.QUEUED)])

    def active_count(self) -> int:
        """Return how many runs of everybody are being worked on."""
        return self.documents.count(self.collection, [_active()])

    def silent(self, state: RunState, before: datetime, most: int = 200) -> list[Kept[Run]]:
        """Return runs in ``state`` not heard of since ``before``, the longest silent first."""
        quiet = Where("heartbeat", "<=", moment_text(before))
        return self.every(_in(state), quiet, order="heartbeat", most=most)

    def queued_since(self, before: datetime, most: int = 200) -> list[Kept[Run]]:
        """Return runs that are queued since ``before``, the oldest first."""
        old = Where("created", "<=", moment_text(before))
        return self.every(_in(RunState.QUEUED), old, order="created", most=most)

    def count(self, state: RunState, since: datetime | None = None) -> int:
        """Return how many runs of everybody are in ``state``, of those made since ``since``."""
        late = [] if since is None else [Where("created", ">=", moment_text(since))]
        return self.documents.count(self.collection, [_in(state), *late])

    def silent_count(self, state: RunState, before: datetime) -> int:
        """Return how many runs in ``state`` were not heard of since ``before``."""
        quiet = Where("heartbeat", "<=", moment_text(before))
        return self.documents.count(self.collection, [_in(state), quiet])

    def failed_since(self, since: datetime, most: int) -> list[Kept[Run]]:
        """Return the latest ``most`` failed runs of those made since ``since``."""
        late = Where("created", ">=", moment_text(since))
        return self.every(_in(RunState.FAILED), late, order="created", descending=True, most=most)

    def everybodys(
        self, asked: Asked, *, state: RunState | None = None, owner: str | None = None
    ) -> Page[Kept[Run]]:
        """Return one page of the runs of everybody, or of ``owner``, for operators."""
        where = [_in(state)] if state else []
        if owner is not None:
            where.append(Where("owner", "==", owner))
        return self.page(asked, *where)

    def _fields(self, stored: Stored) -> Fields:
        return {name: value for name, value in stored.fields.items() if name != _KIND}

    def _write(self, value: Run, revision: str) -> Write:
        write = super()._write(value, revision)
        return Write(
            write.collection, write.id, {**(write.fields or {}), _KIND: value.kind}, revision
        )


def _in(state: RunState) -> Where:
    return Where("state", "==", state.value)


def _active() -> Where:
    return Where("state", "in", [state.value for state in ACTIVE])
