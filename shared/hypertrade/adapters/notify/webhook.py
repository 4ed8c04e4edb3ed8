"""Webhooks by the Standard Webhooks specification (standardwebhooks.com)."""

from __future__ import annotations

import email.utils
import json
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from hypertrade import __version__
from hypertrade.domain.base import moment_text
from hypertrade.domain.errors import Invalid, Unavailable
from hypertrade.domain.webhooks import shown_url, signature
from hypertrade.ports.notifier import DELIVERED, Receipt

if TYPE_CHECKING:
    from hypertrade.adapters.notify.posting import Answered, Poster
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.notifier import Message

_SUCCESS, _REDIRECT = range(200, 300), range(300, 400)


class Webhooks:
    """Posts messages, each signed with the key that its receiver was given."""

    def __init__(self, poster: Poster, clock: Clock) -> None:
        """Post by ``poster``; ``clock`` says when."""
        self._poster = poster
        self._clock = clock

    def check(self, to: str) -> str:
        """Return an address without its query, as ``Notifier.check`` says."""
        return shown_url(self._poster.check(to))

    def send(self, message: Message) -> Receipt:
        """Post a message, as ``Notifier.send`` says."""
        if message.key is None:
            msg = "a webhook's message has a key that signs it"
            raise ValueError(msg)
        now = self._clock.now()
        told = {"type": message.event, "timestamp": moment_text(message.at), "data": message.data}
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": f"HyperTrade/{__version__}",
            "webhook-id": message.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": signature(message.key, message.id, now, body),
        }
        try:
            answer = self._poster.post(message.to, headers, body)
        except (Unavailable, Invalid) as error:
            return Receipt("refused", error.problem)
        return _receipt(answer, now)


def _receipt(answer: Answered, now: datetime) -> Receipt:
    if answer.status in _SUCCESS:
        return DELIVERED
    said = f"the receiver answered {answer.status}{_phrase(answer.status)}"
    if answer.status == HTTPStatus.GONE:
        return Receipt("gone", said)
    if answer.status in _REDIRECT:
        said += ", and redirects are not followed"
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return Receipt("refused", said, retry_after(headers.get("retry-after", ""), now))


def _phrase(status: int) -> str:
    return f" {HTTPStatus(status).phrase}" if status in set(HTTPStatus) else ""


def retry_after(text: str, now: datetime) -> timedelta | None:
    """Return how long ``Retry-After`` asks for: seconds, or until a date (RFC 9110, 10.2.3)."""
    if text.isdecimal():
        return timedelta(seconds=int(text[:9]))
    try:
        until = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(until - now, timedelta(0))
