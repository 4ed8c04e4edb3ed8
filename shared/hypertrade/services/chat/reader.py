"""The strategist that is built in: the reader of English, behind the same port as any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from hypertrade.domain.strategies import LONGEST_WORDS
from hypertrade.ports.strategist import Answer
from hypertrade.services.strategies.contents import ask_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.strategies import Turn
    from hypertrade.strategy.english import Question
    from hypertrade.strategy.spec import StrategySpec

_EXPLAIN = frozenset(
    {
        "explain",
        "explain it",
        "explain this",
        "explain the strategy",
        "what does it do",
        "what does this do",
        "what does the strategy do",
        "what do we have",
        "what do i have",
        "show me the strategy",
        "show the strategy",
        "show it",
        "summary",
        "summarize",
        "summarise",
        "how does it work",
        "read it back",
    }
)


class BuiltInReader:
    """Reads words in a grammar, without guessing; implements ``ports.strategist.Strategist``."""

    def answer(self, words: str, spec: dict[str, Any] | None, earlier: Sequence[Turn]) -> Answer:
        """Apply ``words``; see the port.

        What the last turn left open is settled by a reply of its question, or by words that make
        sense together with it. Words that make sense without it leave it aside, and say so.
        """
        from hypertrade.strategy.spec import read_spec

        present = None if spec is None else read_spec(spec)
        if present is not None and plain(words) in _EXPLAIN:
            from hypertrade.strategy.english import explain

            return Answer(explain(present), None, (), (), None)
        pending = _pending(earlier)
        if not pending:
            return _answer(words, present)
        reply = _reply(words, pending[-1])
        together = "\n".join([*(turn.words for turn in pending), reply])
        if len(together) > _longest(present):
            return _answer(words, present)
        first = _answer(together, present)
        if first.question is None or reply != words:
            return first
        alone = _answer(words, present)
        if alone.question is not None:
            return first if first.question.text != _asked(pending[-1]) else alone
        aside = f"Left aside: “{_short(pending[0].words)}”"
        return Answer(alone.text, alone.spec, alone.changed, (*alone.assumed, aside), None)


def plain(words: str) -> str:
    """Return words in lower case, without marks at their end and needless blanks."""
    return " ".join(words.lower().split()).strip(" .!?")


def _pending(earlier: Sequence[Turn]) -> list[Turn]:
    """Return the last turns that were left open."""
    found: list[Turn] = []
    for turn in reversed(earlier):
        if turn.question is None:
            break
        found.append(turn)
    return found[::-1]


def _asked(turn: Turn) -> str:
    return "" if turn.question is None else turn.question.text


def _reply(words: str, turn: Turn) -> str:
    """Return the text of the choice that ``words`` are, by its label, its text or its number."""
    choices = () if turn.question is None else turn.question.choices
    said = plain(words)
    for number, choice in enumerate(choices, start=1):
        if said in {plain(choice.label), plain(choice.text), str(number)}:
            return choice.text
    return words


def _short(words: str, most: int = 60) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _longest(spec: StrategySpec | None) -> int:
    """Return how many characters are read at once."""
    if spec is None:
        return LONGEST_WORDS
    from hypertrade.strategy.english.editing.editor import LONGEST_CHANGE

    return LONGEST_CHANGE


def _answer(text: str, spec: StrategySpec | None) -> Answer:
    return _first(text) if spec is None else _edited(text, spec)


def _first(text: str) -> Answer:
    from hypertrade.strategy.english import explain, parse

    parsing = parse(text, field="words")
    if parsing.spec is None:
        return _asking(cast("Question", parsing.question), parsing.assumptions)
    return Answer(
        explain(parsing.spec),
        parsing.spec.model_dump(mode="json"),
        (f"New strategy “{parsing.spec.name}”",),
        parsing.assumptions,
        None,
    )


def _edited(text: str, spec: StrategySpec) -> Answer:
    from hypertrade.strategy.english import edit

    edited = edit(text, spec, field="words")
    if edited.spec is None:
        return _asking(cast("Question", edited.question), edited.assumed)
    if not edited.changed:
        return Answer("Nothing changed.", None, (), edited.assumed, None)
    said = "A new strategy takes its place." if edited.replaced else "Changed."
    dumped = edited.spec.model_dump(mode="json")
    return Answer(said, dumped, edited.changed, edited.assumed, None)


def _asking(question: Question, assumed: tuple[str, ...]) -> Answer:
    return Answer(question.text, None, (), assumed, ask_of(question))
