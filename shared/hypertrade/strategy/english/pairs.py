"""Reading crosses of two averages named together: "9/21 EMA cross", "golden cross, 50/200"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from hypertrade.strategy.english.comparing import right_of
from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.crosses import Way, cross, like, way_of
from hypertrade.strategy.english.indicators import build
from hypertrade.strategy.english.operands import operands, read_operand
from hypertrade.strategy.english.scales import AVERAGES
from hypertrade.strategy.english.tokens import Word
from hypertrade.strategy.english.trees import Node, has, need, number, part, parts, value, words
from hypertrade.strategy.spec import All, Condition, Constant, Indicator, Operand, Trend

if TYPE_CHECKING:
    from collections.abc import Callable

_NOWHERE: dict[str, Any] = {"timeframe": None, "shift": 0}


def _two_cross(tree: Node, ctx: Context) -> Condition:
    first, second = operands(tree)
    left = read_operand(first, ctx)
    right = right_of(second, left, ctx)
    if isinstance(left, Constant):
        left = like(left, right, ctx)
    after = False
    way: Way | None = None
    for child in tree.children:
        if isinstance(child, Word):
            values = child.values
            after = after or "CROSS" in values
            if {"BULL", "RISE"} & values.keys() or (after and "ABOVE" in values):
                way = "above"
            if {"BEAR", "FALL"} & values.keys() or (after and "BELOW" in values):
                way = "below"
    return cross(left, way or way_of(tree, ctx, left, right), right, ctx)


def _two_up(tree: Node, ctx: Context) -> Condition:
    """Read "EMA 9 and EMA 21 cross up"; "both go up" is another thing."""
    if "cross" in ctx.said().lower():
        return _two_cross(tree, ctx)
    way: Literal["rising", "falling"] = "rising" if has(tree, "RISE") else "falling"
    ctx.assume(f"“{ctx.said()}” is read as: both {way} on the last candle")
    both = [read_operand(item, ctx) for item in operands(tree)]
    return All(conditions=tuple(Trend(value=item, direction=way) for item in both))


def _pair(tree: Node, kind: str | None, ctx: Context) -> tuple[Operand, Operand]:
    names = [value(item, "IND", "MA", "AVERAGE") for item in parts(tree, "name")]
    names += [
        next(
            iter(word.values.get(key) for key in ("IND", "MA", "AVERAGE") if key in word.values),
            None,
        )
        for word in words(tree)
        if {"IND", "MA", "AVERAGE"} & word.values.keys()
    ]
    known = [name for name in names if name]
    amounts = [number(item) for item in parts(tree, "number")]
    first, second = (known[0], known[-1]) if known else (kind or "sma", kind or "sma")
    made = []
    units = {word.values["UNIT"] for word in words(tree) if "UNIT" in word.values}
    if units and (first == "macd" or "days" in units) and ctx.timeframe != "1d":
        ctx.assume(f"“{ctx.said()}” is counted in candles of {ctx.timeframe}")
    for name, amount in ((first, amounts[0]), (second, amounts[1])):
        label = name
        if label in {"ma", "average"}:
            ctx.assume("Kind of moving average: SMA")
            label = "sma"
        label = label.partition(".")[0]
        if label not in AVERAGES:
            raise Unsure(f"“{ctx.said()}” is no pair of moving averages.", place=ctx.place)
        made.append(build(label, {"period": amount}, "", None, dict(_NOWHERE), ctx))
    return made[0], made[1]


def _golden(tree: Node, ctx: Context) -> Condition:
    fast: Operand
    slow: Operand
    pair = part(tree, "ma_pair")
    if pair is None:
        ctx.assume(f"{'Golden' if has(tree, 'GOLDEN') else 'Death'} cross: of SMA(50) and SMA(200)")
        fast, slow = (build("sma", {"period": n}, "", None, dict(_NOWHERE), ctx) for n in (50, 200))
    else:
        fast, slow = _pair(pair, None, ctx)
        if all(isinstance(item, Indicator) and item.name == "sma" for item in (fast, slow)):
            ctx.assume("Kind of moving average: SMA")
    fast, slow = _sorted(fast, slow)
    return cross(fast, "above" if has(tree, "GOLDEN") else "below", slow, ctx)


def _sorted(first: Operand, second: Operand) -> tuple[Operand, Operand]:
    periods = [
        item.params.get("period") if isinstance(item, Indicator) else None
        for item in (first, second)
    ]
    if all(isinstance(item, int) for item in periods) and periods[0] > periods[1]:  # type: ignore[operator]
        return second, first
    return first, second


def _ma_cross(tree: Node, ctx: Context) -> Condition:
    pair = need(tree, "ma_pair")
    fast, slow = _pair(pair, value(tree, "IND", "MA"), ctx)
    up, down = has(tree, "BULL", "RISE", "ABOVE"), has(tree, "BEAR", "FALL", "BELOW")
    if not up and not down:
        fast, slow = _sorted(fast, slow)
        way: Way = "below" if ctx.selling else "above"
        ctx.assume(f"“{ctx.said()}” is read as: the faster crosses {way} the slower")
    else:
        way = "above" if up else "below"
    return cross(fast, way, slow, ctx)


READERS: dict[str, Callable[[Node, Context], Condition]] = {
    "two_cross": _two_cross,
    "two_up": _two_up,
    "golden": _golden,
    "ma_cross": _ma_cross,
}
