"""Rules that span a whole strategy document: names, references, ranges, timeframes.

Each yields every problem it finds; ``require`` refuses the document over the first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from hypertrade.domain.base import Document
from hypertrade.domain.market import timeframe_minutes
from hypertrade.strategy.catalogue import definition
from hypertrade.strategy.spec import operands as o
from hypertrade.strategy.spec.numbers import (
    MINUTES_PER_UNIT,
    Duration,
    Number,
    Parameter,
    ParameterRef,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hypertrade.strategy.spec.document import Rule
    from hypertrade.strategy.spec.plan import BreakEven, RoiStep, TrailingStop

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

_MAY_BE_ZERO = {"after"}
"""Durations that may be nothing; a time limit or a rest of no length says nothing."""


def refuse(field: str, problem: str) -> PydanticCustomError:
    """Return the error to raise: what is wrong, and the field's path from the document's root."""
    return PydanticCustomError("strategy", "{problem}", {"problem": problem, "field": field})


def walk(node: Document) -> Iterator[Document]:
    """Yield ``node`` and every document below it, parents first."""
    for _, part in located(node):
        yield part


def located(node: Document, path: str = "") -> Iterator[tuple[str, Document]]:
    """Yield the path and the document of ``node`` and of everything below it, parents first."""
    yield path, node
    lead = f"{path}." if path else ""
    for name in type(node).model_fields:
        value = getattr(node, name)
        if isinstance(value, Document):
            yield from located(value, f"{lead}{name}")
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Document):
                    yield from located(item, f"{lead}{name}[{index}]")


Problems = Iterator[PydanticCustomError]


def require(problems: Problems) -> None:
    """Refuse what has a problem: the first of them."""
    for problem in problems:
        raise problem


def unique(what: str, names: Sequence[str]) -> Problems:
    """Yield a problem for each name that was used before."""
    for index, name in enumerate(names):
        if name in names[:index]:
            problem = f"the name {name!r} is used twice; give each its own"
            yield refuse(f"{what}[{index}].name", problem)


def sides(entries: Sequence[Rule], exits: Sequence[Rule]) -> Problems:
    """Yield a problem for each exit that closes a side which nothing opens."""
    opened = {rule.side for rule in entries}
    for index, rule in enumerate(exits):
        if rule.side not in opened:
            problem = f"exit {rule.name!r} closes {rule.side} positions, but no entry opens one"
            yield refuse(f"exits[{index}].side", problem)


def timeframes(root: Document, base: str) -> Problems:
    """Yield a problem for each timeframe inside the document that is no multiple above ``base``."""
    own = timeframe_minutes(base)
    for path, node in located(root):
        other = getattr(node, "timeframe", None)
        if node is root or other is None:
            continue
        minutes = timeframe_minutes(other)
        if minutes <= own or minutes % own:
            problem = (
                f"{other} is no whole multiple above the strategy's {base}: name a higher "
                "timeframe, or leave it out for the strategy's own"
            )
            yield refuse(f"{path}.timeframe", problem)


def numbers(root: Document, parameters: Mapping[str, Parameter]) -> Problems:
    """Yield a problem for unknown parameters, numbers out of range, and those not whole.

    Every value that a parameter may take must fit.
    """
    for path, node in located(root):
        if isinstance(node, Parameter | ParameterRef):
            continue
        for name, value in _numbers_of(node):
            field = f"{path}.{name}" if path else name
            low, high, whole = _limits(node, name)
            if isinstance(node, Duration) and path.rpartition(".")[2] not in _MAY_BE_ZERO:
                low = 1
            problem = _number(field, value, parameters, (low, high, whole))
            if problem is not None:
                yield problem


def _number(
    field: str,
    value: Number,
    parameters: Mapping[str, Parameter],
    limits: tuple[float, float, bool],
) -> PydanticCustomError | None:
    low, high, whole = limits
    if isinstance(value, ParameterRef) and value.param not in parameters:
        problem = f"names the parameter {value.param!r}, which parameters does not hold"
        return refuse(field, problem)
    for number in _values(value, parameters):
        if whole and not float(number).is_integer():
            return refuse(field, f"must be a whole number, not {number:g}")
        if not low <= number <= high:
            shown = f"from {low:g} to {high:g}"
            if low == _TINY:
                shown = f"above 0 and at most {high:g}"
            return refuse(field, f"must be {shown}, not {number:g}")
    return None


def stops(
    trailing: TrailingStop | None,
    break_even: BreakEven | None,
    parameters: Mapping[str, Parameter],
) -> Problems:
    """Yield a problem for a stop that would start on the wrong side, at its parameters' default."""

    def default(number: Number) -> float:
        if isinstance(number, ParameterRef):
            known = parameters.get(number.param)
            return math.nan if known is None else known.default  # told elsewhere
        return number

    if trailing is not None and trailing.after is not None:
        distance, after = default(trailing.distance), default(trailing.after)
        if after <= distance:
            problem = (
                f"a trailing stop of {distance:g} that starts after a profit of {after:g} would "
                "start below the entry: start it above its own distance"
            )
            yield refuse("trailing_stop.after", problem)
    if break_even is not None:
        lock, trigger = default(break_even.lock), default(break_even.trigger)
        if lock >= trigger:
            problem = f"a profit of {lock:g} cannot be locked in at a profit of {trigger:g}"
            yield refuse("break_even.lock", problem)


def roi(steps: Sequence[RoiStep], candle_minutes: int) -> Problems:
    """Yield a problem for each step of the ROI table at the time of another."""
    seen: dict[float, int] = {}
    for index, step in enumerate(steps):
        value = step.after.value
        if isinstance(value, ParameterRef):
            continue
        minutes = value * unit_minutes(step.after.unit, candle_minutes)
        if minutes in seen:
            problem = f"starts when roi[{seen[minutes]}] does: give each step its own time"
            yield refuse(f"roi[{index}].after", problem)
        seen.setdefault(minutes, index)


def unit_minutes(unit: str, candle_minutes: int) -> int:
    """Return the minutes in one of ``unit``, a candle taking ``candle_minutes``."""
    return candle_minutes if unit == "candles" else MINUTES_PER_UNIT[unit]


def _numbers_of(node: Document) -> Iterator[tuple[str, Number]]:
    if isinstance(node, o.Indicator):
        yield from ((f"params.{name}", value) for name, value in node.params.items())
    for name in type(node).model_fields:
        value = getattr(node, name)
        number = isinstance(value, int | float | ParameterRef) and not isinstance(value, bool)
        if number and name != "version":
            yield name, value


def _values(value: Number, parameters: Mapping[str, Parameter]) -> tuple[float, ...]:
    if not isinstance(value, ParameterRef):
        return (value,)
    known = parameters[value.param]
    low, high, step = (Decimal(str(item)) for item in (known.low, known.high, known.step))
    # The grid's ends bound it; the default and one step more tell whether all of it is whole.
    last = low + (high - low) // step * step
    return float(low), float(last), float(known.default), float(low + step)


def _limits(node: Document, name: str) -> tuple[float, float, bool]:
    if isinstance(node, o.Indicator) and name.startswith("params."):
        known = definition(node.name)
        parameter = known.parameter(name.removeprefix("params.")) if known else None
        if parameter:
            return parameter.low, parameter.high, parameter.whole
    whole = name in _WHOLE_FIELDS or isinstance(node, Duration)
    low, high = BOUNDS[type(node).__name__, name]
    return low, high, whole
