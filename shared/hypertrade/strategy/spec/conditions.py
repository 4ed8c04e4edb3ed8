"""Rule trees: what must hold on a closed candle."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from hypertrade.domain.base import Document
from hypertrade.domain.market import Timeframe
from hypertrade.strategy.catalogue import PATTERNS, did_you_mean
from hypertrade.strategy.spec.numbers import Number, Whole
from hypertrade.strategy.spec.operands import Operand

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Compare(Document):
    """``left op right``; a comparison with a missing value is false."""

    kind: Literal["compare"] = "compare"
    left: Operand
    op: Literal[">", ">=", "<", "<=", "==", "!="]
    right: Operand


class Cross(Document):
    """``left`` was on the other side of ``right`` (or on it) a candle ago, and is beyond it now.

    The candle ago is the strategy's own, so that a cross on a higher timeframe holds once: on the
    candle whose close completes it.
    """

    kind: Literal["cross"] = "cross"
    left: Operand
    direction: Literal["above", "below"]
    right: Operand


class Between(Document):
    """``low <= value <= high``."""

    kind: Literal["between"] = "between"
    value: Operand
    low: Operand
    high: Operand


class Trend(Document):
    """``value`` rose (fell) on each of the last ``candles`` candles.

    Where all of ``value`` lives on one higher timeframe, its candles count: a daily average that
    rises does so all day.
    """

    kind: Literal["trend"] = "trend"
    value: Operand
    direction: Literal["rising", "falling"]
    candles: Whole = 1


class Pattern(Document):
    """A TA-Lib candlestick pattern, ``shift`` candles (of ``timeframe``) ago."""

    kind: Literal["pattern"] = "pattern"
    name: str
    signal: Literal["bullish", "bearish", "any"] = "any"
    penetration: Number | None = None
    timeframe: Timeframe | None = None
    shift: Whole = 0

    @model_validator(mode="before")
    @classmethod
    def _fill_penetration(cls, data: object) -> object:
        known = PATTERNS.get(str(data.get("name"))) if isinstance(data, dict) else None
        if known is None or not isinstance(data, dict) or data.get("penetration") is not None:
            return data
        return data | {"penetration": known.penetration}

    @model_validator(mode="after")
    def _check_name(self) -> Self:
        known = PATTERNS.get(self.name)
        if known is None:
            msg = f"unknown candlestick pattern {self.name!r}{did_you_mean(self.name, PATTERNS)}"
            raise ValueError(msg)
        if known.penetration is None and self.penetration is not None:
            msg = f"pattern {self.name} has no penetration: leave it out"
            raise ValueError(msg)
        return self


_HOUR = 60


def _check_clock(text: str) -> str:
    hours, minutes = int(text[:2]), int(text[3:])
    if minutes >= _HOUR or hours * _HOUR + minutes > 24 * _HOUR:
        msg = f"{text!r} is no time of day: write 00:00 to 24:00"
        raise ValueError(msg)
    return text


Clock = Annotated[str, Field(pattern=r"^\d\d:\d\d$"), AfterValidator(_check_clock)]
"""A time of day in UTC, ``HH:MM``."""


class TimeOfDay(Document):
    """The candle opens at or after ``start`` and before ``stop`` (UTC); wraps past midnight."""

    kind: Literal["time_of_day"] = "time_of_day"
    start: Clock
    stop: Clock

    @model_validator(mode="after")
    def _check_not_empty(self) -> Self:
        if self.start == self.stop:
            msg = "time of day: start and stop must differ"
            raise ValueError(msg)
        return self


def _sort_days(days: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
    return tuple(day for day in WEEKDAYS if day in days)


class DayOfWeek(Document):
    """The candle opens on one of these days (UTC)."""

    kind: Literal["day_of_week"] = "day_of_week"
    days: Annotated[tuple[Weekday, ...], Field(min_length=1), AfterValidator(_sort_days)]


class Ago(Document):
    """``condition`` held ``candles`` candles ago."""

    kind: Literal["ago"] = "ago"
    condition: Condition
    candles: Whole


class Within(Document):
    """``condition`` held on at least one of the last ``candles`` candles, this one included."""

    kind: Literal["within"] = "within"
    condition: Condition
    candles: Whole


class Streak(Document):
    """``condition`` held on each of the last ``candles`` candles, this one included."""

    kind: Literal["streak"] = "streak"
    condition: Condition
    candles: Whole


class All(Document):
    """Every one of ``conditions`` holds."""

    kind: Literal["all"] = "all"
    conditions: Annotated[tuple[Condition, ...], Field(min_length=2)]


class Any(Document):
    """At least one of ``conditions`` holds."""

    kind: Literal["any"] = "any"
    conditions: Annotated[tuple[Condition, ...], Field(min_length=2)]


class Not(Document):
    """``condition`` does not hold."""

    kind: Literal["not"] = "not"
    condition: Condition


Condition = Annotated[
    Compare
    | Cross
    | Between
    | Trend
    | Pattern
    | TimeOfDay
    | DayOfWeek
    | Ago
    | Within
    | Streak
    | All
    | Any
    | Not,
    Field(discriminator="kind"),
]

for _model in (Ago, Within, Streak, All, Any, Not):
    _model.model_rebuild()
