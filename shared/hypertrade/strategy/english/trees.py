"""Looking into the parser's trees: the words of a rule, its parts, and its place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hypertrade.strategy.english.tokens import Word
from hypertrade.strategy.spec import Duration, ParameterRef

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Node:
    """A rule of the grammar as it was found in the text: its name, and its parts and words."""

    data: str
    children: tuple[Node | Word, ...]


def words(tree: Node) -> list[Word]:
    """Return the words standing directly in ``tree``."""
    return [child for child in tree.children if isinstance(child, Word)]


def value(tree: Node, *terminals: str) -> str | None:
    """Return what the first word directly in ``tree`` with one of these meanings stands for."""
    for word in words(tree):
        for terminal in terminals:
            if terminal in word.values:
                return word.values[terminal]
    return None


def has(tree: Node, *terminals: str) -> bool:
    """Tell whether a word directly in ``tree`` has one of these meanings."""
    return value(tree, *terminals) is not None


def part(tree: Node, *names: str) -> Node | None:
    """Return the first part of ``tree`` with one of these names."""
    return next(iter(parts(tree, *names)), None)


def need(tree: Node, *names: str) -> Node:
    """Return the first part of ``tree`` with one of these names, which the grammar promises.

    Raises:
        LookupError: the grammar and its reader disagree, which is a fault of ours.
    """
    found = part(tree, *names)
    if found is None:
        msg = f"{tree.data} without {' or '.join(names)}"
        raise LookupError(msg)
    return found


def parts(tree: Node, *names: str) -> list[Node]:
    """Return the direct parts of ``tree`` with one of these names."""
    return [child for child in tree.children if isinstance(child, Node) and child.data in names]


def subtrees(tree: Node) -> list[Node]:
    """Return the direct parts of ``tree``."""
    return [child for child in tree.children if isinstance(child, Node)]


def leaves(tree: Node) -> Iterator[Word]:
    """Yield every word below ``tree``, in order."""
    for child in tree.children:
        if isinstance(child, Word):
            yield child
        else:
            yield from leaves(child)


def find(tree: Node, *names: str) -> Iterator[Node]:
    """Yield every part below ``tree`` with one of these names, outermost first."""
    for child in subtrees(tree):
        if child.data in names:
            yield child
        yield from find(child, *names)


def place(tree: Node) -> tuple[int, int]:
    """Return where ``tree`` stands in the text."""
    found = list(leaves(tree))
    return min(word.start for word in found), max(word.end for word in found)


def number(tree: Node) -> int | float | ParameterRef:
    """Return the number of a ``number``: as written, whole or not, or a parameter."""
    word = words(tree)[0]
    if "PARAM" in word.values:
        return ParameterRef(param=word.values["PARAM"])
    return plain_number(word.values["NUMBER"])


def plain_number(text: str) -> int | float:
    """Return ``text`` as an ``int`` if it is written as one."""
    return int(text) if text.lstrip("+-").isdigit() else float(text)


def ratio(tree: Node) -> float | ParameterRef:
    """Return a percentage as a fraction, exactly as a decimal shift gives it."""
    if tree.data == "ratio":
        return ParameterRef(param=words(tree)[0].values["PARAM"])
    inner = part(tree, "number")
    if inner is None:
        return ParameterRef(param=words(tree)[0].values["PARAM"])
    word = words(inner)[0]
    if "PARAM" in word.values:
        return ParameterRef(param=word.values["PARAM"])
    found = float(Decimal(word.values["NUMBER"]).scaleb(-2))
    return -found if tree.data == "minus_pct" else found


def duration(tree: Node) -> Duration:
    """Return the length of time of a ``span``; months and years count 30 and 365 days."""
    inner = part(tree, "number")
    amount = number(inner) if inner is not None else 1
    unit = value(tree, "UNIT") or "candles"
    if isinstance(amount, ParameterRef):
        return Duration.model_validate({"value": amount, "unit": unit})
    if unit in {"months", "years"}:
        amount, unit = amount * (30 if unit == "months" else 365), "days"
    for finer, factor in (("weeks", 7), ("days", 24), ("hours", 60)):
        if unit == finer and not float(amount).is_integer():
            amount, unit = (
                amount * factor,
                {"weeks": "days", "days": "hours", "hours": "minutes"}[finer],
            )
    return Duration.model_validate({"value": round(amount), "unit": unit})
