"""The strategies that the web app's form is tested with are those that the generators draw."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypertrade.services.catalogue import catalogue
from hypertrade.strategy.spec import StrategySpec, read_spec

from tests.strategy.drawn import COUNT, FILE


@pytest.fixture(scope="module")
def handed_over() -> dict[str, Any]:
    """Return what the file holds."""
    held: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return held


def test_catalogue_is_the_one_that_the_platform_shows(handed_over: dict[str, Any]) -> None:
    """An indicator, a range or a part of the spec that is new is one that the form is tested on."""
    now = json.loads(catalogue().model_copy(update={"templates": ()}).model_dump_json())
    assert handed_over["catalogue"] == now, "run: python -m tests.strategy.drawn"


def test_each_is_a_strategy_as_the_platform_keeps_it(handed_over: dict[str, Any]) -> None:
    """Reading one changes nothing, and all of the document's parts occur."""
    documents = handed_over["specs"]
    assert len(documents) == COUNT
    for document in documents:
        assert read_spec(document).model_dump(mode="json") == document, (
            "run: python -m tests.strategy.drawn"
        )
    for name in StrategySpec.model_fields:
        values = {json.dumps(document[name]) for document in documents}
        assert len(values) > 1 or name == "version", f"{name} is the same in all"
