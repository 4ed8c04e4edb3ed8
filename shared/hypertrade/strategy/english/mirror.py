"""The same rule the other way round: for shorts, or as the exit of a cross."""

from __future__ import annotations

from typing import Literal

from hypertrade.strategy.english.scales import scale
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
    Indicator,
    Not,
    Operand,
    ParameterRef,
    Pattern,
    Price,
    Streak,
    Trend,
    Within,
)

_FLIP = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "==": "==", "!=": "!="}
_OUTPUTS = {"upper": "lower", "lower": "upper", "up": "down", "down": "up"}
_NAMES = {"highest": "lowest", "lowest": "highest", "plus_di": "minus_di", "minus_di": "plus_di"}
_FIELDS = {"high": "low", "low": "high"}
_WAYLESS = frozenset(
    [
        "adx",
        "adxr",
        "dx",
        "atr",
        "natr",
        "true_range",
        "choppiness",
        "deviation",
        "obv",
        "volume",
        "total",
    ]
)
_PATTERNS = {
    "morning_star": "evening_star",
    "morning_doji_star": "evening_doji_star",
    "three_white_soldiers": "three_black_crows",
    "hammer": "shooting_star",
    "inverted_hammer": "hanging_man",
    "piercing": "dark_cloud_cover",
    "dragonfly_doji": "gravestone_doji",
}
_PATTERNS |= {new: old for old, new in _PATTERNS.items()}


def mirror(condition: Condition) -> Condition:  # noqa: PLR0911 - one case a kind
    """Return ``condition`` for the other direction: above for below, 30 for 70, highs for lows.

    What knows no direction (volume, ADX, time) stays as it is.
    """
    if isinstance(condition, All | Any):
        return type(condition)(conditions=tuple(mirror(item) for item in condition.conditions))
    if isinstance(condition, Not | Ago | Within | Streak):
        return condition.model_copy(update={"condition": mirror(condition.condition)})
    if isinstance(condition, Pattern):
        signal = {"bullish": "bearish", "bearish": "bullish", "any": "any"}[condition.signal]
        name = _PATTERNS.get(condition.name, condition.name)
        return Pattern.model_validate(
            {
                "name": name,
                "signal": signal,
                "timeframe": condition.timeframe,
                "shift": condition.shift,
            }
        )
    if isinstance(condition, Trend):
        if _wayless(condition.value):
            return condition
        way: Literal["rising", "falling"] = (
            "falling" if condition.direction == "rising" else "rising"
        )
        return condition.model_copy(update={"direction": way, "value": _other(condition.value)})
    if isinstance(condition, Between):
        if _wayless(condition.value):
            return condition
        kind = _kind(condition.value)
        return Between(
            value=_other(condition.value),
            low=_level(condition.high, kind),
            high=_level(condition.low, kind),
        )
    if isinstance(condition, Compare | Cross):
        return _comparison(condition)
    return condition


def _comparison(condition: Compare | Cross) -> Condition:
    if _wayless(condition.left):
        return condition
    kind = _kind(condition.left)
    left = _other(condition.left)
    right = (
        _level(condition.right, kind)
        if isinstance(condition.right, Constant)
        else _other(condition.right)
    )
    if isinstance(condition, Cross):
        way = condition.direction
        if not _swaps(condition):
            way = "below" if way == "above" else "above"
        return Cross(left=left, direction=way, right=right)
    # "+DI above -DI" mirrors by its names alone
    op = condition.op if _swaps(condition) else _FLIP[condition.op]
    return Compare.model_validate({"left": left, "op": op, "right": right})


def _swaps(condition: Compare | Cross) -> bool:
    return all(
        isinstance(side, Indicator)
        and (side.name in {"plus_di", "minus_di"} or side.name == "aroon")
        for side in (condition.left, condition.right)
    )


def _kind(operand: Operand) -> str:
    return scale(operand)


def _wayless(operand: Operand) -> bool:
    kind = scale(operand)
    if isinstance(operand, Indicator) and operand.name == "bollinger" and operand.output == "width":
        return True
    return kind in _WAYLESS


def _level(level: Operand, kind: str) -> Operand:
    if not isinstance(level, Constant) or isinstance(level.value, ParameterRef):
        return level
    value = level.value
    if kind == "hundred":
        return Constant(value=round(100 - value, 10))
    if kind == "williams_r":
        return Constant(value=round(-100 - value, 10))
    if kind == "zero":
        return Constant(value=-value if value else 0)
    return level


def _other(operand: Operand) -> Operand:
    if isinstance(operand, Price):
        return operand.model_copy(update={"field": _FIELDS.get(operand.field, operand.field)})
    if isinstance(operand, Indicator):
        source = operand.source
        changed = {
            "name": _NAMES.get(operand.name, operand.name),
            "output": _OUTPUTS.get(operand.output, operand.output),
            "source": _other(source)
            if source is not None and operand.name in {"highest", "lowest"}
            else source,
        }
        return operand.model_copy(update=changed)
    if isinstance(operand, Change):
        return operand
    if isinstance(operand, Arithmetic):
        left, right = operand.left, operand.right
        if (
            operand.op == "*"
            and isinstance(left, Constant)
            and scale(right) == "price"
            and not isinstance(left.value, ParameterRef)
        ):
            return Arithmetic(
                op="*", left=Constant(value=round(2 - left.value, 12)), right=_other(right)
            )
        swapped = {"+": "-", "-": "+", "min": "max", "max": "min"}.get(operand.op, operand.op)
        return Arithmetic.model_validate(
            {
                "op": swapped,
                "left": _other(left),
                "right": right if operand.op in "+-" else _other(right),
            }
        )
    return operand


def opposite_cross(condition: Condition) -> Condition | None:
    """Return the opposite of the one cross between two lines in ``condition``, or ``None``."""
    crosses = [item for item in _crosses(condition) if _of_lines(item)]
    if len(crosses) != 1:
        return None
    way: Literal["above", "below"] = "below" if crosses[0].direction == "above" else "above"
    return crosses[0].model_copy(update={"direction": way})


def _crosses(condition: Condition) -> list[Cross]:
    if isinstance(condition, Cross):
        return [condition]
    if isinstance(condition, All):
        return [found for item in condition.conditions for found in _crosses(item)]
    return []


def _of_lines(cross: Cross) -> bool:
    left = cross.left
    if isinstance(left, Indicator) and left.output in {"direction", "histogram"}:
        return True
    edge = isinstance(cross.right, Indicator) and (
        cross.right.name in {"highest", "lowest", "donchian"}
        or cross.right.output in {"upper", "lower"}
    )
    return not isinstance(cross.right, Constant) and not edge
