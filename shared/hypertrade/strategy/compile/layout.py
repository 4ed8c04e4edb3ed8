"""Laying out Python source the way ``ruff format`` would leave it, without running a formatter.

Only forms whose layout is certain are used: a statement that fits its line; a call with one
argument per line and a trailing comma; and a parenthesised chain whose every part stands under a
comment of its own. Whatever would be longer is first moved into a local variable.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH = 100
"""The longest line of a compiled strategy."""

ATOM = 72
"""The longest expression kept in one piece; a longer one is split into local variables."""

_BODY = 8
_STEP = 4


@dataclass(frozen=True, slots=True)
class Leaf:
    """A boolean expression on one line; ``bare`` means it needs brackets beside an operator."""

    text: str
    bare: bool = False

    @property
    def bracketed(self) -> str:
        """The expression as an operand of ``&``, ``|`` or a method call."""
        return f"({self.text})" if self.bare else self.text


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts joined by ``&`` or ``|``, each with the comment that explains it."""

    operator: str
    parts: tuple[tuple[str, Logic], ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """Plain negation."""

    inner: Logic


Logic = Leaf | Chain | Negation


def comment(text: str, indent: int = _BODY) -> list[str]:
    """Return ``text`` as comment lines."""
    room = max(WIDTH - indent - 2, 20)
    lines = textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False)
    return [f"{' ' * indent}# {line}" for line in lines]


def assign(target: str, value: str, *, note: str = "", indent: int = _BODY) -> list[str]:
    """Return ``target = value``; too long a value stands in brackets under ``note``."""
    pad = " " * indent
    line = f"{pad}{target} = {value}"
    if len(line) <= WIDTH:
        return [line]
    inner = indent + _STEP
    return [f"{pad}{target} = (", *comment(note or target, inner), f"{pad}    {value}", f"{pad})"]


def call(target: str, function: str, arguments: Sequence[str], indent: int = _BODY) -> list[str]:
    """Return ``target = function(arguments)`` on one line, or with one argument per line."""
    pad = " " * indent
    start = f"{target} = " if target else ""
    line = f"{pad}{start}{function}({', '.join(arguments)})"
    if len(line) <= WIDTH:
        return [line]
    return [
        f"{pad}{start}{function}(",
        *(f"{pad}    {argument}," for argument in arguments),
        f"{pad})",
    ]


def assign_logic(target: str, value: Logic, note: str, indent: int = _BODY) -> list[str]:
    """Return ``target = value`` for a boolean expression; a chain takes one line per part."""
    pad = " " * indent
    match value:
        case Leaf():
            return assign(target, value.text, note=note, indent=indent)
        case Negation(inner=Leaf() as leaf):
            return assign(target, f"~{leaf.bracketed}", note=note, indent=indent)
        case Negation(inner=inner):
            lines = _lines(inner, indent + _STEP)
            return [f"{pad}{target} = ~(", *lines, f"{pad})"]
        case Chain():
            return [f"{pad}{target} = (", *_lines(value, indent + _STEP), f"{pad})"]


def depth(value: Logic) -> int:
    """Return how many levels of brackets ``value`` needs."""
    match value:
        case Leaf():
            return 0
        case Negation(inner=inner):
            return depth(inner)
        case Chain(parts=parts):
            return 1 + max(depth(part) for _, part in parts)


def _lines(value: Logic, indent: int) -> list[str]:
    """Return the inside of the brackets around ``value``."""
    pad = " " * indent
    match value:
        case Leaf():
            return [f"{pad}{value.text}"]
        case Negation():
            return _part("", value, indent)
        case Chain(operator=operator, parts=parts):
            lines: list[str] = []
            for index, (note, part) in enumerate(parts):
                lines += comment(note, indent)
                lines += _part(f"{operator} " if index else "", part, indent)
            return lines


def _part(lead: str, part: Logic, indent: int) -> list[str]:
    pad = " " * indent
    if isinstance(part, Negation):
        lead, part = f"{lead}~", part.inner
    if isinstance(part, Negation):
        return [f"{pad}{lead}(", *_lines(part, indent + _STEP), f"{pad})"]
    if isinstance(part, Leaf):
        return [f"{pad}{lead}{part.bracketed}"]
    return [f"{pad}{lead}(", *_lines(part, indent + _STEP), f"{pad})"]


def blocks(groups: Iterable[Sequence[str]]) -> list[str]:
    """Join groups of lines with one empty line between them; empty groups vanish."""
    lines: list[str] = []
    for group in groups:
        if group:
            lines += ["", *group] if lines else list(group)
    return lines
