"""Reading operands: prices, indicators, extremes, and arithmetic over them."""

from __future__ import annotations

from typing import Any

from hypertrade.domain.market import MINUTES_OF
from hypertrade.strategy.english.coins import same_coin
from hypertrade.strategy.english.context import UNIT_TIMEFRAME, Context, Unsure
from hypertrade.strategy.english.indicators import read_indicator
from hypertrade.strategy.english.made import counted_atr, made, measured
from hypertrade.strategy.english.scales import threshold
from hypertrade.strategy.english.trees import (
    Node,
    duration,
    has,
    need,
    number,
    part,
    parts,
    place,
    ratio,
    subtrees,
    value,
)
from hypertrade.strategy.spec import (
    Arithmetic,
    Change,
    Constant,
    Duration,
    Indicator,
    Operand,
    ParameterRef,
    Price,
)

OPERANDS = frozenset(
    [
        "literal",
        "price",
        "indicator",
        "extremum",
        "change_of",
        "relative",
        "threshold",
        "it",
        "extreme_of",
        "add",
        "subtract",
        "plus_pct",
        "less_pct",
        "multiply",
        "divide",
        "share_of",
        "offset",
        "factor",
        "made",
        "measured",
    ]
)
"""Rules of the grammar that are operands."""


def operands(tree: Node) -> list[Node]:
    """Return the operands directly in ``tree``."""
    return parts(tree, *OPERANDS)


def read_operand(tree: Node, ctx: Context, left: Operand | None = None) -> Operand:
    """Return the operand of ``tree``; ``left`` is what it is compared with, if known.

    Raises:
        Unsure: it has no or two meanings.
    """
    kind = str(tree.data)
    if kind in {"add", "subtract", "multiply", "divide"}:
        first, second = (
            read_operand(item, ctx, left) if item.data != "number" else Constant(value=number(item))
            for item in subtrees(tree)
        )
        sign = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}[kind]
        return Arithmetic.model_validate({"op": sign, "left": first, "right": second})
    if kind in {"share_of", "offset", "plus_pct", "less_pct"}:
        return _percent_of(tree, kind, ctx, left)
    if kind == "factor":  # brackets
        return read_operand(operands(tree)[0], ctx, left)
    return _READERS[kind](tree, ctx, left)


def _percent_of(tree: Node, kind: str, ctx: Context, left: Operand | None) -> Operand:
    share = ratio(parts(tree, "pct", "minus_pct", "ratio")[0])
    base = read_operand(operands(tree)[0], ctx, left)
    if isinstance(share, ParameterRef):
        if kind == "share_of":
            return Arithmetic(op="*", left=Constant(value=share), right=base)
        sign = "-" if kind == "less_pct" or has(tree, "BELOW") else "+"
        inner = Arithmetic.model_validate(
            {"op": sign, "left": Constant(value=1), "right": Constant(value=share)}
        )
        return Arithmetic(op="*", left=inner, right=base)
    if kind != "share_of":
        down = kind == "less_pct" or (kind == "offset" and has(tree, "BELOW"))
        share = round(1 - share if down else 1 + share, 12)
    return Arithmetic(op="*", left=Constant(value=share), right=base)


def _literal(tree: Node, _ctx: Context, left: Operand | None) -> Operand:
    share = part(tree, "pct", "minus_pct", "ratio")
    if share is None:
        inner = part(tree, "number")
        return Constant(value=number(inner)) if inner is not None else Constant(value=0)
    found = ratio(share)
    # 70% of an oscillator that runs from 0 to 100 is 70
    if (
        isinstance(left, Indicator)
        and not isinstance(found, ParameterRef)
        and left.output != "percent_b"
    ):
        return Constant(value=round(found * 100, 10))
    return Constant(value=found)


def _price(tree: Node, ctx: Context, _left: Operand | None) -> Operand:
    inner = need(tree, "field")
    found: dict[str, Any] = {"field": _field(inner, ctx)}
    for item in parts(tree, "prefix"):
        named = part(item, "tf")
        count = part(named, "number") if named is not None else None
        if named is not None and count is not None and found["field"] in {"high", "low"}:
            amount, unit = number(count), value(named, "TFUNIT") or "days"
            spelled = unit in {"days", "weeks"} and amount != 1
            if not ctx.literal and (spelled or known_timeframe(amount, unit) is None):
                period, timeframe = periods(crosses_whole(amount, ctx), unit, ctx)
                return Indicator.model_validate(
                    {
                        "name": "highest" if found["field"] == "high" else "lowest",
                        "params": {"period": period},
                        "timeframe": timeframe,
                    }
                )
    found |= frame(tree, ctx)
    if has(tree, "COIN"):
        same_coin(ctx)
    if _just_closed(tree, inner, ctx):
        found["shift"] = 0
    return Price.model_validate(found)


def _just_closed(tree: Node, inner: Node, ctx: Context) -> bool:
    """Tell whether this is "the last candle closed ...", the candle that just closed."""
    said = ctx.said(place(inner)).lower()
    return said.startswith(("candle clos", "bar clos")) and any(
        value(item, "LAST") == "last" for item in parts(tree, "prefix")
    )


def crosses_whole(amount: float | ParameterRef, ctx: Context) -> int | ParameterRef:
    """Return a whole count.

    Raises:
        Unsure: it is not whole.
    """
    if isinstance(amount, float):
        raise Unsure(f"“{ctx.said()}”: {amount:g} is no whole number.", place=ctx.place)
    return amount


def _field(tree: Node, ctx: Context) -> str:
    if has(tree, "COIN"):
        same_coin(ctx)
        return "close"
    if has(tree, "HIGH"):
        return "high"
    if has(tree, "LOW"):
        return "low"
    return value(tree, "PRICE", "PRICEWORD") or "close"


def frame(tree: Node, ctx: Context) -> dict[str, Any]:  # noqa: C901 - one word after another
    """Return ``timeframe`` and ``shift`` from the prefixes and suffixes of an operand."""
    timeframe: str | None = None
    shift: int | ParameterRef = 0
    for item in parts(tree, "prefix", "suffix"):
        named = part(item, "tf")
        if named is not None:
            timeframe = ctx.higher(read_timeframe(named, ctx))
        elif has(item, "YESTERDAY"):
            if ctx.timeframe == "1d":
                shift = 1
            else:
                timeframe = ctx.higher("1d")
        elif has(item, "PREVIOUS"):
            shift = 1
        elif has(item, "AGO"):
            shift = ctx.candles(duration(item))
        elif has(item, "TODAY"):
            if ctx.timeframe != "1d":
                raise _today(ctx)
        elif has(item, "LAST"):
            shift = 1
            unit = value(item, "UNIT")
            if unit in {"hours", "days", "weeks"} and UNIT_TIMEFRAME[unit] != ctx.timeframe:
                timeframe, shift = ctx.higher(UNIT_TIMEFRAME[unit]), 0
    return {"timeframe": timeframe, "shift": shift}


def _today(ctx: Context) -> Unsure:
    said = ctx.said()
    names = ("today's", "today’s", "todays", "Today's", "today")
    word = next((item for item in names if item in said), "today")
    return Unsure(
        f"“{said}”: today's candle is not closed yet. What should be looked at?",
        (
            ("yesterday's", said.replace(word, "yesterday's")),
            ("this candle's", said.replace(word, "")),
        ),
        ctx.place,
    )


def read_timeframe(tree: Node, ctx: Context) -> str:
    """Return the timeframe that a ``tf`` names.

    Raises:
        Unsure: there is no such timeframe.
    """
    word = value(tree, "TFWORD")
    if word is not None:
        return word
    inner = part(tree, "number")
    amount = number(inner) if inner is not None else 1
    found = known_timeframe(amount, value(tree, "TFUNIT", "UNIT") or "hours")
    if found is None:
        raise Unsure(
            f"There is no timeframe of {ctx.said() if inner is None else amount} "
            f"{value(tree, 'UNIT', 'TFUNIT')}.",
            tuple((name, name) for name in ("15m", "1h", "4h", "1d")),
            ctx.place,
        )
    return found


def known_timeframe(amount: float | ParameterRef, unit: str) -> str | None:
    """Return the timeframe of that length, or ``None`` if there is none."""
    if isinstance(amount, ParameterRef) or unit not in UNIT_TIMEFRAME:
        return None
    minutes = amount * MINUTES_OF[UNIT_TIMEFRAME[unit]]
    if unit in {"minutes", "hours"} and minutes > MINUTES_OF["12h"]:
        return None  # "24 hours" is a length of time
    if unit == "days" and minutes == MINUTES_OF["1w"]:
        return None  # so are "7 days"
    return next((name for name, length in MINUTES_OF.items() if length == minutes), None)


def _extremum(tree: Node, ctx: Context, _left: Operand | None) -> Operand:
    inner = need(tree, "extreme")
    high = has(inner, "HIGHEST") or (has(inner, "HIGH") and not has(inner, "LOWEST"))
    field = part(inner, "field")
    source = _field(field, ctx) if field is not None else ("high" if high else "low")
    if field is not None and has(field, "PRICEWORD"):
        source = "high" if high else "low"
    span = part(inner, "over") or inner
    around = frame(tree, ctx)
    if part(span, "number") is None:
        period: int | ParameterRef = 20
        ctx.assume(f"Look-back of the {'high' if high else 'low'}: 20 candles")
    else:
        length = duration(span)
        if length.unit == "candles" or around["timeframe"]:
            period = length.value
        else:
            period, around["timeframe"] = periods(length.value, length.unit, ctx)
    return Indicator.model_validate(
        {
            "name": "highest" if high else "lowest",
            "params": {"period": period},
            "source": Price.model_validate({"field": source}),
            **around,
        }
    )


def periods(
    amount: int | ParameterRef, unit: str, ctx: Context
) -> tuple[int | ParameterRef, str | None]:
    """Return a look-back of ``amount`` of ``unit`` as (period, timeframe): whole units if higher.

    Raises:
        Unsure: the strategy's candles do not fit it.
    """
    of_unit = UNIT_TIMEFRAME[unit]
    own, other = MINUTES_OF[ctx.timeframe], MINUTES_OF[of_unit]
    if other > own and other % own == 0:
        return amount, of_unit
    if other == own:
        return amount, None
    return ctx.candles(Duration.model_validate({"value": amount, "unit": unit})), None


def _indicator(tree: Node, ctx: Context, left: Operand | None) -> Operand:
    several = counted_atr(tree, ctx)
    if several is not None:
        return several
    counted = [
        named
        for item in parts(tree, "prefix")
        if (named := part(item, "tf")) is not None and _is_look_back(named, tree, ctx)
    ]
    rest = Node(tree.data, tuple(item for item in tree.children if not _holds(item, counted)))
    return read_indicator(tree, ctx, left, frame(rest, ctx), counted)


def _is_look_back(named: Node, tree: Node, ctx: Context) -> bool:
    """Tell "50 day", a look-back, from "4 hour", a timeframe."""
    count = part(named, "number")
    counted = part(need(tree, "core"), "count", "args") is not None
    if count is None or ctx.literal or counted:
        return False
    amount, unit = number(count), value(named, "TFUNIT") or "days"
    return known_timeframe(amount, unit) is None or (unit in {"days", "weeks"} and amount != 1)


def _holds(item: object, counted: list[Node]) -> bool:
    return isinstance(item, Node) and any(part(item, "tf") is named for named in counted)


def _change_of(tree: Node, ctx: Context, _left: Operand | None) -> Operand:
    inside = operands(tree)
    of: Operand = read_operand(inside[0], ctx) if inside else Price()
    if not inside and has(tree, "HIGH", "LOW", "PRICE"):
        field = "high" if has(tree, "HIGH") else "low" if has(tree, "LOW") else None
        of = Price.model_validate({"field": field or value(tree, "PRICE")})
    span = need(tree, "span")
    return Change(of=of, candles=ctx.candles(duration(span)))


def _relative(tree: Node, ctx: Context, left: Operand | None) -> Operand:
    """Read "3 candles ago" or "its previous value": the other side, earlier."""
    if has(tree, "YESTERDAY") and isinstance(left, Price | Indicator):
        day = Duration(value=1, unit="days")
        return left.model_copy(update={"shift": ctx.candles(day)})
    if not isinstance(left, Price | Indicator):
        raise Unsure(f"“{ctx.said()}” does not say what to compare with.", place=ctx.place)
    shift = ctx.candles(duration(tree)) if has(tree, "AGO") else 1
    if isinstance(left, Indicator) and left.shift and left.name in {"highest", "lowest"}:
        raise Unsure(f"“{ctx.said()}”: compared with what is not clear.", place=ctx.place)
    return left.model_copy(update={"shift": shift})


def _threshold(tree: Node, ctx: Context, left: Operand | None) -> Operand:
    low = has(tree, "OVERSOLD")
    return Constant(value=threshold(left, ctx, low=low))


def _it(_tree: Node, ctx: Context, left: Operand | None) -> Operand:
    if left is None:
        return ctx.lefts[-1] if ctx.lefts else Price()
    known = ctx.rights or [item for item in ctx.lefts if item != left]
    if not known:
        raise Unsure(f"What “it” stands for in “{ctx.said()}” is not clear.", place=ctx.place)
    return known[-1]


def _extreme_of(tree: Node, ctx: Context, left: Operand | None) -> Operand:
    first, second = (read_operand(item, ctx, left) for item in operands(tree))
    return Arithmetic.model_validate(
        {"op": "min" if has(tree, "SMALLER") else "max", "left": first, "right": second}
    )


_READERS = {
    "literal": _literal,
    "price": _price,
    "extremum": _extremum,
    "indicator": _indicator,
    "change_of": _change_of,
    "relative": _relative,
    "threshold": _threshold,
    "it": _it,
    "extreme_of": _extreme_of,
    "made": made,
    "measured": measured,
}
