"""How much one reading may take: counted in steps, so the same words always end the same way."""

from __future__ import annotations

import dataclasses
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

T = TypeVar("T")
MOST_STEPS = 400_000
"""Steps of one reading; one is an entry of the parser's chart, or as much work elsewhere."""


@dataclass(slots=True)
class Budget:
    """What is ``left`` of a reading's steps; ``field`` is what the caller calls the words.

    ``known`` is what the reading has made and may need again; it is gone with the reading.
    """

    left: int
    field: str
    known: dict[Hashable, Any] = dataclasses.field(default_factory=dict)


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


def once(key: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` makes, which is made once in a reading for each ``key``."""
    budget = _CURRENT.get()
    if budget is None:
        return make()
    if key not in budget.known:
        budget.known[key] = make()
    found: T = budget.known[key]
    return found


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
