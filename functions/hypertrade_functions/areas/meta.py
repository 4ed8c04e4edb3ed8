"""The API about itself: its document and reference, whether it is alive, where things are."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import hypertrade
from pydantic import BaseModel

from hypertrade_functions.web.answers import Answer
from hypertrade_functions.web.routes import JSON, Access, Area, Media, Revision

if TYPE_CHECKING:
    from hypertrade.settings import Settings

    from hypertrade_functions.web.call import Call

HTML = "text/html; charset=utf-8"
SHORT = {"Cache-Control": "public, max-age=300"}

area = Area("meta", "The API about itself")


class Alive(BaseModel):
    """That a process answers."""

    status: str
    version: str


@area.get("/healthz", access=Access.PUBLIC, unlimited=True, answers={200: Alive})
def health(_call: Call) -> Answer:
    """Tell that the process answers.

    It asks nothing else of the platform: see `readyz` for that.
    """
    return Answer(Alive(status="alive", version=hypertrade.__version__))


@area.get("/readyz", access=Access.PUBLIC, answers={200: Alive})
def ready(call: Call) -> Answer:
    """Tell that the platform can be used: its documents answer too."""
    call.platform.parts.documents.get("users", "readiness")
    return Answer(Alive(status="ready", version=hypertrade.__version__))


@area.get(
    "/v1/openapi.json",
    access=Access.PUBLIC,
    answers={200: Media(JSON, "The OpenAPI 3.1 document")},
    revision=Revision.SHOWN,
)
def openapi(call: Call) -> Answer:
    """Describe the API as an OpenAPI 3.1 document."""
    text, digest = _document(call.platform.settings)
    return Answer(text, revision=digest, headers=SHORT)


@area.get("/v1/reference", access=Access.PUBLIC, answers={200: Media(HTML, "A page to read")})
def reference(call: Call) -> Answer:
    """Describe the API as a page to read."""
    page, policy = _reference(call.platform.settings)
    return Answer(page, media=HTML, headers={**SHORT, "Content-Security-Policy": policy})


@area.get("/", access=Access.PUBLIC, answers={200: Media(HTML, "A page to read")}, local=True)
def home(_call: Call) -> Answer:
    """Show where things are on the embedded platform."""
    from hypertrade_functions.web.pages import home_page

    page, policy = home_page()
    return Answer(page, media=HTML, headers={"Content-Security-Policy": policy})


@cache
def _document(settings: Settings) -> tuple[bytes, str]:
    """Return the document, made once in a process, and what identifies it."""
    import hashlib

    from hypertrade_functions.app import described

    text = json.dumps(described(settings), ensure_ascii=False, separators=(",", ":")).encode()
    return text, hashlib.sha256(text).hexdigest()[:32]


@cache
def _reference(settings: Settings) -> tuple[bytes, str]:
    from hypertrade_functions.app import described
    from hypertrade_functions.web.pages import reference_page

    return reference_page(described(settings))
