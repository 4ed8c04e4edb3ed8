"""Writing strategies in Python: what may be written, and how it is put in form."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypertrade.domain.errors import StrategyFailed
from hypertrade.domain.principals import Scope

from hypertrade_functions.shapes.editor import Completions, Formatted, Source
from hypertrade_functions.web.answers import UNTIL_RELEASE, Answer
from hypertrade_functions.web.rendering import json_of
from hypertrade_functions.web.routes import Area, Revision

if TYPE_CHECKING:
    from hypertrade_functions.web.call import Call

area = Area("editor", "Writing strategies in Python")


@area.get(
    "/v1/code/completions",
    scope=Scope.STRATEGIES_READ,
    answers={200: Completions},
    revision=Revision.SHOWN,
)
def code_completions(_call: Call) -> Answer:
    """Show what may be written in a strategy file.

    Members of Freqtrade's strategies, columns, TA-Lib's functions and helpers, with signatures, as
    installed where code runs.
    """
    text, digest = _completions()
    return Answer(text, revision=digest, headers=UNTIL_RELEASE)


@area.post(
    "/v1/code/format",
    scope=Scope.STRATEGIES_READ,
    body=Source,
    answers={200: Formatted},
    problems=(StrategyFailed,),
    example={"source": "x=1\n"},
)
def format_code(call: Call) -> Answer:
    """Put a strategy file in form. Nothing is kept, and no code is run.

    What is no Python is refused with its line.
    """
    from hypertrade.services.editing import formatted

    return Answer(Formatted(source=formatted(call.body.source)))


@cache
def _completions() -> tuple[bytes, str]:
    """Return the completions, read once in a process, and what identifies them."""
    import hashlib

    from hypertrade.services.editing import completions_text

    text = json_of(Completions.model_validate_json(completions_text()))
    return text, hashlib.sha256(text).hexdigest()[:32]
