"""A spec with its tunables filled in, as the attributes and callbacks of its Freqtrade file.

Mirrors ``strategy/compile/settings.py`` and ``callbacks.py``, rule by rule: what those write into
the file, Freqtrade reads from it, and this says the same to the engine.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import timeframe_minutes
from hypertrade.engine.model import AtrStop, BreakEven, Plan, Protection, ScaleIn
from hypertrade.strategy.spec import (
    Cooldown,
    DrawdownGuard,
    Duration,
    FixedStake,
    LowProfitGuard,
    Number,
    ParameterRef,
    ShareStake,
    StoplossGuard,
    StrategySpec,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypertrade.strategy.spec import Protection as SpecProtection

NO_STOP = -0.99
"""Freqtrade wants a stop loss; this one is as good as none."""


def fill_in(spec: StrategySpec, values: Mapping[str, float] | None) -> dict[str, float]:
    """Return the value of every tunable of ``spec``: the given one, else its default.

    Raises:
        Invalid: a name that the spec does not have, or a value outside its range.
    """
    given = dict(values or {})
    filled: dict[str, float] = {}
    for item in spec.parameters:
        value = given.pop(item.name, item.default)
        if not item.low <= value <= item.high or (item.whole and value != int(value)):
            kind = "a whole number " if item.whole else ""
            raise Invalid(
                f"{value:g} is outside the range of {item.name}",
                field=item.name,
                remedy=f"Give {kind}from {item.low:g} to {item.high:g}.",
            )
        filled[item.name] = int(value) if item.whole else float(value)
    if given:
        known = ", ".join(item.name for item in spec.parameters) or "none"
        raise Invalid(
            f"the strategy has no tunable {min(given)!r}",
            field=min(given),
            remedy=f"Its tunables: {known}.",
        )
    return filled


def plan_of(spec: StrategySpec, values: Mapping[str, float], *, protections: bool) -> Plan:
    """Return what ``spec`` does with positions, its tunables being ``values`` (all of them).

    ``protections`` says whether Freqtrade would be told to enable them.
    """
    return _Planner(spec, values).plan(protections=protections)


class _Planner:
    def __init__(self, spec: StrategySpec, values: Mapping[str, float]) -> None:
        self._spec = spec
        self._values = values

    def _number(self, number: Number) -> float:
        return self._values[number.param] if isinstance(number, ParameterRef) else number

    def _minutes(self, duration: Duration) -> float:
        return self._number(duration.value) * self._spec.minutes(duration)

    def plan(self, *, protections: bool) -> Plan:
        spec, number = self._spec, self._number
        trailing = spec.trailing_stop
        positive, offset = self._trailing()
        atr, even, scale = spec.atr_stop, spec.break_even, spec.scale_in
        share, custom = self._stake()
        return Plan(
            can_short=spec.direction != "long",
            roi=self._roi(),
            stoploss=self._stoploss(),
            trailing_stop=trailing is not None,
            trailing_stop_positive=positive,
            trailing_stop_positive_offset=offset,
            trailing_only_offset_is_reached=trailing is not None and trailing.after is not None,
            exit_profit_only=spec.exit_only_in_profit,
            ignore_roi_if_entry_signal=spec.ignore_roi_while_entry_holds,
            atr_stop=AtrStop(float(number(atr.multiple)), atr.trailing) if atr else None,
            break_even=BreakEven(float(number(even.trigger)), float(number(even.lock)))
            if even
            else None,
            time_limit=float(self._minutes(spec.time_limit)) if spec.time_limit else None,
            leverage=float(number(spec.leverage)),
            share=share,
            custom_stake=custom,
            scale_in=ScaleIn(
                times=int(number(scale.times)),
                move=float(number(scale.move)),
                size=float(number(scale.size)),
                against=scale.direction == "against",
            )
            if scale
            else None,
            protections=tuple(map(self._protection, spec.protections)) if protections else (),
        )

    # Stops

    def _stoploss(self) -> float:
        trailing = self._spec.trailing_stop
        if self._spec.stop_loss is not None:
            return -float(self._number(self._spec.stop_loss))
        if trailing is not None and trailing.after is None:
            return -float(self._number(trailing.distance))
        return NO_STOP

    def _trailing(self) -> tuple[float | None, float]:
        """Return ``trailing_stop_positive`` and its offset."""
        spec, stop = self._spec, self._spec.trailing_stop
        if stop is None:
            return None, 0.0
        distance = float(self._number(stop.distance))
        if stop.after is not None:
            return distance, float(self._number(stop.after))
        # A distance of its own, where the stop loss (or the callback's stop) is another.
        own = spec.stop_loss is not None or spec.atr_stop is not None or spec.break_even is not None
        return (distance if own else None), 0.0

    # The ROI table

    def _roi(self) -> tuple[tuple[int, float], ...]:
        spec = self._spec
        table = self._tuned_roi() if self._roi_is_tuned() else self._plain_roi()
        if self._closes_by_roi and spec.time_limit is not None:
            limit = self._whole_candles(self._minutes(spec.time_limit))
            table = {minutes: profit for minutes, profit in table.items() if minutes < limit}
            table[limit] = -1.0
        return tuple(sorted(table.items()))

    @property
    def _closes_by_roi(self) -> bool:
        return self._spec.exit_only_in_profit and self._spec.time_limit is not None

    def _roi_is_tuned(self) -> bool:
        spec = self._spec
        numbers: list[Number | None] = [spec.take_profit, *(step.profit for step in spec.roi)]
        numbers += [step.after.value for step in spec.roi]
        if self._closes_by_roi and spec.time_limit is not None:
            numbers.append(spec.time_limit.value)
        return any(isinstance(number, ParameterRef) for number in numbers)

    def _plain_roi(self) -> dict[int, float]:
        """Return the table of the class attribute: of two steps at one minute the lower holds."""
        table: dict[int, float] = {}
        if self._spec.take_profit is not None:
            table[0] = float(self._number(self._spec.take_profit))
        for minutes, profit in self._steps():
            table[minutes] = min(profit, table.get(minutes, math.inf))
        return table

    def _tuned_roi(self) -> dict[int, float]:
        """Return the table of ``bot_loop_start``: a literal, of two equal keys the later holds."""
        table: dict[int, float] = {}
        if self._spec.take_profit is not None:
            table[0] = float(self._number(self._spec.take_profit))
        return table | dict(self._steps())

    def _steps(self) -> list[tuple[int, float]]:
        most = self._spec.take_profit
        steps = []
        for step in self._spec.roi:
            profit = float(self._number(step.profit))
            if most is not None:
                profit = min(profit, float(self._number(most)))
            steps.append((round(self._minutes(step.after)), profit))
        return steps

    def _whole_candles(self, minutes: float) -> int:
        candle = timeframe_minutes(self._spec.timeframe)
        return int(-(-round(minutes) // candle) * candle)

    # Money

    def _stake(self) -> tuple[float | None, float | None]:
        """Return the share of the balance and the amount of ``custom_stake_amount``."""
        match self._spec.stake:
            case ShareStake(fraction=fraction):
                return float(self._number(fraction)), None
            case FixedStake(amount=ParameterRef() as amount):
                return None, float(self._number(amount))
            case _:
                return None, None

    def _protection(self, item: SpecProtection) -> Protection:
        match item:
            case Cooldown():
                return Protection("CooldownPeriod", stop=self._span(item.rest))
            case StoplossGuard():
                return Protection(
                    "StoplossGuard",
                    lookback=self._span(item.lookback),
                    stop=self._span(item.rest),
                    limit=int(self._number(item.trades)),
                    threshold=float(self._number(item.required_profit)),
                    only_per_pair=item.per_pair,
                    only_per_side=item.per_side,
                )
            case DrawdownGuard():
                return Protection(
                    "MaxDrawdown",
                    lookback=self._span(item.lookback),
                    stop=self._span(item.rest),
                    limit=int(self._number(item.trades)),
                    threshold=float(self._number(item.drawdown)),
                    mode=item.mode,
                )
            case LowProfitGuard():
                return Protection(
                    "LowProfitPairs",
                    lookback=self._span(item.lookback),
                    stop=self._span(item.rest),
                    limit=int(self._number(item.trades)),
                    threshold=float(self._number(item.required_profit)),
                    only_per_side=item.per_side,
                )

    def _span(self, duration: Duration) -> int:
        return round(self._minutes(duration))
