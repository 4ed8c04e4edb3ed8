"""Reaching every operation of the document: objects are made by following its links and examples.

What cannot be reached like this no machine can test: ``Unreachable`` says what to declare.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.test import TestResponse

    from tests.functions.world import Person, World


class Unreachable(AssertionError):
    """An operation lacks what it takes to be called: a link that leads to it, or an example."""


@dataclass(frozen=True)
class Operation:
    """An operation of the document."""

    id: str
    method: str
    path: str
    told: dict[str, Any]

    @property
    def schemes(self) -> set[str]:
        return {name for need in self.told["security"] for name in need}

    @property
    def scopes(self) -> set[str]:
        return {
            scope for need in self.told["security"] for scopes in need.values() for scope in scopes
        }

    @property
    def recent(self) -> bool:
        """Whether a recent sign-in is needed: then an API key does not do, whatever its scopes."""
        return "idToken" in self.schemes and "apiKey" not in self.schemes

    def parameters(self, place: str) -> list[dict[str, Any]]:
        return [one for one in self.told.get("parameters", ()) if one["in"] == place]


def operations(document: dict[str, Any]) -> dict[str, Operation]:
    """Return the operations of a document by id."""
    return {
        told["operationId"]: Operation(told["operationId"], method.upper(), path, told)
        for path, item in document["paths"].items()
        for method, told in item.items()
    }


@dataclass
class Given:
    """What a request needs: the parts of its address, its headers, its body."""

    path: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    header: dict[str, str] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)


class Reach:
    """Calls operations as somebody, and makes what they are about."""

    def __init__(self, world: World, document: dict[str, Any]) -> None:
        self.world = world
        self.operations = operations(document)
        self.made: dict[tuple[str, str], list[str]] = {}

    def given(self, operation: Operation, who: Person) -> Given:
        """Return what a request of ``operation`` about ``who``'s own things needs."""
        made = Given(options=self._body(operation))
        for parameter in operation.parameters("path"):
            choices = parameter["schema"].get("enum")
            if choices:
                made.path[parameter["name"]] = choices[0]
        for parameter in operation.parameters("query"):
            if parameter["required"]:
                made.query[parameter["name"]] = _example(operation, parameter)
        for parameter in operation.parameters("header"):
            if parameter["required"]:
                made.header[parameter["name"]] = '"1"'
        wanted = {one["name"] for one in operation.parameters("path")}
        if not wanted <= made.path.keys() or made.header:
            self._follow(operation, made, who)
        if missing := wanted - made.path.keys():
            msg = f"{operation.id}: no link leads to it that says {sorted(missing)}"
            raise Unreachable(msg)
        return made

    def call(self, operation: Operation, given: Given, headers: dict[str, str]) -> TestResponse:
        """Return what the API answers to a request."""
        path = re.sub(r"\{(\w+)\}", lambda name: given.path[name[1]], operation.path)
        return self.world.client.open(
            path,
            method=operation.method,
            query_string=given.query,
            headers={**given.header, **headers},
            **given.options,
        )

    def _follow(self, operation: Operation, made: Given, who: Person) -> None:
        for source, link in self._links_to(operation):
            asker = self.world.operator() if "admin" in source.scopes else who
            origin = self.given(source, asker)
            answer = self._made(source, origin, asker)
            assert answer.status_code < 300, f"{source.id}: {answer.text}"
            for name, expression in link["parameters"].items():
                place, _, key = name.partition(".")
                getattr(made, place)[key] = _evaluated(expression, answer, origin)
            return
        msg = f"{operation.id}: no link leads to it; declare one where its object is made"
        raise Unreachable(msg)

    def _made(self, source: Operation, origin: Given, asker: Person) -> TestResponse:
        """Return the answer of what makes an object; what it made before makes room, if need be."""
        answer = self.call(source, origin, asker.headers)
        made = self.made.setdefault((source.id, asker.id), [])
        while answer.status_code == 429 and made:
            gone = self.world.ask(asker, "DELETE", made.pop(0))
            assert gone.status_code in {204, 404}, gone.text
            answer = self.call(source, origin, asker.headers)
        if answer.status_code == 201:
            made.append(answer.headers["Location"])
        return answer

    def _links_to(self, operation: Operation) -> Iterator[tuple[Operation, dict[str, Any]]]:
        found = [
            (source, link)
            for source in self.operations.values()
            for answer in source.told["responses"].values()
            for link in answer.get("links", {}).values()
            if link["operationId"] == operation.id and source.id != operation.id
        ]
        # What makes an object first: what only shows it needs one itself.
        yield from sorted(found, key=lambda pair: len(pair[0].parameters("path")))

    def _body(self, operation: Operation) -> dict[str, Any]:
        body = operation.told.get("requestBody")
        if body is None:
            return {}
        [(media, content)] = body["content"].items()
        if "example" not in content:
            msg = f"{operation.id}: its body has no example"
            raise Unreachable(msg)
        if media == "application/json":
            return {"json": content["example"]}
        return {"data": content["example"], "content_type": media}


def _example(operation: Operation, parameter: dict[str, Any]) -> str:
    examples = parameter["schema"].get("examples")
    if not examples:
        msg = f"{operation.id}: its parameter {parameter['name']} has no example"
        raise Unreachable(msg)
    first = examples[0]
    return ",".join(first) if isinstance(first, list) else str(first)


def _evaluated(expression: str, answer: TestResponse, origin: Given) -> str:
    """Return what a runtime expression of OpenAPI stands for."""
    if expression.startswith("$response.body#"):
        value = answer.get_json()
        for part in expression.partition("#")[2].strip("/").split("/"):
            value = value[int(part)] if isinstance(value, list) else value[part]
        return str(value)
    if expression.startswith("$response.header."):
        return answer.headers[expression.removeprefix("$response.header.")]
    if expression.startswith("$request.path."):
        return origin.path[expression.removeprefix("$request.path.")]
    msg = f"what is {expression}?"
    raise AssertionError(msg)
