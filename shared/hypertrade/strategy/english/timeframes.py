"""The first pass: which candles the strategy runs on, before anything else is read."""

from __future__ import annotations

from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import MINUTES_OF, check_timeframe
from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.operands import known_timeframe, read_timeframe
from hypertrade.strategy.english.trees import Node, find, has, number, part, parts, place, value

_DEFAULT = "1h"


def settle_timeframe(trees: list[Node], given: str | None, ctx: Context) -> None:
    """Set the context's timeframe from the text, the argument, or by assumption.

    Raises:
        Unsure: the text names several.
        Invalid: the argument is no timeframe, or another than the text's.
    """
    if given is not None:
        try:
            check_timeframe(given)
        except ValueError as error:
            raise Invalid(str(error), field="timeframe", remedy="Choose one of these.") from error
    stated = _stated(trees, ctx)
    names = list(dict.fromkeys(stated.values()))
    if len(names) > 1:
        (first, *_), (second, *_) = (
            [at for at, name in stated.items() if name == wanted] for wanted in names[:2]
        )
        raise Unsure(
            f"The text names two timeframes: {names[0]} and {names[1]}. On which should it run?",
            (
                (names[0], f"\0{second[0]}:{second[1]}"),
                (names[1], f"\0{first[0]}:{first[1]}"),
            ),
            second,
            may_drop=False,
        )
    if names:
        if given is not None and given != names[0]:
            raise Invalid(
                f"the text says {names[0]}, but {given} was asked for",
                field="timeframe",
                remedy=f"Leave the timeframe out, or say {names[0]}.",
            )
        ctx.timeframe = names[0]
        return
    if given is not None:
        ctx.timeframe = given
        return
    inside = _inside(trees)
    if inside:
        lowest = min(inside, key=MINUTES_OF.__getitem__)
        everywhere = all(
            part(item, "prefix", "suffix") is not None or _counted(item)
            for tree in trees
            for item in find(tree, "indicator")
        )
        suffixed = any(
            part(item, "tf") is not None for tree in trees for item in find(tree, "suffix")
        )
        if (len(inside) == 1 and (everywhere or suffixed)) or MINUTES_OF[lowest] < MINUTES_OF[
            _DEFAULT
        ]:
            ctx.timeframe = lowest
            ctx.assume(f"Timeframe: {lowest}")
            return
    ctx.timeframe = _DEFAULT
    ctx.assume(f"Timeframe: {_DEFAULT}")


def _stated(trees: list[Node], ctx: Context) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for tree in trees:
        for item in find(tree, "timeframe", "header"):
            ctx.place = place(item)
            named = part(item, "tf")
            if named is not None:
                found[ctx.place] = read_timeframe(named, ctx)
    return found


def _inside(trees: list[Node]) -> set[str]:
    """Return the timeframes named inside operands."""
    found = set()
    for tree in trees:
        for item in find(tree, "prefix", "suffix"):
            named = part(item, "tf")
            if named is not None:
                word = value(named, "TFWORD")
                inner = part(named, "number")
                unit = value(named, "TFUNIT") or ""
                name = word or (known_timeframe(number(inner), unit) if inner is not None else None)
                if name:
                    found.add(name)
        for item in find(tree, "indicator"):
            name = _counted(item)
            if name:
                found.add(name)
    return found


def _counted(indicator: Node) -> str | None:
    """Return the timeframe in "4h RSI", whose number could also be a look-back."""
    core = part(indicator, "core")
    count = part(core, "count") if core is not None else None
    if count is None or not has(count, "TFUNIT"):
        return None
    numbers = parts(count, "number")
    unit = value(count, "TFUNIT") or ""
    amount = number(numbers[0])
    if unit in {"days", "weeks"} and amount != 1:
        return None
    return known_timeframe(amount, unit)
