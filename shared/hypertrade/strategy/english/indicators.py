"""Reading one indicator: its name, numbers, output, source; what is missing is assumed aloud."""

from __future__ import annotations

from typing import Any

from hypertrade.strategy.catalogue import INDICATORS, ParameterDefinition
from hypertrade.strategy.english.context import UNIT_TIMEFRAME, Context, Unsure
from hypertrade.strategy.english.titles import indicator_title
from hypertrade.strategy.english.trees import (
    Node,
    has,
    need,
    number,
    part,
    parts,
    place,
    subtrees,
    value,
    words,
)
from hypertrade.strategy.spec import Indicator, Operand, ParameterRef, Price

_OUTPUT_OWNER = {
    "upper": "bollinger",
    "middle": "bollinger",
    "lower": "bollinger",
    "width": "bollinger",
    "percent_b": "bollinger",
    "signal": "macd",
    "histogram": "macd",
    "k": "stochastic",
    "d": "stochastic",
    "conversion": "ichimoku",
    "base": "ichimoku",
    "span_a": "ichimoku",
    "span_b": "ichimoku",
    "leading_a": "ichimoku",
    "leading_b": "ichimoku",
    "direction": "supertrend",
}
CLOUD = "cloud"
"""Stands for the output of "the cloud", which is two lines."""


def read_indicator(
    tree: Node,
    ctx: Context,
    left: Operand | None,
    around: dict[str, Any],
    counted: list[Node],
) -> Operand:
    """Return the indicator of ``tree``, ``around`` holding its timeframe and shift.

    Raises:
        Unsure: its parts do not fit together.
    """
    from hypertrade.strategy.english.operands import read_operand

    core = need(tree, "core")
    ctx.naming = place(core)
    name, output = _name_and_output(core, ctx, left)
    source = _source(core, ctx)
    inner = part(core, "from_source")
    if inner is not None:
        read = read_operand(subtrees(inner)[-1], ctx)
        if not isinstance(read, Price | Indicator):
            raise Unsure(
                f"“{ctx.said()}”: an indicator is computed from a price or an indicator.",
                place=ctx.place,
            )
        around = {
            "timeframe": around["timeframe"] or read.timeframe,
            "shift": around["shift"] or read.shift,
        }
        source = read.model_copy(update={"timeframe": None, "shift": 0})
    its = any(has(item, "ITS") for item in parts(tree, "prefix"))
    average = name == "sma" and (
        has(core, "AVERAGE") or any(has(item, "AVERAGE") for item in parts(core, "name"))
    )
    volume = isinstance(left, Price) and left.field == "volume"
    if source is None and not ctx.literal and left is not None and (its or average or volume):
        source = _its_source(name, left)
        if its and around["timeframe"] is None and isinstance(left, Price | Indicator):
            around = {**around, "timeframe": left.timeframe}
    params = _params(core, name, ctx, around, counted)
    if its and not params and isinstance(left, Indicator) and left.name == name:
        return left.model_copy(update={"output": output})  # "the stochastic RSI and its D line"
    # "the 5m RSI" is that of the strategy's own candles, whatever RSI was spoken of before
    ctx.framed = ctx.framed or any(
        part(item, "tf") is not None for item in parts(tree, "prefix", "suffix")
    )
    return build(name, params, output, source, around, ctx)


def build(  # noqa: PLR0913, PLR0917 - an indicator has this many parts
    name: str,
    params: dict[str, Any],
    output: str,
    source: Operand | None,
    around: dict[str, Any],
    ctx: Context,
) -> Indicator:
    """Return the indicator with every parameter, noting each one that was not said.

    Raises:
        Unsure: a number does not fit its parameter.
    """
    known = INDICATORS[name]
    framed, ctx.framed = ctx.framed, False
    missing = [item for item in known.parameters if item.name not in params]
    title = indicator_title(name, known.outputs[0])
    if known.source is None:
        source = None
    if missing:
        before = _before(name, params, source, ctx)
        if before is not None and source in (None, before.source) and not around["timeframe"]:
            source = before.source
            if not framed:
                around = {**around, "timeframe": before.timeframe}
        params = _missing(name, params, missing, before, ctx)
    for item in known.parameters:
        given = params.get(item.name)
        if given is None or isinstance(given, ParameterRef):
            continue
        if (item.whole and not float(given).is_integer()) or not item.low <= given <= item.high:
            raise Unsure(
                f"The {item.name} of {title} cannot be {given}: it must be from {item.low:g} "
                f"to {item.high:g}"
                f"{', whole' if item.whole else ''}.",
                ((f"{title} with its usual {item.default:g}", f"{title}"),),
                ctx.place,
            )
    plain = "" if output == CLOUD else output
    found = Indicator.model_validate(
        {"name": name, "params": params, "output": plain, "source": source, **around}
    )
    return found.model_copy(update={"output": CLOUD}) if output == CLOUD else found


_SHORT_TITLES = {
    "bollinger": "Bollinger bands",
    "keltner": "Keltner channel",
    "donchian": "Donchian channel",
    "stochastic": "Stochastic",
    "stochastic_fast": "Fast stochastic",
    "stochastic_rsi": "Stochastic RSI",
    "ichimoku": "Ichimoku",
    "aroon": "Aroon",
    "supertrend": "Supertrend",
}


def _before(
    name: str, params: dict[str, Any], source: Operand | None, ctx: Context
) -> Indicator | None:
    """Return the indicator of that name spoken of before, if none of its numbers is said now.

    Raises:
        Unsure: there were several.
    """
    known = [
        item
        for item in ctx.lefts + ctx.rights
        if isinstance(item, Indicator) and item.name == name and source in (None, item.source)
    ]
    if not known or params:
        return None
    if ctx.heading in known and isinstance(ctx.heading, Indicator):
        return ctx.heading  # "Donchian 10: price below the lower channel"
    if any(item.params != known[0].params for item in known):
        title = _SHORT_TITLES.get(name) or indicator_title(name, INDICATORS[name].outputs[0])
        choices = [f"{title}({', '.join(map(_shown, item.params.values()))})" for item in known]
        raise Unsure(
            f"“{ctx.said()}”: which {title} is meant?",
            tuple((item, _renamed(ctx, item)) for item in dict.fromkeys(choices)),
            ctx.place,
        )
    return known[-1]


def _renamed(ctx: Context, name: str) -> str:
    """Return the words of the piece being read with ``name`` for the indicator in it."""
    start, end = ctx.naming or ctx.place
    before, after = ctx.text[ctx.place[0] : start], ctx.text[end : ctx.place[1]]
    return " ".join(f"{before}{name}{after}".split())


def _missing(
    name: str,
    params: dict[str, Any],
    missing: list[ParameterDefinition],
    before: Indicator | None,
    ctx: Context,
) -> dict[str, Any]:
    """Fill in what was not said: as before if it was said before, else the usual numbers."""
    title = _SHORT_TITLES.get(name) or indicator_title(name, INDICATORS[name].outputs[0])
    values: dict[str, Any] = {item.name: item.default for item in missing}
    how = ""
    if before is not None:
        values, how = dict(before.params), ", as before"
    shown = ", ".join(f"{key.replace('_', ' ')}: {_shown(item)}" for key, item in values.items())
    defaults = all(values[item.name] == item.default for item in missing)
    ctx.assume(f"{title} {shown}{'' if defaults else how}")
    return values | params


def _shown(value: Any) -> str:
    return f"${value.param}" if isinstance(value, ParameterRef) else f"{value:g}"


def _name_and_output(core: Node, ctx: Context, left: Operand | None) -> tuple[str, str]:  # noqa: C901, PLR0912 - many ways to say it
    named = part(core, "name")
    label = value(named if named is not None else core, "IND", "MA", "AVERAGE") or ""
    if named is None and has(core, "CLOUD"):
        return "ichimoku", CLOUD
    output = value(core, "OUT")
    if output is None and label and has(core, "HIGH", "LOW"):
        output = "upper" if has(core, "HIGH") else "lower"
    for item in parts(core, "args"):
        for arg in parts(item, "arg"):
            output = output or (value(arg, "OUT") if part(arg, "number") is None else None)
    if not label:
        output = output or "middle"
        label = _OUTPUT_OWNER.get(output, "bollinger")
        if isinstance(left, Indicator) and output in INDICATORS[left.name].outputs:
            label = left.name
        else:
            for spoken in reversed(ctx.lefts + ctx.rights):
                if isinstance(spoken, Indicator) and output in INDICATORS[spoken.name].outputs:
                    label = spoken.name
                    break
            else:
                ctx.assume(
                    f"“{ctx.said(place(core))}” is read as: {indicator_title(label, output)}"
                )
    elif label in {"ma", "average"}:
        if label == "ma" or not ctx.literal:
            ctx.assume("Kind of moving average: SMA")
        label = "sma"
    name, _, preset = label.partition(".")
    if (
        output is not None
        and preset
        and output not in {preset, "signal"}
        and preset != INDICATORS[name].outputs[0]
    ):
        raise Unsure(f"“{ctx.said()}” names two lines of {name}.", place=ctx.place)
    output = output or preset or INDICATORS[name].outputs[0]
    if output == "signal" and name in {"stochastic", "stochastic_fast", "stochastic_rsi"}:
        output = "d"
    if output == "signal" and name == "supertrend":
        output = "direction"
    if output == "middle" and name in {"sma", "ema"}:
        output = "value"
    if output not in INDICATORS[name].outputs and output != CLOUD:
        titles = ", ".join(indicator_title(name, item) for item in INDICATORS[name].outputs)
        raise Unsure(
            f"“{ctx.said(place(core))}” is not a line that exists: there is {titles}.",
            tuple(
                (indicator_title(name, item), indicator_title(name, item))
                for item in INDICATORS[name].outputs
            ),
            place(core),
        )
    return name, output


def _source(core: Node, ctx: Context) -> Operand | None:
    from hypertrade.strategy.english.operands import _field

    inner = part(core, "field")
    for item in parts(core, "args"):
        for arg in parts(item, "arg"):
            inner = inner or part(arg, "field")
    return Price.model_validate({"field": _field(inner, ctx)}) if inner is not None else None


def _its_source(name: str, left: Operand | None) -> Operand | None:
    """Return what "its average" is computed from: the thing spoken of."""
    if INDICATORS[name].source is None or name in {"macd", "bollinger"}:
        return None
    if isinstance(left, Price):
        return Price(field=left.field)
    if isinstance(left, Indicator):
        return left.model_copy(update={"timeframe": None, "shift": 0})
    return None


def _params(
    core: Node, name: str, ctx: Context, around: dict[str, Any], counted: list[Node]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    known = INDICATORS[name].parameters
    positional: list[Any] = []
    count, args = part(core, "count"), part(core, "args", "over")
    for item in (*counted, count, args):
        if item is None:
            continue
        units = [word.values["UNIT"] for word in words(item) if "UNIT" in word.values]
        numbers = [number(inner) for inner in parts(item, "number")]
        pname = value(item, "PNAME") if len(numbers) == 1 and not units else None
        if units and units[0] != "candles" and len(numbers) == 1:
            _timed(
                numbers[0],
                units[0],
                name,
                ctx,
                around,
                positional,
                other=args is not None and item is count,
            )
            continue
        if pname and any(spec.name == pname for spec in known):
            found[pname] = numbers[0]
            continue
        positional.extend(numbers)
        for arg in parts(item, "arg"):
            inner = part(arg, "number")
            if inner is None:
                continue
            label = value(arg, "PNAME")
            if label and any(spec.name == label for spec in known):
                found[label] = number(inner)
            else:
                positional.append(number(inner))
    stepped = name == "parabolic_sar" and positional[:1] == positional[1:2]
    if stepped and len(positional) > len(known):
        positional = positional[1:]  # charting programs write start, step and maximum
    if len(positional) > len(known):
        raise Unsure(
            f"“{ctx.said()}”: {indicator_title(name, INDICATORS[name].outputs[0])} takes "
            f"{len(known)} numbers, not {len(positional)}.",
            place=ctx.place,
        )
    free = [spec.name for spec in known if spec.name not in found]
    return dict(zip(free, positional, strict=False)) | found


def _timed(  # noqa: PLR0913, PLR0917 - each of them changes the meaning
    amount: Any,
    unit: str,
    name: str,
    ctx: Context,
    around: dict[str, Any],
    positional: list[Any],
    *,
    other: bool,
) -> None:
    """Sort "4h RSI" (a timeframe) from "200-day average" (a look-back in days)."""
    from hypertrade.strategy.english.operands import known_timeframe, periods

    if unit in {"months", "years"}:
        amount, unit = amount * (30 if unit == "months" else 365), "days"
    timeframe = known_timeframe(amount, unit)
    is_period = unit in {"days", "weeks"} and amount != 1
    if unit not in UNIT_TIMEFRAME:
        raise Unsure(f"“{ctx.said()}”: there is no timeframe in {unit}.", place=ctx.place)
    if timeframe and (other or not is_period) and not around["timeframe"]:
        ctx.framed = True
        around["timeframe"] = ctx.higher(timeframe)
        return
    if around["timeframe"]:
        positional.append(amount)
        return
    period, higher = periods(amount, unit, ctx)
    positional.append(period)
    around["timeframe"] = higher
    _ = name
