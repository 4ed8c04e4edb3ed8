"""How much history a strategy needs before its first signal can be trusted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.domain.market import timeframe_minutes
from hypertrade.strategy.catalogue import INDICATORS
from hypertrade.strategy.compile.formulas import FORMULAS
from hypertrade.strategy.compile.operands import own_timeframe
from hypertrade.strategy.spec import (
    Ago,
    All,
    Any,
    Arithmetic,
    Between,
    Change,
    Compare,
    Condition,
    Constant,
    Cross,
    DayOfWeek,
    Indicator,
    Not,
    Number,
    Operand,
    Pattern,
    Price,
    StrategySpec,
    Streak,
    TimeOfDay,
    Trend,
    Within,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypertrade.strategy.compile.values import Numbers

SETTLED_ENOUGH = 700
"""Candles granted to recursive formulas for settling: exchanges such as Kraken give 720."""

CHEAP_HISTORY = 2
"""Below daily candles a longer history costs days, not years: formulas settle this much longer."""

_PATTERN = 30  # TA-Lib's patterns average up to ten candles and span up to five
_DAY = 1440


@dataclass(frozen=True, slots=True)
class Need:
    """Candles before the first value (``window``), and until a start no longer matters."""

    window: float = 0
    settle: float = 0

    def then(self, candles: float) -> Need:
        """Return the need of something ``candles`` further back."""
        return Need(self.window + candles, self.settle + candles)

    @property
    def candles(self) -> int:
        """The history to load."""
        return math.ceil(max(self.window, min(self.settle, SETTLED_ENOUGH)))


Needs = dict[str | None, Need]
"""By timeframe; ``None`` is the strategy's own."""


class Startup:
    """Adds up the history of one strategy."""

    def __init__(self, spec: StrategySpec, numbers: Numbers) -> None:
        """Take the strategy and its parameters, which count at their largest."""
        self._own = timeframe_minutes(spec.timeframe)
        self._timeframe = spec.timeframe
        self._numbers = numbers

    def of(self, spec: StrategySpec) -> dict[str, int]:
        """Return the candles needed of each timeframe, the strategy's own first."""
        rules = [rule.when for rule in (*spec.entries, *spec.exits)]
        needs = self._merge(self._condition(item) for item in (*spec.filters, *rules))
        if spec.atr_stop is not None:
            atr = Indicator(name="atr", params={"period": spec.atr_stop.period})
            needs = self._merge((needs, self._operand(atr)))
        own = needs.pop(None, Need())
        higher = sorted(needs.items(), key=lambda item: timeframe_minutes(str(item[0])))
        counts = {str(timeframe): need.candles for timeframe, need in higher}
        return {self._timeframe: own.candles} | counts

    def _most(self, candles: Number) -> float:
        return max(self._numbers.most(candles), 0)

    def _merge(self, parts: Iterable[Needs]) -> Needs:
        merged: Needs = {}
        for part in parts:
            for timeframe, need in part.items():
                other = merged.get(timeframe, Need())
                merged[timeframe] = Need(
                    max(other.window, need.window), max(other.settle, need.settle)
                )
        return merged

    def _later(self, needs: Needs, candles: float, inside: str | None = None) -> Needs:
        """Return ``needs`` of something read ``candles`` candles (of ``inside``) further back."""
        minutes = candles * (timeframe_minutes(inside) if inside else self._own)
        later: Needs = {inside: Need(candles, candles)} if not needs else {}
        for timeframe, need in needs.items():
            each = timeframe_minutes(timeframe) if timeframe else self._own
            later[timeframe] = need.then(math.ceil(minutes / each))
        return later

    def _operand(self, node: Operand) -> Needs:
        match node:
            case Constant():
                return {}
            case Price():
                return {node.timeframe: Need(1, 1).then(self._most(node.shift))}
            case Indicator():
                need = self._indicator(node, node.timeframe)
                return {node.timeframe: need.then(self._most(node.shift))}
            case Change():
                inside = own_timeframe(node.of)
                return self._later(self._operand(node.of), self._most(node.candles), inside)
            case Arithmetic():
                return self._merge((self._operand(node.left), self._operand(node.right)))

    def _indicator(self, node: Indicator, timeframe: str | None) -> Need:
        params = {name: self._most(value) for name, value in node.params.items()}
        params = {item.name: params[item.name] for item in INDICATORS[node.name].parameters}
        formula = FORMULAS[node.name]
        window, settle = formula.window(params), formula.settle(params)
        if (timeframe_minutes(timeframe) if timeframe else self._own) < _DAY:
            settle *= CHEAP_HISTORY
        if node.name == "session_vwap":
            minutes = timeframe_minutes(timeframe) if timeframe else self._own
            window = math.ceil(_DAY / minutes)
        need = Need(window, max(window, settle))
        if isinstance(node.source, Indicator):
            inner = self._indicator(node.source, timeframe)
            return Need(inner.window + need.window, inner.settle + need.settle)
        return need

    def _condition(self, node: Condition) -> Needs:  # noqa: PLR0911 - one case for each kind
        match node:
            case Compare():
                return self._merge((self._operand(node.left), self._operand(node.right)))
            case Cross():
                both = self._merge((self._operand(node.left), self._operand(node.right)))
                return self._later(both, 1)
            case Between():
                parts = (node.value, node.low, node.high)
                return self._merge(self._operand(part) for part in parts)
            case Trend():
                inside = own_timeframe(node.value)
                return self._later(self._operand(node.value), self._most(node.candles), inside)
            case Pattern():
                need = Need(_PATTERN, _PATTERN).then(self._most(node.shift))
                return {node.timeframe: need}
            case TimeOfDay() | DayOfWeek():
                return {}
            case Ago() | Within() | Streak():
                return self._later(self._condition(node.condition), self._most(node.candles))
            case All() | Any():
                return self._merge(self._condition(part) for part in node.conditions)
            case Not():
                return self._condition(node.condition)
