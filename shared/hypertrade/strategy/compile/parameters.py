"""A strategy's parameters as Freqtrade parameters."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypertrade.strategy.compile import layout
from hypertrade.strategy.compile.values import Numbers, literal
from hypertrade.strategy.spec import Indicator, Parameter, ParameterRef, StrategySpec
from hypertrade.strategy.spec.checks import walk as walk_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypertrade.domain.base import Document

_MOST_DECIMALS = 12


def references(nodes: Iterable[Document]) -> set[str]:
    """Return the names of the parameters that ``nodes`` refer to."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ParameterRef):
            found.add(node.param)
        if isinstance(node, Indicator):
            values = node.params.values()
            found |= {value.param for value in values if isinstance(value, ParameterRef)}
    return found


def walk(*roots: Document | None) -> Iterable[Document]:
    """Yield every document in ``roots``."""
    for root in roots:
        if root is not None:
            yield from walk_document(root)


def declarations(spec: StrategySpec, numbers: Numbers) -> list[str]:
    """Return the class attributes that declare the parameters."""
    entering = references(walk(*spec.entries, *spec.filters))
    protecting = references(walk(*spec.protections))
    lines: list[str] = []
    for item in spec.parameters:
        space = "sell"
        if item.name in entering:
            space = "buy"
        elif item.name in protecting:
            space = "protection"
        lines += _declaration(item, numbers.attributes[item.name], space)
    return lines


def tuned_indicators(spec: StrategySpec) -> bool:
    """Tell whether a parameter stands inside an indicator, so that tuning must recompute them."""
    found = (node for node in spec.nodes() if isinstance(node, Indicator))
    return bool(references(found)) or (
        spec.atr_stop is not None and isinstance(spec.atr_stop.period, ParameterRef)
    )


def _declaration(item: Parameter, attribute: str, space: str) -> list[str]:
    ends = [f"default={literal(item.default)}", f'space="{space}"']
    low, high, step = (Decimal(str(value)) for value in (item.low, item.high, item.step))
    if item.whole and step == 1:
        return layout.call(
            attribute, "IntParameter", [literal(item.low), literal(item.high), *ends], 4
        )
    decimals = -step.adjusted()
    power = step == Decimal(1).scaleb(-decimals) and 0 < decimals <= _MOST_DECIMALS
    if power and not low % step and not high % step:
        ends.insert(1, f"decimals={decimals}")
        arguments = [literal(item.low), literal(item.high), *ends]
        return layout.call(attribute, "DecimalParameter", arguments, 4)
    count = int((high - low) // step) + 1
    if item.whole:
        grid = f"list(range({item.low}, {int(low) + count * int(step)}, {item.step}))"
    else:
        digits = max(-int(value.as_tuple().exponent) for value in (low, step))
        start, each = literal(item.low), literal(item.step)
        grid = f"[round({start} + {each} * n, {max(digits, 0)}) for n in range({count})]"
    return layout.call(attribute, "CategoricalParameter", [grid, *ends], 4)
