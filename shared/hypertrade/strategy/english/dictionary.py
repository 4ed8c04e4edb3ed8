"""The dictionary: every phrase of the vocabulary, ready for longest-match look-up."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from hypertrade.strategy.catalogue import PATTERNS
from hypertrade.strategy.english.scan import scan
from hypertrade.strategy.english.titles import output_titles
from hypertrade.strategy.english.vocabulary import (
    actions,
    clock,
    comparisons,
    connectives,
    money,
    rewards,
    risk,
    shapes,
    verbs,
)
from hypertrade.strategy.english.vocabulary import indicators as names
from hypertrade.strategy.english.vocabulary import small_words as small
from hypertrade.strategy.english.vocabulary.fillers import TALK_FILLERS
from hypertrade.strategy.english.vocabulary.vague import VAGUE, Vague

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLES = frozenset({"the", "a", "an"})
_TABLES = (
    comparisons.COMPARISONS,
    verbs.VERBS,
    connectives.JOINS,
    actions.ACTIONS,
    money.MONEY,
    rewards.REWARDS,
    risk.RISK,
    clock.TIME,
    shapes.SHAPES,
    {"IND": names.INDICATOR_NAMES},
    {"MEASURE": {name: names.INDICATOR_NAMES[name] for name in ("atr", "true_range")}},
    {"OUT": names.OUTPUT_NAMES},
    {"PRICE": names.PRICE_NAMES},
    {"VOLUME": {"volume": names.PRICE_NAMES["volume"]}},
    {"PNAME": names.PARAMETER_NAMES},
    {"PRICEWORD": {"close": names.PRICE_WORDS}},
    {"PATTERN": names.PATTERN_NAMES},
    {"COIN": {"coin": small.COINS}},
)


@dataclass(slots=True)
class Entry:
    """What a phrase may be: its value by terminal; or filler; or vague."""

    values: dict[str, str] = field(default_factory=dict)
    filler: bool = False
    vague: Vague | None = None


@dataclass(slots=True)
class Dictionary:
    """Phrases by their words; ``longest`` bounds a look-up; ``singles`` serves the speller."""

    entries: dict[tuple[str, ...], Entry]
    longest: int
    starts: frozenset[str]
    singles: frozenset[str]

    def match(self, keys: list[str], at: int, limit: int | None = None) -> tuple[int, Entry] | None:
        """Return the longest phrase at ``at`` (of at most ``limit`` words) and its length."""
        if keys[at] not in self.starts:
            return None
        for length in range(min(limit or self.longest, self.longest, len(keys) - at), 0, -1):
            entry = self.entries.get(tuple(keys[at : at + length]))
            if entry is not None:
                return length, entry
        return None


def phrase_key(phrase: str) -> tuple[str, ...]:
    """Return a phrase as the lexer sees it: lexemes without articles and hyphens."""
    keys = [item.key for item in scan(phrase.strip())]
    if len(keys) == 1:
        return tuple(keys)
    return tuple(key for key in keys if key not in ARTICLES and (key != "-" or "di" in keys))


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """Build the dictionary (once)."""
    entries: dict[tuple[str, ...], Entry] = {}
    for terminal, value, phrase in _all_phrases():
        # the first meaning listed of a terminal stands
        entries.setdefault(phrase, Entry()).values.setdefault(terminal, value)
    for phrase in (*_split(small.FILLERS), *_split(TALK_FILLERS)):
        entries.setdefault(phrase, Entry()).filler = True
    for vague in VAGUE:
        for phrase in _split(vague.phrases):
            entries.setdefault(phrase, Entry()).vague = vague
    return Dictionary(
        entries=entries,
        longest=max(map(len, entries)),
        starts=frozenset(key[0] for key in entries),
        singles=frozenset(word for key in entries for word in key if word.isalpha()),
    )


def _split(phrases: str) -> Iterator[tuple[str, ...]]:
    for phrase in phrases.split(","):
        key = (",",) if not phrase else phrase_key(phrase)
        if key:
            yield key


def _all_phrases() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for table in _TABLES:
        for terminal, values in table.items():
            for value, phrases in values.items():
                if phrases == ",":
                    yield terminal, value, (",",)
                    continue
                for key in _split(phrases):
                    yield terminal, value, key
    for name in PATTERNS:
        yield "PATTERN", name, tuple(name.split("_"))
        yield "PATTERN", name, phrase_key(name.replace("_", " ").removesuffix("s"))
    for (name, output), title in output_titles().items():
        yield "IND", f"{name}.{output}", phrase_key(title)
