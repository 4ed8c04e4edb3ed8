"""Notifiers: what carries a message to somebody outside, each kind of channel by its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent ``to`` somebody; ``id`` is the same each time it is sent again.

    ``subject`` (one line) and ``text`` are for people. ``event``, ``at`` (UTC, when it happened)
    and ``data`` (JSON) are for programs. ``key`` signs it, where the kind of channel signs.
    """

    id: str
    to: str
    subject: str
    text: str
    event: str
    at: datetime
    data: dict[str, Any] = field(default_factory=dict)
    key: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a message.

    ``refused`` says that it did not arrive and may later, ``gone`` that the receiver wants nothing
    any more; ``detail`` says why, with nothing secret. ``retry_after`` is how long the receiver
    asks to be left in peace.
    """

    outcome: Literal["delivered", "refused", "gone"]
    detail: str | None = None
    retry_after: timedelta | None = None


DELIVERED = Receipt("delivered")


class Notifier(Protocol):
    """Sends messages by one kind of channel."""

    def check(self, to: str) -> str:
        """Return ``to`` as its owner recognises it, with nothing secret, if it may be sent there.

        Raises:
            Invalid: nothing can ever be sent there; the error names the field.
        """
        ...

    def send(self, message: Message) -> Receipt:
        """Send a message, within some seconds, and return what became of it."""
        ...
