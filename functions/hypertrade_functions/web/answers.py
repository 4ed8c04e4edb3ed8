"""What a handler hands back, and how it becomes bytes: JSON, ETags, 304, gzip."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from hypertrade.domain.base import Document
from pydantic import BaseModel
from pydantic_core import to_json
from werkzeug.utils import get_content_type

from hypertrade_functions.web.exchange import NO_CONTENT, Reply
from hypertrade_functions.web.rendering import json_of, rendered
from hypertrade_functions.web.routes import JSON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from hypertrade.domain.paging import Page

GZIP_FROM = 1024
"""Bytes of an answer from which on it is compressed."""
GZIP_LEVEL = 5
UNTIL_RELEASE = {"Cache-Control": "private, max-age=300"}
"""Of what is the same for everybody until the next release; browsers ask again with the ETag."""

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
    if page.items and isinstance(page.items[0], Document):
        items = b",".join(rendered(render, cast("Document", value)) for value in page.items)
        return Answer(b'{"items":[%b],"next":%b}' % (items, to_json(page.next)))
    return Answer(Listed(items=[render(value) for value in page.items], next=page.next))


def respond(answer: Answer) -> Reply:
    """Return ``answer`` as it is sent."""
    body = answer.body
    if isinstance(body, BaseModel):
        body = json_of(body)
    headers = {**answer.headers}
    if answer.status != NO_CONTENT:
        media = answer.media
        headers["Content-Type"] = media if ";" in media else get_content_type(media, "utf-8")
    if answer.revision is not None:
        headers["ETag"] = etag(answer.revision)
    return Reply(answer.status, headers, b"" if body is None else body)


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


def compress(reply: Reply, accepted_encodings: str) -> None:
    """Compress ``reply`` in place, if whoever asks can read that and it pays."""
    body = reply.body
    if not isinstance(body, bytes) or len(body) < GZIP_FROM:
        return
    accepted = accepted_encodings.lower()
    if "gzip" not in accepted or REFUSED.search(accepted):
        return
    headers = reply.headers
    if "Content-Encoding" not in headers and COMPRESSED.match(headers.get("Content-Type", "")):
        reply.body = gzip.compress(body, GZIP_LEVEL, mtime=0)
        headers["Content-Encoding"] = "gzip"


COMPRESSED = re.compile(r"(text/|application/(problem\+)?json|image/svg)")
REFUSED = re.compile(r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)")
