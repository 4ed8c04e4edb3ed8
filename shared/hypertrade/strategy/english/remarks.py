"""Remarks: titles, greetings and asides that hold no rule, told apart from unknown rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypertrade.strategy.english.dictionary import dictionary
from hypertrade.strategy.english.trees import subtrees
from hypertrade.strategy.english.vocabulary.small_words import NUMBER_WORDS
from hypertrade.strategy.english.vocabulary.talk import (
    ACRONYMS,
    ASIDES,
    CLARIFIERS,
    LIMITS,
    RULE_WORDS,
    TALK,
    TITLE_NOUNS,
    words_of,
)

if TYPE_CHECKING:
    from hypertrade.strategy.english.scan import Lexeme
    from hypertrade.strategy.english.tokens import Statement, Word
    from hypertrade.strategy.english.trees import Node

_HARMLESS = words_of(
    "AND COMMA COLON DASH OF AT BY TO ON IN FOR FROM WITH THAN IT ITS STATE SLASH PLUS LPAR "
    "RPAR STRATEGY BOTH VALUE MAKE LAST EQ BUT TODAY LATER"
)
_SCENERY = words_of(
    "CROSS RISE FALL BREAK HIT OVERSOLD OVERBOUGHT MOVEDROP RISING FALLING PRICEWORD THROUGH INTO "
    "POSITION TRADE MAKE COIN PATTERNWORD LEAVE OUT PRICE STRATEGY"
)
_ATTACHED = words_of("IN ON AT FOR FROM WITH OF BY TO")
_ACTIONS = words_of("BUY SELL ENTER EXIT GO LONG SHORT COVER CLOSELONG")
_LONGEST_ACRONYM = 5
_LONGEST_TITLE = 5
_TITLE_BARS = words_of(
    "entry exit enter close open stop target trade trades long short filter use confirm with on "
    "in at no not news session sessions week day hour"
)
_EACH = {"daily": "day", "weekly": "week", "hourly": "hour", "monthly": "month"}
_SAYING = ([",", "meaning"], [",", "ie"], ["that", "is"], ["which", "means"], ["i", "e"])
_OPERANDS = words_of("IND MA PRICE PRICEWORD OUT LOW HIGH AVERAGE RISE FALL")
_COMPARING = words_of("ABOVE BELOW CROSS HIT RISE FALL ATLEAST ATMOST")
_YEAR = re.compile(r"(19[89]|20[0-3])\d")


def is_remark(lexemes: list[Lexeme], statement: Statement, text: str) -> bool:
    """Tell whether nothing in a statement could be (part of) a rule.

    It holds no number, no word of a rule of any kind, and nothing that looks like the name of an
    indicator this package does not know.
    """
    if not lexemes or any(
        _is_rule_like(item, text) and not _is_year(lexemes, index)
        for index, item in enumerate(lexemes)
    ):
        return False
    if any(item.vague is not None for item in statement.unclear):
        return False
    negative = any("NOT" in word.values for word in statement.words)
    if negative and any(_ATTACHED & word.values.keys() for word in statement.words):
        return False  # "not in August" limits something
    return all(
        _is_harmless(word) or text[word.start : word.end].lower() in TALK or _is_year_word(word)
        for word in statement.words
    )


def is_title(lexemes: list[Lexeme], *, before: bool = False) -> bool:
    """Tell whether a short first line only gives the whole a name, as in "Squeeze play".

    ``before`` a full rule, as in "Golden cross strategy: buy when ...", it may name an event.
    """
    forbidden = LIMITS if before else RULE_WORDS
    words = [item for item in lexemes if item.kind == "word"]
    return (
        0 < len(words) <= _LONGEST_TITLE
        and words[-1].key in TITLE_NOUNS
        and not any(item.kind in {"number", "clock", "param"} for item in lexemes)
        and not any(item.key in forbidden for item in words[:-1])
        and not any(item.kind == "sign" and item.key not in _TITLE_SIGNS for item in lexemes)
    )


_TITLE_SIGNS = frozenset("-–—()'\"!.:&#")


def describes(label: list[Lexeme], statement: Statement, text: str) -> bool:
    """Tell whether a label before a whole rule only tells what the rule is for.

    As in "Ride breakouts:": it has a word that no rule holds, and neither number nor indicator nor
    limit.
    """
    return (
        bool(statement.unclear)
        and label[-1].key not in TITLE_NOUNS
        and not any(item.vague for item in statement.unclear)
        and not any(item.kind in {"number", "clock", "param", "quoted"} for item in label)
        and not any(item.key in LIMITS for item in label)
        and not any(
            _is_rule_like(item, text) for item in label if item.key not in dictionary().singles
        )
        and all(word.values.keys() <= _HARMLESS | _SCENERY for word in statement.words)
    )


def clarifies(lexemes: list[Lexeme]) -> bool:
    """Tell whether a sentence says in detail what the one before only named."""
    keys = [item.key for item in lexemes[:3]]
    return any(" ".join(keys[:size]) in CLARIFIERS for size in (1, 2, 3))


def says_how(lexemes: list[Lexeme], statement: Statement) -> bool:
    """Tell whether a statement holds a number or an indicator, or forbids or limits something."""
    bearing = {"NUMBER", "IND", "MA", "PATTERN", "NOT", "UNLESS", "ONLY", "STOP", "WEEKDAY", "TF"}
    return any(item.kind in {"number", "clock", "param"} for item in lexemes) or any(
        bearing & word.values.keys() for word in statement.words
    )


def without_defined(lexemes: list[Lexeme], statement: Statement) -> list[Lexeme]:
    """Take out vague words that what follows defines: "a pullback: low touches the EMA 50"."""
    kept = lexemes
    for unclear in statement.unclear:
        after = [item for item in lexemes if item.start >= unclear.end]
        if unclear.vague is None or len(after) < _LONGEST_TITLE - 1:
            continue
        marks = 1 if after[0].key in {":", "(", "=", "means", "meaning"} else 0
        marks = 2 if [item.key for item in after[:2]] in _SAYING else marks
        closing = {")"} if after[0].key == "(" else {".", ";"}
        before = next((item for item in reversed(lexemes) if item.end <= unclear.start), None)
        if before is not None and before.key in _EACH:
            # "the daily trend is up (price > 200 day EMA)": only if the rule says daily as well
            if not any(item.key.startswith(_EACH[before.key]) for item in after):
                continue
            kept = [item for item in kept if item is not before]
        told = {
            terminal
            for word in statement.words
            if word.start >= after[0].end and word.start < _end_of(after, closing)
            for terminal in word.values
        }
        if marks and told & _OPERANDS and told & _COMPARING:
            dropped = set() if after[0].key == "(" else {id(item) for item in after[:marks]}
            kept = [
                item
                for item in kept
                if not (unclear.start <= item.start < unclear.end) and id(item) not in dropped
            ]
    return kept


def _end_of(lexemes: list[Lexeme], closing: set[str]) -> int:
    return next((item.start for item in lexemes if item.key in closing), lexemes[-1].end)


def acts(statement: Statement) -> bool:
    """Tell whether a statement holds an action."""
    return any(_ACTIONS & word.values.keys() for word in statement.words)


def is_exit(statement: Statement) -> bool:
    """Tell whether a statement is but the word to sell."""
    kept = [word for word in statement.words if "THEN" not in word.values]
    return len(kept) == 1 and bool({"SELL", "EXIT", "COVER", "CLOSELONG"} & kept[0].values.keys())


def only_conditions(tree: Node) -> bool:
    """Tell whether a sentence holds conditions alone."""
    kinds = {node.data for piece in subtrees(tree) for node in subtrees(piece)}
    return "cond" in kinds and kinds <= {"cond", "join"}


def is_capped(lexemes: list[Lexeme], text: str) -> bool:
    """Tell whether a short line is a name of its own, in capitals: "The Lazy Bear"."""
    words = [item for item in lexemes if item.kind == "word"]
    named = [item for item in words if item.key not in {"the", "a", "of", "and", "my", "by"}]
    return (
        0 < len(named) <= _LONGEST_TITLE - 1
        and all(text[item.start].isupper() for item in named)
        and all(item.kind == "word" or item.key in _TITLE_SIGNS for item in lexemes)
        and not any(item.key in LIMITS | _TITLE_BARS for item in words)
        and any(letter.islower() for letter in text)
        and not (len(named) == 1 and text[named[0].start : named[0].end].isupper())
    )


def names_only(lexemes: list[Lexeme], statement: Statement) -> bool:
    """Tell whether a title only names an indicator, as in "RSI strategy"."""
    return is_title(lexemes) and all(
        word.values.keys() <= {"IND", "MA", "STRATEGY", "TRADE", "POSITION", "ATRADE", "OUT"}
        for word in statement.words
    )


def aside_of(lexemes: list[Lexeme], start: int) -> int:
    """Return where an explanation that starts at ``start`` ends: "..., because I like it, ..."."""
    if lexemes[start].key not in ASIDES:
        return start
    end = start + 1
    while end < len(lexemes) and not (
        lexemes[end].kind == "sign" and lexemes[end].key in {",", "(", ")", ":"}
    ):
        end += 1
    return end


def _is_year(lexemes: list[Lexeme], index: int) -> bool:
    """Tell whether a number is a year, as in "since 2017"."""
    item = lexemes[index]
    return (
        index > 0
        and lexemes[index - 1].key in {"since", "in", "from"}
        and item.kind == "number"
        and _YEAR.fullmatch(item.key) is not None
    )


def _is_year_word(word: Word) -> bool:
    return _YEAR.fullmatch(word.values.get("NUMBER", "")) is not None


def _is_harmless(word: Word) -> bool:
    if "NOT" in word.values:
        return True
    return bool(word.values) and word.values.keys() <= _HARMLESS


def _is_rule_like(item: Lexeme, text: str) -> bool:
    if item.kind in {"number", "clock", "param", "quoted"}:
        return True
    if item.kind != "word":
        return item.kind == "sign" and item.key in {"<", ">", ">=", "<=", "%", "=>", "=<", "->"}
    if item.key in RULE_WORDS or (item.key in NUMBER_WORDS and item.key != "one"):
        return True
    said = text[item.start : item.end]
    return (
        said.isupper()
        and 1 < len(said) <= _LONGEST_ACRONYM
        and item.key not in ACRONYMS
        and item.key not in dictionary().singles
        and any(letter.islower() for letter in text)
    )
