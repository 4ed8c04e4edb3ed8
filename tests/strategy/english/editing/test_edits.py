"""What people type to change a strategy, and exactly what it changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypertrade.strategy.english import changes, edit, parse

if TYPE_CHECKING:
    from hypertrade.strategy.spec import StrategySpec

_LINES = Path(__file__).with_name("edits.txt").read_text(encoding="utf-8").splitlines()


@dataclass
class Case:
    base: str
    words: str
    changed: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    question: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)


def _read() -> tuple[dict[str, str], list[Case]]:
    bases: dict[str, str] = {}
    cases: list[Case] = []
    base = ""
    for line in _LINES:
        if line.startswith("@"):
            base = line[1:]
        elif line.startswith("| "):
            bases[base] = f"{bases.get(base, '')}{line[2:]}\n"
        elif line.startswith("> "):
            cases.append(Case(base, line[2:]))
        elif line.startswith("  ~ "):
            cases[-1].assumed.append(line[4:])
        elif line.startswith("  ? "):
            cases[-1].question = line[4:]
        elif line.startswith("    - "):
            label, _, text = line[6:].partition(" => ")
            cases[-1].choices.append((label, text))
        elif line.startswith("  "):
            cases[-1].changed.append(line[2:])
    return bases, cases


BASES, CASES = _read()


@cache
def spec_of(base: str) -> StrategySpec:
    spec = parse(BASES[base]).spec
    assert spec is not None
    return spec


def test_the_corpus_is_large() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.base}: {case.words}")
def test_words_change_what_they_say(case: Case) -> None:
    before = spec_of(case.base)
    edited = edit(case.words, before)
    asked = edited.question
    assert list(edited.changed) == case.changed
    assert list(edited.assumed) == case.assumed
    assert (asked.text if asked else "") == case.question
    assert ([(one.label, one.text) for one in asked.choices] if asked else []) == case.choices
    if edited.spec is not None:
        assert changes(before, edited.spec) == edited.changed
        assert (edited.spec == before) == (not edited.changed)
        # nothing is dropped in silence
        assert edited.changed or edited.assumed


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.question], ids=lambda case: f"{case.base}: {case.words}"
)
def test_each_choice_settles_its_question(case: Case) -> None:
    before = spec_of(case.base)
    asked = edit(case.words, before).question
    assert asked is not None
    for choice in asked.choices:
        edited = edit(f"{case.words}\n{choice.text}", before)
        again = edited.question
        assert again is None or again.text != asked.text, choice
