"""The JSON Schema of a strategy, for forms, editors and language models.

``python -m hypertrade.strategy.schema`` prints it; ``docs/schemas/strategy-spec.schema.json`` holds
it, and a test keeps the file fresh. The schema knows shapes, names and the literal ranges that one
field alone decides; what spans fields (references to parameters, sides, timeframes) is checked by
``StrategySpec`` itself.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from hypertrade.domain.market import MINUTES_OF
from hypertrade.strategy.catalogue import INDICATORS, PATTERNS
from hypertrade.strategy.spec import StrategySpec

SCHEMA_FILE = "docs/schemas/strategy-spec.schema.json"
"""Where the project publishes it, relative to the repository."""


def spec_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of ``StrategySpec``."""
    schema = StrategySpec.model_json_schema(mode="validation")
    definitions = schema["$defs"]
    definitions["Indicator"]["properties"]["name"]["enum"] = sorted(INDICATORS)
    definitions["Pattern"]["properties"]["name"]["enum"] = sorted(PATTERNS)
    for part in (schema, *definitions.values()):
        _name_timeframes(part)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "HyperTrade strategy",
        **{key: value for key, value in schema.items() if key != "title"},
    }


def schema_text() -> str:
    """Return the published text of the schema."""
    return json.dumps(spec_schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _name_timeframes(part: dict[str, Any]) -> None:
    timeframe = part.get("properties", {}).get("timeframe")
    if timeframe is None:
        return
    for option in (timeframe, *timeframe.get("anyOf", ())):
        if option.get("type") == "string":
            option["enum"] = list(MINUTES_OF)


if __name__ == "__main__":
    sys.stdout.write(schema_text())
