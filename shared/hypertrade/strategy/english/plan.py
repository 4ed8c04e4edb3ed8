"""Reading the plan: stops, targets, time limits, stakes, leverage."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypertrade.strategy.english import sizes, stops
from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.draft import Declared
from hypertrade.strategy.english.explain_rules import percent_text
from hypertrade.strategy.english.guards import read_protection
from hypertrade.strategy.english.operands import read_operand
from hypertrade.strategy.english.stops import PCT, below_one, share
from hypertrade.strategy.english.trees import (
    Node,
    duration,
    find,
    has,
    need,
    number,
    part,
    parts,
    ratio,
    subtrees,
    value,
    words,
)
from hypertrade.strategy.spec import (
    Duration,
    Parameter,
    ParameterRef,
    RoiStep,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.strategy.english.draft import Draft

_MOST_STOP = 50
_MOST_TARGET = 1000
_LEAST_PERCENT = 0.2
ZERO_NOW = {"value": 0, "unit": "minutes"}


def read_plan(tree: Node, draft: Draft, ctx: Context) -> None:
    """Add what a ``plan`` says to ``draft``.

    Raises:
        Unsure: it has no or two meanings, or contradicts what was said before.
    """
    inner = subtrees(tree)[0]
    kind = inner.data
    if kind == "protection":
        draft.protections.extend(read_protection(inner, ctx))
        return
    if kind == "timeframe":
        return  # read in the first pass
    _READERS[kind](inner, draft, ctx)


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
        if has(tree, "DASH") or (amount < 0 and word == "stop loss"):
            amount = -amount if amount < 0 or not has(tree, "DASH") else amount
            if amount < 1:  # "stoploss: -0.08", as Freqtrade writes it
                amount = amount * 100
        elif 0 < amount < _LEAST_PERCENT:
            ways = tuple(
                (f"{one:g}%", f"{word} {one:g}%") for one in (round(amount * 100, 6), amount)
            )
            raise Unsure(f"“{ctx.said()}”: is that a share or a percentage?", ways, ctx.place)
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
        f"“{ctx.said()}”: a target stands at a percentage, or at a multiple of a stop-loss in "
        "percent.",
        (("10%", "take profit 10%"), ("5%", "take profit 5%")),
        ctx.place,
    )


def _risk(tree: Node, _draft: Draft, ctx: Context) -> None:
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
    for child in subtrees(tree):
        if child.data == "number":
            plain = number(child)
            found.append(
                plain if isinstance(plain, ParameterRef) else float(Decimal(str(plain)).scaleb(-2))
            )
        else:
            read = ratio(child)
            found.append(read if isinstance(read, ParameterRef) else abs(read))
    first_is_target = "TARGET" in words(tree)[0].values
    target, stop = found if first_is_target else reversed(found)
    set_target(target, draft, ctx)
    set_stop(stop, draft, ctx)


def set_time_limit(tree: Node, draft: Draft, ctx: Context) -> None:
    """Set the time limit to the ``span`` in ``tree``."""
    span = part(tree, "span")
    found = duration(span) if span is not None else Duration(value=1, unit="candles")
    draft.set("time_limit", found, ctx.place, ctx.text)


def _roi(tree: Node, draft: Draft, ctx: Context) -> None:
    items = parts(tree, "roi_step", "roi_timed", "roi_timed_take")
    if tree.data == "roi_timed_take":
        items = [tree]
    percent = any(parts(item, *PCT) for item in items)
    steps = [_roi_step(item, ctx, percent=percent) for item in items]
    timed = any(part(item, "span", "number") is not None for item in items)
    if len(steps) == 1 and has(tree, "TAKE", "TARGET", "LOCKS") and not timed:
        set_target(steps[0].profit, draft, ctx)
        return
    draft.set("roi", tuple(steps), ctx.place, ctx.text)


def _roi_step(item: Node, ctx: Context, *, percent: bool) -> RoiStep:
    span = part(item, "span")
    bare = parts(item, "number")
    after = duration(span) if span is not None else Duration.model_validate(ZERO_NOW)
    if bare:
        after = Duration.model_validate({"value": number(bare[0]), "unit": "minutes"})
        ctx.assume("Times of the return table: minutes, as in Freqtrade")
    if has(item, "EXITPROFIT"):
        profit: float | ParameterRef = -1
    elif len(bare) > 1:
        profit = number(bare[1])
        if not isinstance(profit, ParameterRef) and profit != 0 and (percent or abs(profit) > 1):
            raise Unsure(f"“{ctx.said()}”: write every return in percent.", place=ctx.place)
    elif parts(item, *PCT):
        profit = ratio(parts(item, *PCT)[0])
    else:
        profit = 0
    return RoiStep(after=after, profit=profit)


def _leverage(tree: Node, draft: Draft, ctx: Context) -> None:
    draft.set("leverage", number(parts(tree, "number")[0]), ctx.place, ctx.text)


def _mirror(_tree: Node, draft: Draft, _ctx: Context) -> None:
    draft.mirrored = True


def _flag(name: str) -> Callable[[Node, Draft, Context], None]:
    def put(_tree: Node, draft: Draft, ctx: Context) -> None:
        draft.set(name, value=True, place=ctx.place, text=ctx.text)

    return put


def _side_only(tree: Node, draft: Draft, _ctx: Context) -> None:
    draft.side = "long" if has(tree, "LONG", "NOT") else "short"


def _declare(tree: Node, draft: Draft, ctx: Context) -> None:
    """Read "using a 25-period Aroon:": its numbers hold wherever the Aroon is named after."""
    inner = need(tree, "indicator")
    numbers = any(True for _ in find(inner, "number"))
    if not numbers and not has(tree, "COLON"):
        raise Unsure(f"“{ctx.said()}” does not say what about it.", place=ctx.place)
    known = list(ctx.assumptions)
    found = read_operand(inner, ctx)
    heading = not numbers  # "Momentum: ..." may only be a title
    assumed = [item for item in ctx.assumptions if item not in known]
    draft.declared.append(Declared(found, ctx.place, heading, tuple(assumed)))
    ctx.lefts.append(found)
    ctx.heading = found if numbers else None


def _pairs(_tree: Node, _draft: Draft, ctx: Context) -> None:
    ctx.assume("Pairs: chosen when the strategy is run")


_READERS: dict[str, Callable[[Node, Draft, Context], None]] = {
    **stops.READERS,
    **sizes.READERS,
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
    "time_limit": set_time_limit,
    "after_span": set_time_limit,
    "roi": _roi,
    "roi_timed_take": _roi,
    "leverage": _leverage,
    "mirror": _mirror,
    "only_in_profit": _flag("exit_only_in_profit"),
    "ignore_roi": _flag("ignore_roi_while_entry_holds"),
    "side_only": _side_only,
    "pairs": _pairs,
    "declare": _declare,
}
