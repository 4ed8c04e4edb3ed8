"""The class attributes Freqtrade reads: exits by profit and stop, limits, flags."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.domain.market import timeframe_minutes
from hypertrade.strategy.compile import layout
from hypertrade.strategy.compile.values import Numbers, literal
from hypertrade.strategy.spec import (
    Duration,
    FixedStake,
    Number,
    ParameterRef,
    ShareStake,
    StrategySpec,
    UnlimitedStake,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_STOP = "-0.99"
"""Freqtrade wants a stop loss; this one is as good as none."""


@dataclass(frozen=True, slots=True)
class Setting:
    """An attribute: its default as source, and as an expression if a parameter stands in it."""

    name: str
    default: str
    tuned: str | None = None


class Settings:
    """Renders the attributes of one strategy."""

    def __init__(self, spec: StrategySpec, numbers: Numbers) -> None:
        """Take the strategy and its parameters."""
        self._spec = spec
        self._numbers = numbers

    def minutes(self, duration: Duration) -> str:
        """Return ``duration`` in minutes, as source."""
        unit = self._spec.minutes(duration)
        if isinstance(duration.value, ParameterRef):
            text = self._numbers.text(duration.value)
            return text if unit == 1 else f"{unit:g} * {text}"
        return f"{duration.value * unit:.0f}"

    def default_minutes(self, duration: Duration) -> int:
        """Return ``duration`` in minutes if nothing is tuned."""
        return round(self._numbers.default(duration.value) * self._spec.minutes(duration))

    @property
    def custom_stop(self) -> bool:
        """Whether the stop needs a callback."""
        return self._spec.atr_stop is not None or self._spec.break_even is not None

    def all(self) -> list[Setting]:
        """Return every attribute that the plan sets, in the order of the file."""
        return [self._roi(), self._stoploss(), *self._trailing(), *self._limits()]

    def _one(self, name: str, number: Number, *, negative: bool = False) -> Setting:
        sign = "-" if negative else ""
        default = f"{sign}{literal(self._numbers.default(number))}"
        tuned = f"{sign}{self._numbers.text(number)}"
        return Setting(name, default, tuned if isinstance(number, ParameterRef) else None)

    def _stoploss(self) -> Setting:
        trailing = self._spec.trailing_stop
        if self._spec.stop_loss is not None:
            return self._one("stoploss", self._spec.stop_loss, negative=True)
        if trailing is not None and trailing.after is None:
            return self._one("stoploss", trailing.distance, negative=True)
        return Setting("stoploss", NO_STOP)

    def _trailing(self) -> list[Setting]:
        stop = self._spec.trailing_stop
        if stop is None:
            return []
        settings = [Setting("trailing_stop", "True")]
        if stop.after is not None:
            return [
                *settings,
                self._one("trailing_stop_positive", stop.distance),
                self._one("trailing_stop_positive_offset", stop.after),
                Setting("trailing_only_offset_is_reached", "True"),
            ]
        if self._spec.stop_loss is not None or self.custom_stop:
            # The distance of its own, since the stop loss (or the callback's) is another.
            settings.append(self._one("trailing_stop_positive", stop.distance))
        return settings

    def _limits(self) -> list[Setting]:
        settings = []
        if self._spec.max_open_trades is not None:
            settings.append(self._one("max_open_trades", self._spec.max_open_trades))
        if self._spec.scale_in is not None:
            settings.append(Setting("position_adjustment_enable", "True"))
            settings.append(self._one("max_entry_position_adjustment", self._spec.scale_in.times))
        return settings

    # The ROI table

    def _roi(self) -> Setting:
        defaults = self._default_table()
        # Text, as Freqtrade's schema of the configuration (where it copies them) demands.
        default = _table([(f'"{minutes}"', literal(profit)) for minutes, profit in defaults])
        return Setting("minimal_roi", default, self._tuned_table())

    def _default_table(self) -> list[tuple[int, float]]:
        spec, number = self._spec, self._numbers.default
        table: dict[int, float] = {}
        if spec.take_profit is not None:
            table[0] = number(spec.take_profit)
        for step in spec.roi:
            minutes, profit = self.default_minutes(step.after), number(step.profit)
            if spec.take_profit is not None:
                profit = min(profit, number(spec.take_profit))
            table[minutes] = min(profit, table.get(minutes, math.inf))
        if self.closes_by_roi and spec.time_limit is not None:
            limit = self._whole_candles(self.default_minutes(spec.time_limit))
            table = {minutes: profit for minutes, profit in table.items() if minutes < limit}
            table[limit] = -1
        return sorted(table.items())

    @property
    def closes_by_roi(self) -> bool:
        """Whether the time limit needs a last step of the ROI table.

        Freqtrade does not ask ``custom_exit`` while an exit signal stands, and drops that signal
        without profit if exits must be in profit: a losing trade could outlive its limit.
        """
        return self._spec.exit_only_in_profit and self._spec.time_limit is not None

    def _whole_candles(self, minutes: int) -> int:
        candle = timeframe_minutes(self._spec.timeframe)
        return -(-minutes // candle) * candle

    def _tuned_table(self) -> str | None:
        spec, text = self._spec, self._numbers.text
        numbers = [spec.take_profit, *(step.profit for step in spec.roi)]
        numbers += [step.after.value for step in spec.roi]
        if self.closes_by_roi and spec.time_limit is not None:
            numbers.append(spec.time_limit.value)
        if not any(isinstance(number, ParameterRef) for number in numbers):
            return None
        steps = [] if spec.take_profit is None else [("0", text(spec.take_profit))]
        for step in spec.roi:
            profit = text(step.profit)
            if spec.take_profit is not None:
                profit = f"min({profit}, {text(spec.take_profit)})"
            steps.append((self.minutes(step.after), profit))
        return _table(steps)

    def tuned_limit(self) -> str:
        """Return the whole candles after which the ROI table must close, in minutes, as source."""
        limit = self._spec.time_limit
        if limit is None:
            return ""
        candle = timeframe_minutes(self._spec.timeframe)
        if not isinstance(limit.value, ParameterRef):
            return f"{self._whole_candles(self.default_minutes(limit))}"
        return f"-(-{self.minutes(limit)} // {candle}) * {candle}"

    # The stake

    def stake(self) -> float | str | None:
        """Return what the configuration's ``stake_amount`` should be."""
        match self._spec.stake:
            case FixedStake(amount=amount):
                return self._numbers.default(amount)
            case ShareStake() | UnlimitedStake():
                return "unlimited"
            case None:
                return None


def _table(steps: Sequence[tuple[str, str]]) -> str:
    return "{" + ", ".join(f"{minutes}: {profit}" for minutes, profit in steps) + "}"


def attribute(name: str, value: str, indent: int) -> list[str]:
    """Return ``name = value``; a table too long for a line takes one line per step."""
    pad = " " * indent
    line = f"{pad}{name} = {value}"
    if len(line) <= layout.WIDTH or not value.startswith("{"):
        return [line]
    steps = value.removeprefix("{").removesuffix("}").split(", ")
    # A step may hold a comma itself, inside min(...).
    joined: list[str] = []
    for step in steps:
        if joined and joined[-1].count("(") > joined[-1].count(")"):
            joined[-1] += f", {step}"
        else:
            joined.append(step)
    lines = [f"{pad}{name} = {{"]
    for step in joined:
        line = f"{pad}    {step},"
        if len(line) <= layout.WIDTH:
            lines.append(line)
            continue
        minutes, _, profit = step.partition(": min(")
        lines.append(f"{pad}    {minutes}: min(")
        lines += [f"{pad}        {item}," for item in profit.removesuffix(")").split(", ")]
        lines.append(f"{pad}    ),")
    return [*lines, f"{pad}}}"]
