"""Conditions and operands in the most explicit English the reader knows."""

from __future__ import annotations

from decimal import Decimal

from hypertrade.strategy.catalogue import INDICATORS
from hypertrade.strategy.english.titles import indicator_title
from hypertrade.strategy.spec import (
    Ago,
    All,
    Any,
    Between,
    Change,
    Compare,
    Condition,
    Constant,
    Cross,
    DayOfWeek,
    Duration,
    Indicator,
    Not,
    Operand,
    ParameterRef,
    Pattern,
    Price,
    TimeOfDay,
    Trend,
    Within,
)

_OPS = {
    ">": "is above",
    ">=": "is at least",
    "<": "is below",
    "<=": "is at most",
    "==": "equals",
    "!=": "differs from",
}
_SIGNS = {"+": "plus", "-": "minus", "*": "times", "/": "divided by"}
_DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}


def number_text(value: float | ParameterRef) -> str:
    """Return a number so that reading it gives the same number."""
    return f"${value.param}" if isinstance(value, ParameterRef) else repr(value)


def percent_text(value: float | ParameterRef) -> str:
    """Return a fraction as a percentage, exactly; a parameter as itself."""
    if isinstance(value, ParameterRef):
        return f"${value.param}"
    shifted = Decimal(repr(value)).scaleb(2)
    text = f"{shifted:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def plural(value: float | ParameterRef, unit: str) -> str:
    """Return ``value`` of ``unit`` (given in the plural)."""
    return f"{number_text(value)} {unit[:-1] if value == 1 else unit}"


def duration_text(value: Duration) -> str:
    """Return a length of time."""
    return plural(value.value, value.unit)


def operand_text(operand: Operand, *, share: bool = False) -> str:
    """Return an operand; ``share`` writes a constant as a percentage."""
    if isinstance(operand, Constant):
        return (
            percent_text(operand.value)
            if share and not isinstance(operand.value, ParameterRef)
            else number_text(operand.value)
        )
    if isinstance(operand, Price):
        return _framed(operand.field, operand)
    if isinstance(operand, Indicator):
        return _framed(_indicator(operand), operand)
    if isinstance(operand, Change):
        return (
            f"(the change of {operand_text(operand.of)} over {plural(operand.candles, 'candles')})"
        )
    left, right = operand_text(operand.left), operand_text(operand.right)
    if operand.op in {"min", "max"}:
        return f"(the {'smaller' if operand.op == 'min' else 'larger'} of {left} and {right})"
    return f"({left} {_SIGNS[operand.op]} {right})"


def _framed(text: str, operand: Price | Indicator) -> str:
    before = f"{operand.timeframe} " if operand.timeframe else ""
    after = f" {plural(operand.shift, 'candles')} ago" if operand.shift != 0 else ""
    return f"{before}{text}{after}"


def _indicator(operand: Indicator) -> str:
    known = INDICATORS[operand.name]
    text = indicator_title(operand.name, operand.output)
    if known.parameters:
        values = (number_text(operand.params[item.name]) for item in known.parameters)
        text += f"({', '.join(values)})"
    source = operand.source
    if source is None or (isinstance(source, Price) and source.field == known.source):
        return text
    return f"{text} of {operand_text(source)}"


def condition_text(condition: Condition) -> str:  # noqa: C901, PLR0911 - one case a kind
    """Return a condition; inside it, groups stand in brackets."""
    if isinstance(condition, All | Any):
        joint = " and " if isinstance(condition, All) else " or "
        return joint.join(_inner(item) for item in condition.conditions)
    if isinstance(condition, Compare):
        share = isinstance(condition.left, Change)
        right = operand_text(condition.right, share=share)
        return f"{operand_text(condition.left)} {_OPS[condition.op]} {right}"
    if isinstance(condition, Cross):
        left, right = operand_text(condition.left), operand_text(condition.right)
        return f"{left} crosses {condition.direction} {right}"
    if isinstance(condition, Between):
        low, high = operand_text(condition.low), operand_text(condition.high)
        return f"{operand_text(condition.value)} is between {low} and {high}"
    if isinstance(condition, Trend):
        count = plural(condition.candles, "candles")
        return f"{operand_text(condition.value)} is {condition.direction} for {count}"
    if isinstance(condition, Pattern):
        return _pattern(condition)
    if isinstance(condition, TimeOfDay):
        return f"the time is from {condition.start} to {condition.stop} UTC"
    if isinstance(condition, DayOfWeek):
        days = [_DAYS[day] for day in condition.days]
        return f"the day is {', '.join(days[:-1])}{' or ' if days[:-1] else ''}{days[-1]}"
    inner = condition_text(condition.condition)
    if isinstance(condition, Not):
        return f"not ({inner})"
    count = plural(condition.candles, "candles")
    if isinstance(condition, Ago):
        return f"({inner}) {count} ago"
    if isinstance(condition, Within):
        return f"({inner}) within the last {count}"
    return f"({inner}) for {count} in a row"


def _inner(condition: Condition) -> str:
    text = condition_text(condition)
    return f"({text})" if isinstance(condition, All | Any) else text


def _pattern(condition: Pattern) -> str:
    signal = "" if condition.signal == "any" else f"{condition.signal} "
    text = f"{signal}{condition.name.replace('_', ' ')} pattern"
    if condition.penetration is not None:
        text += f" with penetration {number_text(condition.penetration)}"
    text = f"a {text} appears"
    if condition.timeframe:
        text += f" on the {condition.timeframe} chart"
    if condition.shift != 0:
        text += f" {plural(condition.shift, 'candles')} ago"
    return text
