"""Pages that need no script: the reference of the API, and the embedded platform's first page."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from hypertrade_functions.web.headers import POLICY
from hypertrade_functions.web.problems import ALL_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

METHODS = ("get", "post", "patch", "delete")


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("hypertrade_functions.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def reference_page(document: dict[str, Any]) -> tuple[bytes, str]:
    """Return the reference as HTML, and the content policy that it needs."""
    return _page(
        "reference.html",
        info=document["info"],
        server=document["servers"][0]["url"],
        areas=list(_areas(document)),
        models=document["components"]["schemas"],
        kinds=sorted(set(ALL_KINDS)),
        type_of=type_of,
        pieces=pieces,
        pretty=lambda value: json.dumps(value, indent=2, ensure_ascii=False),
    )


def home_page() -> tuple[bytes, str]:
    """Return the embedded platform's first page, and the content policy that it needs."""
    return _page("home.html")


def pieces(text: str) -> list[tuple[bool, str]]:
    """Return prose in pieces, each with whether it stood in backquotes: those are code."""
    return [(number % 2 == 1, part) for number, part in enumerate(QUOTED.split(text))]


QUOTED = re.compile("`+")


def type_of(schema: dict[str, Any]) -> list[dict[str, str]]:
    """Return a schema's type as words, some of which lead to a model."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return [{"text": name, "model": name}]
    for key, word in (("anyOf", " or "), ("oneOf", " or "), ("allOf", " and ")):
        if key in schema:
            parts: list[dict[str, str]] = []
            for choice in schema[key]:
                parts += [*([{"text": word}] if parts else []), *type_of(choice)]
            return parts
    if "const" in schema:
        return [{"text": json.dumps(schema["const"])}]
    if "enum" in schema:
        return [{"text": " or ".join(json.dumps(value) for value in schema["enum"])}]
    if schema.get("type") == "array":
        return [{"text": "list of "}, *type_of(schema.get("items", {}))]
    return [{"text": _plain(schema)}]


def _plain(schema: dict[str, Any]) -> str:
    name = schema.get("format") or schema.get("type") or "anything"
    limits = [
        f"{sign} {schema[key]}"
        for key, sign in (
            ("minimum", "≥"),
            ("exclusiveMinimum", ">"),
            ("maximum", "≤"),
            ("exclusiveMaximum", "<"),
        )
        if key in schema
    ]
    if "maxLength" in schema:
        limits.append(f"{schema.get('minLength', 0)} to {schema['maxLength']} characters")
    return f"{name} ({', '.join(limits)})" if limits else str(name)


def _areas(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for tag in document["tags"]:
        yield {
            **tag,
            "operations": [
                {"method": method, "path": path, **item[method]}
                for path, item in document["paths"].items()
                for method in METHODS
                if method in item and tag["name"] in item[method]["tags"]
            ],
        }


def _page(name: str, **values: Any) -> tuple[bytes, str]:
    """Render a template; its one style sheet is let in by its hash, and nothing else is."""
    environment = _templates()
    style = environment.get_template("style.css").render()
    page = environment.get_template(name).render(style=style, **values)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return page.encode(), f"{POLICY}; style-src 'sha256-{digest}'; img-src data:"
