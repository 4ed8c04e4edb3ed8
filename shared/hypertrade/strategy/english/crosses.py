"""Reading events: one thing crosses another, reaches it, turns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hypertrade.strategy.english.comparing import before_now, compare, edged, right_of, subject_for
from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.indicators import CLOUD
from hypertrade.strategy.english.operands import operands, read_operand
from hypertrade.strategy.english.scales import AVERAGES, scale
from hypertrade.strategy.english.titles import indicator_title
from hypertrade.strategy.english.trees import Node, has, part, ratio, words
from hypertrade.strategy.spec import (
    Arithmetic,
    Condition,
    Constant,
    Cross,
    Indicator,
    Operand,
    ParameterRef,
    Price,
    Trend,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Way = Literal["above", "below"]


_DIRECTIONS = frozenset(
    {"upward", "upwards", "downward", "downwards", "to the upside", "to the downside"}
)


def is_cloud(operand: Operand) -> bool:
    """Tell whether this is "the cloud", two lines at once."""
    return isinstance(operand, Indicator) and operand.output == CLOUD


def whole(amount: float | ParameterRef, ctx: Context) -> int | ParameterRef:
    """Return a count of candles.

    Raises:
        Unsure: it is not whole.
    """
    if isinstance(amount, float):
        raise Unsure(f"“{ctx.said()}”: candles are counted in whole numbers.", place=ctx.place)
    return amount


def cross(left: Operand, way: Way, right: Operand, ctx: Context) -> Condition:
    """Return the cross; through "the cloud" it is through both of its lines."""
    if isinstance(left, Constant) and isinstance(right, Constant) and not ctx.literal:
        left, right = _meant_lines(left, right, ctx)
    right = before_now(left, right, way == "above", ctx)
    ctx.spoken(left, right)
    ctx.crossed = (left, right)
    if isinstance(right, Indicator) and right.output == CLOUD:
        name: Literal["max", "min"] = "max" if way == "above" else "min"
        edges = [right.model_copy(update={"output": line}) for line in ("span_a", "span_b")]
        edge = Arithmetic(op=name, left=edges[0], right=edges[1])
        return Cross(left=left, direction=way, right=edge)
    return Cross(left=left, direction=way, right=right)


def _meant_lines(left: Constant, right: Constant, ctx: Context) -> tuple[Operand, Operand]:
    """Return "the 5" and "the 13" as the averages of those lengths spoken of before.

    Raises:
        Unsure: none was spoken of.
    """
    known = [item for item in ctx.lefts if isinstance(item, Indicator) and item.name in AVERAGES]
    if known:
        return like(left, known[-1], ctx), like(right, known[-1], ctx)
    raise Unsure(f"“{ctx.said()}” compares two plain numbers.", place=ctx.place)


def like(item: Operand, model: Operand | None, ctx: Context) -> Operand:
    """Return a bare number as another average of ``model``'s kind."""
    if (
        isinstance(item, Constant)
        and isinstance(model, Indicator)
        and model.name in AVERAGES
        and isinstance(item.value, int)
    ):
        ctx.assume(
            f"“{item.value}” is read as: {indicator_title(model.name, model.output)}({item.value})"
        )
        return model.model_copy(update={"params": {**model.params, "period": item.value}})
    return item


def _one_way(said: list[dict[str, str]], side: dict[str, str], ctx: Context) -> Way:
    """Return the way of "rises above"; "rises below" has none.

    Raises:
        Unsure: verb and preposition point in opposite directions.
    """
    wrong = "FALL" if "ABOVE" in side else "RISE"
    if any(wrong in values and "CROSS" not in values for values in said):
        raise Unsure(f"“{ctx.said()}” goes both up and down.", place=ctx.place)
    return "above" if "ABOVE" in side else "below"


def way_of(tree: Node, ctx: Context, left: Operand | None, right: Operand | None) -> Way:  # noqa: C901, PLR0911 - one hint after another
    """Find the direction of a cross: its preposition, else its verb, else what lies beyond."""
    said = [word.values for word in words(tree)]
    plain = [values for values in said if "BELOW" in values or "ABOVE" in values]
    hint = part(tree, "fromdir")
    if plain:
        return _one_way(said, plain[-1], ctx)
    if hint is not None:
        if has(hint, "FROMBELOW", "RISE"):
            return "above"
        return "below"
    if any("FROMBELOW" in values for values in said):
        return "above"
    if any("FROMABOVE" in values for values in said):
        return "below"
    if any("RISE" in values for values in said):
        return "above"
    if any("FALL" in values for values in said):
        return "below"
    if isinstance(right, Indicator) and right.output in {"upper", "lower"}:
        return "above" if right.output == "upper" else "below"
    if isinstance(right, Indicator) and right.name in {"highest", "lowest"}:
        return "above" if right.name == "highest" else "below"
    if isinstance(right, Price) and right.field in {"high", "low"}:
        return "above" if right.field == "high" else "below"
    if isinstance(left, Indicator) and left.name == "macd" and isinstance(right, Indicator):
        ctx.assume(f"“{ctx.said()}” is read as: crosses {'below' if ctx.selling else 'above'}")
        return "below" if ctx.selling else "above"
    if isinstance(left, Indicator) and isinstance(right, Indicator):
        ctx.assume(f"“{ctx.said()}” is read as: crosses {'below' if ctx.selling else 'above'}")
        return "below" if ctx.selling else "above"
    raise Unsure(
        f"“{ctx.said()}” does not say in which direction.",
        (("upwards", f"{ctx.said()} from below"), ("downwards", f"{ctx.said()} from above")),
        ctx.place,
    )


def _cross(tree: Node, ctx: Context) -> Condition:
    inside = operands(tree)
    share = part(tree, "pct", "minus_pct", "ratio")
    elided = tree.data == "elided_cross"
    if not elided and len(inside) == 1 and has(tree, "FROMBELOW", "FROMABOVE"):
        if inside[0].data == "it" and ctx.lefts and ctx.rights:
            return cross(ctx.lefts[-1], way_of(tree, ctx, None, None), ctx.rights[-1], ctx)
        left = read_operand(inside[0], ctx)
        return cross(left, way_of(tree, ctx, left, None), _partner(left, ctx), ctx)
    left = subject_for(inside[-1], ctx) if elided else read_operand(inside[0], ctx)
    right = right_of(inside[-1], left, ctx)
    if (
        left == right
        and isinstance(left, Indicator)
        and left.name in {"macd", "stochastic", "stochastic_fast", "stochastic_rsi"}
    ):
        left = left.model_copy(update={"output": "macd" if left.name == "macd" else "k"})
    way = way_of(tree, ctx, left, right)
    if is_cloud(left):
        left, right, way = right, left, "below" if way == "above" else "above"
    if share is not None:
        amount = ratio(share)
        if isinstance(amount, ParameterRef):
            raise Unsure(f"“{ctx.said()}”: write the factor as a number.", place=ctx.place)
        factor = round(1 + amount if way == "above" else 1 - amount, 12)
        found = cross(left, way, Arithmetic(op="*", left=Constant(value=factor), right=right), ctx)
        ctx.rights[-1:] = [right]  # "back above it" means the line itself
        return found
    return cross(left, way, edged(inside[-1], right, above=way == "above"), ctx)


def _cross_of(tree: Node, ctx: Context) -> Condition:
    first, second = operands(tree)
    left = read_operand(first, ctx)
    right = right_of(second, left, ctx)
    return cross(left, way_of(tree, ctx, left, right), right, ctx)


def _cross_call(tree: Node, ctx: Context) -> Condition:
    """Read "crossover(a, b)", as programs write it: a above b."""
    first, second = operands(tree)
    left = read_operand(first, ctx)
    way: Way = "below" if has(tree, "FALL") else "above"
    return cross(left, way, read_operand(second, ctx, left), ctx)


def _cross_again(tree: Node, ctx: Context) -> Condition:
    """Read "crosses back under": the last two things spoken of, now this way."""
    inside = operands(tree)
    pronoun = not inside or inside[0].data == "it"
    if pronoun and ctx.crossed is not None:
        return cross(ctx.crossed[0], way_of(tree, ctx, None, None), ctx.crossed[1], ctx)
    left = read_operand(inside[0], ctx) if inside else (ctx.lefts[-1] if ctx.lefts else None)
    if left is None:
        raise Unsure(f"“{ctx.said()}” does not say what is crossed.", place=ctx.place)
    return _again(left, way_of(tree, ctx, left, None), ctx)


def _again(left: Operand, way: Way, ctx: Context) -> Condition:
    """Cross what was spoken of last on the scale of ``left``, else its usual partner."""
    known = [item for item in ctx.rights if scale(item) == scale(left) and item != left]
    return cross(left, way, known[-1], ctx) if known else _bare(left, way, ctx)


def _side_again(tree: Node, ctx: Context) -> Condition:
    inside = operands(tree)
    left = read_operand(inside[0], ctx) if inside else (ctx.lefts[-1] if ctx.lefts else None)
    if left is None or not ctx.rights:
        raise Unsure(f"“{ctx.said()}” does not say what it is compared with.", place=ctx.place)
    return compare(left, ">" if has(tree, "ABOVE") else "<", ctx.rights[-1], ctx)


def _partner(left: Operand, ctx: Context) -> Operand:
    """Return what an indicator crosses when nothing is named: its signal line, or zero."""
    if isinstance(left, Indicator):
        if left.name == "macd" and left.output == "macd":
            ctx.assume(f"“{ctx.said()}” is read as: the MACD crosses its signal line")
            return left.model_copy(update={"output": "signal"})
        if left.name in {"stochastic", "stochastic_fast", "stochastic_rsi"} and left.output == "k":
            ctx.assume(f"“{ctx.said()}” is read as: %K crosses %D")
            return left.model_copy(update={"output": "d"})
        if left.name == "supertrend":
            return Constant(value=0)
        if scale(left) == "zero":
            ctx.assume(f"“{ctx.said()}” is read as: crosses 0")
            return Constant(value=0)
    raise Unsure(
        f"“{ctx.said()}” does not say what is crossed.",
        (
            ("its 20-period average", f"{ctx.said()} SMA(20)"),
            ("its 50-period EMA", f"{ctx.said()} EMA(50)"),
        ),
        ctx.place,
    )


def _turn_dir(tree: Node, ctx: Context) -> Condition:
    inside = operands(tree)
    said = [word.values for word in words(tree)]
    up, down = any("RISE" in item for item in said), any("FALL" in item for item in said)
    pronoun = not inside or inside[0].data == "it"
    plain = not inside and ctx.said().lower() in _DIRECTIONS
    crossed = ctx.crossed if plain or (pronoun and "cross" in ctx.said().lower()) else None
    if crossed is not None and (up or down):
        return cross(crossed[0], "above" if up else "below", crossed[1], ctx)
    if not inside and not ctx.lefts:
        raise Unsure(f"“{ctx.said()}” does not say of what.", place=ctx.place)
    left = read_operand(inside[0], ctx) if inside else ctx.lefts[-1]
    if not up and not down:
        return _bare(left, None, ctx)
    way: Way = "above" if up else "below"
    crossing = any("CROSS" in item for item in said) or "cross" in ctx.said().lower()
    if crossing and isinstance(left, Indicator) and scale(left) in {"zero", "price"} and ctx.rights:
        return _again(left, way, ctx)
    if isinstance(left, Indicator) and left.name == "supertrend":
        left = left.model_copy(update={"output": "direction"})
        return cross(left, way, Constant(value=0), ctx)
    if (
        isinstance(left, Indicator)
        and left.name in {"macd", "stochastic", "stochastic_fast", "stochastic_rsi"}
        and crossing
    ):
        return cross(left, way, _partner(left, ctx), ctx)
    ctx.assume(f"“{ctx.said()}” is read as: {'rises' if up else 'falls'} on the last candle")
    ctx.spoken(left)
    return Trend(value=left, direction="rising" if up else "falling")


def _bare(left: Operand, way: Way | None, ctx: Context) -> Condition:
    """Read a cross or breakout that names one thing only."""
    if isinstance(left, Indicator) and left.name in {
        "highest",
        "lowest",
        "donchian",
        "bollinger",
        "keltner",
    }:
        low = (
            left.name == "lowest"
            or left.output == "lower"
            or way == "below"
            or (way is None and ctx.selling)
        )
        if left.name in {"highest", "lowest"}:
            right = left
            low = left.name == "lowest"
        else:
            right = left.model_copy(update={"output": "lower" if low else "upper"})
        return cross(Price(), "below" if low else "above", right, ctx)
    if way is None:
        way = "below" if ctx.selling else "above"
        ctx.assume(f"“{ctx.said()}” is read as: crosses {way}")
    if isinstance(left, Indicator) and left.name == "supertrend":
        left = left.model_copy(update={"output": "direction"})
    if isinstance(left, Indicator) and scale(left) == "price" and left.name != "supertrend":
        return cross(Price(), way, left, ctx)
    return cross(left, way, _partner(left, ctx), ctx)


def _ind_cross(tree: Node, ctx: Context) -> Condition:
    inside = operands(tree)
    up, down = has(tree, "BULL", "RISE", "ABOVE"), has(tree, "BEAR", "FALL", "BELOW")
    way: Way | None = "above" if up else "below" if down else None
    if not inside:
        if ctx.lefts and isinstance(ctx.lefts[-1], Indicator):
            return _bare(ctx.lefts[-1], way, ctx)
        raise Unsure(
            f"“{ctx.said()}” does not say of what.",
            (("of the MACD", f"MACD {ctx.said()}"),),
            ctx.place,
        )
    if inside[0].data == "it" and ctx.lefts and ctx.rights:
        turned: Way = way or ("below" if ctx.selling else "above")
        return cross(ctx.lefts[-1], turned, ctx.rights[-1], ctx)
    return _bare(read_operand(inside[0], ctx), way, ctx)


READERS: dict[str, Callable[[Node, Context], Condition]] = {
    "cross": _cross,
    "elided_cross": _cross,
    "cross_of": _cross_of,
    "cross_call": _cross_call,
    "cross_bare": _cross_of,
    "cross_again": _cross_again,
    "side_again": _side_again,
    "turn_dir": _turn_dir,
    "moves": _turn_dir,
    "elided_turn": _turn_dir,
    "ind_cross": _ind_cross,
}
