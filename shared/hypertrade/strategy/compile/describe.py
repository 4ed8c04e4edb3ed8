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

_SHORT = 4
_WIDE = (All, Any, Ago, Within, Streak, Not)


def _number(value: Number) -> str:
    return value.param if isinstance(value, ParameterRef) else f"{value}"


def _candles(value: Number) -> str:
    return "1 candle" if value == 1 else f"{_number(value)} candles"


def _where(node: Price | Indicator | Pattern) -> str:
    text = f" on {node.timeframe}" if node.timeframe else ""
    return text + (f" {_candles(node.shift)} ago" if node.shift != 0 else "")


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
            return f"change of {describe_operand(node.of)} over {_candles(node.candles)}"
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


def describe(node: Condition) -> str:  # noqa: C901, PLR0911 - one case for each kind
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
            text = f"{describe_operand(node.value)} {node.direction}"
            return text if node.candles == 1 else f"{text} for {_number(node.candles)} candles"
        case Pattern():
            return f"{node.signal} pattern {node.name.replace('_', ' ')}{_where(node)}"
        case TimeOfDay():
            return f"candle opens from {node.start} to {node.stop} UTC"
        case DayOfWeek():
            return f"candle opens on {', '.join(node.days)}"
        case Ago() | Within() | Streak() | Not():
            return _modified(node)
        case All():
            return _listed("and", node.conditions)
        case Any():
            return _listed("or", node.conditions)


def _modified(node: Ago | Within | Streak | Not) -> str:
    inner = describe(node.condition)
    match node:
        case Ago():
            return f"{_candles(node.candles)} ago: {inner}"
        case Within():
            return f"within the last {_candles(node.candles)}: {inner}"
        case Streak():
            return f"for {_candles(node.candles)} in a row: {inner}"
        case Not():
            wide = isinstance(node.condition, _WIDE)
            return f"not: ({inner})" if wide else f"not: {inner}"


def _listed(word: str, conditions: tuple[Condition, ...]) -> str:
    parts = []
    for item in conditions:
        text = describe(item)
        parts.append(f"({text})" if isinstance(item, _WIDE) else text)
    return f" {word} ".join(parts)
