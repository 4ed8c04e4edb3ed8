"""What a handler hands back, and how it becomes bytes: JSON, ETags, 304, gzip."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from flask import Response
from pydantic import BaseModel

from hypertrade_functions.web.routes import JSON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from hypertrade.domain.paging import Page

GZIP_FROM = 1024
"""Bytes of an answer from which on it is compressed."""
GZIP_LEVEL = 5

M = TypeVar("M", bound=BaseModel)
V = TypeVar("V")


class Listed(BaseModel, Generic[M]):
    """A page of a list. ``next`` is sent back as ``cursor``; it is null on the last page."""

    items: list[M]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: a model, bytes, or a stream; ``revision`` becomes its ``ETag``."""

    body: BaseModel | bytes | Iterator[bytes] | None = None
    status: int = 200
    media: str = JSON
    revision: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def created(body: BaseModel, location: str, *, revision: str | None = None) -> Answer:
    """Return the answer that something was made, and stands at ``location``."""
    return Answer(body, 201, revision=revision, headers={"Location": location})


def accepted(body: BaseModel, location: str) -> Answer:
    """Return the answer that work was taken on; ``location`` says how it goes."""
    return Answer(body, 202, headers={"Location": location})


def nothing() -> Answer:
    """Return the answer that it is done, and there is nothing to say."""
    return Answer(None, 204)


def download(content: bytes | Iterator[bytes], media: str, name: str) -> Answer:
    """Return a file that a browser saves as ``name``."""
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.") or "download"
    return Answer(
        content, media=media, headers={"Content-Disposition": f'attachment; filename="{safe}"'}
    )


def listed(page: Page[V], render: Callable[[V], M]) -> Answer:
    """Return a page, each value as ``render`` makes it."""
    return Answer(Listed(items=[render(value) for value in page.items], next=page.next))


def respond(answer: Answer) -> Response:
    """Return ``answer`` as Flask's response."""
    body = answer.body
    if isinstance(body, BaseModel):
        response = Response(body.model_dump_json(by_alias=True), answer.status, mimetype=JSON)
    else:
        response = Response(body, answer.status, mimetype=answer.media)
    if answer.status == NO_CONTENT:
        response.headers.pop("Content-Type", None)
    response.headers.update(answer.headers)
    if answer.revision is not None:
        response.headers["ETag"] = etag(answer.revision)
    return response


NO_CONTENT = 204


def etag(revision: str) -> str:
    """Return a revision as an entity tag."""
    return f'"{revision}"'


def revisions(header: str) -> set[str] | None:
    """Return the revisions that ``If-Match`` or ``If-None-Match`` names, ``None`` for ``*``: any.

    Weak tags count too: proxies weaken a tag when they compress. One without its quotes does as
    well.
    """
    if header.strip() == "*":
        return None
    return {match[1] for match in TAG.finditer(header)} or {header.strip()}


TAG = re.compile(r'(?:W/)?"([^"]*)"')


def compress(response: Response, accepted_encodings: str) -> None:
    """Compress ``response`` in place, if whoever asks can read that and it pays."""
    if (
        response.is_streamed
        or response.direct_passthrough
        or "Content-Encoding" in response.headers
    ):
        return
    if not response.content_type or not COMPRESSED.match(response.content_type):
        return
    if "gzip" not in accepted_encodings.lower() or re.search(
        r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)", accepted_encodings.lower()
    ):
        return
    content = response.get_data()
    if len(content) >= GZIP_FROM:
        response.set_data(gzip.compress(content, GZIP_LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"


COMPRESSED = re.compile(r"(text/|application/(problem\+)?json|image/svg)")
