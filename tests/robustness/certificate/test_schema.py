"""The published schema of certificates says what is written."""

from __future__ import annotations

from pathlib import Path

from hypertrade.robustness.schema import schema_text

SCHEMA = Path(__file__).parents[3] / "docs" / "schemas" / "certificate.schema.json"


def test_the_published_schema_is_fresh() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), (
        "run: python -m hypertrade.robustness.schema docs/schemas/certificate.schema.json"
    )
