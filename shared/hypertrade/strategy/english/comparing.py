"""Comparing two operands, and finding the one that was left out."""

from __future__ import annotations

from typing import Any

from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.explain_rules import operand_text
from hypertrade.strategy.english.indicators import CLOUD
from hypertrade.strategy.english.operands import read_operand
from hypertrade.strategy.english.scales import AVERAGES, scale
from hypertrade.strategy.english.titles import indicator_title
from hypertrade.strategy.english.trees import Node, has, part, parts, value
from hypertrade.strategy.spec import (
    All,
    Compare,
    Condition,
    Constant,
    Indicator,
    Operand,
    Price,
)

OP_OF = {
    "above": ">",
    "below": "<",
    "at least": ">=",
    "at most": "<=",
    "equals": "==",
    "differs": "!=",
}
_NEGATED = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "==": "!=", "!=": "=="}
_LONGEST_AVERAGE = 500


def negated(op: str) -> str:
    """Return the comparison that holds exactly when ``op`` does not."""
    return _NEGATED[op]


def compare(left: Operand, op: str, right: Operand, ctx: Context) -> Condition:
    """Return ``left op right``; "the cloud" stands for both of its lines."""
    right = before_now(left, right, ">" in op, ctx)
    ctx.spoken(left, right)
    if isinstance(right, Indicator) and right.output == CLOUD:
        return cloud(
            right, lambda side: Compare.model_validate({"left": left, "op": op, "right": side})
        )
    return Compare.model_validate({"left": left, "op": op, "right": right})


def cloud(of: Indicator, made: Any) -> Condition:
    """Return ``made`` of both lines of the cloud."""
    sides = tuple(of.model_copy(update={"output": name}) for name in ("span_a", "span_b"))
    return All(conditions=tuple(made(side) for side in sides))


def edged(tree: Node, right: Operand, *, above: bool) -> Operand:
    """Return the upper (lower) line of a channel that was named as a whole."""
    core = part(tree, "core")
    if core is None or not isinstance(right, Indicator):
        return right
    channel = right.name in {"bollinger", "keltner", "donchian"} and right.output == "middle"
    channel = channel or (right.name == "donchian" and right.output == "upper")
    named = part(core, "name")
    whole = named is not None and "." not in (value(named, "IND") or ".")
    if channel and whole and not has(core, "OUT", "HIGH", "LOW"):
        return right.model_copy(update={"output": "upper" if above else "lower"})
    return right


def before_now(left: Operand, right: Operand, above: bool, ctx: Context) -> Operand:
    """Compare a price with the high (low) of the candles before: it cannot exceed its own."""
    if not isinstance(left, Price) or not isinstance(right, Indicator):
        return right
    if ctx.literal and _as_explained(right, ctx):
        return right
    upper = right.name == "highest" or (right.name == "donchian" and right.output == "upper")
    lower = right.name == "lowest" or (right.name == "donchian" and right.output == "lower")
    if (upper and above) or (lower and not above):  # noqa: SIM102 - two thoughts
        if right.shift == 0 and right.timeframe is None and left.shift == 0:
            edge = f"{right.params['period']}-candle {'high' if upper else 'low'}"
            ctx.assume(f"The {edge} is that of the candles before this one")
            return right.model_copy(update={"shift": 1})
    return right


def _as_explained(indicator: Indicator, ctx: Context) -> bool:
    """Whether the clause names the indicator as ``explain`` does, and so means it to the letter."""
    return indicator_title(indicator.name, indicator.output).lower() in ctx.said().lower()


def right_of(tree: Node, left: Operand, ctx: Context) -> Operand:
    """Return the right side of a comparison with ``left``.

    A bare number beside a moving average means another average of that length.
    """
    right = read_operand(tree, ctx, left)
    if ctx.literal or tree.data != "literal" or not isinstance(right, Constant):
        return right
    amount = right.value
    average = isinstance(left, Indicator) and left.name in AVERAGES and scale(left) == "price"
    if (
        average
        and isinstance(left, Indicator)
        and isinstance(amount, int)
        and 1 < amount <= _LONGEST_AVERAGE
        and len(tree.children) == 1
        and not parts(tree, "pct", "minus_pct", "ratio")
    ):
        ctx.assume(
            f"“{amount}” in “{ctx.said()}” is read as: "
            f"{indicator_title(left.name, left.output)}({amount})"
        )
        return left.model_copy(update={"params": {**left.params, "period": amount}})
    return right


def subject_for(right: Node | Operand | None, ctx: Context) -> Operand:
    """Return the left side that was left out: what was spoken of last on the right side's scale.

    Raises:
        Unsure: nothing was spoken of.
    """
    if right is None:
        if ctx.lefts:
            return ctx.lefts[-1]
        return Price()
    read = _peek(right, ctx) if isinstance(right, Node) else right
    wanted = scale(read) if read is not None else "number"
    if wanted == "number":
        return _levelled(ctx)
    if wanted == "price" and ctx.fresh:
        return Price()
    for spoken in reversed(ctx.lefts):
        if scale(spoken) == wanted:
            return spoken
    return Price(field="volume") if wanted == "volume" else Price()


def _levelled(ctx: Context) -> Operand:
    """Return what a plain number is compared with when nothing is named.

    Raises:
        Unsure: nothing was spoken of.
    """
    if not ctx.lefts:
        raise Unsure(
            f"“{ctx.said()}” does not say what is compared.",
            (("the RSI", f"RSI(14) {ctx.said()}"), ("the price", f"close {ctx.said()}")),
            ctx.place,
        )
    lately = ctx.lefts[-1]
    known = [item for item in ctx.levelled if scale(item) not in {"price", "volume"}]
    if known and scale(lately) in {"price", "volume"} and lately not in ctx.levelled:
        # "RSI below 30 and price above the EMA, sell above 70": the RSI, not the price
        ctx.assume(f"“{ctx.said()}” is about {operand_text(known[-1])}")
        return known[-1]
    return lately


def _peek(tree: Node, ctx: Context) -> Operand | None:
    """Read the right side before its left is known, keeping no assumption of it."""
    kept = list(ctx.assumptions)
    try:
        if tree.data == "it":
            return ctx.rights[-1] if ctx.rights else None
        return read_operand(tree, ctx, None)
    except Unsure:
        return None
    finally:
        ctx.assumptions[:] = kept
