"""Server-sent events: progress that resumes where it broke off, and threads that come free."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from hypertrade.domain.errors import Invalid

from hypertrade_functions.web.answers import Answer, nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Request

    from hypertrade_functions.web.crowd import Seat

EVENT_STREAM = "text/event-stream"
HEARTBEAT = 15.0
"""Seconds of silence after which a comment says that the line still stands."""
COME_BACK = 1000
"""Milliseconds after which it does."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event: ``id`` grows, and a client that comes back names the last it saw."""

    id: int
    kind: str
    data: Any


def last_event(request: Request) -> int:
    """Return the id of the last event that the client saw, 0 if it saw none.

    Raises:
        Invalid: it is no id of ours.
    """
    text = request.headers.get("Last-Event-ID", "0") or "0"
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise Invalid(
            "this is no id of an event of ours",
            field="Last-Event-ID",
            remedy="Send back the last id you got, or leave it out.",
        )
    return int(text)


MOST_DIGITS = 15
LOOKS = 2
"""Looks at what happens that it takes to say that nothing will: the second one would wait."""
UNHELD = {"X-Accel-Buffering": "no"}
"""Asks proxies to pass on what comes, instead of gathering it."""


def stream(
    events: Iterator[Told | None],
    seat: Seat,
    *,
    heartbeat: float = HEARTBEAT,
    clock: Callable[[], float] = time.monotonic,
) -> Answer:
    """Answer with ``events`` as they come; with 204 if there will be none: then none comes back.

    ``events`` yields ``None`` every so often while nothing happens, and ends when nothing will any
    more. The stream ends in any case once the time of its ``seat`` is over, or the seat is lost.
    """
    ahead = list(islice(events, 1))
    if not any(ahead):
        ahead += islice(events, 1)
    if not any(ahead) and len(ahead) < LOOKS:
        return nothing()
    events = chain(ahead, events)
    return Answer(_written(events, seat, heartbeat, clock), media=EVENT_STREAM, headers=UNHELD)


def _written(
    events: Iterator[Told | None], seat: Seat, heartbeat: float, clock: Callable[[], float]
) -> Iterator[bytes]:
    started = quiet_since = clock()
    yield f"retry: {COME_BACK}\n\n".encode()
    for event in events:
        now = clock()
        if event is not None:
            yield encode(event)
            quiet_since = now
        elif now - quiet_since >= heartbeat:
            yield b": still here\n\n"
            quiet_since = now
        if seat.lost or now - started >= seat.longest:
            return


def encode(event: Told) -> bytes:
    """Return one event as it is written; JSON has no line breaks, so its data is one line."""
    data = json.dumps(event.data, separators=(",", ":"), ensure_ascii=False)
    return f"id: {event.id}\nevent: {event.kind}\ndata: {data}\n\n".encode()
