"""From text to tokens: every word known, dropped as filler, or named as not understood."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hypertrade.strategy.english.dictionary import ARTICLES, Dictionary, Entry, dictionary
from hypertrade.strategy.english.spelling import correct
from hypertrade.strategy.english.vocabulary.small_words import FACTOR_WORDS, NUMBER_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypertrade.strategy.english.scan import Lexeme
    from hypertrade.strategy.english.vocabulary.vague import Vague

_LONGEST_NUMBER = 330
_TWENTY = 20
_SIGNS = frozenset({"+", "-", "−", "–"})
_PERCENT = frozenset({"%", "percent", "pct", "percentage", "prct", "perc", "procent", "prozent"})
_PUNCTUATION = frozenset({".", "!", "?", ";", "...", "..", "•", "#", "~", "^"})
_ACTIONS = frozenset({"BUY", "ENTER", "SELL", "EXIT", "LONG", "SHORT", "GO", "COVER", "CLOSELONG"})
_COMPARING = frozenset({"ABOVE", "BELOW", "HIT", "INTO", "RISING", "FALLING"})
_UNIT_LETTERS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks", "s": "seconds"}


@dataclass(frozen=True, slots=True)
class Word:
    """One token: what it may be (value by terminal) and its place in the text."""

    values: dict[str, str]
    start: int
    end: int
    first: int = 0
    length: int = 1

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.first))


@dataclass(frozen=True, slots=True)
class Unclear:
    """A part of the text that is unknown (``vague`` is ``None``) or vague."""

    start: int
    end: int
    vague: Vague | None = None


@dataclass(slots=True)
class Statement:
    """The tokens of one sentence or line, and what in it was not clear."""

    words: list[Word] = field(default_factory=list)
    unclear: list[Unclear] = field(default_factory=list)
    fillers: list[tuple[int, int]] = field(default_factory=list)
    spellings: list[tuple[str, str]] = field(default_factory=list)


def tokenize(lexemes: list[Lexeme], shorten: Iterable[tuple[int, int]] = ()) -> Statement:
    """Return the tokens of one statement.

    ``shorten`` holds (place, words): at that lexeme only a phrase of at most so many words is
    taken, for another try when the longest phrases did not make a sentence.
    """
    book = dictionary()
    found = Statement()
    kept, places = _prepare(lexemes, book, found)
    _Tokenizer(kept, places, dict(shorten), book, found).run()
    found.words[:] = _without_gaps(found.words)
    return found


def _without_gaps(words: list[Word]) -> list[Word]:
    """Drop the commas that dropped words leave behind, as in "stop, of course, 2%"."""
    kept: list[Word] = []
    for word in words:
        after = kept[-1].values.keys() if kept else {"COMMA"}
        if not ("COMMA" in word.values and after <= {"COMMA", "COLON"}):
            kept.append(word)
    return kept


def _prepare(
    lexemes: list[Lexeme], book: Dictionary, found: Statement
) -> tuple[list[Lexeme], list[int]]:
    """Drop articles and hyphens, correct spelling; return what is left and its places."""
    kept: list[Lexeme] = []
    places: list[int] = []
    for index, item in enumerate(lexemes):
        after = lexemes[index + 1] if index + 1 < len(lexemes) else None
        halved = index > 0 and lexemes[index - 1].key == "half"
        one = _is_one(item, after) and not halved
        if item.kind == "word" and item.key in ARTICLES and not one:
            found.fillers.append((item.start, item.end))
            continue
        if item.key == "-" and _is_hyphen(lexemes, index):
            continue
        word = item
        if item.kind == "word" and not _known(item, lexemes, index, book):
            fixed = correct(item.key, book.singles)
            if fixed is not None and fixed != item.key:
                if fixed + "s" != item.key:
                    found.spellings.append((item.key, fixed))
                word = replace(item, key=fixed)
        kept.append(word)
        places.append(index)
    return kept, places


def _known(item: Lexeme, lexemes: list[Lexeme], index: int, book: Dictionary) -> bool:
    before = lexemes[index - 1] if index else None
    after_number = before is not None and before.kind == "number"
    return (
        item.key in book.singles
        or item.key in NUMBER_WORDS
        or item.key in FACTOR_WORDS
        or item.key in ARTICLES
        or (after_number and item.key in {*_UNIT_LETTERS, "k", "r"})
        or (
            item.key in {"h", "d", "m", "w"}
            and index + 1 < len(lexemes)
            and lexemes[index + 1].kind == "number"
        )
    )


def _is_one(item: Lexeme, after: Lexeme | None) -> bool:
    """Tell whether "a" or "an" counts one unit of time, as in "after an hour"."""
    entry = dictionary().entries.get((after.key,)) if after and after.kind == "word" else None
    return (
        item.key != "the"
        and entry is not None
        and entry.values.get("UNIT") in {"minutes", "hours", "days", "weeks", "months"}
    )


def _is_hyphen(lexemes: list[Lexeme], index: int) -> bool:
    """Tell whether a dash only joins two words, as in "14-period" or "break-even"."""
    item = lexemes[index]
    before = lexemes[index - 1] if index else None
    after = lexemes[index + 1] if index + 1 < len(lexemes) else None
    if not (before and after and item.tight and after.tight):
        return False
    if {before.key, after.key} & {"di"}:
        return False
    days = [
        "WEEKDAY" in (dictionary().entries.get((side.key,)) or Entry()).values
        for side in (before, after)
    ]
    return (
        {before.kind, after.kind} != {"number"}
        and not all(days)
        and "word" in {before.kind, after.kind}
    )


@dataclass(slots=True)
class _Tokenizer:
    """Goes over the lexemes of one statement, ``at`` being the next one to read."""

    kept: list[Lexeme]
    places: list[int]
    limits: dict[int, int]
    book: Dictionary
    found: Statement
    at: int = 0

    def run(self) -> Statement:
        """Read every lexeme."""
        keys = [item.key for item in self.kept]
        while self.at < len(self.kept):
            if len(keys) != len(self.kept):
                keys = [item.key for item in self.kept]
            phrase = self.book.match(keys, self.at, self.limits.get(self.places[self.at]))
            if phrase and phrase[1].vague and keys[self.at + phrase[0] - 1] == "half":
                after = keys[self.at + phrase[0]] if self.at + phrase[0] < len(keys) else ""
                if self._times(after):  # "exit half an hour later"
                    phrase = self.book.match(keys, self.at, phrase[0] - 1)
            if phrase and phrase[0] > 1:
                self._phrase(phrase)
            elif not (self._literal() or self._signed() or self._factor() or self._unit()):
                self._plain_word(phrase)
        return self.found

    @property
    def _item(self) -> Lexeme:
        return self.kept[self.at]

    @property
    def _after(self) -> Lexeme | None:
        return self.kept[self.at + 1] if self.at + 1 < len(self.kept) else None

    def _add(self, values: dict[str, str], start: int, end: int, *, took: int = 1) -> bool:
        self.found.words.append(Word(values, start, end, self.places[self.at]))
        self.at += took
        return True

    def _phrase(self, phrase: tuple[int, Entry]) -> None:
        length, entry = phrase
        start, end = self._item.start, self.kept[self.at + length - 1].end
        if entry.values:
            word = Word(entry.values, start, end, self.places[self.at], length)
            self.found.words.append(word)
        elif entry.filler or self._defined(self.at + length):
            self.found.fillers.append((start, end))
        else:
            self.found.unclear.append(Unclear(start, end, entry.vague))
        self.at += length

    def _defined(self, at: int) -> bool:
        """Tell whether a colon and a condition follow a vague word: "pullback: low touches ..."."""
        if at >= len(self.kept) or self.kept[at].key != ":":
            return False
        for item in self.kept[at + 1 :]:
            entry = self.book.entries.get((item.key,))
            if item.key in {",", ";"} or (entry is not None and _ACTIONS & entry.values.keys()):
                return False
            if entry is not None and _COMPARING & entry.values.keys():
                return True
        return False

    def _literal(self) -> bool:  # noqa: PLR0911 - one case a kind
        """Read what stands for itself: quotations, parameters, times, numbers."""
        item = self._item
        if item.kind == "quoted":
            inside = item.key[1:-1]
            digits = {"NUMBER": inside} if inside.isdigit() else {}
            return self._add({"QUOTED": inside} | digits, item.start, item.end)
        if item.kind == "param":
            return self._add({"PARAM": item.key[1:]}, item.start, item.end)
        if item.kind == "clock":
            return self._add({"CLOCK": item.key}, item.start, item.end)
        last = self.found.words[-1].values if self.found.words else {}
        if item.key in {"one", "ones"} and {"COLOR", "BULL", "BEAR"} & last.keys():
            return self._add({"CANDLE": "candle"}, item.start, item.end)  # "a red one"
        if len(item.key) > _LONGEST_NUMBER:
            return False
        if item.kind == "number" or item.key in NUMBER_WORDS or item.key in ARTICLES:
            text, took = self._number(self.at)
            text, took = self._and_half(text, took)
            return self._add(
                {"NUMBER": text}, item.start, self.kept[self.at + took - 1].end, took=took
            )
        return False

    def _and_half(self, text: str, took: int) -> tuple[str, int]:
        """Read "one and a half percent", and "an hour and a half" without its unit."""
        keys = [item.key for item in self.kept[self.at + took : self.at + took + 4]]
        if keys[:2] == ["and", "half"] and keys[2:]:
            return _digits(float(text) + 0.5), took + 2
        last = keys[3] if len(keys) > 3 else ""  # noqa: PLR2004 - plain counting
        if self._times(keys[0] if keys else "") and keys[1:3] == ["and", "half"]:
            if last in _PERCENT or self._times(last):
                return text, took
            # The unit now reaches over the half, so that every word of it has been read.
            unit, half = self.kept[self.at + took], self.kept[self.at + took + 2]
            self.kept[self.at + took] = replace(unit, end=half.end)
            del self.kept[self.at + took + 1 : self.at + took + 3]
            del self.places[self.at + took + 1 : self.at + took + 3]
            self.found.fillers.append((self.kept[self.at].end, self.kept[self.at + took].end))
            return _digits(float(text) + 0.5), took
        return text, took

    def _times(self, key: str) -> bool:
        entry = self.book.entries.get((key,))
        return entry is not None and "TFUNIT" in entry.values

    def _number(self, at: int) -> tuple[str, int]:
        """Return the number at ``at`` as digits, and how many lexemes it takes."""
        item = self.kept[at]
        after = self.kept[at + 1] if at + 1 < len(self.kept) else None
        if item.kind == "word":
            value = float(NUMBER_WORDS.get(item.key, 1))
            tens = value >= _TWENTY and value % 10 == 0
            if tens and after and NUMBER_WORDS.get(after.key, _TWENTY) < 10:  # noqa: PLR2004 - plain counting
                return _digits(value + NUMBER_WORDS[after.key]), 2
            if after and after.key == "hundred":
                return _digits(value * 100), 2
            return _digits(value), 1
        text = item.key.replace(",", "")
        if after and after.key == "k" and after.tight:
            return _digits(float(text) * 1000), 2
        return text, 1

    def _signed(self) -> bool:
        """Read "+5" or "-80" where the sign joins nothing to its left."""
        item, after = self._item, self._after
        if item.key not in _SIGNS or not after or after.kind != "number" or not after.tight:
            return False
        before = self.kept[self.at - 1] if self.at else None
        joins = before is not None and item.tight
        if before is not None and joins and (before.kind != "sign" or before.key in {")", "%"}):
            return False
        text, took = self._number(self.at + 1)
        values = {"NUMBER": text if item.key == "+" else f"-{text}", "SIGNED": item.key}
        return self._add(values, item.start, self.kept[self.at + took].end, took=took + 1)

    def _factor(self) -> bool:
        """Read "twice" as 2 times; "once" is a word of its own."""
        item = self._item
        if item.key not in FACTOR_WORDS:
            return False
        after = self._after
        unit = after is not None and (after.key in _PERCENT or self._times(after.key))
        if item.key == "half" and unit:
            return self._add({"NUMBER": "0.5"}, item.start, item.end)
        self._add({"NUMBER": _digits(float(FACTOR_WORDS[item.key]))}, item.start, item.end, took=0)
        return self._add({"STAR": "times"}, item.start, item.end)

    def _unit(self) -> bool:
        """Read the letter of a unit: "4h", or "H4" as some platforms write it; and percent."""
        item, after = self._item, self._after
        unit = _UNIT_LETTERS.get(item.key)
        if unit and self.at and self.kept[self.at - 1].kind == "number":
            values = {"UNIT": unit, "TFUNIT": unit} | ({"OUT": "d"} if item.key == "d" else {})
            return self._add(values, item.start, item.end)
        if unit and item.key != "s" and after and after.kind == "number" and after.tight:
            self._add({"NUMBER": after.key}, after.start, after.end, took=0)
            return self._add({"UNIT": unit, "TFUNIT": unit}, item.start, after.end, took=2)
        if item.key in _PERCENT:
            return self._add({"PCT": "%"}, item.start, item.end)
        return False

    def _plain_word(self, phrase: tuple[int, Entry] | None) -> None:
        item = self._item
        if phrase:
            self._phrase(phrase)
            return
        self.at += 1
        if item.kind == "newline" or item.key in _PUNCTUATION:
            return
        unclear = self.found.unclear
        if unclear and unclear[-1].vague is None and unclear[-1].end >= item.start - 1:
            unclear[-1] = replace(unclear[-1], end=item.end)  # neighbours become one
        else:
            unclear.append(Unclear(item.start, item.end))


def _digits(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(value)
