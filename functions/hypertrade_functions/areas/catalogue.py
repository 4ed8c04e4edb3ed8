"""What strategies are made of, for whoever builds them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypertrade.domain.catalogue import Catalogue
from hypertrade.domain.principals import Scope

from hypertrade_functions.web.answers import UNTIL_RELEASE, Answer
from hypertrade_functions.web.rendering import json_of
from hypertrade_functions.web.routes import Area, Revision

if TYPE_CHECKING:
    from hypertrade_functions.web.call import Call

area = Area("catalogue", "What strategies are made of")


@area.get(
    "/v1/catalogue",
    scope=Scope.STRATEGIES_READ,
    answers={200: Catalogue},
    revision=Revision.SHOWN,
)
def show_catalogue(_call: Call) -> Answer:
    """Show everything that strategies are made of.

    The JSON Schema of a strategy, indicators and candlestick patterns, the range of each number,
    and well-known strategies to begin with.
    """
    text, digest = _text()
    return Answer(text, revision=digest, headers=UNTIL_RELEASE)


@cache
def _text() -> tuple[bytes, str]:
    """Return the catalogue as JSON, made once in a process, and what identifies it."""
    from hypertrade.services.catalogue import catalogue

    found = catalogue()
    return json_of(found), found.digest()[:32]
