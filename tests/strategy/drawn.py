"""Drawn strategies for the web app's tests, as the file in which they are handed over.

``python -m tests.strategy.drawn`` writes it anew: after a change of the spec, the catalogue or the
generators.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypertrade.services.catalogue import catalogue
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.strategy.generators import specs

if TYPE_CHECKING:
    from hypertrade.strategy.spec import StrategySpec

FILE = Path(__file__).parents[2] / "frontend/src/features/builder/rules/drawn-specs.json"
COUNT = 300
_SEED = 5


def drawn(count: int = COUNT) -> list[dict[str, Any]]:
    """Return ``count`` different strategies as JSON, the same each time."""
    found: dict[str, dict[str, Any]] = {}

    @seed(_SEED)
    @settings(
        max_examples=count * 2,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(specs())
    def collect(spec: StrategySpec) -> None:
        document = spec.model_dump(mode="json")
        found.setdefault(json.dumps(document, sort_keys=True), document)

    collect()
    return list(found.values())[:count]


def text() -> str:
    """Return what the file holds: the catalogue that the form is made from, and the strategies."""
    known = catalogue().model_dump(mode="json") | {"templates": []}
    lines = ",\n".join(json.dumps(spec, separators=(",", ":")) for spec in drawn())
    return f'{{"catalogue":{json.dumps(known, separators=(",", ":"))},\n"specs":[\n{lines}\n]}}\n'


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
