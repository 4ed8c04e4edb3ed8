"""Reading stops that move: trailing, by the ATR, to break-even."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.explain_rules import percent_text
from hypertrade.strategy.english.trees import (
    Node,
    find,
    has,
    number,
    part,
    parts,
    ratio,
    value,
    words,
)
from hypertrade.strategy.spec import AtrStop, BreakEven, ParameterRef, TrailingStop

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.strategy.english.draft import Draft

PCT = ("pct", "minus_pct", "ratio")
"""The rules of the grammar for a percentage."""

_TURTLE = 20
_USUAL = {"multiple": 2, "period": 14}
_USUAL_CHANDELIER = {"multiple": 3, "period": 22}


def share(tree: Node) -> float | ParameterRef:
    """Return the first percentage in ``tree`` as a positive fraction."""
    found = ratio(parts(tree, *PCT)[0])
    return found if isinstance(found, ParameterRef) else abs(found)


def below_one(found: float | ParameterRef, what: str, ctx: Context) -> float | ParameterRef:
    """Return ``found`` if it is a possible loss.

    Raises:
        Unsure: it is none, or more than everything.
    """
    if not isinstance(found, ParameterRef) and not 0 < found <= 1:
        raise Unsure(
            f"{what} cannot be {found:.6g} of the price: “{ctx.said()}”.",
            ((f"{what} 5%", "stop loss 5%"), (f"{what} 10%", "stop loss 10%")),
            ctx.place,
        )
    return found


def _trail(tree: Node, draft: Draft, ctx: Context) -> None:
    own = parts(tree, *PCT)
    start = part(tree, "start_at")
    distance = below_one(share(tree), "A trailing stop", ctx)
    after = share(start) if start is not None else (ratio(own[1]) if len(own) > 1 else None)
    literal = not isinstance(after, ParameterRef) and not isinstance(distance, ParameterRef)
    if after is not None and literal and after <= distance:  # type: ignore[operator]
        width = percent_text(distance)
        later = percent_text(round(distance * 2, 10))  # type: ignore[operator]
        raise Unsure(
            f"“{ctx.said()}”: a trailing stop of {width} that starts at a profit of "
            f"{percent_text(after)} would start below the entry.",
            (
                (f"trail by {width} from the start", f"trailing stop {width}"),
                (f"start at {later}", f"trailing stop {width} starting at {later}"),
            ),
            ctx.place,
        )
    draft.set("trailing_stop", TrailingStop(distance=distance, after=after), ctx.place, ctx.text)


def _atr_stop(tree: Node, draft: Draft, ctx: Context) -> None:
    names = [word.values["IND"] for word in words(tree) if "IND" in word.values]
    if any(name not in {"atr", "atr.value"} for name in names):
        raise Unsure(
            f"“{ctx.said()}”: a stop can stand at a percentage or at a multiple of the ATR.",
            (("2 times the ATR", "stop at 2 times ATR(14)"), ("5%", "stop loss 5%")),
            ctx.place,
        )
    chandelier = has(tree, "CHANDELIER")
    trailing = chandelier or (
        has(tree, "TRAIL", "BEHIND") and (has(tree, "TRAIL") or not has(tree, "DISTANCE"))
    )
    args = part(tree, "args")
    amounts = [number(item) for item in parts(tree, "number")]
    inner = [number(item) for item in find(args, "number")] if args is not None else []
    period: Any = 14
    multiple: Any = 3 if chandelier else 2
    if chandelier and not amounts and inner:
        period, multiple = inner[0], inner[1] if len(inner) > 1 else 3
        if len(inner) == 1:
            multiple, period = inner[0], 22
    elif len(amounts) > 1:
        period, multiple = amounts[0], amounts[1]
    else:
        if amounts:
            multiple = amounts[0]
        else:
            ctx.assume(f"ATR stop distance: {multiple} times the ATR")
        if inner:
            period = inner[0]
        else:
            period = 22 if chandelier else 14
            ctx.assume(f"ATR period: {period}")
    if isinstance(period, float):
        raise Unsure(f"“{ctx.said()}”: the period must be whole.", place=ctx.place)
    found = AtrStop(multiple=multiple, period=period, trailing=trailing)
    draft.set("atr_stop", found, ctx.place, ctx.text)


def _atr_stop_of(tree: Node, draft: Draft, ctx: Context) -> None:
    """Read "a stop of 2N, N being the 20-period ATR"."""
    names = [word.values["IND"] for word in words(tree) if "IND" in word.values]
    period: Any = _TURTLE
    multiple, *rest = [number(item) for item in find(tree, "number")]
    if rest:
        period = rest[0]
    else:
        ctx.assume(f"N: ATR({_TURTLE})")
    unit = value(tree, "UNIT")
    day = {"days": "1d", "hours": "1h", "weeks": "1w", "candles": ctx.timeframe}
    if (
        any(name not in {"atr", "atr.value"} for name in names)
        or isinstance(period, float)
        or (unit is not None and day.get(unit) != ctx.timeframe)
    ):
        raise Unsure(
            f"“{ctx.said()}”: a stop can stand at a multiple of the ATR of the strategy's candles.",
            (("2 times the ATR", "stop at 2 times ATR(14)"), ("5%", "stop loss 5%")),
            ctx.place,
        )
    trailing = has(tree, "TRAIL", "CHANDELIER")
    found = AtrStop(multiple=multiple, period=period, trailing=trailing)
    draft.set("atr_stop", found, ctx.place, ctx.text)


def _break_even(tree: Node, draft: Draft, ctx: Context) -> None:
    start = part(tree, "start_at")
    lock = part(tree, "plus")
    if lock is None and start is not None and parts(tree, *PCT):
        lock = tree  # "break-even +0.5%, once ..."
    trigger = share(start if start is not None else tree)
    found = BreakEven(trigger=trigger, lock=ratio(parts(lock, *PCT)[0]) if lock is not None else 0)
    draft.set("break_even", found, ctx.place, ctx.text)


READERS: dict[str, Callable[[Node, Draft, Context], None]] = {
    "trail": _trail,
    "trail_fall": _trail,
    "atr_stop": _atr_stop,
    "atr_stop_of": _atr_stop_of,
    "break_even": _break_even,
}
