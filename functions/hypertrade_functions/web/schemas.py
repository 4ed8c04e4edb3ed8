"""The JSON Schemas of an OpenAPI document: components, headers, parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from hypertrade_functions.web.paths import schema_of
from hypertrade_functions.web.problems import ProblemDetails
from hypertrade_functions.web.routes import Access, Media, Revision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic.json_schema import JsonSchemaMode

    from hypertrade_functions.web.routes import Route

TEMPLATE = "#/components/schemas/{model}"


def _header(description: str, schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"description": description, "required": required, "schema": schema}


_COUNT = {"type": "integer", "minimum": 0}

HEADERS = {
    "X-Request-Id": _header(
        "How the logs name this request", {"type": "string", "minLength": 8}, required=True
    ),
    "ETag": _header("The revision, for If-Match", {"type": "string"}, required=True),
    "Location": _header("Where it stands now", {"type": "string"}, required=True),
    "Retry-After": _header(
        "Seconds after which to ask again", {"type": "integer", "minimum": 1}, required=True
    ),
    "RateLimit-Limit": _header("Requests at once", _COUNT),
    "RateLimit-Remaining": _header("Requests left", _COUNT),
    "RateLimit-Reset": _header("Seconds until all are there again", _COUNT),
    "RateLimit-Policy": _header("The limit in the long run", {"type": "string"}),
}


class Schemas:
    """The models of some routes, each once: as it is sent, and as it is read."""

    def __init__(self, routes: Iterable[Route]) -> None:
        """Define every model that ``routes`` declare."""
        wanted: dict[tuple[type[BaseModel], JsonSchemaMode], None] = {
            (ProblemDetails, "serialization"): None
        }
        for route in routes:
            for model in (route.body, route.query):
                if model is not None:
                    wanted[model, "validation"] = None
            for given in route.answers.values():
                answer = given.events if isinstance(given, Media) else given
                if isinstance(answer, type) and issubclass(answer, BaseModel):
                    wanted[answer, "serialization"] = None
        self._by_model, top = models_json_schema(list(wanted), ref_template=TEMPLATE)
        self.definitions: dict[str, Any] = top.get("$defs", {})

    def of(self, model: type[BaseModel], mode: JsonSchemaMode) -> dict[str, Any]:
        """Return the reference to a model's schema."""
        return self._by_model[model, mode]

    def whole(self, model: type[BaseModel]) -> dict[str, Any]:
        """Return a model's schema as it is read, in full."""
        name = self.of(model, "validation")["$ref"].rpartition("/")[2]
        found: dict[str, Any] = self.definitions[name]
        return found


def parameters_of(route: Route, schemas: Schemas) -> list[dict[str, Any]]:
    """Return all parameters of a route: path, query, headers."""
    found = [
        {"name": name, "in": "path", "required": True, "schema": schema_of(kind)}
        for kind, name in route.parameters
    ]
    if route.query is not None:
        whole = schemas.whole(route.query)
        for name, schema in whole.get("properties", {}).items():
            found.append(_query(name, schema, required=name in whole.get("required", ())))
    return [*found, *_headers(route)]


def _query(name: str, schema: dict[str, Any], *, required: bool) -> dict[str, Any]:
    plain = {key: value for key, value in schema.items() if key not in {"title", "description"}}
    choices = [choice for choice in plain.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        # A query has no null: leaving the parameter out is how to say it.
        plain = {key: value for key, value in plain.items() if key not in {"anyOf", "default"}}
        plain |= choices[0]
    parameter = {"name": name, "in": "query", "required": required, "schema": plain}
    if text := schema.get("description"):
        parameter["description"] = text
    if plain.get("type") == "array":
        parameter |= {"style": "form", "explode": False}
    return parameter


def _headers(route: Route) -> list[dict[str, Any]]:
    found = []
    if route.creates and route.access is not Access.PUBLIC:
        found.append(
            _parameter(
                "Idempotency-Key",
                "Names this request: repeated with the same key, it is done once.",
                {"type": "string", "pattern": r"^[!-~]{1,200}$"},
            )
        )
    if route.revision in {Revision.REQUIRED, Revision.TAKEN}:
        found.append(
            _parameter(
                "If-Match",
                "The ETag that the change is based on.",
                {"type": "string", "pattern": r'^"[!#-~]+"$'},
                required=route.revision is Revision.REQUIRED,
            )
        )
    if route.revision is Revision.SHOWN:
        found.append(
            _parameter(
                "If-None-Match",
                "The ETag of what you have: 304 if it still stands.",
                {"type": "string"},
            )
        )
    if route.streams:
        found.append(
            _parameter(
                "Last-Event-ID",
                "The last event that you saw: those after it follow.",
                {"type": "string", "pattern": r"^[0-9]{1,15}$"},
            )
        )
    return found


def _parameter(
    name: str, description: str, schema: dict[str, Any], *, required: bool = False
) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": required,
        "description": description,
        "schema": schema,
    }
