"""One request, read and checked, as a handler gets it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypertrade.domain.accounts import Visit

if TYPE_CHECKING:
    from flask import Request
    from hypertrade.bootstrap.platform import Platform
    from hypertrade.domain.principals import Principal

    from hypertrade_functions.observing.telemetry import Telemetry
    from hypertrade_functions.web.crowd import Seat
    from hypertrade_functions.web.routes import Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request that may be answered.

    ``path`` holds the path's parameters, ``body`` and ``query`` are instances of the models that
    the route declares, ``upload`` the bytes of a body that is no JSON. ``revision`` is what
    ``If-Match`` names (``None``: nothing), ``address`` whose request it is as far as can be told,
    ``request_id`` how the logs name it. ``measure`` takes counts. ``new_id`` is the id for what the
    request makes: with an idempotency key it is always the same, so that a repeat after a crash
    finds what the first one made.
    """

    route: Route
    platform: Platform
    measure: Telemetry
    request: Request
    address: str
    request_id: str
    new_id: str
    who: Principal | None = None
    path: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    query: Any = None
    upload: bytes = b""
    place: Seat | None = None
    revision: str | None = None

    @property
    def principal(self) -> Principal:
        """Whoever asks; only routes that let in nobody else may ask for it."""
        if self.who is None:
            msg = f"{self.route.operation} is public: nobody in particular asks"
            raise AssertionError(msg)
        return self.who

    @property
    def seat(self) -> Seat:
        """The place of a stream; only routes that stream may ask for it."""
        if self.place is None:
            msg = f"{self.route.operation} does not stream"
            raise AssertionError(msg)
        return self.place

    @property
    def visit(self) -> Visit:
        """Where the request comes from, for the audit log."""
        return Visit(address=self.address, request=self.request_id)
