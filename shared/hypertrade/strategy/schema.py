"""The JSON Schema of a strategy, for forms, editors and language models.

``python -m hypertrade.strategy.schema`` prints it; ``docs/schemas/strategy-spec.schema.json`` holds
it, and a test keeps the file fresh. The schema knows shapes, names and the range of each literal
number; what spans fields (references to parameters, sides, timeframes, the range of an indicator's
parameter) is checked by ``StrategySpec`` itself.
"""

from __future__ import annotations

import json
import math
import sys
from typing import Any

from hypertrade.domain.market import MINUTES_OF
from hypertrade.strategy.catalogue import INDICATORS, PATTERNS
from hypertrade.strategy.spec import StrategySpec
from hypertrade.strategy.spec.checks import BOUNDS


def spec_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of ``StrategySpec``."""
    schema = StrategySpec.model_json_schema(mode="validation")
    definitions = schema["$defs"]
    definitions["Indicator"]["properties"]["name"]["enum"] = sorted(INDICATORS)
    definitions["Pattern"]["properties"]["name"]["enum"] = sorted(PATTERNS)
    for name, part in [("StrategySpec", schema), *definitions.items()]:
        _require_kind(part)
        for field, value in part.get("properties", {}).items():
            _bound(value, BOUNDS.get((name, field), (-math.inf, math.inf)))
            if field == "timeframe":
                _enumerate(value, list(MINUTES_OF))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "HyperTrade strategy",
        **{key: value for key, value in schema.items() if key != "title"},
    }


def schema_text() -> str:
    """Return the published text of the schema."""
    return json.dumps(spec_schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _options(value: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    return (value, *value.get("anyOf", ()))


def _require_kind(part: dict[str, Any]) -> None:
    """Require the tag that tells the members of a union apart, as the reader does."""
    if "kind" in part.get("properties", {}):
        part["required"] = ["kind", *part.get("required", ())]


def _bound(value: dict[str, Any], bounds: tuple[float, float]) -> None:
    for option in _options(value):
        if option.get("type") in ("number", "integer"):
            for key, bound in zip(("minimum", "maximum"), bounds, strict=True):
                if math.isfinite(bound):
                    option[key] = int(bound) if bound == int(bound) else bound


def _enumerate(value: dict[str, Any], names: list[str]) -> None:
    for option in _options(value):
        if option.get("type") == "string":
            option["enum"] = names


if __name__ == "__main__":
    sys.stdout.write(schema_text())
