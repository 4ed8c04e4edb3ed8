"""Reading levels that are reached: "RSI hits 70", "exit at 50", "sell at the upper band"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hypertrade.strategy.catalogue import INDICATORS
from hypertrade.strategy.english.comparing import compare, right_of, subject_for
from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.crosses import Way, cross
from hypertrade.strategy.english.operands import operands, read_operand
from hypertrade.strategy.english.scales import scale
from hypertrade.strategy.english.titles import indicator_title
from hypertrade.strategy.english.trees import Node, has, number, part, parts
from hypertrade.strategy.spec import Condition, Constant, Indicator, Operand, ParameterRef, Price

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.strategy.english.draft import Draft
    from hypertrade.strategy.english.ruledraft import RuleDraft

_MIDDLE = 50


def _touch(tree: Node, ctx: Context) -> Condition:
    """Read "lower band touch": the price reaches it.

    Raises:
        Unsure: the line is not one that is reached from one side.
    """
    return _reach(Price(), right_of(operands(tree)[0], Price(), ctx), None, ctx)


def _hit(tree: Node, ctx: Context) -> Condition:
    inside = operands(tree)
    left = read_operand(inside[0], ctx) if len(inside) > 1 else subject_for(inside[-1], ctx)
    return _reach(left, right_of(inside[-1], left, ctx), part(tree, "fromdir"), ctx)


def _reach(left: Operand, right: Operand, hint: Node | None, ctx: Context) -> Condition:
    if (
        isinstance(left, Price)
        and left.field in {"low", "high"}
        and hint is None
        and isinstance(right, Indicator)
        and scale(right) == "price"
    ):
        found = compare(left, "<=" if left.field == "low" else ">=", right, ctx)
        ctx.lefts[-1] = Price()
        return found
    price = isinstance(left, Price) and left.field == "close"
    edge = isinstance(right, Indicator) and (
        right.output in {"upper", "lower"} or right.name in {"highest", "lowest"}
    )
    if price and edge and isinstance(right, Indicator) and isinstance(left, Price) and hint is None:
        up = right.output == "upper" or right.name == "highest"
        reached = Price(field="high" if up else "low", timeframe=left.timeframe, shift=left.shift)
        ctx.assume(f"“{ctx.said()}” is read as: the {'high' if up else 'low'} reaches it")
        found = compare(reached, ">=" if up else "<=", right, ctx)
        ctx.lefts[-1] = left
        return found
    if hint is not None:
        way: Way = "above" if has(hint, "FROMBELOW", "RISE") else "below"
    elif (
        isinstance(right, Constant)
        and not isinstance(right.value, ParameterRef)
        and isinstance(left, Indicator)
    ):
        middle = {"hundred": _MIDDLE, "zero": 0, "williams_r": -_MIDDLE}.get(scale(left))
        if middle is None or right.value == middle:
            middle = 0 if middle is None and right.value > 0 else None
        if middle is None:
            raise _which_way(ctx)
        way = "above" if right.value > middle else "below"
        ctx.assume(f"“{ctx.said()}” is read as: crosses {way} {right.value:g}")
    elif price and ctx.selling and isinstance(right, Indicator) and scale(right) == "price":
        op = "<=" if ctx.short else ">="
        ctx.assume(
            f"“{ctx.said()}” is read as: the close is {'at most' if ctx.short else 'at least'} that"
        )
        return compare(left, op, right, ctx)
    elif isinstance(right, Indicator) and edge:
        way = "above" if right.output == "upper" or right.name == "highest" else "below"
    else:
        raise _which_way(ctx)
    return cross(left, way, right, ctx)


def _which_way(ctx: Context) -> Unsure:
    said = ctx.said()
    return Unsure(
        f"“{said}” does not say from which side.",
        (("from below", f"{said} from below"), ("from above", f"{said} from above")),
        ctx.place,
    )


def _at_level(tree: Node, ctx: Context) -> Condition:
    """Read "exit at 50": the level is reached on the way out (or in)."""
    if not ctx.lefts or scale(ctx.lefts[-1]) == "price":
        raise Unsure(
            f"“{ctx.said()}” does not say what is at that level.",
            (
                (
                    "the RSI",
                    f"when RSI(14) is {'above' if ctx.selling else 'below'} {ctx.said()[3:]}",
                ),
            ),
            ctx.place,
        )
    right = Constant(value=number(parts(tree, "number")[0]))
    up = ctx.selling != ctx.short
    op = ">=" if up else "<="
    ctx.assume(f"“{ctx.said()}” is read as: {'at least' if up else 'at most'} that")
    return compare(ctx.lefts[-1], op, right, ctx)


def _at_value(tree: Node, ctx: Context) -> Condition:
    """Read "sell at the upper band": the price reaches it."""
    inside = operands(tree)[0]
    right = read_operand(inside, ctx)
    if scale(right) == "price" and isinstance(right, Indicator):
        edge = right.output in {"upper", "lower"} or right.name in {"highest", "lowest"}
        up = (
            right.output == "upper" or right.name == "highest" if edge else ctx.selling != ctx.short
        )
        left = Price(field=("high" if up else "low") if edge else "close")
        ctx.assume(
            f"“{ctx.said()}” is read as: the {left.field} is {'at least' if up else 'at most'} that"
        )
        return compare(left, ">=" if up else "<=", right, ctx)
    if isinstance(right, Indicator) and isinstance(right.params.get("period"), int):
        found = level_of(right, ctx)
        if found is not None:
            return found
        level = right.params["period"]
        usual = INDICATORS[right.name].parameters[0].default
        name = f"{indicator_title(right.name, right.output)}({usual})"
        raise Unsure(
            f"“{ctx.said()}” does not say above or below.",
            (
                (f"{name} at most {level}", f"when {name} is at most {level}"),
                (f"{name} at least {level}", f"when {name} is at least {level}"),
            ),
            ctx.place,
        )
    raise Unsure(f"“{ctx.said()}” does not say when.", place=ctx.place)


def equality(left: Operand, right: Operand, ctx: Context) -> Literal["<=", ">="] | None:
    """Return how "RSI = 30" is to be read, since a line is hardly ever exactly at a level.

    ``None`` if the two may well be equal.

    Raises:
        Unsure: nothing tells whether the level is reached from above or below.
    """
    if ctx.literal or not isinstance(left, Indicator) or scale(left) != "hundred":
        return None
    if not isinstance(right, Constant) or isinstance(right.value, ParameterRef):
        return None
    up = right.value > _MIDDLE
    said = ctx.said()
    if right.value in {0, _MIDDLE, 100} or up != (ctx.selling != ctx.short):
        name = indicator_title(left.name, left.output)
        raise Unsure(
            f"“{said}” is hardly ever exactly so: above or below?",
            tuple(
                (f"at {way} {right.value:g}", f"{name} at {way} {right.value:g}")
                for way in ("most", "least")
            ),
            ctx.place,
        )
    ctx.assume(f"“{said}” is read as: at {'least' if up else 'most'} {right.value:g}")
    return ">=" if up else "<="


def level_of(named: Indicator, ctx: Context) -> Condition | None:
    """Read "sell at RSI 70" and "buy at RSI 30": the level is reached on its outer side.

    ``None`` if the number is no level of the indicator, or on the side where such an action would
    not wait for it.
    """
    level = named.params.get("period")
    if scale(named) != "hundred" or not isinstance(level, int) or level == _MIDDLE:
        return None
    up = level > _MIDDLE
    if up != (ctx.selling != ctx.short):
        return None
    before = [
        item.params["period"]
        for item in (*ctx.lefts, *ctx.rights)
        if isinstance(item, Indicator) and item.name == named.name and item != named
    ]
    usual = INDICATORS[named.name].parameters[0].default
    if len(set(before)) == 1 and isinstance(before[0], int):
        usual = before[0]
    left = named.model_copy(update={"params": {**named.params, "period": usual}})
    ctx.assume(
        f"“{ctx.said()}” is read as: {indicator_title(named.name, named.output)}({usual}) is at "
        f"{'least' if up else 'most'} {level}"
    )
    return compare(left, ">=" if up else "<=", Constant(value=level), ctx)


def named_level(inner: Node, rule: RuleDraft, draft: Draft, ctx: Context) -> Condition | None:
    """Read "buy rsi 25", an action and straight after it an oscillator at a level.

    ``None`` if the words only name an indicator and its numbers.
    """
    between = ctx.text[rule.place[1] : ctx.place[0]].strip().lower()
    straight = between in {"", "when", "if", "once"}
    named = {"(", ":", "-"} & set(ctx.said())
    if inner.data != "declare" or rule.items or not straight or named or ctx.literal:
        return None
    operand = draft.declared[-1].operand if draft.declared else None
    found = level_of(operand, ctx) if isinstance(operand, Indicator) else None
    if found is not None:
        draft.declared.pop()
    return found


READERS: dict[str, Callable[[Node, Context], Condition]] = {
    "hit": _hit,
    "touch": _touch,
    "at_level": _at_level,
    "at_value": _at_value,
}
