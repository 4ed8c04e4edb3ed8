"""The published JSON Schema: fresh, valid, and true to what the reader accepts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.strategy.schema import schema_text, spec_schema
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from tests.strategy.generators import specs

if TYPE_CHECKING:
    from hypertrade.strategy.spec import StrategySpec

SCHEMA_FILE = "docs/schemas/strategy-spec.schema.json"
ROOT = Path(__file__).resolve().parents[3]
VALIDATOR = Draft202012Validator(spec_schema())
SMALLEST: dict[str, Any] = {
    "name": "x",
    "timeframe": "1h",
    "entries": [
        {
            "name": "in",
            "when": {
                "kind": "compare",
                "left": {"kind": "indicator", "name": "rsi"},
                "op": "<",
                "right": {"kind": "number", "value": 30},
            },
        }
    ],
}


def test_the_published_schema_is_fresh() -> None:
    published = (ROOT / SCHEMA_FILE).read_text(encoding="utf-8")
    assert published == schema_text(), "run: python -m hypertrade.strategy.schema > " + SCHEMA_FILE


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(spec_schema())


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(specs())
def test_every_strategy_validates(spec: StrategySpec) -> None:
    VALIDATOR.validate(json.loads(spec.canonical_json()))


def test_what_has_defaults_may_be_left_out() -> None:
    VALIDATOR.validate(SMALLEST)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("timeframe", "7m"),
        ("stop_loss", -0.05),
        ("stop_loss", "5%"),
        ("entries", []),
        ("colour", "red"),
        ("version", 2),
        ("stake", {"amount": 100}),
        ("max_open_trades", 1.5),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(field: str, value: Any) -> None:
    assert list(VALIDATOR.iter_errors(SMALLEST | {field: value}))
