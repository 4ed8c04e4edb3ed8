"""One exchange with a client: what was asked, what is replied, and how that reaches the server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.wsgi import ClosingIterator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from _typeshed.wsgi import StartResponse
    from flask import Request
    from hypertrade.domain.principals import Principal

    from hypertrade_functions.web.origin import Origin

NO_CONTENT = 204
NOT_MODIFIED = 304
UNMATCHED = "(none)"
"""The rule of a request that no route takes."""

STATUS_LINES = {code: f"{code} {name.upper()}" for code, name in HTTP_STATUS_CODES.items()}


@dataclass(slots=True)
class Reply:
    """What is sent back: names of headers as they are written, each once; bytes, or a stream.

    ``closing`` is called once the last byte was handed over, or the client is gone.
    """

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | Iterator[bytes] = b""
    closing: Callable[[], None] | None = None

    @property
    def length(self) -> int | None:
        """Bytes of the body, ``None`` of a stream or of an answer that has none."""
        if self.status in {NO_CONTENT, NOT_MODIFIED} or not isinstance(self.body, bytes):
            return None
        return len(self.body)


@dataclass(slots=True)
class Exchange:
    """A request on its way: where it comes from, and what became known of it until now.

    ``started`` is the performance counter's seconds, ``rule`` the pattern of the route's path,
    ``counted`` the headers that say how the limit stands.
    """

    request: Request
    origin: Origin
    started: float
    rule: str = UNMATCHED
    who: Principal | None = None
    counted: Mapping[str, str] = field(default_factory=dict)


def send(reply: Reply, method: str, start: StartResponse) -> Iterable[bytes]:
    """Hand ``reply`` to the server, as WSGI says.

    Raises:
        ValueError: the value of a header holds a line break, and would be read as another header.
    """
    headers = list(reply.headers.items())
    values = "".join(reply.headers.values())
    if "\n" in values or "\r" in values:
        msg = "the value of a header holds a line break"
        raise ValueError(msg)
    body = reply.body
    if isinstance(body, bytes):
        if (length := reply.length) is not None:
            headers.append(("Content-Length", str(length)))
        start(STATUS_LINES[reply.status], headers)
        content = (body,) if length and method != "HEAD" else ()
        return content if reply.closing is None else ClosingIterator(content, reply.closing)
    start(STATUS_LINES[reply.status], headers)
    # A generator is closed too: it may hold what it reads from.
    calls = (getattr(body, "close", None), reply.closing)
    closing: list[Callable[[], None]] = [call for call in calls if call is not None]
    return ClosingIterator(() if method == "HEAD" else body, closing)
