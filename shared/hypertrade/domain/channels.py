"""Channels: where people are told what happened, and what is told there. Dates are UTC.

A notice is one message to one channel. It is told at least once and, while nothing dies, exactly
once; ``Notice.id`` stays the same however often it is sent, so that whoever receives can tell.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Literal, get_args

from pydantic import Field

from hypertrade.domain.base import Document, Moment

ChannelKind = Literal["email", "webhook", "telegram"]
ChannelEvent = Literal[
    "run.succeeded", "run.failed", "run.cancelled", "run.expired", "account.security"
]
ChannelState = Literal["unconfirmed", "on", "off"]
Outcome = Literal["delivered", "retrying", "failed"]

KINDS: tuple[ChannelKind, ...] = get_args(ChannelKind)
EVENTS: tuple[ChannelEvent, ...] = get_args(ChannelEvent)
SECURITY: ChannelEvent = "account.security"
TEST = "channel.test"
"""What is told because its owner asked for a test."""
BEYOND = "channel.beyond"
"""What says how much was left out."""

MOST_CHANNELS = 10
"""Channels of one account."""
MOST_AN_HOUR = 60
"""Notices to one channel in an hour of the clock; what is beyond is told as a count."""
MOST_ATTEMPTS = 6
"""How often a notice is sent before it has failed."""
MOST_FAILURES = 5
"""How many notices may fail one after another before their channel is turned off."""
FIRST_PAUSE = timedelta(seconds=30)
PAUSES_GROW = 4
LONGEST_PAUSE = timedelta(hours=3)
LONGEST_ASKED = timedelta(hours=1)
"""How long a receiver may ask to be left in peace."""
CODE_LASTS = timedelta(minutes=15)
MOST_GUESSES = 5
"""Wrong codes that use a code up."""
NOTICE_KEPT = timedelta(days=3)
"""How long a notice is remembered, so that what made it cannot make it again."""


class Code(Document):
    """A code that was sent to a channel: its digest, until when it holds, and wrong guesses."""

    proof_digest: str
    expires: Moment
    wrong: int = Field(default=0, ge=0)


class Channel(Document):
    """Where somebody is told, and of what.

    ``target`` is what they recognise it by; where a webhook's address holds more than may be shown,
    the whole of it is sealed among the secrets, with what signs it. ``problem`` says why the
    platform turned it off.
    """

    id: str
    owner: str
    kind: ChannelKind
    name: str = Field(min_length=1, max_length=80)
    target: str
    events: tuple[ChannelEvent, ...]
    state: ChannelState
    problem: str | None = None
    code: Code | None = None
    created: Moment
    changed: Moment

    def wants(self, event: str) -> bool:
        """Return whether ``event`` is to be told here now."""
        return self.state == "on" and event in self.events


class LastTold(Document):
    """What became of the notice that was told last; ``detail`` is the trouble, if there was any."""

    at: Moment
    event: str
    outcome: Outcome
    detail: str | None = None


class Tally(Document):
    """How deliveries to the channel ``id`` go, beside it: so they do not change its revision.

    ``failures`` counts notices that failed one after another. ``told`` counts those of ``hour`` (an
    hour of the clock, ``2026-01-31T12``), ``beyond`` those left out since the last that was told.
    """

    id: str
    owner: str
    last: LastTold | None = None
    failures: int = Field(default=0, ge=0)
    hour: str = ""
    told: int = Field(default=0, ge=0)
    beyond: int = Field(default=0, ge=0)


class Notice(Document):
    """A message to a channel.

    ``subject`` and ``text`` are for people, ``data`` for programs; it happened at ``at``.
    ``attempt`` counts from 1 once it was sent; ``due`` is when it is sent next or, while it is
    being sent, when whoever sends it is believed dead. ``more`` counts what was left out before it.
    ``expires`` is when it is forgotten.
    """

    id: str
    owner: str
    channel: str
    event: str
    subject: str
    text: str
    data: dict[str, Any] = Field(default_factory=dict)
    state: Literal["waiting", "delivered", "failed", "dropped"] = "waiting"
    attempt: int = Field(default=0, ge=0)
    more: int = Field(default=0, ge=0)
    at: Moment
    created: Moment
    due: Moment
    expires: Moment


def pause_after(attempt: int) -> timedelta:
    """Return how long to wait after ``attempt``, which counts from 1, has failed."""
    growth = float(PAUSES_GROW ** min(attempt - 1, 20))
    return min(FIRST_PAUSE * growth, LONGEST_PAUSE)


def one_line(text: str, longest: int) -> str:
    """Return ``text`` on one line of ``longest`` letters, without what only steers a terminal."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    line = " ".join(plain.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
