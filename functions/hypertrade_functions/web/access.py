"""Who comes in: a principal by token or key, a caller of our own, anybody; and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.errors import NotFound, Unauthenticated
from hypertrade.domain.principals import Role
from hypertrade.services.rates import REPLAY, WORDS_A_TOKEN

from hypertrade_functions.web.reading import bearer
from hypertrade_functions.web.routes import Access

if TYPE_CHECKING:
    from flask import Request
    from hypertrade.bootstrap.platform import Platform
    from hypertrade.domain.principals import Principal
    from hypertrade.services.rates import Standing

    from hypertrade_functions.web.origin import Origin
    from hypertrade_functions.web.routes import Route


class Doorkeeper:
    """Lets in whom a route is for."""

    def __init__(self, platform: Platform) -> None:
        """Ask ``platform`` who is who."""
        self._platform = platform

    def admit(
        self, route: Route, request: Request, origin: Origin
    ) -> tuple[Principal | None, Standing | None]:
        """Return who asks, and how the bucket stands that the request was counted in.

        Raises:
            Unauthenticated: it takes somebody known, and nobody is.
            RateLimited: it is one request too many.
            Denied: the scope is missing.
            NotFound: it takes an operator; for others there is no such thing.
        """
        if route.unlimited:
            return None, None
        if route.access is Access.PUBLIC:
            standing = self._platform.rates.address(origin.address, signing_in=route.strict)
            standing.require()
            return None, standing
        try:
            if route.access is Access.INTERNAL:
                self._platform.parts.callers.verify(bearer(request))
                return None, None
            principal = self._platform.accounts.authenticate(
                bearer(request), address=origin.address, request_id=origin.request_id
            )
        except Unauthenticated:
            self._platform.rates.address(origin.address).require()
            raise
        standing = self._platform.rates.principal(principal)
        standing.require()
        self._check(route, principal)
        return principal, standing

    def count_words(self, route: Route, who: Principal | None, body: object) -> None:
        """Count the words that a request brings, by their length: reading them takes long.

        Raises:
            RateLimited: they are more than the plan reads in a minute.
        """
        words = getattr(body, "words", None)
        readings = REPLAY if route.replays else 0
        if isinstance(words, str):
            readings += 1 + len(words) // WORDS_A_TOKEN
        if who is not None and readings:
            self._platform.rates.words(who, readings).require("readings of words")

    def _check(self, route: Route, principal: Principal) -> None:
        if route.access is Access.OPERATOR and Role.OPERATOR not in principal.roles:
            raise NotFound(
                "there is no such address", field="path", remedy="See /v1/reference for what is."
            )
        if route.scope is not None:
            principal.require(route.scope)
        if route.recent:
            principal.require_recent(self._platform.parts.clock.now())


def count_headers(standing: Standing) -> dict[str, str]:
    """Return the headers that say how much is left."""
    return {
        "RateLimit-Limit": str(standing.limit),
        "RateLimit-Remaining": str(standing.left),
        "RateLimit-Reset": str(max(0, round(standing.full_after))),
        "RateLimit-Policy": f"{standing.a_minute};w=60;burst={standing.limit}",
    }
