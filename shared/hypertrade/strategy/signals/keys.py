"""What makes two parts of a strategy one computation, with the tunables' values filled in."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hypertrade.domain.base import Document
from hypertrade.domain.errors import Invalid
from hypertrade.strategy.catalogue import INDICATORS
from hypertrade.strategy.compile.formulas import FORMULAS, Formula
from hypertrade.strategy.compile.parameters import references, walk
from hypertrade.strategy.compile.values import Numbers
from hypertrade.strategy.spec import (
    Ago,
    All,
    Any,
    Condition,
    Indicator,
    Not,
    Number,
    Parameter,
    ParameterRef,
    StrategySpec,
    Streak,
    Within,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from hypertrade.strategy.signals.cache import Key

_SHORTEST_SMA = 2  # as in compile.frames: a shorter one is taken as pandas' mean


def formula_of(node: Indicator, numbers: Numbers) -> tuple[str, Formula]:
    """Return the name and formula by which the compiled strategy computes ``node``."""
    name = node.name
    if name == "sma" and numbers.least(node.params["period"]) < _SHORTEST_SMA:
        name = "mean"
    return name, FORMULAS[name]


class Tunables:
    """The tunables of one strategy, and what does not depend on their values."""

    def __init__(self, spec: StrategySpec) -> None:
        """Take the strategy."""
        self.numbers = Numbers(spec.parameters)
        self._known = {item.name: item for item in spec.parameters}
        self.fixed: dict[int, Hashable] = {}
        """The key of each condition without a tunable, by the id of the condition."""
        defaults = self.at({})
        waiting = [*spec.filters, *(rule.when for rule in (*spec.entries, *spec.exits))]
        while waiting:
            node = waiting.pop()
            waiting += inside(node)
            if not references(walk(node)):
                self.fixed[id(node)] = defaults.key(node)

    def at(self, values: Mapping[str, float]) -> Tuned:
        """Return the strategy's numbers at ``values``, by name; a missing one is at its default.

        Raises:
            Invalid: a value has no parameter, or is outside its range or not whole.
        """
        for name in values:
            if name not in self._known:
                names = ", ".join(self._known) or "none"
                raise Invalid(
                    f"the strategy has no parameter {name!r}",
                    field=f"values.{name}",
                    remedy=f"Its parameters: {names}.",
                )
        chosen = {
            name: _checked(item, values.get(name, item.default))
            for name, item in self._known.items()
        }
        return Tuned(self.numbers, chosen, self.fixed)


class Tuned:
    """The numbers of one strategy at given values of its tunables, and keys of its parts."""

    def __init__(
        self, numbers: Numbers, values: Mapping[str, float], fixed: Mapping[int, Hashable]
    ) -> None:
        """Take every parameter's value; ``fixed`` are keys that no value changes."""
        self.numbers = numbers
        self._values = values
        self._fixed = fixed
        self._keys: dict[int, Hashable] = {}

    def varies(self, node: Condition) -> bool:
        """Tell whether a tunable stands in ``node``."""
        return id(node) not in self._fixed

    def number(self, number: Number) -> float:
        """Return ``number``, whole if it is."""
        return self._values[number.param] if isinstance(number, ParameterRef) else number

    def whole(self, number: Number) -> int:
        """Return ``number``, which is whole."""
        return int(self.number(number))

    def parameters(self, node: Indicator) -> tuple[float, ...]:
        """Return the indicator's numbers in the catalogue's order, whole ones as ``int``."""
        return tuple(
            self.whole(node.params[item.name]) if item.whole else float(self.number(value))
            for item in INDICATORS[node.name].parameters
            for value in (node.params[item.name],)
        )

    def computation(self, node: Indicator) -> Key:
        """Return what makes two indicators one computation: all but output, timeframe, shift."""
        name, _ = formula_of(node, self.numbers)
        source: Hashable = None
        if isinstance(node.source, Indicator):
            source = (self.computation(node.source), node.source.output)
        elif node.source is not None:
            source = node.source.field
        return (name, self.parameters(node), source)

    def key(self, node: Document) -> Hashable:
        """Return what makes two conditions or operands the same."""
        known = self._fixed.get(id(node)) or self._keys.get(id(node))
        if known is None:
            known = self._keys[id(node)] = self._key(node)
        return known

    def _key(self, node: Document) -> Hashable:
        if isinstance(node, Indicator):
            place = (node.output, node.timeframe, self.whole(node.shift))
            return ("indicator", self.computation(node), *place)
        fields = (getattr(node, name) for name in type(node).model_fields)
        return (type(node).__name__, *(self._part(value) for value in fields))

    def _part(self, value: Hashable) -> Hashable:
        if isinstance(value, ParameterRef):
            return self._values[value.param]
        if isinstance(value, Document):
            return self.key(value)
        if isinstance(value, tuple):
            return tuple(self._part(item) for item in value)
        return value  # text, numbers and nothing


def inside(node: Condition) -> tuple[Condition, ...]:
    """Return the conditions directly inside ``node``."""
    match node:
        case All() | Any():
            return node.conditions
        case Ago() | Within() | Streak() | Not():
            return (node.condition,)
        case _:
            return ()


def _checked(item: Parameter, value: float) -> float:
    """Return ``value`` as Freqtrade's parameter would hold it: an ``int`` on a whole grid."""
    if not math.isfinite(value) or not item.low <= value <= item.high:
        raise Invalid(
            f"{item.name} is {value}, outside its range",
            field=f"values.{item.name}",
            remedy=f"Give it a value from {item.low} to {item.high}.",
        )
    if not item.whole:
        return float(value)
    if value != int(value):
        raise Invalid(
            f"{item.name} is {value}, but it counts whole things",
            field=f"values.{item.name}",
            remedy=f"Give it a whole number from {item.low} to {item.high}.",
        )
    return int(value)
