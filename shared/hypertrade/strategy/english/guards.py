"""Reading protections: what makes entries rest, and for how long."""

from __future__ import annotations

from typing import Any

from hypertrade.strategy.english.context import Context, Unsure
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
    value,
)
from hypertrade.strategy.spec import (
    Cooldown,
    DrawdownGuard,
    Duration,
    LowProfitGuard,
    Protection,
    StoplossGuard,
)

_PCT = ("pct", "minus_pct", "ratio")
_TRIGGERS = ("after_trade", "after_losses", "after_loss", "after_drawdown", "after_low_profit")


def read_protection(tree: Node, ctx: Context) -> list[Protection]:
    """Return the protection of ``tree``.

    Raises:
        Unsure: it does not say how long to rest, and nothing tells.
    """
    bare = part(tree, "rest_bare")
    if bare is not None:
        span = part(bare, "span")
        if span is None:
            raise Unsure(
                f"“{ctx.said()}” does not say after what.",
                (
                    ("after each trade", "cooldown 5 candles after each trade"),
                    (
                        "after 3 stop-losses in a day",
                        "rest for 1 day after 3 stop-losses within 1 day",
                    ),
                ),
                ctx.place,
            )
        ctx.assume(f"“{ctx.said()}” is read as: after each trade of a pair")
        return [Cooldown(rest=duration(span))]
    trigger = need(tree, *_TRIGGERS)
    options = parts(tree, "option")
    after = part(tree, "span")
    rest = duration(after) if after is not None else _rest(part(tree, "rest"), ctx)
    if trigger.data in {"after_trade", "after_loss"}:
        if rest is None:
            raise Unsure(
                f"“{ctx.said()}” does not say how long.",
                (("5 candles", "cooldown 5 candles after each trade"),),
                ctx.place,
            )
        if trigger.data == "after_trade":
            return [Cooldown(rest=rest)]
    lookback = _lookback(trigger, ctx)
    if lookback is None:
        single = trigger.data == "after_loss"
        lookback = (
            rest if rest is not None and (ctx.literal or single) else Duration(value=1, unit="days")
        )
        if not single:
            ctx.assume("Losses are counted over the last day")
    if rest is None:
        rest = lookback
        ctx.assume(
            f"Rest after that: {rest.value} {rest.unit if rest.value != 1 else rest.unit[:-1]}"
        )
    return [_guard(trigger, options, lookback, rest, ctx)]


def _guard(
    trigger: Node, options: list[Node], lookback: Duration, rest: Duration, ctx: Context
) -> Protection:
    found: dict[str, Any] = {"lookback": lookback, "rest": rest}
    if trigger.data in {"after_losses", "after_loss"}:
        if has(trigger, "LOSSTRADES") and not has(trigger, "STOPLOSSES"):
            ctx.assume("Losses: counted as Freqtrade does, trades closed by a stop at a loss")
        counted = part(trigger, "number")
        found["trades"] = number(counted) if counted is not None else 1
        found["per_pair"] = any(has(item, "PERPAIR") for item in options)
        found["per_side"] = any(has(item, "PERSIDE") for item in options)
        worse = next((item for item in options if has(item, "WORSE")), None)
        if worse is not None:
            found["required_profit"] = ratio(parts(worse, *_PCT)[0])
        return StoplossGuard.model_validate(found)
    if trigger.data == "after_drawdown":
        found["drawdown"] = ratio(parts(trigger, *_PCT)[0])
        counted = part(trigger, "dd_trades")
        if counted is not None:
            found["trades"] = number(parts(counted, "number")[0])
        if any(has(item, "RATIOMODE") for item in options):
            found["mode"] = "ratios"
        return DrawdownGuard.model_validate(found)
    found["trades"] = number(parts(trigger, "number")[0])
    found["required_profit"] = ratio(parts(trigger, *_PCT)[0])
    found["per_side"] = any(has(item, "PERSIDE") for item in options)
    return LowProfitGuard.model_validate(found)


def _rest(tree: Node | None, ctx: Context) -> Duration | None:
    span = part(tree, "span") if tree is not None else None
    if span is not None:
        return duration(span)
    if tree is not None and has(tree, "REST_DAY"):
        ctx.assume("The rest of the day: 1 day")
        return Duration(value=1, unit="days")
    return None


def _lookback(trigger: Node, _ctx: Context) -> Duration | None:
    found = next(iter(find(trigger, "lookback")), None)
    if found is None:
        return None
    span = part(found, "span")
    if span is not None:
        return duration(span)
    return Duration.model_validate({"value": 1, "unit": value(found, "UNIT") or "days"})
