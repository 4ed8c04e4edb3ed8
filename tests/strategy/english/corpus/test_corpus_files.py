"""The corpus is whole: every sentence has a sound reference, and every reference a sentence."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypertrade.domain.market import Timerange
from hypertrade.strategy.code import inspect_code

HERE = Path(__file__).parent
INDEX: dict[str, Any] = tomllib.loads((HERE / "sentences.toml").read_text())
SENTENCES: list[dict[str, Any]] = INDEX["sentence"]
FIELDS = {
    "id",
    "slug",
    "text",
    "timeframe",
    "timerange",
    "trades",
    "stake",
    "max_open_trades",
    "pairs",
    "notes",
}


def reference(sentence: dict[str, Any]) -> Path:
    return HERE / "references" / f"{sentence['id']}_{sentence['slug']}.py"


def test_every_reference_has_its_sentence() -> None:
    assert {reference(each) for each in SENTENCES} == set((HERE / "references").glob("*.py"))
    assert len(SENTENCES) >= 40


def test_nothing_is_there_twice() -> None:
    for key in ("id", "slug", "text"):
        counted = Counter(each[key] for each in SENTENCES)
        assert [name for name, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda each: each["slug"])
def test_a_reference_is_sound_and_means_what_the_index_says(sentence: dict[str, Any]) -> None:
    assert set(sentence) <= FIELDS
    assert Timerange.parse(sentence["timerange"]).stop
    assert sentence["trades"] >= 5
    seen = inspect_code(reference(sentence).read_text())
    assert seen.findings == ()
    assert seen.timeframe == sentence["timeframe"]
    assert not seen.can_short
    assert (seen.startup_candle_count or 0) >= 100
