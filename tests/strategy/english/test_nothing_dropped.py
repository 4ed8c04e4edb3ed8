"""No word is lost: it is read, known to say nothing, or asked about; and nothing crashes."""

from __future__ import annotations

import json
import re

import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.strategy.english import Parsing, parse
from hypertrade.strategy.english.dictionary import ARTICLES, dictionary
from hypertrade.strategy.english.explain_rules import condition_text
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategy.english.test_sentences import SENTENCES

_NONSENSE = ("frobnicate", "zorgblat", "quuxify the wibble")
_WORDS = [
    *sorted(dictionary().singles),
    "30",
    "5%",
    "14",
    ",",
    ";",
    ".",
    "(",
    ")",
    "\n",
    "-",
    "$x",
    '"',
]


def _fillers() -> set[str]:
    empty = {word for key, entry in dictionary().entries.items() if entry.filler for word in key}
    return empty | ARTICLES


def _check_readings(text: str, parsing: Parsing) -> None:
    for item in parsing.reading:
        assert 0 <= item.start < item.end <= len(text)
        assert item.text == text[item.start : item.end]
        assert item.became


@pytest.mark.parametrize("text", [text for text, _ in SENTENCES], ids=lambda text: text[:50])
def test_every_word_is_read_or_says_nothing(text: str) -> None:
    parsing = parse(text)
    _check_readings(text, parsing)
    silent = _fillers()
    for match in re.finditer(r"[^\W_]+", text):
        covered = any(item.start <= match.start() < item.end for item in parsing.reading)
        assert covered or match.group().lower() in silent or match.group().isdigit(), match.group()


@pytest.mark.parametrize("nonsense", _NONSENSE)
@pytest.mark.parametrize("text", [text for text, _ in SENTENCES[::6]], ids=lambda text: text[:50])
def test_an_unknown_word_anywhere_is_asked_about(text: str, nonsense: str) -> None:
    talk = [item for item in parse(text).reading if item.became == "a remark, no rule"]
    places = [
        match.start()
        for match in re.finditer(r"(?<=[a-z]) (?=[a-z])", text)
        if not any(item.start <= match.start() < item.end for item in talk)
    ]
    for place in places[:: max(1, len(places) // 4)]:
        parsing = parse(f"{text[:place]} {nonsense} {text[place:]}")
        assert parsing.question is not None
        assert nonsense.split(maxsplit=1)[0] in parsing.question.text


_PLACES = ("{0}\n{2}\n{1}", "{0}\n- {2}\n{1}", "{0} ({2})\n{1}")
_BUY, _SELL = "Buy when RSI is below 30.", "Sell when RSI is above 70."
_PHRASES = sorted(" ".join(key) for key in dictionary().entries)
_JOINING = (
    "both needed",
    "all conditions must hold",
    "all of these",
    "either one is fine",
    "any of them is enough",
    "or",
    "not",
    "only",
    "never",
    "no new entries",
    "flat",
    "cover",
    "short",
    "fast = EMA 12",
)


@pytest.mark.parametrize("phrase", [*_JOINING, *_PHRASES[11::180]])
def test_a_known_phrase_alone_counts_or_is_shown_or_asked_about(phrase: str) -> None:
    plain = parse(f"{_BUY}\n{_SELL}", name="x").spec
    for form in _PLACES:
        text = form.format(_BUY, _SELL, phrase)
        try:
            parsing = parse(text, name="x")
        except Invalid:
            continue
        _check_readings(text, parsing)
        if parsing.spec is None or parsing.spec != plain:
            continue
        start = text.index(phrase, len(_BUY))
        shown = [
            item.became
            for item in parsing.reading
            if item.start < start + len(phrase) and item.end > start
        ]
        assert shown, text
        assert not any(item.startswith(("an entry", "an exit")) for item in shown), text


_ALL = "all"
_EACH = "each"


@pytest.mark.parametrize("bullet", ["", "- "])
@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("(both needed)", _ALL),
        ("both needed", _ALL),
        ("[both are required]", _ALL),
        ("and", _ALL),
        ("AND", _ALL),
        ("or", _EACH),
        ("(either is fine)", _EACH),
    ],
)
def test_joining_words_between_two_entries_join_them(words: str, way: str, bullet: str) -> None:
    rules = (f"{bullet}Buy: RSI below 30", f"{bullet}{words}", f"{bullet}Buy: close above EMA 200")
    spec = parse("\n".join((*rules, _SELL))).spec
    assert spec is not None
    said = [condition_text(rule.when) for rule in spec.entries]
    first, second = "RSI(14) is below 30", "close is above EMA(200)"
    assert said == ([f"{first} and {second}"] if way == _ALL else [first, second])


def test_all_needed_joins_every_entry_that_follows() -> None:
    rules = ["Buy: RSI below 30", "(all needed)", "Buy: close above EMA 200", "Buy: MACD > 0"]
    spec = parse("\n".join((*rules, _SELL))).spec
    assert spec is not None
    assert len(spec.entries) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"{_BUY}\n(both needed)\n{_SELL}",
        f"{_BUY}\n{_SELL}\n(both needed)",
        f"{_BUY}\n(both needed)\nStop loss 5%\nBuy: close above EMA 200\n{_SELL}",
        (
            "either of them will work three white soldiers moving higher objective takes us out "
            "no stop used all signals have to hold"
        ),
    ],
)
def test_joining_words_beside_no_two_rules_are_asked_about(text: str) -> None:
    assert parse(text).question is not None


def test_a_lone_and_between_entry_and_exit_changes_neither() -> None:
    assert parse(f"{_BUY}\nand\n{_SELL}", name="x").spec == parse(f"{_BUY}\n{_SELL}", name="x").spec


@settings(max_examples=150, deadline=None, database=None, derandomize=True)
@given(st.text(max_size=200))
def test_any_text_gives_a_strategy_or_a_question(text: str) -> None:
    _check_any(text)


@settings(max_examples=250, deadline=None, database=None, derandomize=True)
@given(st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join))
def test_any_words_of_the_trade_give_a_strategy_or_a_question(text: str) -> None:
    _check_any(text)


def _check_any(text: str) -> None:
    try:
        parsing = parse(text)
    except Invalid:
        return
    assert (parsing.spec is None) == (parsing.question is not None)
    _check_readings(text, parsing)


def test_json_has_the_four_keys() -> None:
    found = json.loads(parse("golden cross").to_json())
    assert sorted(found) == ["assumptions", "question", "reading", "spec"]
    assert found["question"] is None
