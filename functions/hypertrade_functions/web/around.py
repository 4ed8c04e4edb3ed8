"""What happens around every request, whatever it asks: naming, errors, headers, logs."""

from __future__ import annotations

import logging
import re
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request
from hypertrade.domain.errors import HyperTradeError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from hypertrade_functions.observing.logs import LOGGER, context
from hypertrade_functions.observing.telemetry import telemetry
from hypertrade_functions.web.answers import compress
from hypertrade_functions.web.headers import protect, share
from hypertrade_functions.web.origin import origin_of
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
    from hypertrade.settings import Settings

log = logging.getLogger(f"{LOGGER}.http")

SHORT_LIFE = re.compile(r"^(/v1/blobs/).*")
"""Addresses that are secrets themselves: whoever has them has the content."""


def surround(app: Flask, settings: Settings) -> None:
    """Have ``app`` treat every request as the conventions say."""
    measured = telemetry(settings)

    @app.before_request
    def begin() -> None:
        g.started = time.perf_counter()
        g.origin = origin = origin_of(request, settings.trusted_proxies)
        context.set(
            {
                "trace": origin.trace,
                "span": origin.span,
                "labels": {"request_id": origin.request_id},
            }
        )
        g.traced = ExitStack()
        g.traced.enter_context(measured.request(request.method, _rule(), origin))

    @app.errorhandler(HyperTradeError)
    def domain_error(error: HyperTradeError) -> Response:
        return _problem(
            problem_of(error, base=settings.public_url, request_id=g.origin.request_id),
            headers_of(error),
        )

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        return domain_error(_refusal(error))

    @app.errorhandler(Exception)
    def unknown_error(error: Exception) -> Response:
        log.error("%s: %s", type(error).__name__, error, exc_info=error)
        return _problem(
            internal_problem(base=settings.public_url, request_id=g.origin.request_id), {}
        )

    @app.after_request
    def finish(response: Response) -> Response:
        if request.method == "OPTIONS" and response.status_code == OK:
            response = _options(response)
        for name, value in getattr(g, "counted", {}).items():
            response.headers[name] = value
        response.headers["X-Request-Id"] = g.origin.request_id
        protect(response, settings)
        share(request, response, settings)
        compress(response, request.headers.get("Accept-Encoding", ""))
        seconds = time.perf_counter() - g.started
        measured.answered(request.method, _rule(), response.status_code, seconds)
        _report(response, seconds)
        return response

    @app.teardown_request
    def end(_error: BaseException | None) -> None:
        if hasattr(g, "traced"):
            g.traced.close()
            context.set(None)


OK = 200


def _problem(problem: ProblemDetails, headers: dict[str, str]) -> Response:
    body = problem.model_dump_json(exclude_none=True)
    response = Response(body, problem.status, mimetype=PROBLEM_JSON)
    response.headers.update(headers)
    return response


def _refusal(error: HTTPException) -> Refusal:
    """Return what Werkzeug refuses as one of our problems."""
    if isinstance(error, MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        return Refusal(
            METHOD,
            f"this address does not take {request.method[:20]}",
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


def _options(allowing: Response) -> Response:
    response = Response(status=204)
    response.headers.pop("Content-Type", None)
    response.headers["Allow"] = ", ".join(sorted(allowing.allow))
    return response


def _rule() -> str:
    """Return the route's pattern, so that logs and metrics do not grow with what is asked for."""
    return request.url_rule.rule if request.url_rule else "(none)"


def _report(response: Response, seconds: float) -> None:
    log.log(
        logging.ERROR if response.status_code >= INTERNAL.status else logging.INFO,
        "%s %s %d",
        request.method,
        _rule(),
        response.status_code,
        extra={"http": _http(response, seconds), "labels": _labels()},
    )


def _labels() -> dict[str, Any]:
    who = getattr(g, "principal", None)
    if who is None:
        return {}
    return {"principal": who.id, **({"program": who.key_id} if who.key_id else {})}


def _http(response: Response, seconds: float) -> dict[str, Any]:
    """Return the request as Cloud Logging's ``httpRequest``; of a query only the names."""
    names = "&".join(sorted({name[:40] for name in request.args}))
    path = SHORT_LIFE.sub(r"\1...", request.path)[:500]
    return {
        "requestMethod": request.method,
        "requestUrl": f"{path}?{names}" if names else path,
        "status": response.status_code,
        "userAgent": request.headers.get("User-Agent", "")[:200],
        "remoteIp": g.origin.address,
        "latency": f"{seconds:.6f}s",
        "responseSize": str(response.content_length or 0),
    }
