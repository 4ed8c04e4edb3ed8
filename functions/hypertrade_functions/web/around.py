"""What happens around every request, whatever it asks: naming, errors, headers, logs."""

from __future__ import annotations

import logging
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Flask
from hypertrade.domain.errors import HyperTradeError
from hypertrade.observing.logs import LOGGER, context
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from hypertrade_functions.observing.telemetry import telemetry
from hypertrade_functions.web.answers import compress
from hypertrade_functions.web.exchange import NO_CONTENT, Exchange, Reply, send
from hypertrade_functions.web.headers import protect, share
from hypertrade_functions.web.origin import origin_of
from hypertrade_functions.web.paths import CONVERTERS
from hypertrade_functions.web.problems import (
    INTERNAL,
    MALFORMED,
    METHOD,
    NO_ROUTE,
    PROBLEM_JSON,
    ProblemDetails,
    Refusal,
    headers_of,
    internal_problem,
    problem_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from _typeshed.wsgi import StartResponse, WSGIEnvironment
    from hypertrade.settings import Settings

    from hypertrade_functions.web.routes import Route

    View = Callable[[Exchange, dict[str, Any]], Reply]

log = logging.getLogger(f"{LOGGER}.http")

SHORT_LIFE = "/v1/blobs/"
"""Addresses below are secrets themselves: whoever has them has the content."""


class Application(Flask):
    """Flask with a way of its own through a request, the same for all and known in advance.

    Flask's would make two contexts, look for a session, send signals and ask for hooks: half the
    processor's time of a read, for nothing that is used here.
    """

    def __init__(self, settings: Settings) -> None:
        """Answer as the conventions say, under ``settings``."""
        super().__init__("hypertrade", static_folder=None)
        self.url_map.converters.update(CONVERTERS)
        self.url_map.merge_slashes = False
        self._settings = settings
        self._measured = telemetry(settings)
        self._views: dict[str, View] = {}
        # No rule asks for a host, so that one adapter does for every request.
        self._paths = self.url_map.bind("localhost")

    def add_route(self, route: Route, view: View) -> None:
        """Have ``view`` answer what is asked of ``route``."""
        self._views[route.operation] = view
        self.add_url_rule(
            route.path, endpoint=route.operation, methods=[route.method], strict_slashes=True
        )

    def wsgi_app(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, as WSGI says."""
        started = time.perf_counter()
        request = self.request_class(environ)
        origin = origin_of(request, self._settings.trusted_proxies)
        exchange = Exchange(request, origin, started)
        known = {
            "trace": origin.trace,
            "span": origin.span,
            "labels": {"request_id": origin.request_id},
        }
        context.set(known)
        try:
            answer = self._found(exchange)
            with self._measured.request(request.method, exchange.rule, origin):
                reply = self._replied(exchange, answer)
                self._finish(exchange, reply)
                return send(reply, request.method, start_response)
        finally:
            context.set(None)

    def _found(self, exchange: Exchange) -> Callable[[], Reply]:
        """Return what answers: the view of a path, or that there is none."""
        request = exchange.request
        try:
            rule, path = self._paths.match(request.path, request.method, return_rule=True)
        except HTTPException as error:
            return partial(self._refused, exchange, _refusal(exchange, error))
        exchange.rule = rule.rule
        if request.method == "OPTIONS":
            return partial(self._options, exchange)
        return partial(self._views[rule.endpoint], exchange, dict(path))

    def _replied(self, exchange: Exchange, answer: Callable[[], Reply]) -> Reply:
        """Return an answer, or what its error says."""
        try:
            return answer()
        except HyperTradeError as error:
            return self._refused(exchange, error)
        except HTTPException as error:
            return self._refused(exchange, _refusal(exchange, error))
        except Exception as error:
            log.exception("%s: %s", type(error).__name__, error)  # noqa: TRY401 - in the redacted line
            base, name = self._settings.public_url, exchange.origin.request_id
            return _problem(internal_problem(base=base, request_id=name), {})

    def _refused(self, exchange: Exchange, error: HyperTradeError) -> Reply:
        base, name = self._settings.public_url, exchange.origin.request_id
        return _problem(problem_of(error, base=base, request_id=name), headers_of(error))

    def _options(self, exchange: Exchange) -> Reply:
        allowed = self._paths.allowed_methods(exchange.request.path)
        return Reply(NO_CONTENT, {"Allow": ", ".join(sorted(allowed))})

    def _finish(self, exchange: Exchange, reply: Reply) -> None:
        """Add what every reply says, and report it."""
        request = exchange.request
        reply.headers |= exchange.counted
        reply.headers["X-Request-Id"] = exchange.origin.request_id
        protect(reply, self._settings)
        share(request, reply, self._settings)
        compress(reply, request.headers.get("Accept-Encoding", ""))
        seconds = time.perf_counter() - exchange.started
        self._measured.answered(request.method, exchange.rule, reply.status, seconds)
        _report(exchange, reply, seconds)


def _problem(problem: ProblemDetails, headers: dict[str, str]) -> Reply:
    body = problem.model_dump_json(exclude_none=True).encode()
    return Reply(problem.status, {"Content-Type": PROBLEM_JSON, **headers}, body)


def _refusal(exchange: Exchange, error: HTTPException) -> Refusal:
    """Return what Werkzeug refuses as one of our problems."""
    if isinstance(error, MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        return Refusal(
            METHOD,
            f"this address does not take {exchange.request.method[:20]}",
            field="method",
            remedy=f"It takes {allowed}.",
            headers={"Allow": allowed},
        )
    if error.code == NO_ROUTE.status:
        return Refusal(
            NO_ROUTE,
            "there is no such address",
            field="path",
            remedy="See /v1/reference for what is.",
        )
    return Refusal(
        MALFORMED,
        "the request cannot be read",
        field="request",
        remedy="Send well-formed HTTP.",
    )


def _report(exchange: Exchange, reply: Reply, seconds: float) -> None:
    level = logging.ERROR if reply.status >= INTERNAL.status else logging.INFO
    if log.isEnabledFor(level):
        log.log(
            level,
            "%s %s %d",
            exchange.request.method,
            exchange.rule,
            reply.status,
            extra={"http": _http(exchange, reply, seconds), "labels": _labels(exchange)},
        )


def _labels(exchange: Exchange) -> dict[str, Any]:
    who = exchange.who
    if who is None:
        return {}
    return {"principal": who.id, **({"program": who.key_id} if who.key_id else {})}


def _http(exchange: Exchange, reply: Reply, seconds: float) -> dict[str, Any]:
    """Return the request as Cloud Logging's ``httpRequest``; of a query only the names."""
    request = exchange.request
    path = f"{SHORT_LIFE}..." if request.path.startswith(SHORT_LIFE) else request.path[:500]
    if request.query_string:
        path += "?" + "&".join(sorted({name[:40] for name in request.args}))
    return {
        "requestMethod": request.method,
        "requestUrl": path,
        "status": reply.status,
        "userAgent": request.headers.get("User-Agent", "")[:200],
        "remoteIp": exchange.origin.address,
        "latency": f"{seconds:.6f}s",
        "responseSize": str(reply.length or 0),
    }
