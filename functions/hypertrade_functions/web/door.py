"""The door: every request of a declared route takes the same steps, in the same order."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from flask import Response, g, request

from hypertrade_functions.observing.telemetry import telemetry
from hypertrade_functions.web.access import Doorkeeper, count_headers
from hypertrade_functions.web.answers import etag, respond, revisions
from hypertrade_functions.web.call import Call
from hypertrade_functions.web.once import once
from hypertrade_functions.web.reading import read_body, read_query, read_revision, read_upload
from hypertrade_functions.web.routes import Revision

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Request
    from hypertrade.bootstrap.platform import Platform

    from hypertrade_functions.web.crowd import Crowd
    from hypertrade_functions.web.origin import Origin
    from hypertrade_functions.web.routes import Route


class Door:
    """Takes requests to handlers, and answers back."""

    def __init__(self, platform: Platform, crowd: Crowd) -> None:
        """Open a door of ``platform``, as wide as ``crowd`` allows."""
        self._platform = platform
        self._crowd = crowd
        self._keeper = Doorkeeper(platform)
        self._measure = telemetry(platform.settings)

    def view(self, route: Route) -> Callable[..., Response]:
        """Return what Flask calls for ``route``."""

        def answer(**path: Any) -> Response:
            with ExitStack() as stack:
                if not route.streams:
                    stack.enter_context(self._crowd.place())
                response = self._answer(route, request, path, stack)
                if route.streams:
                    # Its place is held until its last byte.
                    response.call_on_close(stack.pop_all().close)
            return response

        return answer

    def _answer(
        self, route: Route, asked: Request, path: dict[str, Any], stack: ExitStack
    ) -> Response:
        origin: Origin = g.origin
        who, standing = self._keeper.admit(route, asked, origin)
        g.principal = who
        g.counted = count_headers(standing) if standing else {}
        place = None
        if route.streams:
            place = stack.enter_context(self._crowd.stream(who.id if who else origin.address))
        revision = read_revision(route, asked)
        body = read_body(route, asked)
        upload = read_upload(route, asked)
        query = read_query(route, asked)

        def work(new_id: str) -> Response:
            call = Call(
                route=route,
                platform=self._platform,
                measure=self._measure,
                request=asked,
                address=origin.address,
                request_id=origin.request_id,
                new_id=new_id,
                who=who,
                path=path,
                body=body,
                query=query,
                upload=upload,
                place=place,
                revision=revision,
            )
            return respond(route.handler(call))

        response = once(route, asked, who, lambda: self._platform.repeats, work)
        return _unchanged(route, asked, response)


def _unchanged(route: Route, asked: Request, response: Response) -> Response:
    """Answer 304 where the caller has what is stored."""
    known = asked.headers.get("If-None-Match")
    tag = response.headers.get("ETag")
    if route.revision is not Revision.SHOWN or known is None or tag is None:
        return response
    named = revisions(known)
    if named is not None and tag not in {etag(revision) for revision in named}:
        return response
    short = Response(status=304)
    short.headers.pop("Content-Type", None)
    short.headers["ETag"] = tag
    return short
