"""What is still owed to the world after a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.base import moment_text
from hypertrade.domain.dispatch import Outgoing
from hypertrade.ports.documents import ANY, Documents, Where, Write
from hypertrade.stores.table import Kept, OwnedTable

if TYPE_CHECKING:
    from datetime import datetime

COLLECTION = "outbox"


class Outbox(OwnedTable[Outgoing]):
    """What is owed, by id."""

    def __init__(self, documents: Documents) -> None:
        super().__init__(documents, COLLECTION, Outgoing, key=lambda one: one.id, noun="message")

    def due(self, now: datetime, most: int = 200) -> list[Kept[Outgoing]]:
        """Return what may be done at ``now``, the longest due first."""
        return self.every(Where("due", "<=", moment_text(now)), order="due", most=most)

    def done(self, id: str) -> None:  # noqa: A002 - the field's word
        """Forget a message that was done; it may have been forgotten already."""
        self.documents.commit([Write(self.collection, id, None, ANY)])
