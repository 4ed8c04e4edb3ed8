"""Conditions that exclude each other: a question, rather than a rule that is never true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.spec import All, Compare, Condition, Constant, Cross, ParameterRef

if TYPE_CHECKING:
    from hypertrade.strategy.english.rules import Item

_UP = frozenset({">", ">="})
_DOWN = frozenset({"<", "<="})


def check_possible(items: list[Item], new: Item, ctx: Context) -> None:
    """Check that ``new`` can hold together with every one of ``items`` it is joined to by *and*.

    Raises:
        Unsure: it cannot.
    """
    if new.joint == "or":
        return
    for item in reversed(items):
        if exclusive(item.condition, new.condition) and item.place and new.place:
            raise Unsure(
                f"“{ctx.said(item.place)}” and “{ctx.said(new.place)}” cannot both hold. "
                "Which is meant?",
                (
                    (ctx.said(item.place), f"\0{new.place[0]}:{new.place[1]}"),
                    (ctx.said(new.place), f"\0{item.place[0]}:{item.place[1]}"),
                ),
                new.place,
                may_drop=False,
            )
        if item.joint == "or":
            return


def exclusive(first: Condition, second: Condition) -> bool:
    """Tell whether two conditions can never hold together, as far as their levels tell."""
    for one in _plain(first):
        for other in _plain(second):
            if one.left != other.left:
                continue
            low, high = (one, other) if _up(one) else (other, one)
            if not _up(low) or _up(high):
                continue
            if low.right == high.right:
                return True
            edges = [side.right.value for side in (low, high) if isinstance(side.right, Constant)]
            plain = [edge for edge in edges if not isinstance(edge, ParameterRef)]
            if len(plain) == 2 and plain[0] >= plain[1]:  # noqa: PLR2004 - plain counting
                return True
    return False


def _plain(condition: Condition) -> list[Compare | Cross]:
    if isinstance(condition, Compare | Cross):
        return [condition]
    if isinstance(condition, All):
        return [found for item in condition.conditions for found in _plain(item)]
    return []


def _up(condition: Compare | Cross) -> bool:
    if isinstance(condition, Cross):
        return condition.direction == "above"
    return condition.op in _UP
