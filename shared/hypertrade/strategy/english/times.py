"""Reading hours and weekdays, always UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.market import MINUTES_OF
from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.trees import Node, has, need, number, parts, value, words
from hypertrade.strategy.spec import WEEKDAYS, Condition, DayOfWeek, TimeOfDay

if TYPE_CHECKING:
    from collections.abc import Callable

_HOUR = 60
_NOON_TO_NOON = 2400
_DAY_MINUTES = 24 * _HOUR


def _clock(tree: Node, ctx: Context) -> str:
    text = value(tree, "CLOCK", "MIDNIGHT")
    if text is None:
        return _from_number(need(tree, "number"), ctx)
    half = text[-2:] if text.endswith(("am", "pm")) else ""
    hours, _, minutes = text.removesuffix(half).strip().replace(".", ":").partition(":")
    hour = int(hours) % 12 + (12 if half == "pm" else 0) if half else int(hours)
    return _checked(hour, int(minutes or 0), ctx)


def _from_number(tree: Node, ctx: Context) -> str:
    hours = number(tree)
    if isinstance(hours, int) and _HOUR <= hours <= _NOON_TO_NOON and hours % 100 < _HOUR:
        return _checked(hours // 100, hours % 100, ctx)  # "0800"
    if not isinstance(hours, int):
        raise Unsure(f"“{ctx.said()}” is no time of day.", place=ctx.place)
    return _checked(hours, 0, ctx)


def _checked(hours: int, minutes: int, ctx: Context) -> str:
    if not 0 <= hours * 60 + minutes <= _DAY_MINUTES or minutes >= _HOUR:
        raise Unsure(f"“{ctx.said()}” is no time of day: write 00:00 to 24:00.", place=ctx.place)
    return f"{hours:02}:{minutes:02}"


def span(start: str, stop: str, ctx: Context) -> Condition:
    """Return the hours from ``start`` to before ``stop``.

    Raises:
        Unsure: they are the same.
    """
    if start == stop:
        raise Unsure(f"“{ctx.said()}” starts and ends at the same time.", place=ctx.place)
    if not ctx.literal:
        ctx.assume("Times: UTC, by the candle's opening, the end not included")
    ctx.fresh = False
    return TimeOfDay(start=start, stop=stop)


def _time_range(tree: Node, ctx: Context) -> Condition:
    sides = parts(tree, "hour", "number")
    start, stop = (
        _clock(item, ctx) if item.data == "hour" else _from_number(item, ctx) for item in sides
    )
    return span(start, stop, ctx)


def _hour_range(tree: Node, ctx: Context) -> Condition:
    return _time_range(tree, ctx)


def _time_outside(tree: Node, ctx: Context) -> Condition:
    """Read "before 7 or after 21 UTC", the hours around midnight."""
    before, after = (
        _clock(item, ctx) if item.data == "hour" else _from_number(item, ctx)
        for item in parts(tree, "hour", "number")
    )
    return span(after, before, ctx)


def _time_side(tree: Node, ctx: Context) -> Condition:
    hour = need(tree, "hour")
    at = _clock(hour, ctx)
    if has(tree, "BEFORE", "TO"):
        return span("00:00", at, ctx)
    return span(at, "24:00", ctx)


def _time_at(tree: Node, ctx: Context) -> Condition:
    """Read "at 14:00": the candle that opens then."""
    hour = need(tree, "hour")
    at = _clock(hour, ctx)
    minutes = int(at[:2]) * 60 + int(at[3:]) + min(MINUTES_OF[ctx.timeframe], _DAY_MINUTES - 1)
    stop = f"{minutes // 60 % 24:02}:{minutes % 60:02}"
    return span(at, "24:00" if stop == "00:00" else stop, ctx)


def _days(tree: Node, ctx: Context) -> Condition:
    group = value(tree, "DAYGROUP", "EVERYDAY")
    ctx.fresh = False
    if group is not None:
        days = {"week": WEEKDAYS[:5], "weekend": WEEKDAYS[5:], "all": WEEKDAYS}[group]
        return DayOfWeek(days=days)
    found: list[str] = []
    through = False
    for word in words(tree):
        day = word.values.get("WEEKDAY")
        if day is None:
            through = through or (
                bool(found) and bool({"DASH", "TO", "THROUGH"} & word.values.keys())
            )
            continue
        if through:
            first, last = WEEKDAYS.index(found[-1]), WEEKDAYS.index(day)
            step = [
                WEEKDAYS[index % 7]
                for index in range(first + 1, last + 1 + (7 if last < first else 0))
            ]
            found.extend(step)
        else:
            found.append(day)
        through = False
    return DayOfWeek.model_validate({"days": tuple(found)})


READERS: dict[str, Callable[[Node, Context], Condition]] = {
    "time_range": _time_range,
    "hour_range": _hour_range,
    "time_outside": _time_outside,
    "time_side": _time_side,
    "time_at": _time_at,
    "days": _days,
}
