"""Reading conditions: comparisons, trends, changes, streaks, time; crosses are in ``crosses``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from hypertrade.strategy.english import (
    adjectives,
    bounds,
    crosses,
    levels,
    listed,
    pairs,
    shapes,
    times,
)
from hypertrade.strategy.english.comparing import (
    OP_OF,
    compare,
    edged,
    negated,
    right_of,
    subject_for,
)
from hypertrade.strategy.english.context import UNIT_TIMEFRAME, Context, Unsure
from hypertrade.strategy.english.gains import Gain, Opposite
from hypertrade.strategy.english.operands import operands, read_operand
from hypertrade.strategy.english.scales import scale
from hypertrade.strategy.english.trees import (
    Node,
    duration,
    find,
    has,
    leaves,
    need,
    number,
    part,
    parts,
    place,
    ratio,
    subtrees,
    value,
    words,
)
from hypertrade.strategy.spec import (
    Ago,
    All,
    Between,
    Change,
    Compare,
    Condition,
    Constant,
    Indicator,
    Operand,
    ParameterRef,
    Price,
    Streak,
    Trend,
    Within,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Found = Condition | Gain | Opposite


def read_condition(tree: Node, ctx: Context) -> Found:
    """Return the condition of a ``cond``: its base, with what is said about when.

    Raises:
        Unsure: it has no or two meanings.
    """
    base, *mods = subtrees(tree)
    if base.data in {"within", "streak", "ago"}:  # "in the last 5 candles the RSI was ..."
        base, mods = mods[0], [base]
    if base.data == "change" and mods and not any(True for _ in find(base, "change_over")):
        found: Found = _change(base, ctx, mods.pop(0))
    else:
        found = read_base(base, ctx)
    for mod in mods:
        found = _modified(found, mod, base, ctx)
    return found


def read_base(tree: Node, ctx: Context) -> Found:
    """Return the condition of one rule of the grammar."""
    found: Found = _READERS[tree.data](tree, ctx)
    return found


def _modified(found: Found, mod: Node, base: Node, ctx: Context) -> Found:
    if isinstance(found, Gain | Opposite):
        raise Unsure(f"“{ctx.said()}” cannot be tied to a number of candles.", place=ctx.place)
    kind = str(mod.data)
    amount = 1 if kind == "ago_one" else _candles(mod, ctx)
    if kind in {"ago", "ago_one"}:
        return Ago(condition=found, candles=amount)
    if kind == "within":
        if part(base, "not_cmp") is not None or has(base, "NOT"):
            # "was not below 40 in the last 10 candles": on none of them
            return Streak(condition=found, candles=amount)
        return Within(condition=found, candles=amount)
    unit = value(mod, "UNIT") or "candles"
    if has(mod, "INAROW") and UNIT_TIMEFRAME.get(unit, ctx.timeframe) != ctx.timeframe:
        raise Unsure(
            f"“{ctx.said()}”: the strategy looks at {ctx.timeframe} candles, not at {unit}.",
            place=ctx.place,
        )
    if isinstance(found, Trend) and base.data in {"trend", "elided_trend", "moves", "elided_turn"}:
        return found.model_copy(update={"candles": amount})
    if value(mod, "UNIT") not in {None, "candles"} and not ctx.literal:
        ctx.assume(f"“{ctx.said()}” is counted as {amount} candles of {ctx.timeframe} in a row")
    return Streak(condition=found, candles=amount)


def _candles(mod: Node, ctx: Context) -> int | ParameterRef:
    unit = value(mod, "UNIT") or "candles"
    if unit == "candles" or has(mod, "CANDLE"):
        return crosses.whole(number(parts(mod, "number")[0]), ctx)
    return ctx.candles(duration(mod))


def _compare(tree: Node, ctx: Context) -> Found:
    inside = operands(tree)
    cmp = part(tree, "cmp", "not_cmp")
    if tree.data == "compare" and cmp is None:
        raise Unsure(f"“{ctx.said()}” does not say above or below.", place=ctx.place)
    cmp = need(tree, "cmp", "not_cmp")
    op = OP_OF[value(cmp, "ABOVE", "BELOW", "ATLEAST", "ATMOST", "EQ", "NE") or "above"]
    if cmp.data == "not_cmp":
        op = negated(op)
    if tree.data == "elided_compare":
        left = subject_for(inside[0], ctx)
        right = right_of(inside[0], left, ctx)
    else:
        left = _closing(inside, ctx) or read_operand(inside[0], ctx, None)
        right = right_of(inside[1], left, ctx)
        if crosses.is_cloud(left):
            left, right, op = right, left, {">": "<", "<": ">"}.get(op, op)
    if op == "==":
        op = levels.equality(left, right, ctx) or op
    if op in {">", ">=", "<", "<="} and not ctx.literal:
        right = edged(inside[-1], right, above=">" in op)
    was = any("STATE" in word.values and word.values["STATE"] == "was" for word in words(tree))
    shift = getattr(right, "shift", 0)
    if was and shift and not getattr(left, "shift", 0) and inside[-1].data != "relative":
        # "was above X 3 candles ago": both sides then, not X alone
        found = compare(left, op, right.model_copy(update={"shift": 0}), ctx)
        return Ago(condition=found, candles=shift)
    if (
        isinstance(left, Price)
        and left.shift == 1
        and isinstance(right, Indicator)
        and not right.shift
        and "candle clos" in ctx.said().lower()
    ):
        # "the previous candle closed below the band": below the band as it was then
        then = compare(left.model_copy(update={"shift": 0}), op, right, ctx)
        return Ago(condition=then, candles=1)
    return compare(left, op, right, ctx)


def _closing(inside: list[Node], ctx: Context) -> Operand | None:
    """Return what "and then closes above 30" is about: the RSI spoken of, not the price."""
    spoken = ctx.lefts[-1] if ctx.lefts and not ctx.literal else None
    verb = ctx.said(place(inside[0])).lower() in {"closes", "closed", "closing"}
    number_like = inside[-1].data in {"literal", "threshold"}
    if verb and number_like and isinstance(spoken, Indicator) and scale(spoken) != "price":
        return spoken
    return None


def _times_compare(tree: Node, ctx: Context) -> Found:
    first, second = operands(tree)
    factor = number(parts(tree, "number")[0])
    left = read_operand(first, ctx)
    base = right_of(second, left, ctx)
    from hypertrade.strategy.spec import Arithmetic

    op = ">=" if has(tree, "ATLEAST") else ">"
    right = Arithmetic(op="*", left=Constant(value=factor), right=base)
    return compare(left, op, right, ctx)


def _chain(tree: Node, ctx: Context) -> Found:
    sides = operands(tree)
    ops = [
        OP_OF[value(item, "ABOVE", "BELOW", "ATLEAST", "ATMOST", "EQ", "NE") or "above"]
        for item in parts(tree, "cmp")
    ]
    read: list[Operand] = [read_operand(sides[0], ctx)]
    for side in sides[1:]:
        read.append(right_of(side, read[-1], ctx))
    return All(
        conditions=tuple(
            compare(left, op, right, ctx)
            for left, op, right in zip(read, ops, read[1:], strict=False)
        )
    )


def _pct_off(tree: Node, ctx: Context) -> Found:
    from hypertrade.strategy.spec import Arithmetic

    inside = operands(tree)
    elided = tree.data == "elided_pct_off"
    left = subject_for(inside[0], ctx) if elided else read_operand(inside[0], ctx)
    base = right_of(inside[-1], left, ctx)
    share = ratio(parts(tree, "pct", "minus_pct", "ratio")[0])
    below = words(tree)[-1].values.get("BELOW") is not None
    ormore = has(tree, "ORMORE", "ORLESS")
    if isinstance(share, ParameterRef):
        raise Unsure(f"“{ctx.said()}”: write the factor as a number.", place=ctx.place)
    right = Arithmetic(
        op="*", left=Constant(value=round(1 - share if below else 1 + share, 12)), right=base
    )
    strict = not ormore and (
        "ABOVE" in words(tree)[0].values or any("ABOVE" in word.values for word in words(tree)[:-1])
    )
    op = ("<" if below else ">") + ("" if strict else "=")
    if has(tree, "ATMOST", "ORLESS"):
        op = ">=" if below else "<="
    found = compare(left, op, right, ctx)
    ctx.rights[-1:] = [base]  # "back above it" means the line itself
    return found


def _between(tree: Node, ctx: Context) -> Found:
    inside = operands(tree)
    numbers = parts(tree, "number")
    edges: list[Operand]
    if numbers:
        left = read_operand(inside[0], ctx)
        edges = [Constant(value=number(item)) for item in numbers]
    else:
        left = (
            read_operand(inside[0], ctx)
            if len(inside) > len(("low", "high"))
            else subject_for(inside[-1], ctx)
        )
        edges = [right_of(item, left, ctx) for item in inside[-2:]]
    ctx.spoken(left)
    low, high = edges
    if isinstance(low, Constant) and isinstance(high, Constant) and not ctx.literal:
        first, second = low.value, high.value
        if (
            not isinstance(first, ParameterRef)
            and not isinstance(second, ParameterRef)
            and first > second
        ):
            low, high = high, low
    found = Between(value=left, low=low, high=high)
    if has(tree, "NOT"):
        from hypertrade.strategy.spec import Not

        return Not(condition=found)
    return found


def _ormore(tree: Node, ctx: Context) -> Found:
    inside = operands(tree)
    right = Constant(value=number(parts(tree, "number")[0]))
    left = read_operand(inside[0], ctx) if inside else subject_for(right, ctx)
    return compare(left, ">=" if has(tree, "ORMORE") else "<=", right, ctx)


def _trend(tree: Node, ctx: Context) -> Found:
    inside = operands(tree)
    left = read_operand(inside[0], ctx) if inside else subject_for(None, ctx)
    rising = has(tree, "RISING", "RISE")
    ctx.spoken(left)
    way: Literal["rising", "falling"] = "rising" if rising else "falling"
    found = Trend(value=left, direction=way, candles=1)
    if has(tree, "NOT"):
        from hypertrade.strategy.spec import Not

        return Not(condition=found)
    return found


def _change(tree: Node, ctx: Context, window: Node | None = None) -> Found:
    inside = operands(tree)
    share = ratio(parts(tree, "pct", "minus_pct", "ratio")[0])
    down = has(tree, "FALL") or value(tree, "MOVEDROP") == "against"
    windows = [window] if window is not None else list(find(tree, "change_over"))
    spoken = read_operand(inside[0], ctx) if inside else None
    if not windows:
        price = spoken is None or (isinstance(spoken, Price) and spoken.field != "volume")
        held = bool(inside) and inside[0].data == "it"
        entry = has(tree, "LOSS", "PROFIT", "ENTRYREF")
        if (price and (ctx.selling or entry)) or (held and ctx.selling):
            return Gain(
                profit=not down, ratio=share if isinstance(share, ParameterRef) else abs(share)
            )
        raise Unsure(
            f"“{ctx.said()}” does not say over how long.",
            tuple(
                (f"over {length}", f"{ctx.said()} in {length}")
                for length in ("1 candle", "24 candles", "1 day")
            ),
            ctx.place,
        )
    of: Operand = spoken if isinstance(spoken, Price) or spoken is not None else Price()
    unit = value(windows[0], "UNIT") or "candles"
    if has(windows[0], "TODAY"):
        unit = "days"
    if part(windows[0], "number") is None:
        from hypertrade.strategy.spec import Duration

        candles = ctx.candles(Duration.model_validate({"value": 1, "unit": unit}))
    else:
        candles = _candles(windows[0], ctx)
    if isinstance(share, ParameterRef):
        op = "<=" if down else ">="
        limit = Constant(value=share)
    else:
        strict = has(tree, "ABOVE")
        op = ("<" if down else ">") + ("" if strict else "=")
        if has(tree, "ATMOST"):
            op = ">=" if down else "<="
        limit = Constant(value=-abs(share) if down else abs(share))
    ctx.spoken(of)
    return Compare.model_validate(
        {"left": Change(of=of, candles=candles), "op": op, "right": limit}
    )


def _profit_cond(tree: Node, _ctx: Context) -> Found:
    share = ratio(parts(tree, "pct", "minus_pct", "ratio")[0])
    negative = isinstance(share, float | int) and share < 0
    profit = not has(tree, "LOSS") and not negative
    return Gain(profit=profit, ratio=share if isinstance(share, ParameterRef) else abs(share))


def _bare_pct(tree: Node, ctx: Context) -> Found:
    """Read "or -2%" in an exit: the sign tells target from stop."""
    found = ratio(subtrees(tree)[0])
    signs = {"SIGNED", "DASH", "PLUS", "MINUS"}
    signed = any(signs & word.values.keys() for word in leaves(tree))
    if not ctx.selling or isinstance(found, ParameterRef) or not (signed or ctx.literal):
        raise Unsure(
            f"“{ctx.said()}” of what?",
            (
                ("take profit", f"take profit {ctx.said()}"),
                ("stop loss", f"stop loss {ctx.said()}"),
            ),
            ctx.place,
        )
    return Gain(profit=found > 0, ratio=abs(found))


def _opposite(_tree: Node, _ctx: Context) -> Found:
    return Opposite()


def _group(tree: Node, ctx: Context) -> Found:
    from hypertrade.strategy.english.rules import read_group

    return read_group(tree, ctx)


_READERS: dict[str, Callable[[Node, Context], Any]] = {
    "compare": _compare,
    "elided_compare": _compare,
    "times_compare": _times_compare,
    "chain": _chain,
    "pct_off": _pct_off,
    "elided_pct_off": _pct_off,
    "between": _between,
    "ormore": _ormore,
    "trend": _trend,
    "elided_trend": _trend,
    "change": _change,
    "profit_cond": _profit_cond,
    "bare_pct": _bare_pct,
    "opposite": _opposite,
    "group": _group,
    **crosses.READERS,
    **levels.READERS,
    **listed.READERS,
    **pairs.READERS,
    **adjectives.READERS,
    **bounds.READERS,
    **shapes.READERS,
    **times.READERS,
}
