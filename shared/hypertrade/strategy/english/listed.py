"""Reading lists inside a comparison: above both, either below, neither nor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hypertrade.strategy.english import adjectives
from hypertrade.strategy.english.comparing import OP_OF, compare, negated, right_of, subject_for
from hypertrade.strategy.english.crosses import like
from hypertrade.strategy.english.operands import operands, read_operand
from hypertrade.strategy.english.tokens import Word
from hypertrade.strategy.english.trees import Node, has, part, parts, value, words
from hypertrade.strategy.spec import All, Any, Condition, Constant, Not, Operand, Trend

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.strategy.english.context import Context


def _above_all(tree: Node, ctx: Context) -> Condition:
    side = next(
        index
        for index, child in enumerate(tree.children)
        if isinstance(child, Word) and {"ABOVE", "BELOW"} & child.values.keys()
    )
    inside = operands(tree)
    has_left = any(not isinstance(child, Word) for child in tree.children[:side])
    left = read_operand(inside[0], ctx) if has_left else subject_for(inside[0], ctx)
    op = OP_OF[value(tree, "ABOVE", "BELOW") or "above"]
    rights = [read_operand(item, ctx, left) for item in inside[1 if has_left else 0 :]]
    # "above its 20 and 50 EMA": a bare number takes the kind of its neighbour
    model = next((item for item in rights if not isinstance(item, Constant)), None)
    rights = [like(item, model, ctx) for item in rights]
    return All(conditions=tuple(compare(left, op, right, ctx) for right in rights))


def _both_compare(tree: Node, ctx: Context) -> Condition:
    inside = operands(tree)
    first, second = read_operand(inside[0], ctx), read_operand(inside[1], ctx)
    found = _both(tree, inside, (first, second), ctx)
    ctx.pair = (first, second)
    return found


def _both(tree: Node, inside: list[Node], pair: tuple[Operand, Operand], ctx: Context) -> Condition:
    first, second = pair
    adj = part(tree, "adj")
    if adj is not None:
        return All(
            conditions=(adjectives.state(first, adj, ctx), adjectives.state(second, adj, ctx))
        )
    if has(tree, "RISING", "FALLING"):
        way: Literal["rising", "falling"] = "rising" if has(tree, "RISING") else "falling"
        return All(
            conditions=(Trend(value=first, direction=way), Trend(value=second, direction=way))
        )
    op = OP_OF[value(tree, "ABOVE", "BELOW") or "above"]
    return All(
        conditions=(
            compare(first, op, right_of(inside[2], first, ctx), ctx),
            compare(second, op, right_of(inside[2], second, ctx), ctx),
        )
    )


def _neither(tree: Node, ctx: Context) -> Condition:
    """Read "neither RSI nor MFI is above 70" and "neither above 70 nor below 30"."""
    inside = operands(tree)
    adjs = parts(tree, "adj")
    sides = [
        negated(OP_OF[next(iter(found.values()))])
        for word in words(tree)
        if (
            found := {
                key: word.values[key]
                for key in ("ABOVE", "BELOW", "ATLEAST", "ATMOST", "EQ", "NE")
                if key in word.values
            }
        )
    ]
    first = tree.children[0]
    leading = isinstance(first, Word) and "NEITHER" in first.values
    if leading:
        both = [read_operand(item, ctx) for item in inside[:2]]
        if adjs:
            unlike = tuple(Not(condition=adjectives.state(item, adjs[0], ctx)) for item in both)
            return All(conditions=unlike)
        return All(
            conditions=tuple(
                compare(item, sides[0], right_of(inside[2], item, ctx), ctx) for item in both
            )
        )
    left = read_operand(inside[0], ctx)
    if adjs:
        return All(
            conditions=tuple(Not(condition=adjectives.state(left, adj, ctx)) for adj in adjs)
        )
    return All(
        conditions=tuple(
            compare(left, op, right_of(item, left, ctx), ctx)
            for op, item in zip(sides, inside[1:], strict=True)
        )
    )


def _above_any(tree: Node, ctx: Context) -> Condition:
    """Read "below the EMA 20 or the EMA 50"."""
    first, *others = operands(tree)
    left = read_operand(first, ctx)
    op = ">" if has(tree, "ABOVE") else "<"
    return Any(
        conditions=tuple(compare(left, op, right_of(item, left, ctx), ctx) for item in others)
    )


def _either_compare(tree: Node, ctx: Context) -> Condition:
    """Read "RSI or MFI is below 20" and "either below 20 or above 80"."""
    inside = operands(tree)
    sides = [
        OP_OF[word.values[key]]
        for word in words(tree)
        for key in ("ABOVE", "BELOW", "ATLEAST", "ATMOST", "EQ", "NE")
        if key in word.values
    ]
    if len(sides) == 1:
        both = [read_operand(item, ctx) for item in inside[:2]]
        return Any(
            conditions=tuple(
                compare(item, sides[0], right_of(inside[2], item, ctx), ctx) for item in both
            )
        )
    left = read_operand(inside[0], ctx)
    return Any(
        conditions=tuple(
            compare(left, op, right_of(item, left, ctx), ctx)
            for op, item in zip(sides, inside[1:], strict=True)
        )
    )


READERS: dict[str, Callable[[Node, Context], Condition]] = {
    "above_all": _above_all,
    "both_compare": _both_compare,
    "neither": _neither,
    "above_any": _above_any,
    "either_compare": _either_compare,
}
