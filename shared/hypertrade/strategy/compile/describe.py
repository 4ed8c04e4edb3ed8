"""Short plain readings of conditions and operands, for comments and diagnosis."""

from __future__ import annotations

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
    ParameterRef,
    Pattern,
    Price,
    Streak,
    TimeOfDay,
    Trend,
    Within,
)

_SYMBOLS = {"+": "+", "-": "-", "*": "*", "/": "/"}
_SHORT = 4


def _number(value: Number) -> str:
    return value.param if isinstance(value, ParameterRef) else f"{value}"


def _where(node: Price | Indicator | Pattern) -> str:
    text = f" on {node.timeframe}" if node.timeframe else ""
    return text + (f" {_number(node.shift)} candles ago" if node.shift != 0 else "")


def describe_operand(node: Operand) -> str:
    """Return ``node`` in a few words, such as ``EMA(200) on 1d``."""
    match node:
        case Constant():
            return _number(node.value)
        case Price():
            return node.field + _where(node)
        case Indicator():
            return _indicator(node) + _where(node)
        case Change():
            return f"change of {describe_operand(node.of)} over {_number(node.candles)} candles"
        case Arithmetic(op="min" | "max"):
            return f"{node.op}({describe_operand(node.left)}, {describe_operand(node.right)})"
        case Arithmetic():
            return f"({describe_operand(node.left)} {node.op} {describe_operand(node.right)})"


def _indicator(node: Indicator) -> str:
    words = node.name.split("_")
    name = " ".join(word.upper() if len(word) <= _SHORT else word for word in words)
    params = ", ".join(_number(value) for value in node.params.values())
    text = f"{name}({params})" if params else name
    if node.output != "value":
        text += f" {node.output.replace('_', ' ')}"
    if node.source is None or (isinstance(node.source, Price) and node.source.field == "close"):
        return text
    return f"{text} of {describe_operand(node.source)}"


def describe(node: Condition) -> str:
    """Return ``node`` in a few words, such as ``RSI(14) crosses below 30``."""
    match node:
        case Compare():
            return f"{describe_operand(node.left)} {node.op} {describe_operand(node.right)}"
        case Cross():
            return (
                f"{describe_operand(node.left)} crosses {node.direction} "
                f"{describe_operand(node.right)}"
            )
        case Between():
            low, high = describe_operand(node.low), describe_operand(node.high)
            return f"{describe_operand(node.value)} between {low} and {high}"
        case Trend():
            return (
                f"{describe_operand(node.value)} {node.direction} for "
                f"{_number(node.candles)} candles"
            )
        case Pattern():
            return f"{node.signal} pattern {node.name.replace('_', ' ')}{_where(node)}"
        case TimeOfDay():
            return f"candle opens from {node.start} to {node.stop} UTC"
        case DayOfWeek():
            return f"candle opens on {', '.join(node.days)}"
        case Ago() | Within() | Streak() | Not():
            return _modified(node)
        case All():
            return f"all of {len(node.conditions)}: {_listed(node.conditions)}"
        case Any():
            return f"any of {len(node.conditions)}: {_listed(node.conditions)}"


def _modified(node: Ago | Within | Streak | Not) -> str:
    inner = describe(node.condition)
    match node:
        case Ago():
            return f"{_number(node.candles)} candles ago: {inner}"
        case Within():
            return f"within the last {_number(node.candles)} candles: {inner}"
        case Streak():
            return f"for {_number(node.candles)} candles in a row: {inner}"
        case Not():
            return f"not: {inner}"


def _listed(conditions: tuple[Condition, ...]) -> str:
    return "; ".join(f"[{describe(item)}]" for item in conditions)
