"""Problem details (RFC 9457): the one table from the domain's errors to HTTP's answers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from hypertrade.domain import errors
from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Mapping

PROBLEM_JSON = "application/problem+json"
RETRY_UNAVAILABLE = 5
"""Seconds after which what was unavailable may be asked for again."""


class Kind(NamedTuple):
    """One kind of problem: its status, its stable code, and what it means."""

    status: int
    code: str
    title: str


KINDS: dict[type[errors.HyperTradeError], Kind] = {
    errors.Invalid: Kind(422, "invalid", "The request can never succeed as it stands"),
    errors.NotFound: Kind(404, "not_found", "There is no such thing for you"),
    errors.Conflict: Kind(409, "conflict", "It does not fit the present state"),
    errors.Stale: Kind(412, "stale", "Your copy is older than what is stored"),
    errors.Denied: Kind(403, "denied", "You may not do this"),
    errors.Unauthenticated: Kind(401, "unauthenticated", "Nobody known asks"),
    errors.SecondFactorRequired: Kind(
        401, "second_factor_required", "The password is right, and a code is needed besides"
    ),
    errors.QuotaExceeded: Kind(429, "quota_exceeded", "A limit of your plan was reached"),
    errors.RateLimited: Kind(429, "rate_limited", "Too many requests in too short a time"),
    errors.Unavailable: Kind(503, "unavailable", "Something needed is not answering now"),
    errors.Cancelled: Kind(409, "cancelled", "The work was stopped"),
    errors.StrategyFailed: Kind(422, "strategy_failed", "The strategy itself fails"),
}
"""The answer to every error; tested to be complete."""

MALFORMED = Kind(400, "malformed", "The request cannot be read")
NO_ROUTE = Kind(404, "not_found", "There is no such address")
METHOD = Kind(405, "method_not_allowed", "The address does not take this method")
TOO_LARGE = Kind(413, "too_large", "The request is too large")
MEDIA_TYPE = Kind(415, "unsupported_media_type", "The body has another type than is read here")
PRECONDITION = Kind(428, "precondition_required", "The change needs the revision it is based on")
INTERNAL = Kind(500, "internal", "The platform failed")

ALL_KINDS = (
    *KINDS.values(),
    *(MALFORMED, METHOD, TOO_LARGE, MEDIA_TYPE, PRECONDITION, INTERNAL),
)


class ProblemDetails(BaseModel):
    """What went wrong, where, and what to do about it (RFC 9457).

    ``code`` is stable and meant for programs, ``detail`` and ``remedy`` for people. ``field`` names
    the part of the request, ``line`` the line of a strategy's file. ``request_id`` finds the
    request in the logs.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "http://localhost:8080/v1/reference#problem-invalid",
                    "title": KINDS[errors.Invalid].title,
                    "status": 422,
                    "detail": "a page of 1000 cannot be had",
                    "code": "invalid",
                    "field": "limit",
                    "remedy": "Ask for 1 to 100.",
                    "request_id": "0f8b6f0e6a3c4a1f9a1f6f0c2d9c7a11",
                }
            ]
        }
    )

    type: str
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    code: str
    field: str = ""
    remedy: str = ""
    request_id: str
    line: int | None = None


class Refusal(errors.HyperTradeError):
    """An error that only HTTP knows: an address, method, type or size that will not do."""

    def __init__(
        self,
        kind: Kind,
        problem: str,
        *,
        field: str = "",
        remedy: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Describe the failure, and headers that go with it."""
        super().__init__(problem, field=field, remedy=remedy)
        self.kind = kind
        self.headers = dict(headers or {})


class Busy(errors.Conflict):
    """The same request is being worked on: ask again after ``retry_after`` seconds."""

    def __init__(self, problem: str, *, field: str, remedy: str, retry_after: float) -> None:
        """Describe what is under way, and when to ask again (seconds)."""
        super().__init__(problem, field=field, remedy=remedy)
        self.retry_after = retry_after


def kind_of(error: errors.HyperTradeError) -> Kind:
    """Return the kind of ``error``; its own class decides, or the nearest above it."""
    if isinstance(error, Refusal):
        return error.kind
    return next(KINDS[above] for above in type(error).__mro__ if above in KINDS)


def headers_of(error: errors.HyperTradeError) -> dict[str, str]:
    """Return the headers that go with ``error``: how to sign in, when to ask again."""
    headers = dict(error.headers) if isinstance(error, Refusal) else {}
    retry_after = getattr(error, "retry_after", None)
    if isinstance(error, errors.Unauthenticated):
        headers["WWW-Authenticate"] = 'Bearer realm="hypertrade"'
    elif retry_after is not None:
        headers["Retry-After"] = str(max(1, math.ceil(retry_after)))
    elif isinstance(error, errors.Unavailable):
        headers["Retry-After"] = str(RETRY_UNAVAILABLE)
    return headers


def problem_of(error: errors.HyperTradeError, *, base: str, request_id: str) -> ProblemDetails:
    """Return ``error`` as its reader gets it; ``base`` is the public address of the API."""
    kind = kind_of(error)
    return ProblemDetails(
        type=f"{base}/v1/reference#problem-{kind.code}",
        title=kind.title,
        status=kind.status,
        detail=error.problem,
        code=kind.code,
        field=error.field,
        remedy=error.remedy,
        request_id=request_id,
        line=getattr(error, "line", None),
    )


def internal_problem(*, base: str, request_id: str) -> ProblemDetails:
    """Return what is said of a failure of our own: nothing but how to find it in the logs."""
    return ProblemDetails(
        type=f"{base}/v1/reference#problem-{INTERNAL.code}",
        title=INTERNAL.title,
        status=INTERNAL.status,
        detail="this should not have happened, and is in the logs",
        code=INTERNAL.code,
        remedy=f"Try again; if it stays, tell the operator the request id {request_id}.",
        request_id=request_id,
    )
