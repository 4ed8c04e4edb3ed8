"""How much one reading may take: counted in steps, so the same words always end the same way."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_STEPS = 400_000
"""Steps of one reading; one is an entry of the parser's chart, or as much work elsewhere."""


@dataclass(slots=True)
class Budget:
    """What is ``left`` of a reading's steps; ``field`` is what the caller calls the words."""

    left: int
    field: str


_CURRENT: ContextVar[Budget | None] = ContextVar("reading", default=None)


@contextmanager
def reading(field: str, steps: int = MOST_STEPS) -> Iterator[Budget]:
    """Give what is read inside ``steps``; a reading within another shares those of the outer."""
    outer = _CURRENT.get()
    if outer is not None:
        yield outer
        return
    budget = Budget(steps, field)
    token = _CURRENT.set(budget)
    try:
        yield budget
    finally:
        _CURRENT.reset(token)


def spend(steps: int) -> None:
    """Count ``steps`` of the reading that is under way.

    Raises:
        Invalid: there were not so many left.
    """
    budget = _CURRENT.get()
    if budget is None:
        return
    budget.left -= steps
    if budget.left < 0:
        raise Invalid(
            "the words take too much work to read",
            field=budget.field,
            remedy="Say it in fewer words, and in several short sentences.",
        )
