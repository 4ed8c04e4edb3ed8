"""Tasks: requests to ourselves that are delivered at least once; what Cloud Tasks is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from datetime import datetime

LARGEST_PAYLOAD = 100_000
"""Bytes of JSON; Cloud Tasks takes 1 MB of request, headers included."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is delivered: ``payload`` as JSON to ``/v1/tasks/{queue}``, not before ``not_before``.

    ``name`` (letters, digits, ``_-``, at most 200) makes it one of a kind within its queue.
    """

    queue: str
    name: str
    payload: dict[str, Any] = field(default_factory=dict)
    not_before: datetime | None = None


class Tasks(Protocol):
    """Queues tasks.

    Each is delivered until its handler answers with success, with growing pauses; it may be
    delivered more than once, late, and in any order.
    """

    def enqueue(self, task: Task) -> bool:
        """Queue a task; return ``False`` if one of that name was queued before, lately or still.

        Raises:
            NotFound: there is no such queue.
            Invalid: the payload is too large, or the name not allowed.
            Unavailable: the queue does not answer now.
        """
        ...

    def depth(self, queue: str) -> int:
        """Return how many tasks wait, or are being delivered (an estimate, minutes old at most).

        Raises:
            NotFound: there is no such queue.
        """
        ...
