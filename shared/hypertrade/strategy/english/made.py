"""Reading operands computed from a candle or an indicator: ranges, bodies, "2 ATRs"."""

from __future__ import annotations

from typing import Any, Literal

from hypertrade.strategy.catalogue import INDICATORS
from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.trees import (
    Node,
    duration,
    has,
    need,
    number,
    part,
    parts,
    value,
)
from hypertrade.strategy.spec import Arithmetic, Constant, Indicator, Operand, Price

MEASURES = frozenset({"atr", "true_range"})
"""Indicators in units of the price, of which people count so and so many."""
_FAST, _SLOW = 5, 34
_USUAL_VOLUME = 20


def made(tree: Node, ctx: Context, _left: Operand | None) -> Operand:
    """Return the range, body or wick of a candle, the relative volume, or the AO.

    Raises:
        Unsure: its numbers do not fit.
    """
    if has(tree, "RVOL"):
        return _relative_volume(tree, ctx)
    if has(tree, "AWESOME"):
        return _awesome(tree, ctx)
    from hypertrade.strategy.english.operands import frame

    around = frame(tree, ctx)
    if has(tree, "PREVIOUS") or (has(tree, "LAST") and value(tree, "LAST") != "latest"):
        around["shift"] = 1

    def price(name: str) -> Price:
        return Price.model_validate({"field": name, **around})

    top = Arithmetic(op="max", left=price("open"), right=price("close"))
    bottom = Arithmetic(op="min", left=price("open"), right=price("close"))
    if has(tree, "BODY"):
        return Arithmetic(op="-", left=top, right=bottom)
    if has(tree, "UPWICK"):
        return Arithmetic(op="-", left=price("high"), right=top)
    if has(tree, "LOWWICK"):
        return Arithmetic(op="-", left=bottom, right=price("low"))
    return Arithmetic(op="-", left=price("high"), right=price("low"))


def _relative_volume(tree: Node, ctx: Context) -> Operand:
    inner = part(tree, "args", "over")
    counted = [number(item) for item in parts(inner, "number")] if inner is not None else []
    counted += [
        number(one)
        for item in (parts(inner, "arg") if inner is not None else [])
        for one in parts(item, "number")
    ]
    period: Any = counted[0] if counted else _USUAL_VOLUME
    if inner is not None and (value(inner, "UNIT") or "candles") != "candles":
        period = ctx.candles(duration(inner))
    ctx.assume(f"Relative volume: the volume divided by its SMA({period})")
    average = Indicator.model_validate(
        {"name": "sma", "params": {"period": period}, "source": Price(field="volume")}
    )
    return Arithmetic(op="/", left=Price(field="volume"), right=average)


def _awesome(tree: Node, ctx: Context) -> Operand:
    inner = part(tree, "args")
    counted = [
        number(one)
        for item in (parts(inner, "arg") if inner is not None else [])
        for one in parts(item, "number")
    ] or [_FAST, _SLOW]
    if len(counted) != len((_FAST, _SLOW)):
        raise Unsure(f"“{ctx.said()}”: the awesome oscillator takes 2 numbers.", place=ctx.place)
    fast, slow = (
        Indicator.model_validate(
            {"name": "sma", "params": {"period": period}, "source": Price(field="hl2")}
        )
        for period in counted
    )
    ctx.assume(f"Awesome oscillator: SMA({counted[0]}) minus SMA({counted[1]}) of the mid price")
    return Arithmetic(op="-", left=fast, right=slow)


def measure(tree: Node, ctx: Context) -> Operand:
    """Return "2 ATRs" as 2 times the ATR.

    Raises:
        Unsure: people do not count it so.
    """
    name = value(tree, "IND") or ""
    if name not in MEASURES:
        raise Unsure(f"“{ctx.said()}” is no distance in price.", place=ctx.place)
    args = part(tree, "args")
    counted = [number(item) for item in parts(args, "number")] if args is not None else []
    counted += [
        number(one)
        for item in (parts(args, "arg") if args is not None else [])
        for one in parts(item, "number")
    ]
    of = unit_of(name, counted, ctx)
    factor = number(need(tree, "number"))
    return of if factor == 1 else Arithmetic(op="*", left=Constant(value=factor), right=of)


def unit_of(name: str, counted: list[Any], ctx: Context) -> Operand:
    """Return the indicator that distances are counted in, as before if it was said before."""
    from hypertrade.strategy.english.indicators import build

    known = INDICATORS[name].parameters
    params = dict(zip([item.name for item in known], counted, strict=False))
    return build(name, params, "", None, {"timeframe": None, "shift": 0}, ctx)


def counted_atr(tree: Node, ctx: Context) -> Operand | None:
    """Return "EMA minus 2 ATRs" as 2 times ATR: a small number before ATR counts it."""
    core = part(tree, "core")
    if ctx.literal or core is None or parts(tree, "prefix", "suffix"):
        return None
    named, count = part(core, "name"), part(core, "count")
    if named is None or count is None or value(named, "IND") not in MEASURES:
        return None
    numbers = parts(count, "number")
    if has(count, "UNIT", "TFUNIT") or len(numbers) != 1:
        return None
    amount = number(numbers[0])
    if not isinstance(amount, int | float):
        return None
    args = part(core, "args")
    few = amount < _FAST or (isinstance(amount, float) and not amount.is_integer())
    if args is None and not few:
        return None
    return measure(Node("measure", (numbers[0], *named.children, *([args] if args else []))), ctx)


def measured(tree: Node, ctx: Context, left: Operand | None) -> Operand:
    """Return "2 ATR below the EMA" as a level."""
    from hypertrade.strategy.english.operands import operands, read_operand

    base = read_operand(operands(tree)[0], ctx, left)
    return away(base, need(tree, "measure"), ctx, below=has(tree, "BELOW"))


def away(base: Operand, distance: Node, ctx: Context, *, below: bool) -> Operand:
    """Return "2 ATRs below the EMA"; standard deviations off an SMA are a Bollinger band.

    Raises:
        Unsure: that distance cannot be measured from there.
    """
    if not has(distance, "PNAME"):
        return off(base, measure(distance, ctx), below=below)
    plain = isinstance(base, Indicator) and base.name in {"sma", "mean"}
    if value(distance, "PNAME") != "deviations" or not plain or not isinstance(base, Indicator):
        raise Unsure(f"“{ctx.said()}” is no distance from that.", place=ctx.place)
    params = {"period": base.params["period"], "deviations": number(need(distance, "number"))}
    return Indicator.model_validate(
        {
            "name": "bollinger",
            "params": params,
            "output": "lower" if below else "upper",
            "source": base.source,
            "timeframe": base.timeframe,
            "shift": base.shift,
        }
    )


def off(base: Operand, distance: Operand, *, below: bool) -> Operand:
    """Return the level at ``distance`` from ``base``."""
    op: Literal["+", "-"] = "-" if below else "+"
    return Arithmetic(op=op, left=base, right=distance)
