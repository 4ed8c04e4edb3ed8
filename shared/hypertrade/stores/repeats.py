"""What was answered to requests that carry an idempotency key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from hypertrade.domain.base import Document, Moment
from hypertrade.stores.table import OwnedTable

if TYPE_CHECKING:
    from hypertrade.ports.documents import Documents


class Repeatable(Document):
    """One request under its key; ``id`` is a digest of both owner and key.

    ``request`` is a digest of what was asked. ``since`` is when work on it began, ``expires`` when
    it is forgotten. ``holder`` names the process that works on it, where processes can be asked
    after. ``content`` is the answer's body (base64 of gzip), ``None`` if it was not kept.
    """

    id: str
    owner: str
    request: str
    state: Literal["working", "done"] = "working"
    status: int = 0
    headers: dict[str, str] = Field(default_factory=dict)
    content: str | None = None
    holder: str | None = None
    since: Moment
    expires: Moment


class RepeatStore(OwnedTable[Repeatable]):
    """Keeps answers by key."""

    def __init__(self, documents: Documents) -> None:
        """Keep them in ``documents``."""
        super().__init__(
            documents, "idempotency", Repeatable, key=lambda value: value.id, noun="repeat"
        )
