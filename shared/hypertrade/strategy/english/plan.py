"""Reading the plan: stops, targets, time limits, stakes, leverage."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.draft import Draft
from hypertrade.strategy.english.guards import read_protection
from hypertrade.strategy.english.operands import read_timeframe
from hypertrade.strategy.english.trees import (
    Node,
    duration,
    find,
    has,
    number,
    part,
    parts,
    place,
    ratio,
    value,
    words,
)
from hypertrade.strategy.spec import (
    AtrStop,
    BreakEven,
    Duration,
    FixedStake,
    Parameter,
    ParameterRef,
    RoiStep,
    ScaleIn,
    ShareStake,
    TrailingStop,
    UnlimitedStake,
)

PCT = ("pct", "minus_pct", "ratio")
_MOST_STOP = 50
_MOST_TARGET = 1000
ZERO_NOW = {"value": 0, "unit": "minutes"}


def read_plan(tree: Node, draft: Draft, ctx: Context) -> None:
    """Add what a ``plan`` says to ``draft``.

    Raises:
        Unsure: it has no or two meanings, or contradicts what was said before.
    """
    inner = tree.children[0]
    assert not isinstance(inner, str)  # noqa: S101 - the grammar's own promise
    kind = str(inner.data)
    if kind == "protection":
        draft.protections.extend(read_protection(inner, ctx))
        return
    if kind == "timeframe":
        return  # read in the first pass
    _READERS[kind](inner, draft, ctx)


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


def _header(tree: Node, draft: Draft, _ctx: Context) -> None:
    draft.terms["name"] = value(tree, "QUOTED")


def _parameter(tree: Node, draft: Draft, _ctx: Context) -> None:
    default, low, high, step = (number(item) for item in parts(tree, "number"))
    draft.parameters.append(
        Parameter.model_validate(
            {
                "name": value(tree, "PARAM"),
                "low": low,
                "high": high,
                "step": step,
                "default": default,
            }
        )
    )


def set_stop(found: float | ParameterRef, draft: Draft, ctx: Context) -> None:
    """Set the stop-loss."""
    draft.set("stop_loss", below_one(found, "A stop-loss", ctx), ctx.place, ctx.text)


def set_target(found: float | ParameterRef, draft: Draft, ctx: Context) -> None:
    """Set the take profit."""
    if not isinstance(found, ParameterRef) and found <= 0:
        raise Unsure(
            f"A target must be above 0: “{ctx.said()}”.", (("10%", "take profit 10%"),), ctx.place
        )
    draft.set("take_profit", found, ctx.place, ctx.text)


def _stop(tree: Node, draft: Draft, ctx: Context) -> None:
    set_stop(share(tree), draft, ctx)


def _plain(word: str) -> Callable[[Node, Draft, Context], None]:
    most = _MOST_STOP if word == "stop loss" else _MOST_TARGET

    def read(tree: Node, draft: Draft, ctx: Context) -> None:
        amount = number(parts(tree, "number")[-1])
        if isinstance(amount, ParameterRef):
            (set_stop if word == "stop loss" else set_target)(amount, draft, ctx)
            return
        if not 0 < amount <= most:
            raise Unsure(
                f"“{ctx.said()}”: {amount} of what?",
                ((f"{word} 5%", f"{word} 5%"), (f"{word} 10%", f"{word} 10%")),
                ctx.place,
            )
        ctx.assume(f"“{ctx.said()}” is read as: {amount:g}%")
        found = float(Decimal(str(amount)).scaleb(-2))
        (set_stop if word == "stop loss" else set_target)(found, draft, ctx)

    return read


def _atr_target(_tree: Node, _draft: Draft, ctx: Context) -> None:
    raise Unsure(
        f"“{ctx.said()}”: a target stands at a percentage, or at a multiple of a stop-loss in percent.",
        (("10%", "take profit 10%"), ("5%", "take profit 5%")),
        ctx.place,
    )


def _risk(tree: Node, _draft: Draft, ctx: Context) -> None:
    from hypertrade.strategy.english.explain_rules import percent_text

    text = percent_text(share(tree))
    raise Unsure(
        f"“{ctx.said()}”: how is that risk limited?",
        (
            (f"a stop-loss at {text}", f"stop loss {text}"),
            (
                f"a stake of {text} of the balance per trade",
                f"stake {text} of the balance per trade",
            ),
        ),
        ctx.place,
    )


def _no_stop(_tree: Node, draft: Draft, ctx: Context) -> None:
    draft.set("stop_loss", None, ctx.place, ctx.text)


def _no_exit(_tree: Node, draft: Draft, _ctx: Context) -> None:
    draft.no_exit = True


def _target(tree: Node, draft: Draft, ctx: Context) -> None:
    set_target(share(tree), draft, ctx)


def _reward(tree: Node, draft: Draft, ctx: Context) -> None:
    amounts = [number(item) for item in parts(tree, "number")]
    if any(isinstance(item, ParameterRef) for item in amounts):
        raise Unsure(f"“{ctx.said()}”: write numbers.", place=ctx.place)
    plain = [float(item) for item in amounts if not isinstance(item, ParameterRef)]
    if not all(plain):
        raise Unsure(f"“{ctx.said()}” holds a zero.", place=ctx.place)
    draft.reward = max(plain) / min(plain) if len(plain) > 1 else plain[0]
    draft.said["reward"] = ctx.place


def _tp_sl(tree: Node, draft: Draft, ctx: Context) -> None:
    found: list[float | ParameterRef] = []
    for child in tree.children:
        data = getattr(child, "data", None)
        if data == "number":
            plain = number(child)  # type: ignore[arg-type]
            found.append(
                plain if isinstance(plain, ParameterRef) else float(Decimal(str(plain)).scaleb(-2))
            )
        elif data in PCT:
            read = ratio(child)  # type: ignore[arg-type]
            found.append(read if isinstance(read, ParameterRef) else abs(read))
    first_is_target = "TARGET" in words(tree)[0].values
    target, stop = found if first_is_target else reversed(found)
    set_target(target, draft, ctx)
    set_stop(stop, draft, ctx)


def _trail(tree: Node, draft: Draft, ctx: Context) -> None:
    own = parts(tree, *PCT)
    start = part(tree, "start_at")
    distance = below_one(share(tree), "A trailing stop", ctx)
    after = share(start) if start is not None else (ratio(own[1]) if len(own) > 1 else None)
    plain = not isinstance(after, ParameterRef) and not isinstance(distance, ParameterRef)
    if after is not None and plain and after <= distance:  # type: ignore[operator]
        from hypertrade.strategy.english.explain_rules import percent_text

        raise Unsure(
            f"“{ctx.said()}”: a trailing stop of {percent_text(distance)} that starts at a profit of "
            f"{percent_text(after)} would start below the entry.",
            (
                (
                    f"trail by {percent_text(distance)} from the start",
                    f"trailing stop {percent_text(distance)}",
                ),
                (
                    f"start at {percent_text(round(distance * 2, 10))}",  # type: ignore[operator]
                    f"trailing stop {percent_text(distance)} starting at {percent_text(round(distance * 2, 10))}",  # type: ignore[operator]
                ),
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
    trailing = (
        chandelier
        or (has(tree, "TRAIL", "BEHIND")
        and (has(tree, "TRAIL") or not has(tree, "DISTANCE")))
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


def _break_even(tree: Node, draft: Draft, ctx: Context) -> None:
    start = part(tree, "start_at")
    lock = part(tree, "plus")
    trigger = share(start if start is not None else tree)
    found = BreakEven(trigger=trigger, lock=ratio(parts(lock, *PCT)[0]) if lock is not None else 0)
    draft.set("break_even", found, ctx.place, ctx.text)


def set_time_limit(tree: Node, draft: Draft, ctx: Context) -> None:
    """Set the time limit to the ``span`` in ``tree``."""
    span = part(tree, "span")
    assert span is not None  # noqa: S101 - the grammar's own promise
    draft.set("time_limit", duration(span), ctx.place, ctx.text)


def _roi(tree: Node, draft: Draft, ctx: Context) -> None:
    steps = []
    for item in parts(tree, "roi_step"):
        span = part(item, "span")
        bare = part(item, "number")
        after = duration(span) if span is not None else Duration.model_validate(ZERO_NOW)
        if bare is not None:
            after = Duration.model_validate({"value": number(bare), "unit": "minutes"})
            ctx.assume("Times of the return table: minutes, as in Freqtrade")
        if has(item, "EXITPROFIT"):
            profit: float | ParameterRef = -1
        elif has(item, "BREAKEVEN", "ANYPROFIT") and not parts(item, *PCT):
            profit = 0
        else:
            profit = ratio(parts(item, *PCT)[0])
        steps.append(RoiStep(after=after, profit=profit))
    single = (
        len(steps) == 1 and has(tree, "TAKE", "TARGET") and part(tree.children[-1], "span") is None
    )  # type: ignore[arg-type]
    if single:
        set_target(steps[0].profit, draft, ctx)
        return
    draft.set("roi", tuple(steps), ctx.place, ctx.text)


def _leverage(tree: Node, draft: Draft, ctx: Context) -> None:
    draft.set("leverage", number(parts(tree, "number")[0]), ctx.place, ctx.text)


def _stake(tree: Node, draft: Draft, ctx: Context) -> None:
    shares = parts(tree, *PCT)
    money = part(tree, "money")
    if has(tree, "ALLIN"):
        found: Any = UnlimitedStake()
    elif shares:
        found = ShareStake(fraction=share(tree))
        if found.fraction == 1:
            found = UnlimitedStake()
            if not ctx.literal:
                ctx.assume("The whole balance: divided evenly among the open trades")
            else:
                found = ShareStake(fraction=1)
    else:
        found = FixedStake(amount=number(parts(money if money is not None else tree, "number")[0]))
    draft.set("stake", found, ctx.place, ctx.text)


def _max_trades(tree: Node, draft: Draft, ctx: Context) -> None:
    draft.set("max_open_trades", number(parts(tree, "number")[0]), ctx.place, ctx.text)


def _scale_in(tree: Node, draft: Draft, ctx: Context) -> None:
    found: dict[str, Any] = {}
    for item in tree.children:
        inner: Any = item
        if getattr(item, "data", "") == "dca":
            inner = part(item, "number", "dca_move") or item  # type: ignore[arg-type]
        kind = str(getattr(inner, "data", ""))
        node: Any = inner
        if kind == "dca_move":
            found["move"] = share(node)
            if has(node, "PROFIT", "RISE", "ABOVE") or value(node, "MOVEDROP") == "favour":
                found["direction"] = "favour"
        elif str(getattr(item, "data", "")) in {"dca_size", "dca_share", "dca_same"}:
            node = item
            found["size"] = (
                1
                if item.data == "dca_same"
                else share(node)
                if item.data == "dca_share"
                else number(parts(node, "number")[0])
            )  # type: ignore[union-attr]
        elif getattr(item, "data", "") == "dca" and kind == "number":
            found["times"] = number(node)
    if "move" not in found:
        raise Unsure(
            f"“{ctx.said()}” does not say when to add.",
            (
                ("at every 5% drop", f"{ctx.said()} at every 5% drop"),
                ("at every 10% drop", f"{ctx.said()} at every 10% drop"),
            ),
            ctx.place,
        )
    if "times" not in found:
        ctx.assume("Additions to a position: at most 1")
        found["times"] = 1
    if "size" not in found and not ctx.literal:
        ctx.assume("Size of each addition: 1 times the first stake")
    draft.set("scale_in", ScaleIn.model_validate(found), ctx.place, ctx.text)


def _mirror(_tree: Node, draft: Draft, _ctx: Context) -> None:
    draft.mirrored = True


def _flag(name: str) -> Callable[[Node, Draft, Context], None]:
    def put(_tree: Node, draft: Draft, ctx: Context) -> None:
        draft.set(name, value=True, place=ctx.place, text=ctx.text)

    return put


def _side_only(tree: Node, draft: Draft, _ctx: Context) -> None:
    draft.side = "long" if has(tree, "LONG", "NOT") else "short"


_READERS: dict[str, Callable[[Node, Draft, Context], None]] = {
    "header": _header,
    "parameter": _parameter,
    "stop": _stop,
    "plain_stop": _plain("stop loss"),
    "plain_target": _plain("take profit"),
    "atr_target": _atr_target,
    "risk": _risk,
    "no_stop": _no_stop,
    "no_exit": _no_exit,
    "target": _target,
    "reward": _reward,
    "tp_sl": _tp_sl,
    "trail": _trail,
    "atr_stop": _atr_stop,
    "break_even": _break_even,
    "time_limit": set_time_limit,
    "after_span": set_time_limit,
    "roi": _roi,
    "leverage": _leverage,
    "stake": _stake,
    "max_trades": _max_trades,
    "scale_in": _scale_in,
    "mirror": _mirror,
    "only_in_profit": _flag("exit_only_in_profit"),
    "ignore_roi": _flag("ignore_roi_while_entry_holds"),
    "side_only": _side_only,
}
_ = (place, read_timeframe)
