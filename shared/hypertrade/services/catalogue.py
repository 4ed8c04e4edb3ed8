"""The catalogue of what strategies are made of."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pydantic_core import PydanticUndefined

from hypertrade.domain.catalogue import (
    Catalogue,
    IndicatorEntry,
    IndicatorLine,
    IndicatorParameter,
    PatternEntry,
    TemplateEntry,
    Turn,
)
from hypertrade.domain.market import MINUTES_OF

if TYPE_CHECKING:
    from hypertrade.strategy.catalogue import IndicatorDefinition, ParameterDefinition
    from hypertrade.strategy.catalogue.patterns import PatternDefinition


def catalogue() -> Catalogue:
    """Return the catalogue: the same until the next release."""
    from hypertrade.strategy.catalogue import FAMILIES, PATTERNS
    from hypertrade.strategy.schema import spec_schema
    from hypertrade.strategy.templates import templates

    return Catalogue(
        spec_schema=spec_schema(),
        indicators=tuple(
            _indicator(known, group) for group, family in FAMILIES.items() for known in family
        ),
        patterns=tuple(map(_pattern, PATTERNS.values())),
        templates=tuple(TemplateEntry(**dict(item)) for item in templates()),
        ranges=_ranges(),
        timeframes=tuple(MINUTES_OF),
    )


def _indicator(known: IndicatorDefinition, group: str) -> IndicatorEntry:
    from hypertrade.strategy.catalogue.summaries import SUMMARIES
    from hypertrade.strategy.english.titles import short_title

    lines = tuple(_line(known.name, output) for output in known.outputs)
    return IndicatorEntry(
        name=known.name,
        title=known.title,
        short=short_title(known.name),
        summary=SUMMARIES[known.name],
        group=group,
        source=known.source,
        params=tuple(map(_parameter, known.parameters)),
        lines=lines,
        unit=lines[0].unit,
        range=lines[0].range,
    )


def _line(name: str, output: str) -> IndicatorLine:
    from hypertrade.strategy.catalogue.measures import measure
    from hypertrade.strategy.english.titles import indicator_title

    unit, low, high = measure(name, output)
    return IndicatorLine(
        name=output,
        title=indicator_title(name, output),
        unit=unit,
        range=None if low is None and high is None else (low, high),
    )


def _parameter(known: ParameterDefinition) -> IndicatorParameter:
    from hypertrade.strategy.spec.dials import parameter_dial

    dial = parameter_dial(known)
    return IndicatorParameter(
        name=known.name,
        title=known.name.replace("_", " ").replace("atr", "ATR"),
        kind="integer" if known.whole else "number",
        minimum=known.low,
        maximum=known.high,
        usual=(dial.low, dial.high),
        step=dial.step,
        default=known.default,
        unit=dial.unit,
    )


def _pattern(known: PatternDefinition) -> PatternEntry:
    title = known.name.replace("_", " ")
    return PatternEntry(
        name=known.name,
        title=title,
        summary=f"The candlestick pattern “{title}”, found as TA-Lib's {known.function} finds it.",
        penetration=known.penetration,
    )


def _ranges() -> dict[str, Turn]:
    from hypertrade.strategy import spec
    from hypertrade.strategy.spec.checks import BOUNDS
    from hypertrade.strategy.spec.dials import DIALS

    found = {}
    for (model, field), (low, high) in BOUNDS.items():
        dial = DIALS[model, field]
        default = getattr(spec, model).model_fields[field].default
        found[f"{model}.{field}"] = Turn(
            minimum=low if math.isfinite(low) else None,
            maximum=high if math.isfinite(high) else None,
            usual=(dial.low, dial.high),
            step=dial.step,
            default=None if default is PydanticUndefined else default,
            unit=dial.unit,
        )
    return found
