"""The OpenAPI 3.1 document, from the routes' declarations and nothing else."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import hypertrade
from hypertrade.domain import errors
from hypertrade.domain.principals import KEYS_NEVER

from hypertrade_functions.web.problems import (
    INTERNAL,
    KINDS,
    MALFORMED,
    MEDIA_TYPE,
    METHOD,
    PRECONDITION,
    PROBLEM_JSON,
    TOO_LARGE,
    ProblemDetails,
)
from hypertrade_functions.web.reading import LARGEST_BODY
from hypertrade_functions.web.routes import JSON, Access, Media, Revision
from hypertrade_functions.web.schemas import HEADERS, Schemas, parameters_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade_functions.web.problems import Kind
    from hypertrade_functions.web.routes import Area, Route

SECURITY_SCHEMES = {
    "idToken": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The `id_token` of signing in.",
    },
    "apiKey": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "ht_...",
        "description": "An API key; it needs the scope that the operation names.",
    },
    "platform": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The platform itself (OIDC).",
    },
}

DESCRIPTION = (
    "Describe a crypto-trading strategy, backtest it, know how far to trust it.\n\n"
    "Errors are problem details (RFC 9457) with a stable `code`. Lists come in pages: send `next`"
    " back as `cursor`. Changes need the `ETag` that was read, as `If-Match`. Whatever creates or"
    " starts something takes an `Idempotency-Key`: the same key and request get the first answer"
    f" again, for a day. A body has {LARGEST_BODY >> 20} MiB at most."
)


def document(areas: Sequence[Area], *, server: str, local: bool) -> dict[str, Any]:
    """Return the document of ``areas`` as reached at ``server``."""
    shown = [(area, _shown(area, local=local)) for area in areas]
    routes = [route for _, routes in shown for route in routes]
    schemas = Schemas(routes)
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.template, {})[route.method.lower()] = _operation(route, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "HyperTrade",
            "version": hypertrade.__version__,
            "description": DESCRIPTION,
            "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
        },
        "servers": [{"url": server}],
        "tags": [
            {"name": area.name, "description": area.description} for area, found in shown if found
        ],
        "paths": paths,
        "components": {
            "schemas": schemas.definitions,
            "headers": HEADERS,
            "securitySchemes": SECURITY_SCHEMES,
        },
    }


def statuses(route: Route) -> dict[int, str]:
    """Return the problems that ``route`` may answer with: each status, and when."""
    meanings: dict[int, list[str]] = {}
    for kind in (*_refused(route), *(KINDS[error] for error in _raised(route))):
        told = meanings.setdefault(kind.status, [])
        text = f"`{kind.code}`: {kind.title}"
        if text not in told:
            told.append(text)
    return {status: "; ".join(told) for status, told in sorted(meanings.items())}


def _raised(route: Route) -> list[type[errors.HyperTradeError]]:
    """Return the errors of the domain that a route may end with."""
    # A parameter that nobody knows is refused everywhere.
    raised = [*route.problems, errors.Unavailable, errors.Invalid]
    if route.access is not Access.PUBLIC:
        raised.append(errors.Unauthenticated)
    if route.access is not Access.INTERNAL and not route.unlimited:
        raised.append(errors.RateLimited)
    if route.scope is not None:
        raised.append(errors.Denied)
    if route.access is Access.OPERATOR or route.parameters:
        raised.append(errors.NotFound)
    if route.creates and route.access is not Access.PUBLIC:
        raised.append(errors.Conflict)
    if route.revision in {Revision.REQUIRED, Revision.TAKEN}:
        raised.append(errors.Stale)
    return raised


def _refused(route: Route) -> list[Kind]:
    """Return what HTTP itself refuses on a route."""
    kinds = [METHOD, INTERNAL]
    if route.body is not None or route.upload is not None:
        kinds += [MALFORMED, TOO_LARGE]
    if route.body is not None:
        kinds.append(MEDIA_TYPE)
    if route.revision in {Revision.REQUIRED, Revision.TAKEN}:
        kinds.append(MALFORMED)
    if route.revision is Revision.REQUIRED:
        kinds.append(PRECONDITION)
    return kinds


def _shown(area: Area, *, local: bool) -> list[Route]:
    return [route for route in area.routes if not route.hidden and (local or not route.local)]


def _operation(route: Route, schemas: Schemas) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.operation,
        "tags": [route.area],
        "summary": route.summary,
        "security": _security(route),
        "responses": _responses(route, schemas),
    }
    if route.description:
        operation["description"] = route.description
    if found := parameters_of(route, schemas):
        operation["parameters"] = found
    if route.body is not None:
        content: dict[str, Any] = {"schema": schemas.of(route.body, "validation")}
        if route.example is not None:
            content["example"] = route.example
        operation["requestBody"] = {"required": True, "content": {JSON: content}}
    elif route.upload is not None:
        content = {"schema": BYTES}
        if route.example is not None:
            content["example"] = route.example
        operation["requestBody"] = {
            "required": True,
            "description": route.upload.description,
            "content": {route.upload.media: content},
        }
    return operation


BYTES = {"type": "string", "contentMediaType": "application/octet-stream"}


def _security(route: Route) -> list[dict[str, list[str]]]:
    if route.access is Access.PUBLIC:
        return []
    if route.access is Access.INTERNAL:
        return [{"platform": []}]
    scopes = [route.scope.value] if route.scope else []
    person: list[dict[str, list[str]]] = [{"idToken": scopes}]
    if route.scope in KEYS_NEVER or route.recent:
        return person
    return [*person, {"apiKey": scopes}]


def _responses(route: Route, schemas: Schemas) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for status, body in route.answers.items():
        answer: dict[str, Any] = {
            "description": HTTPStatus(status).phrase,
            "headers": _headers(route, status),
        }
        if isinstance(body, Media):
            answer["description"] = body.description
            answer["content"] = {body.media: {"schema": _media(body, schemas)}}
        elif body is not None:
            answer["content"] = {JSON: {"schema": schemas.of(body, "serialization")}}
        if links := route.links.get(status):
            answer["links"] = {
                link.operation: {
                    "operationId": link.operation,
                    "parameters": dict(link.parameters),
                    **({"requestBody": link.body} if link.body is not None else {}),
                }
                for link in links
            }
        made[str(status)] = answer
    if route.revision is Revision.SHOWN:
        made["304"] = {
            "description": "What you have is what is stored",
            "headers": _refs("ETag", "X-Request-Id"),
        }
    for status, meaning in statuses(route).items():
        made[str(status)] = {
            "description": meaning,
            "headers": _refs("X-Request-Id", *_RETRY.get(status, ())),
            "content": {PROBLEM_JSON: {"schema": schemas.of(ProblemDetails, "serialization")}},
        }
    return made


def _media(body: Media, schemas: Schemas) -> dict[str, Any]:
    """Return the schema of what is no JSON: of a stream, that of each of its events."""
    if body.events is None:
        return {"type": "object" if body.media == JSON else "string"}
    said = {"contentMediaType": JSON, "contentSchema": schemas.of(body.events, "serialization")}
    fields = {
        "id": {"type": "string"},
        "event": {"type": "string"},
        "data": {"type": "string", **said},
    }
    return {"type": "object", "properties": fields}


ETAGGED = {Revision.SHOWN, Revision.REQUIRED, Revision.TOLD}
_RETRY = {429: ("Retry-After",), 503: ("Retry-After",)}


def _headers(route: Route, status: int) -> dict[str, Any]:
    names = ["X-Request-Id"]
    if status in {201, 202}:
        names.append("Location")
    if route.revision in ETAGGED and route.answers.get(status) is not None:
        names.append("ETag")
    if route.access is not Access.INTERNAL and not route.unlimited:
        names += ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Policy"]
    return _refs(*names)


def _refs(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
