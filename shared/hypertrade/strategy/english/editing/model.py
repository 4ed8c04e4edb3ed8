"""What words made of a strategy, and the strategy while they are applied."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import ValidationError, model_validator

from hypertrade.domain.base import Document
from hypertrade.strategy.english.context import Unsure
from hypertrade.strategy.english.model import Question
from hypertrade.strategy.spec import StrategySpec

if TYPE_CHECKING:
    from hypertrade.strategy.english.scan import Lexeme

Role = Literal["entry", "exit", "filter"]


class Edited(Document):
    """A strategy after words: ``spec`` is ``None`` exactly if there is a ``question``.

    ``changed`` says what differs, ``assumed`` what the words left open or what was so before.
    ``replaced`` tells that the words were a whole new strategy.
    """

    spec: StrategySpec | None = None
    changed: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    question: Question | None = None
    replaced: bool = False

    @model_validator(mode="after")
    def _check_one_outcome(self) -> Self:
        if (self.spec is None) == (self.question is None):
            msg = "an edit ends in a strategy or in a question"
            raise ValueError(msg)
        return self


@dataclass(slots=True)
class Bench:
    """The strategy that is being changed, the whole text, and what had to be assumed."""

    text: str
    spec: StrategySpec
    assumed: list[str] = field(default_factory=list)

    def assume(self, text: str) -> None:
        """Note something the words left open, once."""
        if text not in self.assumed:
            self.assumed.append(text)

    def said(self, lexemes: list[Lexeme]) -> str:
        """Return what ``lexemes`` are in the text."""
        start, end = place_of(lexemes)
        return " ".join(self.text[start:end].split())

    def change(self, lexemes: list[Lexeme], **fields: Any) -> None:
        """Give the strategy new ``fields``, because of ``lexemes``.

        Raises:
            Unsure: that makes no valid strategy.
        """
        made = {name: getattr(self.spec, name) for name in StrategySpec.model_fields}
        try:
            self.spec = StrategySpec.model_validate(made | fields)
        except ValidationError as error:
            problem = error.errors()[0]["msg"].removeprefix("Value error, ").rstrip(".")
            raise Unsure(
                f"“{self.said(lexemes)}” makes no valid strategy: {problem}. "
                "What should be done instead?",
                (),
                place_of(lexemes),
            ) from error


def place_of(lexemes: list[Lexeme]) -> tuple[int, int]:
    """Return where ``lexemes`` stand in the text."""
    return min(item.start for item in lexemes), max(item.end for item in lexemes)
