"""The published JSON Schema of ``result.json``: ``python -m hypertrade.results.schema FILE``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from hypertrade.results.document import BacktestResult


def json_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of what ``write`` puts into ``result.json``."""
    schema = BacktestResult.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "HyperTrade backtest result",
    }


def schema_text() -> str:
    """Return the schema as the text of ``docs/schemas/result.schema.json``."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(schema_text(), encoding="utf-8")
