"""The web app's English texts hold every sentence that the platform can tell."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

from hypertrade.services.telling import sentences, texts, texts_text

FILE = Path(__file__).parents[2] / "frontend" / "src" / "texts" / "en" / "told.json"


def test_the_web_apps_english_texts_are_fresh() -> None:
    said = "make it anew: python -m hypertrade.services.telling frontend/src/texts/en/told.json"
    assert FILE.read_text(encoding="utf-8") == texts_text(), said


def test_only_a_sentence_with_a_count_has_a_singular() -> None:
    for one in sentences():
        places = {name for _, name, _, _ in Formatter().parse(one.words) if name}
        singular = {name for _, name, _, _ in Formatter().parse(one.one or one.words) if name}
        assert one.one is None or "count" in places, one.code
        assert singular | {"count"} == places | {"count"}, one.code


def test_sentences_of_every_area_are_there() -> None:
    assert {"caveat", "why", "check", "reason", "bias", "costs", "reserve"} <= texts().keys()
