"""How a route is declared: once, with everything that the door and the document need to know."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hypertrade.domain.errors import HyperTradeError
    from hypertrade.domain.principals import Scope

    from hypertrade_functions.web.answers import Answer
    from hypertrade_functions.web.call import Call

    Handler = Callable[[Call], Answer]

JSON = "application/json"


class Access(Enum):
    """Who may come in."""

    PUBLIC = "public"
    PRINCIPAL = "principal"
    OPERATOR = "operator"
    INTERNAL = "internal"


class Revision(Enum):
    """What a route does with the revision of what it is about."""

    NONE = "none"
    SHOWN = "shown"
    """Answers carry an ``ETag``; ``If-None-Match`` is answered with 304."""
    REQUIRED = "required"
    """``If-Match`` is needed: 428 without, 412 when it is stale. Answers carry an ``ETag``."""
    TAKEN = "taken"
    """``If-Match`` is heeded if it is there: 412 when it is stale."""
    TOLD = "told"
    """Answers carry an ``ETag``."""


@dataclass(frozen=True, slots=True)
class Media:
    """A body that is no JSON: its type, and what it holds; of a stream, what its ``events`` say."""

    media: str
    description: str
    events: type[BaseModel] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Where an answer leads: ``operation``, with parameters as runtime expressions.

    A parameter reads ``$response.body#/id`` or ``$request.path.id``; that of a header is named
    ``header.If-Match``. ``body`` is one that the operation takes.
    """

    operation: str
    parameters: Mapping[str, str]
    body: Any = None


Answers = dict[int, type[BaseModel] | Media | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One operation.

    ``scope`` is what the principal must hold. ``creates`` says that it makes or starts something,
    so ``Idempotency-Key`` is honoured; ``secret`` that its answer must not be kept for a repeat.
    ``recent`` asks for a recent sign-in. ``strict`` counts against the tight limit of an
    address, ``unlimited`` against none. ``replays`` says that it reads words anew that were said
    before; words in a body are counted anyway. ``problems`` are errors that the use case may raise
    beyond those of the conventions.
    ``upload`` is the type of a body that is no JSON. ``hidden`` routes are not in the document,
    ``local`` ones only on the embedded platform.
    """

    method: str
    path: str
    area: str
    handler: Handler
    access: Access = Access.PRINCIPAL
    scope: Scope | None = None
    body: type[BaseModel] | None = None
    upload: Media | None = None
    query: type[BaseModel] | None = None
    answers: Answers = field(default_factory=dict)
    creates: bool = False
    secret: bool = False
    revision: Revision = Revision.NONE
    recent: bool = False
    strict: bool = False
    unlimited: bool = False
    replays: bool = False
    streams: bool = False
    hidden: bool = False
    local: bool = False
    problems: tuple[type[HyperTradeError], ...] = ()
    links: Mapping[int, Sequence[Link]] = field(default_factory=dict)
    example: Any = None

    @property
    def operation(self) -> str:
        """The stable name of the operation: its handler's."""
        return self.handler.__name__

    @property
    def summary(self) -> str:
        """The first line of the handler's docstring."""
        return self._doc[0].rstrip(".")

    @property
    def description(self) -> str:
        """The rest of the handler's docstring."""
        return "\n".join(self._doc[1:]).strip()

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The path's parameters: each one's converter and name."""
        return [(kind, name) for kind, name in PARAMETER.findall(self.path)]

    @property
    def template(self) -> str:
        """The path as OpenAPI writes it: ``/v1/runs/{id}``."""
        return PARAMETER.sub(r"{\2}", self.path)

    @property
    def _doc(self) -> list[str]:
        return (inspect.getdoc(self.handler) or "").splitlines() or [""]


PARAMETER = re.compile(r"<(\w+):(\w+)>")
"""A parameter in a path as Flask writes it, always with its converter: ``<id:run>``."""


class Area:
    """A part of the API: the routes of one module, which one function serves."""

    def __init__(self, name: str, description: str) -> None:
        """Begin an area; its routes are declared with ``get``, ``post``, ``patch``, ``delete``."""
        self.name = name
        self.description = description
        self.routes: list[Route] = []

    def get(self, path: str, **options: Any) -> Callable[[Handler], Handler]:
        """Declare a route that reads."""
        return self._declare("GET", path, options)

    def post(self, path: str, **options: Any) -> Callable[[Handler], Handler]:
        """Declare a route that creates, starts, or asks what is too long for an address."""
        return self._declare("POST", path, options)

    def patch(self, path: str, **options: Any) -> Callable[[Handler], Handler]:
        """Declare a route that changes."""
        return self._declare("PATCH", path, options)

    def delete(self, path: str, **options: Any) -> Callable[[Handler], Handler]:
        """Declare a route that deletes."""
        return self._declare("DELETE", path, options)

    def _declare(
        self, method: str, path: str, options: dict[str, Any]
    ) -> Callable[[Handler], Handler]:
        def remember(handler: Handler) -> Handler:
            self.routes.append(
                Route(method=method, path=path, area=self.name, handler=handler, **options)
            )
            return handler

        return remember
