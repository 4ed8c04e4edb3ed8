"""Rule trees as columns of flags, as ``compile.conditions`` writes them."""

from __future__ import annotations

import math
import operator
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from hypertrade.strategy.compile.operands import own_timeframe
from hypertrade.strategy.signals.operands import is_column
from hypertrade.strategy.spec import (
    WEEKDAYS,
    Ago,
    All,
    Between,
    Compare,
    Condition,
    Cross,
    DayOfWeek,
    Not,
    Pattern,
    Streak,
    TimeOfDay,
    Trend,
    Within,
)
from hypertrade.strategy.spec import Any as AnyOf

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from hypertrade.arrays import Candles
    from hypertrade.strategy.signals.keys import Tuned
    from hypertrade.strategy.signals.memo import Memo
    from hypertrade.strategy.signals.operands import Operands, Value

    Flags = NDArray[np.bool_]

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}
_MINUTE = 60_000
_DAY = 1440 * _MINUTE
_WEEK = 7 * _DAY
_EPOCH_WEEKDAY = 3  # 1 January 1970 was a Thursday


class Conditions:
    """Judges conditions of one strategy on one pair's own candles."""

    def __init__(self, candles: Candles, operands: Operands, tuned: Tuned, memo: Memo) -> None:
        """``candles`` are the strategy's own."""
        self._candles = candles
        self._rows = len(candles)
        self._operands = operands
        self._tuned = tuned
        self._memo = memo
        self._token = operands.lines(None).token

    def holds(self, node: Condition) -> Flags:
        """Return where ``node`` holds, shape (n,); not to be written to."""
        key = (self._token, self._operands.tokens, self._tuned.key(node))
        return self._memo.flags(key, lambda: self._judge(node), tuned=self._tuned.varies(node))

    def _judge(self, node: Condition) -> Flags:  # noqa: C901, PLR0911 - one case for each kind
        match node:
            case Compare():
                return self._compare(node)
            case Cross():
                return self._cross(node)
            case Between():
                return self._between(node)
            case Trend():
                return self._trend(node)
            case Pattern():
                return self._pattern(node)
            case TimeOfDay():
                return self._time_of_day(node)
            case DayOfWeek():
                return self._day_of_week(node)
            case Ago() | Within() | Streak():
                return self._past(node)
            case All():
                return reduce(operator.and_, map(self.holds, node.conditions))
            case AnyOf():
                return reduce(operator.or_, map(self.holds, node.conditions))
            case Not():
                return ~self.holds(node.condition)

    def _everywhere(self, flag: object) -> Flags:
        """Return one answer for every candle, or the answers themselves."""
        return flag if isinstance(flag, np.ndarray) else np.full(self._rows, bool(flag))

    def _compare(self, node: Compare) -> Flags:
        left, right = self._operands.value(node.left), self._operands.value(node.right)
        held = _OPERATORS[node.op](left, right)
        if node.op == "!=" and isinstance(held, np.ndarray):  # NaN differs from everything
            for item in (left, right):
                if is_column(item):
                    held &= ~np.isnan(item)
        return self._everywhere(held)

    def _cross(self, node: Cross) -> Flags:
        left, right = self._operands.value(node.left), self._operands.value(node.right)
        # qtpylib's crossed (technical/vendor/qtpylib/indicators.py): never on the first candle.
        crossed = np.zeros(self._rows, bool)
        if is_column(left) or is_column(right):
            now, before = (">", "<=") if node.direction == "above" else ("<", ">=")
            crossed[1:] = _OPERATORS[now](_tail(left), _tail(right))
            crossed[1:] &= _OPERATORS[before](_head(left), _head(right))
        return crossed

    def _between(self, node: Between) -> Flags:
        value, low, high = (
            self._operands.value(item) for item in (node.value, node.low, node.high)
        )
        return self._everywhere(_both(low <= value, value <= high))

    def _trend(self, node: Trend) -> Flags:
        timeframe = own_timeframe(node.value)
        value = self._operands.value(node.value, timeframe)
        if not isinstance(value, np.ndarray):
            return np.zeros(self._rows, bool)
        moved = np.zeros(len(value), bool)
        compare = np.greater if node.direction == "rising" else np.less
        compare(value[1:], value[:-1], out=moved[1:])
        moved = in_a_row(moved, self._tuned.whole(node.candles))
        return moved if timeframe is None else self._operands.lift(moved, timeframe)

    def _pattern(self, node: Pattern) -> Flags:
        seen = self._operands.lines(node.timeframe).pattern(node)
        match node.signal:
            case "bullish":
                held = seen > 0
            case "bearish":
                held = seen < 0
            case _:
                held = seen != 0
        held = ago(held, self._tuned.whole(node.shift))
        return held if node.timeframe is None else self._operands.lift(held, node.timeframe)

    def _past(self, node: Ago | Within | Streak) -> Flags:
        inner, candles = self.holds(node.condition), self._tuned.whole(node.candles)
        match node:
            case Ago():
                return ago(inner, candles)
            case Within():
                return lately(inner, candles)
            case Streak():
                return in_a_row(inner, candles)

    def _time_of_day(self, node: TimeOfDay) -> Flags:
        start, stop = _minutes(node.start), _minutes(node.stop)

        def judge(opens: NDArray[np.int64]) -> Flags:
            minute = opens // _MINUTE % 1440
            if start < stop:
                return (start <= minute) & (minute < stop)
            return (minute >= start) | (minute < stop)

        return self._recurring(_DAY, judge)

    def _day_of_week(self, node: DayOfWeek) -> Flags:
        days = [WEEKDAYS.index(day) for day in node.days]
        return self._recurring(
            _WEEK, lambda opens: np.isin((opens // _DAY + _EPOCH_WEEKDAY) % 7, days)
        )

    def _recurring(self, span: int, judge: Callable[[NDArray[np.int64]], Flags]) -> Flags:
        """Judge one ``span`` (milliseconds) of opening times; the others repeat its answers."""
        candles = self._candles
        rows = min(math.lcm(candles.step, span) // candles.step, self._rows)
        if rows == 0:
            return np.zeros(0, bool)
        opens = np.arange(rows, dtype=np.int64) * candles.step + candles.first
        return np.resize(judge(opens), self._rows)


def ago(flags: Flags, candles: int) -> Flags:
    """Return what ``flags`` were ``candles`` rows before; false where there is none."""
    if candles == 0:
        return flags
    result = np.zeros_like(flags)
    result[candles:] = flags[: max(len(flags) - candles, 0)]
    return result


def lately(flags: Flags, candles: int) -> Flags:
    """Return where ``flags`` held on at least one of the last ``candles`` rows."""
    return _count(flags, candles) > 0


def in_a_row(flags: Flags, candles: int) -> Flags:
    """Return where ``flags`` held on each of the last ``candles`` rows, all of which exist."""
    return flags if candles == 1 else _count(flags, candles) == candles


def _count(flags: Flags, candles: int) -> NDArray[np.int32]:
    """Return how many of the last ``candles`` rows hold; fewer rows count at the start."""
    total = np.cumsum(flags, dtype=np.int32)
    if candles < len(flags):
        window = total.copy()
        window[candles:] -= total[:-candles]
        return window
    return total


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _tail(value: Value) -> Value:
    return value[1:] if isinstance(value, np.ndarray) else value


def _head(value: Value) -> Value:
    return value[:-1] if isinstance(value, np.ndarray) else value


def _both(left: Any, right: Any) -> Any:
    """Return ``left and right``, each a column of flags or one flag."""
    return left & right
