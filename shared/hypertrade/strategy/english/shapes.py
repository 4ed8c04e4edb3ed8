"""Reading what candles look like: colours, patterns, runs of closes, new highs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from hypertrade.strategy.english.comparing import OP_OF, compare, right_of
from hypertrade.strategy.english.context import UNIT_TIMEFRAME, Context, Unsure
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
    if has(tree, "PREVIOUS"):
        around["shift"] = 1
    unit = value(tree, "UNIT") or "candles"
    if not has(tree, "CANDLE") and UNIT_TIMEFRAME.get(unit, ctx.timeframe) != ctx.timeframe:
        raise _other_days(tree, unit, ctx)
    if value(tree, "LAST") == "previous" and part(tree, "number") is None:
        around["shift"] = 1
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
    """Read "and both are below 0": the two things compared last, or the two of that name."""
    named = value(tree, "IND")
    pair: tuple[Operand, ...]
    if named is not None:
        known = [*ctx.lefts, *ctx.rights]
        several = [item for item in known if isinstance(item, Indicator) and item.name == named]
        pair = tuple(item for index, item in enumerate(several) if item not in several[:index])
    elif ctx.pair is not None:
        pair = ctx.pair
    else:
        pair = (ctx.lefts[-1], ctx.rights[-1]) if ctx.lefts and ctx.rights else ()
    if len(pair) != len(("this", "that")):
        raise Unsure(f"“{ctx.said()}” does not say which two.", place=ctx.place)
    adj = part(tree, "adj")
    if adj is not None:
        from hypertrade.strategy.english.adjectives import state

        return All(conditions=tuple(state(one, adj, ctx) for one in pair))
    if has(tree, "RISING", "FALLING"):
        way: Literal["rising", "falling"] = "rising" if has(tree, "RISING") else "falling"
        return All(conditions=tuple(Trend(value=one, direction=way) for one in pair))
    cmp = need(tree, "cmp")
    op = OP_OF[value(cmp, "ABOVE", "BELOW", "ATLEAST", "ATMOST", "EQ", "NE") or "above"]
    edge = operands(tree)[0]
    return All(conditions=tuple(compare(one, op, right_of(edge, one, ctx), ctx) for one in pair))


def _new_extreme(tree: Node, ctx: Context) -> Condition:
    extreme = parts(tree, "extremum")
    if extreme and has(tree, "STATE") and not has(tree, "MAKE", "HIT", "CROSS", "AT"):
        found = _is_extreme(tree, extreme[-1], ctx)
        if found is not None:
            return found
    if not extreme:
        raise Unsure(f"“{ctx.said()}” is not a rule yet.", place=ctx.place)
    inside = [item for item in operands(tree) if item is not extreme[-1]]
    left = read_operand(inside[0], ctx) if inside else Price()
    right = read_operand(extreme[-1], ctx)
    unsaid = part(need(extreme[-1], "extreme"), "field") is None
    if isinstance(left, Indicator) and isinstance(right, Indicator) and unsaid and not ctx.literal:
        # "the band width is at its lowest in 50 candles": lowest of the width
        source = left.model_copy(update={"timeframe": None, "shift": 0})
        right = right.model_copy(update={"source": source, "shift": 1})
        return compare(left, ">" if right.name == "highest" else "<", right, ctx)
    up = isinstance(right, Indicator) and right.name == "highest"
    return cross(left, "above" if up else "below", right, ctx)


def _is_extreme(tree: Node, extreme: Node, ctx: Context) -> Condition | None:
    """Read "the close is the highest of the last 20 bars": above every close before."""
    inner = need(extreme, "extreme")
    if not has(inner, "HIGHEST", "LOWEST") or part(inner, "field") is not None:
        return None
    inside = [item for item in operands(tree) if item is not extreme]
    left = read_operand(inside[0], ctx) if inside else ctx.lefts[-1] if ctx.lefts else Price()
    right = read_operand(extreme, ctx)
    if not isinstance(left, Price) or not isinstance(right, Indicator) or right.timeframe:
        return None
    right = right.model_copy(update={"source": Price(field=left.field), "shift": 1})
    return compare(left, ">" if right.name == "highest" else "<", right, ctx)


def _other_days(tree: Node, unit: str, ctx: Context) -> Unsure:
    """Ask how days are meant on candles of another length."""
    said = ctx.said()
    word = next((item for item in said.split() if item.rstrip("s") == unit.rstrip("s")), unit)
    _ = tree
    return Unsure(
        f"“{said}”: the strategy looks at {ctx.timeframe} candles, not at {unit}.",
        ((f"candles of {ctx.timeframe}", said.replace(word, "candles")),),
        ctx.place,
    )


def _up_days(tree: Node, ctx: Context) -> Condition:
    """Read "three down days in a row" and "the first up day": closes below (above) the last."""
    up = value(tree, "UPDAY") == "up" or value(tree, "MOVEDROP") == "favour"
    if value(tree, "UPDAY") in {"green", "red"}:
        up = value(tree, "UPDAY") == "green"
        shift = 1 if has(tree, "PREVIOUS") else 0
        return _run(
            Compare(
                left=Price(shift=shift),
                op=">" if up else "<",
                right=Price(field="open", shift=shift),
            ),
            tree,
            ctx,
        )
    unit = value(tree, "UNIT")
    words_said = ctx.said().lower()
    if unit is None:
        unit = "days" if "day" in words_said else "candles"
    if UNIT_TIMEFRAME.get(unit, ctx.timeframe) != ctx.timeframe:
        raise Unsure(
            f"“{ctx.said()}”: the strategy looks at {ctx.timeframe} candles, not at days.",
            (
                (
                    f"candles of {ctx.timeframe}",
                    f"{part_text(tree)}{'higher' if up else 'lower'} closes in a row",
                ),
                ("run on daily candles", ctx.said()),
            ),
            ctx.place,
        )
    shift = 1 if has(tree, "PREVIOUS") else 0
    found = Compare(left=Price(shift=shift), op=">" if up else "<", right=Price(shift=shift + 1))
    ctx.assume(
        f"“{ctx.said()}” is read as: the close is {'above' if up else 'below'} the one before"
    )
    return _run(found, tree, ctx)


def _run(found: Compare, tree: Node, ctx: Context) -> Condition:
    ctx.fresh = False
    count = part(tree, "number")
    amount = whole(number(count), ctx) if count is not None else 1
    return found if amount == 1 else Streak(condition=found, candles=amount)


def part_text(tree: Node) -> str:
    """Return the count of a run as text, with a blank."""
    count = part(tree, "number")
    return f"{number(count)} " if count is not None else "1 "


def _bar_shape(tree: Node, ctx: Context) -> Condition:
    """Read "inside bar": within the range of the candle before; "outside bar": around it."""
    inside = has(tree, "INSIDEBAR")
    ctx.assume(
        f"{'Inside' if inside else 'Outside'} bar: a {'lower' if inside else 'higher'} high and a "
        f"{'higher' if inside else 'lower'} low than the candle before"
    )
    ctx.fresh = False
    return All(
        conditions=(
            Compare(
                left=Price(field="high"),
                op="<" if inside else ">",
                right=Price(field="high", shift=1),
            ),
            Compare(
                left=Price(field="low"),
                op=">" if inside else "<",
                right=Price(field="low", shift=1),
            ),
        )
    )


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
    "up_days": _up_days,
    "bar_shape": _bar_shape,
}
