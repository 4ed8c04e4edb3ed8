"""Reading has a bound of work and memory: counted, so the same words always end the same way."""

from __future__ import annotations

import gc
import tracemalloc

import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.strategy.english import Parsing, edit, parse
from hypertrade.strategy.english.budget import MOST_STEPS, once, reading, spend
from hypertrade.strategy.english.chart import Derived
from hypertrade.strategy.english.engine import MOST_WORDS, Stuck, parse_words
from hypertrade.strategy.english.scan import scan
from hypertrade.strategy.english.tokens import tokenize

_LONG = 8_000
_SHORT = 1_900
_SELL = "\nSell when RSI is above 70."
_ENTANGLED = {
    "sums": ("Buy when close ", "+ close ", "> 5."),
    "differences": ("Buy when close ", "- close ", "> 5."),
    "comparisons": ("Buy when ", "RSI(14) is above 30 and ", "close > 5."),
    "choices": ("Buy when ", "RSI(14) is above 30 or ", "close > 5."),
    "list": ("Buy when close is above EMA 20", ", EMA 20", " and EMA 5."),
    "crossings": ("Buy when close ", "crosses ", "above 5."),
    "brackets": ("Buy when ", "(", "close > 5."),
    "days": ("Trade on ", "Monday, ", "Tuesday."),
    "prices": ("Add to the position ", "at 5% ", "."),
    "headings": ("", "Buy:\n", ""),
    "names": ("", "trend = close above EMA 20\n", "buy when trend"),
    "slips": ("", "crosseingly crossaboves ", ""),
    "garbage": ("", "flurb ]( qwx, ", ""),
    "answers": ("", 'By "a" I mean "a a". ', "a"),
}


def _text(kind: str, size: int) -> str:
    before, again, after = _ENTANGLED[kind]
    return before + again * ((size - len(before) - len(after)) // len(again)) + after


def _read(text: str) -> tuple[Parsing | None, int]:
    """Return how ``text`` is read, ``None`` if it is refused, and the steps that took."""
    with reading("words") as budget:
        found: Parsing | None = None
        refused: Invalid | None = None
        try:
            found = parse(text)
        except Invalid as error:
            refused = error
    assert refused is None or (refused.field == "words" and refused.remedy)
    return found, MOST_STEPS - budget.left


@pytest.mark.parametrize("size", [_SHORT, _LONG])
@pytest.mark.parametrize("kind", _ENTANGLED)
def test_the_worst_words_end_and_always_in_the_same_way(kind: str, size: int) -> None:
    text = _text(kind, size)
    assert _read(text) == _read(text)


def test_reading_takes_little_memory() -> None:
    parse("Buy when RSI is below 30.")  # the grammar and the dictionary stay
    tracemalloc.start()
    try:
        parse(_text("sums", _SHORT))
        kept, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 150_000_000
    assert kept < 3_000_000


@pytest.mark.parametrize("text", ["buy when rsi is below 30", "buy when rsi is below below"])
def test_a_chart_is_freed_at_once(text: str) -> None:
    words = tuple(tokenize(scan(text)).words)
    collecting = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        if text.endswith("below below"):
            with pytest.raises(Stuck):
                parse_words(words)
        else:
            parse_words(words)
        assert not [item for item in gc.get_objects() if isinstance(item, Derived)]
    finally:
        if collecting:
            gc.enable()


def test_a_sentence_that_is_too_long_is_named() -> None:
    long = "Buy when RSI is above " + "30, " * MOST_WORDS + "5."
    question = parse(f"Stop loss 5%.\n{long}{_SELL}").question
    assert question is not None
    assert "“Buy when RSI is above 30, 30," in question.text
    assert "shorter" in question.text
    assert question.choices == ()  # its words must not be dropped


@pytest.mark.parametrize("depth", [40, 100, 200, 400])
@pytest.mark.parametrize(
    ("before", "after"), [("(", ")"), ("SMA 20 of ", ""), ("(", ") 1 candle ago")]
)
def test_phrases_within_phrases_end_in_a_strategy_or_a_question(
    before: str, after: str, depth: int
) -> None:
    parsing, _ = _read(f"Buy when {before * depth}close > 5{after * depth}.{_SELL}")
    assert parsing is None or (parsing.spec is None) == (parsing.question is not None)


def test_names_that_double_give_no_strategy() -> None:
    doubled = "\n".join(f"zeta{at} = zeta{at - 1} + zeta{at - 1}" for at in range(1, 60))
    parsing, steps = _read(f"zeta0 = EMA 20 + EMA 50\n{doubled}\nBuy when zeta59 > 5.{_SELL}")
    assert parsing is None or parsing.question is not None
    assert steps > MOST_STEPS // 20  # they were doubled, for a while


def test_answers_that_double_are_refused() -> None:
    with pytest.raises(Invalid, match="too much work") as caught:
        parse('By "a" I mean "a a". ' * 60 + "a", field="words")
    assert caught.value.field == "words"
    assert "fewer words" in (caught.value.remedy or "")


def test_a_change_is_read_within_the_same_bound() -> None:
    spec = parse(f"Buy when RSI is below 30.{_SELL}").spec
    assert spec is not None
    with pytest.raises(Invalid, match="too much work") as caught:
        edit('By "a" I mean "a a". ' * 100 + "a", spec, field="words")
    assert caught.value.field == "words"
    assert edit("Stop loss 5%", spec).spec is not None


def test_a_reading_inside_another_shares_its_steps() -> None:
    with reading("text", 10) as outer, reading("words", 1_000) as inner:
        assert inner is outer
        assert [once("key", list), once("key", list)] == [[], []]
        assert once("key", list) is once("key", list)
        spend(10)
        with pytest.raises(Invalid) as caught:
            spend(1)
    assert caught.value.field == "text"
    assert once("key", list) is not once("key", list)
    spend(1_000_000)  # nobody's
