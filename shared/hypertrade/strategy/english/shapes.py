"""Reading what candles look like: colours, patterns, runs of closes, new highs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from hypertrade.strategy.english.comparing import OP_OF, compare, right_of
from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.crosses import cross, whole
from hypertrade.strategy.english.operands import frame, operands, read_operand
from hypertrade.strategy.english.trees import Node, has, need, number, part, parts, value
from hypertrade.strategy.english.vocabulary.indicators import BEARISH_ONLY, BULLISH_ONLY
from hypertrade.strategy.spec import (
    All,
    Compare,
    Condition,
    Indicator,
    Not,
    Operand,
    Pattern,
    Price,
    Streak,
    Trend,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_BULLISH = frozenset(name.strip() for name in BULLISH_ONLY.split(","))
_BEARISH = frozenset(name.strip() for name in BEARISH_ONLY.split(","))


def _candle_color(tree: Node, ctx: Context) -> Condition:
    up = has(tree, "BULL", "POSITIVE") or value(tree, "COLOR") in {"green", "white"}
    around = frame(tree, ctx)
    if any(value(item, "LAST") == "last" for item in parts(tree, "prefix")):
        around["shift"] = 0  # the last candle is the one just closed
    left, right = _sides(tree, around, ctx)
    found: Condition = Compare(left=left, op=">" if up else "<", right=right)
    ctx.fresh = False
    if has(tree, "NOT"):
        found = Not(condition=found)
    count = part(tree, "number")
    if count is not None:
        amount = whole(number(count), ctx)
        return found if amount == 1 else Streak(condition=found, candles=amount)
    return found


def _sides(tree: Node, around: dict[str, Any], ctx: Context) -> tuple[Operand, Operand]:
    """Return the close and open of the candle: a Heikin-Ashi one if that was spoken of."""
    named = part(tree, "name")
    heikin = named is not None and (value(named, "IND") or "").startswith("heikin_ashi")
    if named is not None and not heikin:
        raise Unsure(f"“{ctx.said()}” has no candles of its own.", place=ctx.place)
    spoken = ctx.lefts[-1] if ctx.lefts and not ctx.literal else None
    if isinstance(spoken, Indicator) and spoken.name == "heikin_ashi":
        heikin = True
    if not heikin:
        sides = [Price.model_validate({"field": name, **around}) for name in ("close", "open")]
        return sides[0], sides[1]
    made = [
        Indicator.model_validate({"name": "heikin_ashi", "output": name, **around})
        for name in ("close", "open")
    ]
    ctx.spoken(made[0], made[1])
    return made[0], made[1]


def _closes_streak(tree: Node, ctx: Context) -> Condition:
    cmp = need(tree, "cmp")
    left = Price.model_validate({"field": value(tree, "PRICE") or "close"})
    inside = operands(tree)
    if not inside and not ctx.rights:
        raise Unsure(
            f"“{ctx.said()}” does not say what the closes are compared with.", place=ctx.place
        )
    right = right_of(inside[-1], left, ctx) if inside else ctx.rights[-1]
    op = OP_OF[value(cmp, "ABOVE", "BELOW", "ATLEAST", "ATMOST", "EQ", "NE") or "above"]
    return Streak(
        condition=compare(left, op, right, ctx),
        candles=whole(number(parts(tree, "number")[0]), ctx),
    )


def _closes_run(tree: Node, ctx: Context) -> Condition:
    """Read "3 lower closes": each below the one before."""
    field = "high" if has(tree, "HIGH") else "low" if has(tree, "LOW") else "close"
    falling = value(tree, "MOVEDROP") == "against"
    of = Price.model_validate({"field": value(tree, "PRICE") or field})
    ctx.spoken(of)
    return Trend(
        value=of,
        direction="falling" if falling else "rising",
        candles=whole(number(need(tree, "number")), ctx),
    )


def _both_elided(tree: Node, ctx: Context) -> Condition:
    """Read "and both are below 0": the two things compared last."""
    if not ctx.lefts or not ctx.rights:
        raise Unsure(f"“{ctx.said()}” does not say which two.", place=ctx.place)
    pair = (ctx.lefts[-1], ctx.rights[-1])
    cmp = need(tree, "cmp")
    op = OP_OF[value(cmp, "ABOVE", "BELOW", "ATLEAST", "ATMOST", "EQ", "NE") or "above"]
    edge = operands(tree)[0]
    return All(conditions=tuple(compare(one, op, right_of(edge, one, ctx), ctx) for one in pair))


def _new_extreme(tree: Node, ctx: Context) -> Condition:
    extreme = parts(tree, "extremum")
    if not extreme:
        raise Unsure(f"“{ctx.said()}” is not a rule yet.", place=ctx.place)
    inside = [item for item in operands(tree) if item is not extreme[-1]]
    left = read_operand(inside[0], ctx) if inside else Price()
    right = read_operand(extreme[-1], ctx)
    up = isinstance(right, Indicator) and right.name == "highest"
    return cross(left, "above" if up else "below", right, ctx)


def _pattern(tree: Node, ctx: Context) -> Condition:
    name = value(tree, "PATTERN") or ""
    signal: Literal["bullish", "bearish", "any"]
    if has(tree, "BULL"):
        signal = "bullish"
    elif has(tree, "BEAR"):
        signal = "bearish"
    elif ctx.literal:
        signal = "any"
    elif name in _BULLISH:
        signal = "bullish"
    elif name in _BEARISH:
        signal = "bearish"
    elif "doji" in name or name in {"spinning_top", "high_wave", "rickshaw_man", "marubozu"}:
        signal = "any"
    else:
        said = ctx.said()
        raise Unsure(
            f"“{said}” can be bullish or bearish.",
            (
                ("bullish", f"bullish {name.replace('_', ' ')}"),
                ("bearish", f"bearish {name.replace('_', ' ')}"),
            ),
            ctx.place,
        )
    around = frame(tree, ctx)
    if any(value(item, "LAST") == "last" for item in parts(tree, "prefix")):
        around["shift"] = 0
    penetration = part(tree, "penetration")
    if penetration is not None:
        around["penetration"] = number(parts(penetration, "number")[0])
    ctx.fresh = False
    return Pattern.model_validate({"name": name, "signal": signal, **around})


READERS: dict[str, Callable[[Node, Context], Condition]] = {
    "candle_color": _candle_color,
    "closes_streak": _closes_streak,
    "new_extreme": _new_extreme,
    "closes_run": _closes_run,
    "both_elided": _both_elided,
    "pattern": _pattern,
}
