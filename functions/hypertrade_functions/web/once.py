"""``Idempotency-Key``: a request that creates or starts something does so once."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Conflict, Invalid
from hypertrade.services.repeats import Begun, Earlier, UnderWay

from hypertrade_functions.web.exchange import Reply
from hypertrade_functions.web.problems import Busy

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Request
    from hypertrade.domain.principals import Principal
    from hypertrade.services.repeats import Repeats

    from hypertrade_functions.web.routes import Route

KEY = re.compile(r"^[\x21-\x7e]{1,200}$")
KEPT_HEADERS = ("Location", "ETag", "Content-Type")


def new_id() -> str:
    """Return an id that nothing has."""
    return secrets.token_hex(16)


def once(
    route: Route,
    request: Request,
    principal: Principal | None,
    repeats: Callable[[], Repeats],
    work: Callable[[str], Reply],
) -> Reply:
    """Return what ``work`` answers, or what it answered when it was asked the same before.

    ``work`` gets the id of what it makes. Whatever it raises frees the key.

    Raises:
        Invalid: the key is none, or was used for another request.
        Busy: the same request is being worked on.
        Conflict: it was answered, with what is shown only once.
    """
    key = request.headers.get("Idempotency-Key")
    if not route.creates or principal is None or key is None:
        return work(new_id())
    if not KEY.match(key):
        raise Invalid(
            "this is no key",
            field="Idempotency-Key",
            remedy="Send 1 to 200 visible ASCII characters, such as a random UUID.",
        )
    memory = repeats()
    begun = memory.begin(principal.id, key, _asked(request))
    if isinstance(begun, Earlier):
        return _again(begun)
    if isinstance(begun, UnderWay):
        raise Busy(
            "the same request is being worked on",
            field="Idempotency-Key",
            remedy="Ask again after the seconds that Retry-After names.",
            retry_after=begun.retry_after,
        )
    return _first(route, memory, begun, work)


def _first(route: Route, memory: Repeats, begun: Begun, work: Callable[[str], Reply]) -> Reply:
    try:
        reply = work(begun.new_id)
    except BaseException:
        memory.abandon(begun)
        raise
    kept = {name: reply.headers[name] for name in KEPT_HEADERS if name in reply.headers}
    content = reply.body if isinstance(reply.body, bytes) and not route.secret else None
    memory.finish(begun, reply.status, kept, content)
    return reply


def _again(earlier: Earlier) -> Reply:
    if earlier.content is None:
        raise Conflict(
            "this was done, and its answer is not kept",
            field="Idempotency-Key",
            remedy="Look at what was made" + _at(earlier) + ", or use a new key to make another.",
        )
    headers = {**earlier.headers, "Idempotency-Replayed": "true"}
    return Reply(earlier.status, headers, earlier.content)


def _at(earlier: Earlier) -> str:
    return f" at {earlier.headers['Location']}" if "Location" in earlier.headers else ""


def _asked(request: Request) -> bytes:
    """Return all that makes a request this one: method, address, query, revision, body."""
    head = (request.method, request.path, request.query_string.decode("latin-1"))
    told = (request.headers.get("If-Match", ""), request.headers.get("Content-Type", ""))
    return "\n".join((*head, *told)).encode() + b"\n" + request.get_data(cache=True)
