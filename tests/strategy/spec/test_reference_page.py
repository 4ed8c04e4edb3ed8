"""docs/strategy-spec.md: every example is read, and every part of a strategy is shown."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypertrade.domain.base import Document
from hypertrade.domain.market import MINUTES_OF
from hypertrade.strategy.catalogue import INDICATORS, PATTERNS, IndicatorDefinition
from hypertrade.strategy.compile import compile_spec
from hypertrade.strategy.spec import (
    Condition,
    Operand,
    StrategySpec,
    conditions,
    document,
    numbers,
    operands,
    plan,
    read_spec,
)
from pydantic import TypeAdapter

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "strategy-spec.md").read_text("utf-8")
EXAMPLES = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
OPERANDS = {"number", "price", "indicator", "change", "arithmetic"}
RULE = {"kind": "pattern", "name": "doji"}
SMALLEST: dict[str, Any] = {
    "name": "example",
    "timeframe": "1h",
    "entries": [{"name": "in", "when": RULE}],
}


def as_spec(example: dict[str, Any]) -> StrategySpec:
    """Return the strategy an example is, or is a part of."""
    if example.get("kind") in OPERANDS:
        operand: Operand = TypeAdapter(Operand).validate_python(example)
        number = {"kind": "number", "value": 0}
        when = {"kind": "compare", "left": operand.model_dump(), "op": ">", "right": number}
        return as_spec(when)
    if "kind" in example:
        condition: Condition = TypeAdapter(Condition).validate_python(example)
        return as_spec({"entries": [{"name": "in", "when": condition.model_dump()}]})
    return read_spec(SMALLEST | example)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: json.dumps(example)[:40])
def test_every_example_is_read_and_compiles(example: dict[str, Any]) -> None:
    assert compile_spec(as_spec(example)).source


def models() -> list[type[Document]]:
    found: list[type[Document]] = [StrategySpec]
    for module in (document, conditions, operands, plan, numbers):
        found += [
            model
            for model in vars(module).values()
            if isinstance(model, type) and issubclass(model, Document) and model is not Document
        ]
    return found


@pytest.mark.parametrize("model", sorted(set(models()), key=str))
def test_every_field_of_every_part_is_shown(model: type[Document]) -> None:
    for name in model.model_fields:
        assert f'"{name}"' in PAGE or f"`{name}`" in PAGE, name
    kind = model.model_fields.get("kind")
    if kind is not None:
        assert f'"kind": "{kind.default}"' in PAGE


def row(known: IndicatorDefinition) -> str:
    params = ", ".join(f"{item.name} {item.default:g}" for item in known.parameters) or "-"
    outputs = "-" if known.outputs == ("value",) else ", ".join(known.outputs)
    return f"| `{known.name}` | {known.title} | {params} | {outputs} | {known.source or '-'} |"


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_every_indicator_has_its_row(name: str) -> None:
    assert row(INDICATORS[name]) in PAGE


def test_every_pattern_and_timeframe_is_named() -> None:
    for item in PATTERNS.values():
        shown = f"`{item.name}`" + (f" ({item.penetration:g})" if item.penetration else "")
        assert shown in PAGE
    assert " ".join(MINUTES_OF) in PAGE
