"""Sentences of many hands against the strategies they mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypertrade.strategy.english import explain, parse

_FILE = Path(__file__).with_name("sentences.txt")


def _sentences() -> list[tuple[str, list[str]]]:
    found = []
    for block in _FILE.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        text = "\n".join(line[2:] for line in lines if line.startswith(">"))
        meaning = [line.strip() for line in lines if not line.startswith(">")]
        if text:
            found.append((text, meaning))
    return found


SENTENCES = _sentences()


def test_there_are_many_hands() -> None:
    assert len(SENTENCES) >= 100


@pytest.mark.parametrize(("text", "meaning"), SENTENCES, ids=[text[:50] for text, _ in SENTENCES])
def test_sentence_means(text: str, meaning: list[str]) -> None:
    parsing = parse(text)
    assert parsing.question is None, parsing.question
    assert parsing.spec is not None
    first, *lines = explain(parsing.spec).splitlines()
    assert first.endswith(f" on {meaning[0]} candles.")
    assert lines == meaning[1:]
