"""Reading adjectives: oversold, bullish, positive, green; as a state, or as turning so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hypertrade.strategy.english.comparing import subject_for
from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.indicators import CLOUD
from hypertrade.strategy.english.operands import operands, read_operand
from hypertrade.strategy.english.scales import AVERAGES, scale, threshold
from hypertrade.strategy.english.trees import Node, has, need, number, part, value
from hypertrade.strategy.spec import (
    Compare,
    Condition,
    Constant,
    Cross,
    Indicator,
    Not,
    Operand,
    Price,
    Trend,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_UP = frozenset({"BULL", "POSITIVE"})


def state(left: Operand, adj: Node, ctx: Context) -> Condition:
    """Return that ``left`` is so."""
    found = _sides(left, adj, ctx)
    if isinstance(found, Trend):
        return found
    of, up, right = found
    ctx.spoken(of, right)
    return Compare(left=of, op=">" if up else "<", right=right)


def turns(left: Operand, adj: Node, ctx: Context) -> Condition:
    """Return that ``left`` becomes so on this candle."""
    found = _sides(left, adj, ctx)
    if isinstance(found, Trend):
        return found
    of, up, right = found
    ctx.spoken(of, right)
    return Cross(left=of, direction="above" if up else "below", right=right)


def _sides(left: Operand, adj: Node, ctx: Context) -> tuple[Operand, bool, Operand] | Trend:  # noqa: C901, PLR0911 - one indicator after another
    if has(adj, "OVERSOLD", "OVERBOUGHT"):
        low = has(adj, "OVERSOLD")
        return left, not low, Constant(value=threshold(left, ctx, low=low))
    up = has(adj, *_UP) or value(adj, "COLOR") in {"green", "white"}
    if isinstance(left, Indicator):
        if left.output == CLOUD:
            ctx.assume(f"“{ctx.said()}” is read as: span A {'above' if up else 'below'} span B")
            lines = [left.model_copy(update={"output": name}) for name in ("span_a", "span_b")]
            return lines[0], up, lines[1]
        if left.name == "supertrend":
            return left.model_copy(update={"output": "direction"}), up, Constant(value=0)
        if left.name == "heikin_ashi":
            return (
                left.model_copy(update={"output": "close"}),
                up,
                left.model_copy(update={"output": "open"}),
            )
        if left.name == "macd" and left.output == "macd" and not has(adj, "POSITIVE", "NEGATIVE"):
            ctx.assume(
                f"“{ctx.said()}” is read as: MACD {'above' if up else 'below'} its signal line"
            )
            return left, up, left.model_copy(update={"output": "signal"})
        if left.name == "parabolic_sar":
            return Price(), up, left
        if left.name in AVERAGES and not has(adj, "POSITIVE", "NEGATIVE"):
            ctx.assume(f"“{ctx.said()}” is read as: {'rising' if up else 'falling'}")
            return Trend(value=left, direction="rising" if up else "falling")
        if scale(left) == "zero":
            return left, up, Constant(value=0)
        if scale(left) == "hundred" and not has(adj, "POSITIVE", "NEGATIVE"):
            ctx.assume(f"“{ctx.said()}” is read as: {'above' if up else 'below'} 50")
            return left, up, Constant(value=50)
    if isinstance(left, Price) and value(adj, "COLOR"):
        field = Price(field="open", timeframe=left.timeframe, shift=left.shift)
        return Price(field="close", timeframe=left.timeframe, shift=left.shift), up, field
    if has(adj, "POSITIVE", "NEGATIVE") and not isinstance(left, Price | Constant):
        return left, up, Constant(value=0)
    way = "above" if up else "below"
    raise Unsure(
        f"“{ctx.said()}” can be measured in several ways.",
        (
            (f"close {way} the 200-period EMA", f"close is {way} EMA(200)"),
            (f"RSI {way} 50", f"RSI(14) is {way} 50"),
            (f"MACD {way} its signal line", f"MACD(12, 26, 9) is {way} MACD signal(12, 26, 9)"),
        ),
        ctx.place,
    )


def _subject(tree: Node, adj: Node, ctx: Context) -> Operand:
    inside = operands(tree)
    if inside:
        return read_operand(inside[0], ctx)
    if has(adj, "OVERSOLD", "OVERBOUGHT"):
        for spoken in reversed(ctx.lefts):
            if isinstance(spoken, Indicator) and scale(spoken) in {"hundred", "williams_r", "cci"}:
                return spoken
        ctx.assume(f"“{ctx.said()}” is read as: RSI(14)")
        return Indicator(name="rsi", params={"period": 14})
    if value(adj, "COLOR"):
        for spoken in reversed(ctx.lefts):
            if isinstance(spoken, Indicator) and spoken.name in {"supertrend", "heikin_ashi"}:
                return spoken
        return Price()
    if not ctx.lefts:
        raise Unsure(f"“{ctx.said()}” does not say of what.", place=ctx.place)
    return subject_for(None, ctx)


def _state_adj(tree: Node, ctx: Context) -> Condition:
    adj = need(tree, "adj")
    found = state(_subject(tree, adj, ctx), adj, ctx)
    return Not(condition=found) if has(tree, "NOT") else found


def _turn_adj(tree: Node, ctx: Context) -> Condition:
    adj = need(tree, "adj")
    return turns(_subject(tree, adj, ctx), adj, ctx)


def _leave_adj(tree: Node, ctx: Context) -> Condition:
    adj = need(tree, "adj")
    left = _subject(tree, adj, ctx)
    if not has(adj, "OVERSOLD", "OVERBOUGHT"):
        raise Unsure(f"“{ctx.said()}” has no level that could be left.", place=ctx.place)
    low = has(adj, "OVERSOLD")
    right = Constant(value=threshold(left, ctx, low=low))
    ctx.spoken(left, right)
    way: Literal["above", "below"] = "above" if low else "below"
    return Cross(left=left, direction=way, right=right)


def _slope(tree: Node, ctx: Context) -> Condition:
    """Read "the slope of the EMA is positive": it rises."""
    left = read_operand(operands(tree)[0], ctx)
    adj, cmp = part(tree, "adj"), part(tree, "cmp")
    up = has(tree, "RISING")
    if adj is not None:
        up = has(adj, *_UP) or value(adj, "COLOR") == "green"
    if cmp is not None:
        if number(need(tree, "number")) != 0:
            raise Unsure(f"“{ctx.said()}”: a slope can be compared with 0 only.", place=ctx.place)
        up = has(cmp, "ABOVE")
    ctx.assume(f"“{ctx.said()}” is read as: it {'rises' if up else 'falls'} on the last candle")
    ctx.spoken(left)
    found = Trend(value=left, direction="rising" if up else "falling")
    return Not(condition=found) if has(tree, "NOT") else found


READERS: dict[str, Callable[[Node, Context], Condition]] = {
    "state_adj": _state_adj,
    "elided_adj": _state_adj,
    "slope": _slope,
    "turn_adj": _turn_adj,
    "leave_adj": _leave_adj,
}
