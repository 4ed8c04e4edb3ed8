"""Doing once what was asked twice: the same key and request get the first answer again."""

from __future__ import annotations

import base64
import gzip
import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid, Stale
from hypertrade.stores.repeats import Repeatable, RepeatStore

if TYPE_CHECKING:
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.documents import Documents
    from hypertrade.ports.processes import Processes
    from hypertrade.stores.table import Kept

REMEMBERED = timedelta(hours=24)
"""How long an answer is kept for a repeat."""
WORKING = timedelta(seconds=60)
"""After that long without an answer whoever worked on it is dead, and a repeat takes over.

Where processes can be asked after, a repeat takes over as soon as that one is.
"""
LARGEST_KEPT = 600_000
"""Characters of a kept answer, so that its document stays within what a store takes."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The answer that was given; ``content`` is ``None`` if it was not kept."""

    status: int
    headers: dict[str, str]
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Begun:
    """Leave to do the work; ``new_id`` names what it makes, the same however often it is begun."""

    kept: Kept[Repeatable]
    new_id: str


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Somebody else is at it; ``retry_after`` (seconds) is when to ask again."""

    retry_after: float


class Repeats:
    """Remembers requests by their key, for a day."""

    def __init__(
        self, documents: Documents, clock: Clock, processes: Processes | None = None
    ) -> None:
        """Remember them in ``documents``; ``processes`` tells who of those at work is dead."""
        self._store = RepeatStore(documents)
        self._clock = clock
        self._processes = processes

    def begin(self, owner: str, key: str, request: bytes) -> Begun | Earlier | UnderWay:
        """Begin the work that ``owner`` asks for under ``key``, unless it was done.

        ``request`` is everything that makes it this request and no other.

        Raises:
            Invalid: the key was used for another request.
        """
        now = self._clock.now()
        id_ = hashlib.sha256(f"{owner}\n{key}".encode()).hexdigest()
        mine = Repeatable(
            id=id_,
            owner=owner,
            request=hashlib.sha256(request).hexdigest(),
            holder=self._processes.me if self._processes else None,
            since=now,
            expires=now + REMEMBERED,
        )
        new_id = hashlib.sha256(f"{id_}\nmakes".encode()).hexdigest()[:32]
        try:
            found = self._store.find(id_)
            if found is None:
                return Begun(self._store.create(mine), new_id)
            if found.value.expires <= now:
                return Begun(self._store.replace(found, mine), new_id)
            if found.value.request != mine.request:
                raise Invalid(
                    "this key was used for another request",
                    field="Idempotency-Key",
                    remedy="Use a new key for each thing you ask for, the same only to repeat it.",
                )
            if found.value.state == "done":
                return _earlier(found.value)
            if now - found.value.since < WORKING and not self._is_orphaned(found.value):
                return UnderWay(1.0)
            return Begun(self._store.replace(found, mine), new_id)
        except Stale:
            # Another process began it between the look and the write.
            return UnderWay(1.0)

    def _is_orphaned(self, value: Repeatable) -> bool:
        """Return whether whoever worked on it is known to be dead."""
        if self._processes is None or value.holder is None:
            return False
        return not self._processes.is_alive(value.holder)

    def finish(
        self, begun: Begun, status: int, headers: dict[str, str], content: bytes | None
    ) -> None:
        """Remember the answer; without ``content`` only that there was one."""
        packed = None if content is None else base64.b64encode(gzip.compress(content)).decode()
        if packed is not None and len(packed) > LARGEST_KEPT:
            packed = None
        done = begun.kept.value.model_copy(
            update={"state": "done", "status": status, "headers": headers, "content": packed}
        )
        try:
            self._store.replace(begun.kept, done)
        except Stale:
            # It took so long that a repeat took over: that one's answer is remembered.
            return

    def abandon(self, begun: Begun) -> None:
        """Forget what failed: nothing was made, so the key is free again."""
        try:
            self._store.documents.commit([self._store.deletion(begun.kept)])
        except Stale:
            # A repeat took over, and the key is its own now.
            return


def _earlier(value: Repeatable) -> Earlier:
    content = None if value.content is None else gzip.decompress(base64.b64decode(value.content))
    return Earlier(value.status, dict(value.headers), content)
