"""A strategist: turns what people say about a strategy into a typed one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.strategies import Ask, Turn


@dataclass(frozen=True, slots=True)
class Answer:
    """What a turn of words led to.

    ``spec`` is the whole strategy after it (JSON of a ``StrategySpec``), ``None`` where nothing
    changed: then ``question`` says what is open. ``changed`` and ``assumed`` are sentences.
    """

    text: str
    spec: dict[str, Any] | None
    changed: tuple[str, ...]
    assumed: tuple[str, ...]
    question: Ask | None


class Strategist(Protocol):
    """Reads words about a strategy. What it returns is checked by whoever asked: never trusted."""

    def answer(self, words: str, spec: dict[str, Any] | None, earlier: Sequence[Turn]) -> Answer:
        """Apply ``words`` to ``spec`` (``None``: there is none yet), ``earlier`` turns known.

        A text that cannot be understood leaves ``spec`` alone and asks, never more than once.

        Raises:
            Invalid: the text is too long.
            Unavailable: the reader does not answer now.
        """
        ...
