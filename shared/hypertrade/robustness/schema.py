"""The published JSON Schema of certificates: ``python -m hypertrade.robustness.schema FILE``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from hypertrade.robustness.certificate import Certificate


def json_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of what ``certificate.issue`` writes."""
    schema = Certificate.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "HyperTrade robustness certificate",
    }


def schema_text() -> str:
    """Return the schema as the text of ``docs/schemas/certificate.schema.json``."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(schema_text(), encoding="utf-8")
