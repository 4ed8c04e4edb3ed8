"""Well-known strategies to begin with: their words, and the spec that the reader makes of them.

``python -m hypertrade.strategy.templates`` prints ``templates.json`` with the specs read again from
the words. A test keeps the file fresh: reading takes seconds, which nobody should wait for.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from importlib.resources import files
from typing import Any

from hypertrade.domain.base import Document


class Template(Document):
    """A strategy to begin with; ``spec`` is what ``words`` read as, as JSON."""

    id: str
    title: str
    summary: str
    tags: tuple[str, ...]
    words: str
    spec: dict[str, Any]


@cache
def templates() -> tuple[Template, ...]:
    """Return every template, in the order they are shown."""
    return tuple(Template.model_validate(item) for item in _kept())


def templates_text() -> str:
    """Return the text of ``templates.json``, each spec read from its words.

    Raises:
        ValueError: words leave a question open.
    """
    from hypertrade.strategy.english import parse

    shown = []
    for item in _kept():
        parsing = parse(item["words"])
        if parsing.spec is None:
            raise ValueError(f"{item['id']}: {parsing.question}")
        shown.append({**item, "spec": parsing.spec.model_dump(mode="json")})
    return json.dumps(shown, indent=1, ensure_ascii=False) + "\n"


def _kept() -> list[dict[str, Any]]:
    text = files("hypertrade.strategy").joinpath("templates.json").read_text("utf-8")
    kept: list[dict[str, Any]] = json.loads(text)
    return kept


if __name__ == "__main__":
    sys.stdout.write(templates_text())
