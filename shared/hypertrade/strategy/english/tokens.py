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

_UNIT_LETTERS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks", "s": "seconds"}


@dataclass(frozen=True, slots=True)
class Word:
    """One token: what it may be (value by terminal) and its place in the text."""

    values: dict[str, str]
    start: int
    end: int
    number: float = 0
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

    ``shorten`` holds (place, words): at that lexeme only a phrase of at most so many words is taken,
    for another try when the longest phrases did not make a sentence.
    """
    limits = dict(shorten)
    book = dictionary()
    found = Statement()
    kept, places = _prepare(lexemes, book, found)
    keys = [item.key for item in kept]
    at = 0
    while at < len(kept):
        at += _take(kept, keys, places, at, limits, book, found)
    return found


def _prepare(
    lexemes: list[Lexeme], book: Dictionary, found: Statement
) -> tuple[list[Lexeme], list[int]]:
    """Drop articles and hyphens, correct spelling; return what is left and its places."""
    kept: list[Lexeme] = []
    places: list[int] = []
    for index, item in enumerate(lexemes):
        after = lexemes[index + 1] if index + 1 < len(lexemes) else None
        if item.kind == "word" and item.key in ARTICLES and not _is_one(item, after):
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


def _take(
    kept: list[Lexeme],
    keys: list[str],
    places: list[int],
    at: int,
    limits: dict[int, int],
    book: Dictionary,
    found: Statement,
) -> int:
    """Read one token at ``at``; return how many lexemes it took."""
    item = kept[at]
    after = kept[at + 1] if at + 1 < len(kept) else None
    place = places[at]
    phrase = book.match(keys, at, limits.get(place))
    if phrase and phrase[0] > 1:
        return _phrase(kept, at, place, phrase, found)
    if item.kind == "quoted":
        found.words.append(Word({"QUOTED": item.key[1:-1]}, item.start, item.end, first=place))
        return 1
    if item.kind == "param":
        found.words.append(Word({"PARAM": item.key[1:]}, item.start, item.end, first=place))
        return 1
    if item.kind == "clock":
        found.words.append(Word({"CLOCK": item.key}, item.start, item.end, first=place))
        return 1
    last = found.words[-1].values if found.words else {}
    if item.key in {"one", "ones"} and {"COLOR", "BULL", "BEAR"} & last.keys():
        # "a red one" is a candle
        found.words.append(Word({"CANDLE": "candle"}, item.start, item.end, first=place))
        return 1
    if item.kind == "number" or item.key in NUMBER_WORDS or (item.key in ARTICLES):
        return _number(kept, at, place, found)
    if (
        item.key in "+-−–"
        and after
        and after.kind == "number"
        and after.tight
        and _starts(kept, at)
    ):
        taken = _number(kept, at + 1, place, found)
        sign = -1 if item.key != "+" else 1
        signed = found.words[-1]
        found.words[-1] = replace(
            signed,
            start=item.start,
            number=sign * signed.number,
            values={
                "NUMBER": ("-" if sign < 0 else "") + signed.values["NUMBER"],
                "SIGNED": item.key,
            },
        )
        return taken + 1
    if item.key in FACTOR_WORDS and not (phrase and item.key == "once"):
        value = float(FACTOR_WORDS[item.key])
        found.words.append(Word({"NUMBER": _plain(value)}, item.start, item.end, value, place))
        found.words.append(Word({"STAR": "times"}, item.start, item.end, first=place))
        return 1
    before = found.words[-1] if found.words else None
    if (
        item.key in _UNIT_LETTERS
        and before
        and "NUMBER" in before.values
        and kept[at - 1].kind == "number"
    ):
        values = {"UNIT": _UNIT_LETTERS[item.key], "TFUNIT": _UNIT_LETTERS[item.key]}
        if item.key == "d":
            values["OUT"] = "d"
        found.words.append(Word(values, item.start, item.end, first=place))
        return 1
    if item.key in {"h", "d", "m", "w"} and after and after.kind == "number" and after.tight:
        # H4, D1, M15: the letter of the unit first
        found.words.append(
            Word({"NUMBER": after.key}, after.start, after.end, float(after.key), place)
        )
        found.words.append(
            Word(
                {"UNIT": _UNIT_LETTERS[item.key], "TFUNIT": _UNIT_LETTERS[item.key]},
                item.start,
                after.end,
                first=place,
            )
        )
        return 2
    if item.key == "%" or item.key in {
        "percent",
        "pct",
        "percentage",
        "prct",
        "perc",
        "procent",
        "prozent",
    }:
        found.words.append(Word({"PCT": "%"}, item.start, item.end, first=place))
        return 1
    if phrase:
        return _phrase(kept, at, place, phrase, found)
    if item.kind == "newline" or item.key in {".", "!", "?", ";", "...", "..", "•", "#", "~", "^"}:
        return 1
    _add_unknown(found, item)
    return 1


def _phrase(
    kept: list[Lexeme], at: int, place: int, phrase: tuple[int, Entry], found: Statement
) -> int:
    length, entry = phrase
    start, end = kept[at].start, kept[at + length - 1].end
    if entry.values:
        found.words.append(Word(entry.values, start, end, first=place, length=length))
    elif entry.filler:
        found.fillers.append((start, end))
    else:
        found.unclear.append(Unclear(start, end, entry.vague))
        # the grammar never sees it: a question comes first
    return length


def _starts(kept: list[Lexeme], at: int) -> bool:
    """Tell whether a sign begins a number: nothing to its left that it could join."""
    if at == 0:
        return True
    before = kept[at - 1]
    return not kept[at].tight or (before.kind == "sign" and before.key not in {")", "%"})


def _number(kept: list[Lexeme], at: int, place: int, found: Statement) -> int:
    item = kept[at]
    taken = 1
    end = item.end
    if item.kind == "word":
        value = float(NUMBER_WORDS.get(item.key, 1))
        nxt = kept[at + 1] if at + 1 < len(kept) else None
        if value >= 20 and value % 10 == 0 and nxt and NUMBER_WORDS.get(nxt.key, 99) < 10:
            value, taken, end = value + NUMBER_WORDS[nxt.key], 2, nxt.end
        elif nxt and nxt.key == "hundred":
            value, taken, end = value * 100, 2, nxt.end
        text = _plain(value)
    else:
        text = item.key.replace(",", "")
        value = float(text)
        nxt = kept[at + 1] if at + 1 < len(kept) else None
        if nxt and nxt.key == "k" and nxt.tight:
            value, taken, end = value * 1000, 2, nxt.end
            text = _plain(value)
    found.words.append(Word({"NUMBER": text}, item.start, end, value, place))
    return taken


def _plain(value: float) -> str:
    return (
        str(int(value))
        if value.is_integer()
        else repr(value)
        if isinstance(value, float)
        else str(value)
    )


def _add_unknown(found: Statement, item: Lexeme) -> None:
    """Note an unknown word; neighbours become one."""
    if (
        found.unclear
        and found.unclear[-1].vague is None
        and found.unclear[-1].end >= item.start - 1
    ):
        found.unclear[-1] = replace(found.unclear[-1], end=item.end)
        return
    found.unclear.append(Unclear(item.start, item.end))
