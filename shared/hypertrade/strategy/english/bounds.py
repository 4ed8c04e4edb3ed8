"""Reading where a value lies: inside a channel, off a line by so much, neither here nor there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hypertrade.strategy.english import adjectives
from hypertrade.strategy.english.comparing import compare, right_of, subject_for
from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.crosses import cross, is_cloud
from hypertrade.strategy.english.made import away
from hypertrade.strategy.english.operands import operands, read_operand
from hypertrade.strategy.english.tokens import Word
from hypertrade.strategy.english.trees import Node, has, need, number, part, parts, ratio, words
from hypertrade.strategy.spec import (
    All,
    Any,
    Arithmetic,
    Between,
    Compare,
    Condition,
    Constant,
    Indicator,
    Not,
    Operand,
    ParameterRef,
    Price,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_CHANNELS = frozenset({"bollinger", "keltner", "donchian"})


def _pct_by(tree: Node, ctx: Context) -> Condition:
    """Read "below the VWMA by more than 1%" and "2 ATR above the EMA"."""
    inside = operands(tree)
    side = [word for word in words(tree) if {"ABOVE", "BELOW"} & word.values.keys()]
    by = has(tree, "BY")
    # "more than 2 ATR above": the side is the last one, unless it stands before "by"
    below = "BELOW" in (side[0] if by else side[-1]).values
    left = read_operand(inside[0], ctx) if len(inside) > 1 else subject_for(inside[-1], ctx)
    base = right_of(inside[-1], left, ctx)
    share = part(tree, "pct", "minus_pct", "ratio")
    if share is not None:
        amount = ratio(share)
        if isinstance(amount, ParameterRef):
            raise Unsure(f"“{ctx.said()}”: write the factor as a number.", place=ctx.place)
        factor = Constant(value=round(1 - amount if below else 1 + amount, 12))
        right: Operand = Arithmetic(op="*", left=factor, right=base)
    else:
        right = away(base, need(tree, "measure"), ctx, below=below)
    if has(tree, "CROSS", "RISE", "FALL"):
        found = cross(left, "below" if below else "above", right, ctx)
    else:
        others = side[1:] if by else side[:-1]
        strict = any("ABOVE" in word.values for word in others)
        op = ("<" if below else ">") + ("" if strict else "=")
        if has(tree, "ATMOST"):
            op = ">=" if below else "<="
        found = compare(left, op, right, ctx)
    ctx.rights[-1:] = [base]  # "back above it" means the line itself
    return found


def _within_pct(tree: Node, ctx: Context) -> Condition:
    """Read "within 1% of the 200 EMA"."""
    inside = operands(tree)
    left = read_operand(inside[0], ctx) if len(inside) > 1 else subject_for(inside[-1], ctx)
    base = right_of(inside[-1], left, ctx)
    amount = ratio(need(tree, "pct"))
    if isinstance(amount, ParameterRef):
        raise Unsure(f"“{ctx.said()}”: write the factor as a number.", place=ctx.place)
    low, high = (
        Arithmetic(op="*", left=Constant(value=round(1 + side, 12)), right=base)
        for side in (-amount, amount)
    )
    ctx.spoken(left, base)
    found = Between(value=left, low=low, high=high)
    return Not(condition=found) if has(tree, "NOT") else found


def _edges(of: Operand, tree: Node, ctx: Context) -> tuple[Operand | None, Operand | None]:
    """Return the lower and upper edge of what something is inside of."""
    core = part(tree, "core")
    if is_cloud(of) and isinstance(of, Indicator):
        lines = [of.model_copy(update={"output": name}) for name in ("span_a", "span_b")]
        return (
            Arithmetic(op="min", left=lines[0], right=lines[1]),
            Arithmetic(op="max", left=lines[0], right=lines[1]),
        )
    if isinstance(of, Indicator) and of.name in _CHANNELS and core is not None:
        if of.output == "lower":
            return of, None
        if of.output == "upper" and has(core, "OUT", "HIGH"):
            return None, of
        return (
            of.model_copy(update={"output": "lower"}),
            of.model_copy(update={"output": "upper"}),
        )
    raise Unsure(f"“{ctx.said()}”: inside of what is not clear.", place=ctx.place)


def _inside(tree: Node, ctx: Context) -> Condition:
    """Read "inside the channel", "back inside the lower band", "outside the bands"."""
    sides = operands(tree)
    left = read_operand(sides[0], ctx) if len(sides) > 1 else subject_for(sides[-1], ctx)
    right = read_operand(sides[-1], ctx, left)
    low, high = _edges(right, sides[-1], ctx)
    leaving = has(tree, "LEAVE")
    outside = leaving or has(tree, "OUTSIDE")
    moving = leaving or has(tree, "CROSS", "RISE", "FALL", "INTO") or "back" in ctx.said().split()
    if (
        isinstance(left, Indicator)
        and left.name in _CHANNELS
        and len(sides) > 1
        and low is not None
        and high is not None
        and not moving
        and not outside
        and not has(part(sides[0], "core") or sides[0], "OUT", "HIGH", "LOW")
    ):
        ctx.spoken(left, right)
        found: Condition = All(
            conditions=(
                Compare(left=left.model_copy(update={"output": "upper"}), op="<", right=high),
                Compare(left=left.model_copy(update={"output": "lower"}), op=">", right=low),
            )
        )
        return Not(condition=found) if has(tree, "NOT") else found
    if moving:
        return _moves(tree, ctx, left, (low, high), outside=outside)
    if outside != has(tree, "NOT"):
        ctx.spoken(left, right)
        beyond: list[Condition] = []
        if low is not None:
            beyond.append(Compare(left=left, op="<", right=low))
        if high is not None:
            beyond.append(Compare(left=left, op=">", right=high))
        return beyond[0] if len(beyond) == 1 else Any(conditions=tuple(beyond))
    ctx.spoken(left, right)
    if low is not None and high is not None:
        return Between(value=left, low=low, high=high)
    if low is not None:
        return Compare(left=left, op=">", right=low)
    return Compare.model_validate({"left": left, "op": "<", "right": high})


def _moves(
    tree: Node,
    ctx: Context,
    left: Operand,
    edges: tuple[Operand | None, Operand | None],
    *,
    outside: bool,
) -> Condition:
    """Read a move into (out of) a channel; through which of its lines must be said."""
    low, high = edges
    up, down = has(tree, "RISE"), has(tree, "FALL")
    if low is not None and high is not None and not up and not down:
        said = ctx.said()
        raise Unsure(
            f"“{said}” does not say over which line.",
            (
                ("upwards", f"{said} upwards" if outside else "close crosses above the lower line"),
                (
                    "downwards",
                    f"{said} downwards" if outside else "close crosses below the upper line",
                ),
            ),
            ctx.place,
        )
    way: Literal["above", "below"]
    if low is not None and high is not None:
        way = "above" if up else "below"
        edge = high if outside == up else low
        return cross(left, way, edge, ctx)
    if low is not None:
        return cross(left, "below" if outside else "above", low, ctx)
    if high is None:
        raise Unsure(f"“{ctx.said()}” does not say over which line.", place=ctx.place)
    return cross(left, "above" if outside else "below", high, ctx)


def _outside(tree: Node, ctx: Context) -> Condition:
    """Read "RSI is outside 30-70"."""
    inside = operands(tree)
    left = read_operand(inside[0], ctx) if inside else subject_for(None, ctx)
    low, high = (Constant(value=number(item)) for item in parts(tree, "number"))
    ctx.spoken(left)
    return Not(condition=Between(value=left, low=low, high=high))


def _wick(tree: Node, ctx: Context) -> Condition:
    """Read "wicks below the lower band": the low is below it."""
    inside = operands(tree)
    below = has(tree, "BELOW")
    left = Price(field="low" if below else "high")
    found = compare(left, "<" if below else ">", read_operand(inside[-1], ctx, left), ctx)
    ctx.lefts[-1] = Price()
    return found


def _open_close(tree: Node, ctx: Context) -> Condition:
    """Read "opens below and closes above the EMA"."""
    fields = [word.values["PRICE"] for word in words(tree) if "PRICE" in word.values]
    sides = [word for word in words(tree) if {"ABOVE", "BELOW"} & word.values.keys()]
    right = operands(tree)[-1]
    found: list[Condition] = []
    for name, side in zip(fields, sides, strict=True):
        left = Price.model_validate({"field": name})
        op = ">" if "ABOVE" in side.values else "<"
        found.append(compare(left, op, read_operand(right, ctx, left), ctx))
    return All(conditions=tuple(found))


def _from_to(tree: Node, ctx: Context) -> Condition:
    """Read "goes from below 30 to above 30" and "from bearish to bullish"."""
    inside = operands(tree)
    adjs = parts(tree, "adj")
    if adjs:
        left = read_operand(inside[0], ctx) if inside else subject_for(None, ctx)
        return adjectives.turns(left, adjs[1], ctx)
    left = (
        read_operand(inside[0], ctx)
        if len(inside) > len(("from", "to"))
        else subject_for(inside[-1], ctx)
    )
    first, second = (right_of(item, left, ctx) for item in inside[-2:])
    if first != second:
        raise Unsure(f"“{ctx.said()}” names two levels.", place=ctx.place)
    return cross(left, "above" if has(tree, "FROMBELOW") else "below", second, ctx)


def _turn_signal(tree: Node, ctx: Context) -> Condition:
    """Read "the supertrend gives a buy signal": it turns bullish."""
    left = read_operand(operands(tree)[0], ctx)
    known = isinstance(left, Indicator) and left.name in {
        "supertrend",
        "parabolic_sar",
        "macd",
        "heikin_ashi",
    }
    if not known:
        raise Unsure(f"“{ctx.said()}”: what its signal is was not said.", place=ctx.place)
    up = has(tree, "TURNUP")
    word = Word({"BULL" if up else "BEAR": "bull" if up else "bear"}, *ctx.place)
    return adjectives.turns(left, Node("adj", (word,)), ctx)


def _cross_passive(tree: Node, ctx: Context) -> Condition:
    """Read "the signal line is crossed by the MACD from below"."""
    first, second = operands(tree)
    right, left = read_operand(first, ctx), read_operand(second, ctx)
    hint = part(tree, "fromdir")
    if hint is not None:
        up = has(hint, "FROMBELOW", "RISE")
    elif has(tree, "ABOVE", "BELOW"):
        up = has(tree, "ABOVE")
    else:
        up = not ctx.selling
        ctx.assume(f"“{ctx.said()}” is read as: crosses {'above' if up else 'below'}")
    return cross(left, "above" if up else "below", right, ctx)


READERS: dict[str, Callable[[Node, Context], Condition]] = {
    "pct_by": _pct_by,
    "within_pct": _within_pct,
    "inside": _inside,
    "outside": _outside,
    "wick": _wick,
    "open_close": _open_close,
    "from_to": _from_to,
    "turn_signal": _turn_signal,
    "cross_passive": _cross_passive,
}
