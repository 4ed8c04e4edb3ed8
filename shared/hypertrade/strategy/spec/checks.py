"""Rules that span a whole strategy document: names, references, ranges, timeframes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from hypertrade.domain.base import Document
from hypertrade.domain.market import timeframe_minutes
from hypertrade.strategy.catalogue import definition
from hypertrade.strategy.spec import conditions as c
from hypertrade.strategy.spec import operands as o
from hypertrade.strategy.spec import plan as p
from hypertrade.strategy.spec.numbers import (
    MINUTES_PER_UNIT,
    Duration,
    Parameter,
    ParameterRef,
)

if TYPE_CHECKING:
    from hypertrade.strategy.spec.document import Rule

_TINY = 1e-9
_MANY = 100_000.0
_ANY = (-math.inf, math.inf)
_RATIO = (_TINY, 1.0)
_GAIN = (_TINY, 1000.0)
_COUNT = (1.0, _MANY)

BOUNDS: dict[tuple[str, str], tuple[float, float]] = {
    ("StrategySpec", "take_profit"): _GAIN,
    ("StrategySpec", "stop_loss"): _RATIO,
    ("StrategySpec", "leverage"): (1.0, 125.0),
    ("StrategySpec", "max_open_trades"): _COUNT,
    ("RoiStep", "profit"): (-1.0, 1000.0),
    ("AtrStop", "multiple"): (_TINY, 1000.0),
    ("AtrStop", "period"): (1.0, 5000.0),
    ("TrailingStop", "distance"): _RATIO,
    ("TrailingStop", "after"): _GAIN,
    ("BreakEven", "trigger"): _GAIN,
    ("BreakEven", "lock"): (0.0, 1000.0),
    ("FixedStake", "amount"): (_TINY, 1e12),
    ("ShareStake", "fraction"): _RATIO,
    ("ScaleIn", "times"): (1.0, 100.0),
    ("ScaleIn", "move"): _RATIO,
    ("ScaleIn", "size"): (_TINY, 100.0),
    ("StoplossGuard", "trades"): _COUNT,
    ("StoplossGuard", "required_profit"): (-1.0, 1000.0),
    ("DrawdownGuard", "trades"): _COUNT,
    ("DrawdownGuard", "drawdown"): _RATIO,
    ("LowProfitGuard", "trades"): _COUNT,
    ("LowProfitGuard", "required_profit"): (-1.0, 1000.0),
    ("Duration", "value"): (0.0, 1e7),
    ("Change", "candles"): _COUNT,
    ("Trend", "candles"): _COUNT,
    ("Ago", "candles"): _COUNT,
    ("Within", "candles"): _COUNT,
    ("Streak", "candles"): _COUNT,
    ("Price", "shift"): (0.0, _MANY),
    ("Indicator", "shift"): (0.0, _MANY),
    ("Pattern", "shift"): (0.0, _MANY),
    ("Pattern", "penetration"): (0.0, 1.0),
    ("Constant", "value"): _ANY,
}
"""The closed range of every number in the document, by model and field; tested to be complete."""

_WHOLE_FIELDS = {
    "candles",
    "shift",
    "times",
    "trades",
    "max_open_trades",
    "period",
}


def walk(node: Document) -> Iterator[Document]:
    """Yield ``node`` and every document below it, parents first."""
    yield node
    for name in type(node).model_fields:
        value = getattr(node, name)
        if isinstance(value, Document):
            yield from walk(value)
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Document):
                    yield from walk(item)


def path(loc: Iterable[int | str]) -> str:
    """Return pydantic's location as ``entries[0].when``, without the names of union members."""
    text = ""
    for part in loc:
        if isinstance(part, int):
            text += f"[{part}]"
        elif part.replace("_", "").islower() and part not in _UNION_TAGS:
            text += f".{part}" if text else part
    return text


_UNION_TAGS = {
    model.model_fields["kind"].default
    for module in (c, o, p)
    for model in vars(module).values()
    if isinstance(model, type) and issubclass(model, Document) and "kind" in model.model_fields
} | {"float", "int"}


def unique(what: str, names: Sequence[str]) -> None:
    """Raise ``ValueError`` if two of ``names`` are the same."""
    for index, name in enumerate(names):
        if name in names[:index]:
            msg = f"{what}: the name {name!r} is used twice; give each its own"
            raise ValueError(msg)


def sides(entries: Sequence[Rule], exits: Sequence[Rule]) -> None:
    """Raise ``ValueError`` if an exit closes a side that nothing opens."""
    opened = {rule.side for rule in entries}
    for rule in exits:
        if rule.side not in opened:
            msg = f"exit {rule.name!r} closes {rule.side} positions, but no entry opens one"
            raise ValueError(msg)


def timeframes(root: Document, base: str) -> None:
    """Raise ``ValueError`` unless every timeframe named inside is a multiple above ``base``."""
    own = timeframe_minutes(base)
    for node in walk(root):
        other = getattr(node, "timeframe", None)
        if node is root or other is None:
            continue
        minutes = timeframe_minutes(other)
        if minutes <= own or minutes % own:
            msg = f"timeframe {other} must be higher than the strategy's {base} (leave it out if equal)"
            raise ValueError(msg)


def numbers(root: Document, parameters: Mapping[str, Parameter]) -> None:
    """Raise ``ValueError`` for an unknown parameter, a fraction where only whole numbers make
    sense, or a number (any value of a parameter) outside its range.
    """
    for node in walk(root):
        if isinstance(node, (Parameter, ParameterRef)):
            continue
        for name, value in _numbers_of(node):
            for number in _values(name, value, parameters):
                low, high, whole = _limits(node, name)
                if whole and not float(number).is_integer():
                    msg = f"{name} must be a whole number, not {number}"
                    raise ValueError(msg)
                if not low <= number <= high:
                    shown = " to ".join(f"{edge:g}" for edge in (low, high))
                    msg = f"{name} must be from {shown}, not {number}"
                    raise ValueError(msg)


def unit_minutes(unit: str, candle_minutes: int) -> int:
    """Return the minutes in one of ``unit``, a candle taking ``candle_minutes``."""
    return candle_minutes if unit == "candles" else MINUTES_PER_UNIT[unit]


def _numbers_of(node: Document) -> Iterator[tuple[str, float | ParameterRef]]:
    if isinstance(node, o.Indicator):
        yield from node.params.items()
    for name in type(node).model_fields:
        value = getattr(node, name)
        if isinstance(value, (int, float, ParameterRef)) and not isinstance(value, bool):
            if name != "version":
                yield name, value


def _values(
    name: str, value: float | ParameterRef, parameters: Mapping[str, Parameter]
) -> tuple[float, ...]:
    if not isinstance(value, ParameterRef):
        return (value,)
    known = parameters.get(value.param)
    if known is None:
        msg = f"{name} names the parameter {value.param!r}, which is not defined in parameters"
        raise ValueError(msg)
    low, high, step = (Decimal(str(item)) for item in (known.low, known.high, known.step))
    # The grid's ends bound it; the default and one step more tell whether all of it is whole.
    last = low + (high - low) // step * step
    return float(low), float(last), float(known.default), float(low + step)


def _limits(node: Document, name: str) -> tuple[float, float, bool]:
    if isinstance(node, o.Indicator) and name in node.params:
        known = definition(node.name)
        parameter = known.parameter(name) if known else None
        if parameter:
            return parameter.low, parameter.high, parameter.whole
    whole = name in _WHOLE_FIELDS or isinstance(node, Duration)
    low, high = BOUNDS[type(node).__name__, name]
    return low, high, whole
