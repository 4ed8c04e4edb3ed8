"""What was read lately: a document of the same revision says the same, and is not read again."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

from cachetools import LRUCache

if TYPE_CHECKING:
    from hypertrade.ports.documents import Stored

ROOM = 1 << 20
"""Bytes of JSON that the documents of one memory may take together; as values they take more."""
LARGEST = 1 << 16
"""Bytes of JSON of a document that is remembered."""

T = TypeVar("T")


class Memory(Generic[T]):
    """Remembers what documents became, those asked for last; nothing of those of unknown size.

    The store is still asked for the document, and with it whether it is there and of which
    revision: what is spared is reading its JSON and making a value of it.
    """

    def __init__(self, room: int = ROOM) -> None:
        """Remember documents of ``room`` bytes."""
        self._known: LRUCache[str, tuple[str, int, T]] = LRUCache(room, lambda entry: entry[1])
        self._lock = threading.Lock()

    def recall(self, stored: Stored) -> T | None:
        """Return what a document became when it was read before, ``None`` if it was not."""
        with self._lock:
            known = self._known.get(stored.id)
        return known[2] if known is not None and known[0] == stored.revision else None

    def keep(self, stored: Stored, value: T) -> None:
        """Remember what a document became: a value that nobody changes."""
        if 0 < stored.size <= LARGEST:
            with self._lock:
                self._known[stored.id] = (stored.revision, stored.size, value)
