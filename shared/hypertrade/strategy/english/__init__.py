"""English to strategy and back: a vocabulary, a grammar, and no guessing.

``parse`` reads what a trader writes; ``explain`` writes what ``parse`` reads back unchanged;
``edit`` applies words to a strategy that is there, and ``changes`` says what differs between two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.strategy.english.changes import changes
from hypertrade.strategy.english.explain import explain
from hypertrade.strategy.english.model import Choice, Parsing, Question, Reading

if TYPE_CHECKING:
    from hypertrade.strategy.english.editing.editor import edit
    from hypertrade.strategy.english.reader import parse

__all__ = ["Choice", "Parsing", "Question", "Reading", "changes", "edit", "explain", "parse"]


def __getattr__(name: str) -> Any:
    # The grammar is loaded by whoever reads words: a report only writes them.
    if name == "parse":
        from hypertrade.strategy.english.reader import parse

        return parse
    if name == "edit":
        from hypertrade.strategy.english.editing.editor import edit

        return edit
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
