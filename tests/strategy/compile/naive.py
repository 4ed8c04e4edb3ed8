"""The meaning of conditions, written as plainly as possible: one candle at a time.

The compiler's vectorised output must agree with this on every candle.
"""

from __future__ import annotations

import math
import operator as op
from typing import Any

import numpy as np
import pandas as pd
import talib
from hypertrade.domain.market import MINUTES_OF
from hypertrade.strategy.catalogue import PATTERNS
from hypertrade.strategy.spec import (
    WEEKDAYS,
    Ago,
    All,
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
    Operand,
    Pattern,
    Price,
    Streak,
    TimeOfDay,
    Trend,
    Within,
)
from hypertrade.strategy.spec import Any as AnyOf

from tests.strategy.compile.harness import resample

INDICATORS = ("sma", "ema", "rsi", "highest", "atr")
"""Those this evaluator can compute by itself."""

NAN = math.nan


class Evaluator:
    """Judges conditions on one pair's candles, row by row."""

    def __init__(self, frame: pd.DataFrame, timeframe: str = "1h") -> None:
        self.own = timeframe
        self.frames = {timeframe: frame}
        self.base = frame
        self.clocks = frame["date"].dt.strftime("%H:%M").tolist()
        self.weekdays = [WEEKDAYS[day] for day in frame["date"].dt.day_of_week]
        self._series: dict[str, np.ndarray] = {}
        self._positions: dict[str, list[int]] = {}
        self._keys: dict[int, tuple[object, str]] = {}

    def frame(self, timeframe: str | None) -> pd.DataFrame:
        name = timeframe or self.own
        if name not in self.frames:
            self.frames[name] = resample(self.base, name)
        return self.frames[name]

    def position(self, row: int, timeframe: str | None) -> int:
        """Return which candle of ``timeframe`` was the last to close when ``row`` closed."""
        if timeframe is None:
            return row
        if timeframe not in self._positions:
            now = self.base["date"] + pd.Timedelta(minutes=MINUTES_OF[self.own])
            length = pd.Timedelta(minutes=MINUTES_OF[timeframe])
            closes = (self.frame(timeframe)["date"] + length).tolist()
            self._positions[timeframe] = [
                sum(close <= moment for close in closes) - 1 for moment in now
            ]
        return self._positions[timeframe][row]

    # Operands

    def series(self, node: Price | Indicator | Pattern) -> np.ndarray:
        if id(node) not in self._keys:  # the node is kept too, so that its id stays its own
            self._keys[id(node)] = (node, f"{type(node).__name__}{node.canonical_json()}")
        key = self._keys[id(node)][1]
        if key not in self._series:
            self._series[key] = self._compute(node)
        return self._series[key]

    def _compute(self, node: Price | Indicator | Pattern) -> np.ndarray:
        frame = self.frame(node.timeframe)
        columns = {name: frame[name].to_numpy(float) for name in frame.columns if name != "date"}
        high, low, close = columns["high"], columns["low"], columns["close"]
        columns["hl2"] = (high + low) / 2
        columns["hlc3"] = (high + low + close) / 3
        columns["ohlc4"] = (columns["open"] + high + low + close) / 4
        if isinstance(node, Price):
            return columns[node.field]
        if isinstance(node, Pattern):
            extra = {} if node.penetration is None else {"penetration": float(node.penetration)}  # type: ignore[arg-type]
            function = getattr(talib, PATTERNS[node.name].function)
            return np.asarray(function(columns["open"], high, low, close, **extra), dtype=float)
        period: Any = node.params["period"]
        if node.name == "atr":
            return np.asarray(talib.ATR(high, low, close, period))
        source = node.source
        assert source is not None
        values = self.series(source.model_copy(update={"timeframe": node.timeframe}))
        if len(values) < period:
            return np.full(len(values), NAN)
        if node.name == "highest":
            window = [values[max(0, i - period + 1) : i + 1] for i in range(len(values))]
            return np.array([max(part) if len(part) == period else NAN for part in window])
        return np.asarray(getattr(talib, node.name.upper())(values, period))

    def has_series(self, node: Operand) -> bool:
        match node:
            case Constant():
                return False
            case Change():
                return self.has_series(node.of)
            case Arithmetic():
                return self.has_series(node.left) or self.has_series(node.right)
        return True

    def timeframes(self, node: Operand) -> set[str | None]:
        match node:
            case Price() | Indicator():
                return {node.timeframe}
            case Change():
                return self.timeframes(node.of)
            case Arithmetic():
                return self.timeframes(node.left) | self.timeframes(node.right)
        return set()

    def own_timeframe(self, node: Operand) -> str | None:
        found = self.timeframes(node)
        return found.pop() if len(found) == 1 else None

    def value(self, node: Operand, at: int, on: str | None = None) -> float:
        """Return ``node`` at candle ``at`` of timeframe ``on`` (``None``: the strategy's own)."""
        if at < 0:
            return NAN
        match node:
            case Constant():
                return float(node.value)  # type: ignore[arg-type]
            case Price() | Indicator():
                place = at if node.timeframe == on else self.position(at, node.timeframe)
                place -= int(node.shift)  # type: ignore[arg-type]
                return float(self.series(node)[place]) if place >= 0 else NAN
            case Change():
                return self.change(node, at, on)
            case Arithmetic():
                left, right = self.value(node.left, at, on), self.value(node.right, at, on)
                return self.arithmetic(node.op, left, right)
        raise AssertionError(node)

    def change(self, node: Change, at: int, on: str | None) -> float:
        if not self.has_series(node.of):
            return 0.0
        higher = self.own_timeframe(node.of)
        if higher is not None and higher != on:
            at, on = self.position(at, higher), higher
        before = self.value(node.of, at - int(node.candles), on)  # type: ignore[arg-type]
        return self.arithmetic("/", self.value(node.of, at, on), before) - 1

    def arithmetic(self, operator: str, left: float, right: float) -> float:
        with np.errstate(all="ignore"):
            a, b = np.float64(left), np.float64(right)
            match operator:
                case "+":
                    return float(a + b)
                case "-":
                    return float(a - b)
                case "*":
                    return float(a * b)
                case "/":
                    return float(a / b)
                case "min":
                    return float(np.minimum(a, b))
                case _:
                    return float(np.maximum(a, b))

    # Conditions

    def holds(  # noqa: C901, PLR0911, PLR0912 - one case for each kind
        self, node: Condition, row: int
    ) -> bool:
        """Tell whether ``node`` holds on candle ``row``; before the first candle nothing does."""
        if row < 0:
            return False
        match node:
            case Compare():
                left, right = self.value(node.left, row), self.value(node.right, row)
                return self.compare(node.op, left, right)
            case Cross():
                return self.crosses(node, row)
            case Between():
                low, value, high = (self.value(x, row) for x in (node.low, node.value, node.high))
                return low <= value <= high
            case Trend():
                return self.trends(node, row)
            case Pattern():
                place = self.position(row, node.timeframe) - int(node.shift)  # type: ignore[arg-type]
                value = self.series(node)[place] if place >= 0 else 0
                return bool(
                    {"bullish": value > 0, "bearish": value < 0}.get(node.signal, value != 0)
                )
            case TimeOfDay():
                clock = self.clocks[row]
                if node.start < node.stop:
                    return bool(node.start <= clock < node.stop)
                return bool(clock >= node.start or clock < node.stop)
            case DayOfWeek():
                return self.weekdays[row] in node.days
            case All():
                return all(self.holds(part, row) for part in node.conditions)
            case AnyOf():
                return any(self.holds(part, row) for part in node.conditions)
            case Not():
                return not self.holds(node.condition, row)
            case Ago():
                return self.holds(node.condition, row - int(node.candles))  # type: ignore[arg-type]
            case Within():
                back = range(int(node.candles))  # type: ignore[arg-type]
                return any(self.holds(node.condition, row - n) for n in back)
            case Streak():
                back = range(int(node.candles))  # type: ignore[arg-type]
                return all(self.exists_and_holds(node.condition, row - n) for n in back)
        raise AssertionError(node)

    def exists_and_holds(self, node: Condition, row: int) -> bool:
        return row >= 0 and self.holds(node, row)

    def compare(self, operator: str, left: float, right: float) -> bool:
        if math.isnan(left) or math.isnan(right):
            return False
        functions = {
            ">": op.gt,
            ">=": op.ge,
            "<": op.lt,
            "<=": op.le,
            "==": op.eq,
            "!=": op.ne,
        }
        return bool(functions[operator](left, right))

    def crosses(self, node: Cross, row: int) -> bool:
        if row == 0 or not (self.has_series(node.left) or self.has_series(node.right)):
            return False
        left, right = self.value(node.left, row), self.value(node.right, row)
        left_before, right_before = self.value(node.left, row - 1), self.value(node.right, row - 1)
        if node.direction == "above":
            return left > right and left_before <= right_before
        return left < right and left_before >= right_before

    def trends(self, node: Trend, row: int) -> bool:
        if not self.has_series(node.value):
            return False
        on = self.own_timeframe(node.value)
        at = self.position(row, on)
        for back in range(int(node.candles)):  # type: ignore[arg-type]
            now, before = (
                self.value(node.value, at - back, on),
                self.value(node.value, at - back - 1, on),
            )
            if not (now > before if node.direction == "rising" else now < before):
                return False
        return True
