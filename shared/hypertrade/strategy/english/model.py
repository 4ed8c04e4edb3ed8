"""What reading a text gives: a strategy or one question, and an account of every word."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from hypertrade.domain.base import Document
from hypertrade.strategy.spec import StrategySpec


class Reading(Document):
    """A part of the text, ``[start, end)`` in characters, and what it became."""

    text: str
    start: int
    end: int
    became: str


class Choice(Document):
    """One answer to a question: ``text``, added to the original text, settles the point."""

    label: str
    text: str


class Question(Document):
    """The one thing that must be known before the text is a strategy."""

    text: str
    choices: tuple[Choice, ...]


class Parsing(Document):
    """A text, read: ``spec`` is ``None`` exactly if there is a ``question``.

    ``assumptions`` lists everything the text did not say and the strategy needed.
    """

    spec: StrategySpec | None = None
    reading: tuple[Reading, ...] = ()
    assumptions: tuple[str, ...] = ()
    question: Question | None = None

    @model_validator(mode="after")
    def _check_one_outcome(self) -> Self:
        if (self.spec is None) == (self.question is None):
            msg = "a parsing holds either a spec or a question"
            raise ValueError(msg)
        return self

    def to_json(self) -> str:
        """Return the parsing as JSON text: spec, reading, assumptions, question."""
        return self.model_dump_json(include={"spec", "reading", "assumptions", "question"})
