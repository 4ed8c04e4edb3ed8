"""Events: what happened, told to whoever listens; what Pub/Sub is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to ``subject`` of ``owner``, at ``at`` (UTC).

    ``kind`` reads like ``run.succeeded``. ``id`` is the same if the same event is told twice.
    """

    id: str
    kind: str
    owner: str
    subject: str
    at: datetime
    details: dict[str, Any]


class Events(Protocol):
    """Tells events. They are heard at least once, in any order, by those who listen later too."""

    def publish(self, event: Event) -> None:
        """Tell an event.

        Raises:
            Unavailable: nobody takes it now.
        """
        ...
