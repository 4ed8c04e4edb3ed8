"""The door: every request of a declared route takes the same steps, in the same order."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any

from hypertrade_functions.observing.telemetry import telemetry
from hypertrade_functions.web.access import Doorkeeper, count_headers
from hypertrade_functions.web.answers import etag, respond, revisions
from hypertrade_functions.web.call import Call
from hypertrade_functions.web.exchange import NOT_MODIFIED, Reply
from hypertrade_functions.web.once import once
from hypertrade_functions.web.reading import read_body, read_query, read_revision, read_upload
from hypertrade_functions.web.routes import Revision

if TYPE_CHECKING:
    from flask import Request
    from hypertrade.bootstrap.platform import Platform

    from hypertrade_functions.web.around import View
    from hypertrade_functions.web.crowd import Crowd
    from hypertrade_functions.web.exchange import Exchange
    from hypertrade_functions.web.routes import Route


class Door:
    """Takes requests to handlers, and answers back."""

    def __init__(self, platform: Platform, crowd: Crowd) -> None:
        """Open a door of ``platform``, as wide as ``crowd`` allows."""
        self._platform = platform
        self._crowd = crowd
        self._keeper = Doorkeeper(platform)
        self._measure = telemetry(platform.settings)

    def view(self, route: Route) -> View:
        """Return what answers for ``route``."""
        return partial(self._streamed if route.streams else self._placed, route)

    def _placed(self, route: Route, exchange: Exchange, path: dict[str, Any]) -> Reply:
        with self._crowd.place():
            return self._answer(route, exchange, path, None)

    def _streamed(self, route: Route, exchange: Exchange, path: dict[str, Any]) -> Reply:
        with ExitStack() as stack:
            reply = self._answer(route, exchange, path, stack)
            # Its place is held until its last byte.
            reply.closing = stack.pop_all().close
        return reply

    def _answer(
        self, route: Route, exchange: Exchange, path: dict[str, Any], stack: ExitStack | None
    ) -> Reply:
        asked, origin = exchange.request, exchange.origin
        who, standing = self._keeper.admit(route, asked, origin)
        exchange.who = who
        if standing is not None:
            exchange.counted = count_headers(standing)
        place = None
        if stack is not None:
            place = stack.enter_context(self._crowd.stream(who.id if who else origin.address))
        revision = read_revision(route, asked)
        body = read_body(route, asked)
        self._keeper.count_words(route, who, body)
        upload = read_upload(route, asked)
        query = read_query(route, asked)

        def work(new_id: str) -> Reply:
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

        reply = once(route, asked, who, lambda: self._platform.repeats, work)
        return _unchanged(route, asked, reply)


def _unchanged(route: Route, asked: Request, reply: Reply) -> Reply:
    """Answer 304 where the caller has what is stored."""
    if route.revision is not Revision.SHOWN:
        return reply
    known = asked.headers.get("If-None-Match")
    tag = reply.headers.get("ETag")
    if known is None or tag is None:
        return reply
    named = revisions(known)
    if named is not None and tag not in {etag(revision) for revision in named}:
        return reply
    return Reply(NOT_MODIFIED, {"ETag": tag})
