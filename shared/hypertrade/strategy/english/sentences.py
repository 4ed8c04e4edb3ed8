"""From text to trees: sentences cut apart, answers put in place, every sentence parsed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hypertrade.strategy.english.budget import spend
from hypertrade.strategy.english.chart import TooLong
from hypertrade.strategy.english.context import Unsure
from hypertrade.strategy.english.engine import Stuck, parse_words
from hypertrade.strategy.english.frame import Framed, unframe
from hypertrade.strategy.english.remarks import (
    acts,
    clarifies,
    is_capped,
    is_exit,
    is_remark,
    is_title,
    names_only,
    only_conditions,
    says_how,
    without_defined,
)
from hypertrade.strategy.english.scan import Lexeme, scan
from hypertrade.strategy.english.tokens import Statement, Unclear, Word, tokenize
from hypertrade.strategy.english.vocabulary.talk import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.strategy.english.trees import Node

_STOPS = frozenset({";", "!", "?", "•", "·", "‣", "▪", "●"})
_BULLETS = frozenset({"-", "*", "–", "—", "+", "•", "·", ">", "#"})
_SHOWN = 60
"""Characters of a sentence that is named in a question."""
_A_STEP = 10
"""Words that are looked at in a step, and steps that a word more takes."""
_TRIES = 6
_NUMBERED = 3
_HEADING = 4
_SHORT = words_of("max min approx ca vs e g incl excl resp avg vol pct etc cf")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One parsed sentence and its tokens."""

    tree: Node
    statement: Statement


@dataclass(slots=True)
class Sentences:
    """A text in sentences, what was left out on request, and how words were read."""

    found: list[Sentence] = field(default_factory=list)
    answers: list[tuple[int, int, str]] = field(default_factory=list)
    orders: list[tuple[int, int]] = field(default_factory=list)
    framed: Framed = field(default_factory=Framed)


def read_sentences(text: str) -> Sentences:
    """Return the sentences of ``text``.

    Raises:
        Unsure: a word is not known or vague, or a sentence makes no sense.
    """
    result = Sentences()
    lexemes = _answered(scan(text), result)
    framed = unframe(_cut(lexemes), text)
    result.framed = framed
    parsed = []
    for item in framed.statements:
        statement = tokenize(item)
        plain = without_defined(item, statement) if statement.unclear else item
        if len(plain) < len(item):
            framed.labels.append((statement.unclear[0].start, statement.unclear[0].end))
            item, statement = plain, tokenize(plain)  # noqa: PLW2901 - the same without it
        parsed.append((statement, item))
    parsed = _without_remarks(parsed, framed, text)
    for statement, _ in parsed:
        if statement.unclear:
            raise _question(statement.unclear[0], text)
    silent = [item for statement, item in parsed if not statement.words]
    framed.silent.extend((item[0].start, item[-1].end) for item in silent)
    parsed = [pair for pair in parsed if pair[0].words]
    at = 0
    while at < len(parsed):
        statement, item = parsed[at]
        following = parsed[at + 1] if at + 1 < len(parsed) else None
        at += 1
        if following is not None:
            joined = _with_next(statement, item, following, text)
            if joined is not None:
                result.found.append(joined)
                at += 1
                continue
        result.found.append(_parsed(statement, item, text))
    return result


def read_statement(lexemes: list[Lexeme], text: str) -> Sentence:
    """Return the one sentence that ``lexemes`` of ``text`` are.

    Raises:
        Unsure: a word is not known or vague, or they make no sense.
    """
    statement = tokenize(lexemes)
    if statement.unclear:
        raise _question(statement.unclear[0], text)
    if not statement.words:
        start, end = lexemes[0].start, lexemes[-1].end
        raise Unsure(f"“{text[start:end]}” says nothing about the strategy.", (), (start, end))
    return _parsed(statement, lexemes, text)


def statements_of(text: str) -> list[list[Lexeme]]:
    """Return the statements of ``text``, the answers to questions in their place."""
    return list(_cut(_answered(scan(text), Sentences())))


def _without_remarks(
    parsed: list[tuple[Statement, list[Lexeme]]], framed: Framed, text: str
) -> list[tuple[Statement, list[Lexeme]]]:
    """Take out whole sentences that hold no rule, where the rest of the text does."""
    kept = []
    for index, (statement, item) in enumerate(parsed):
        clarified = index + 1 < len(parsed) and clarifies(parsed[index + 1][1])
        remark = statement.unclear and (
            is_remark(item, statement, text)
            or (index == 0 and (is_title(item) or is_capped(item, text)))
            or (clarified and not says_how(item, statement))
        )
        if remark or (index == 0 and len(parsed) > 1 and names_only(item, statement)):
            framed.remarks.append((item[0].start, item[-1].end))
        else:
            kept.append((statement, item))
    return kept if any(statement.words for statement, _ in kept) else parsed


def _with_next(
    statement: Statement,
    item: list[Lexeme],
    following: tuple[Statement, list[Lexeme]],
    text: str,
) -> Sentence | None:
    """Parse a heading with the line below it, and "RSI above 70. Sell." as one sentence.

    ``None`` if the two are sentences of their own.
    """
    after, below = following
    heading = len(statement.words) <= _HEADING and not any(
        {"NUMBER", "PARAM"} & word.values.keys() for word in statement.words
    )
    one_line = "\n" not in text[item[-1].end : below[0].start]
    act = one_line and is_exit(after) and not acts(statement)
    if not heading and not act:
        return None
    try:
        alone = _parsed(statement, item, text)
    except Unsure:
        if not heading:
            return None
        alone = None
    if alone is not None and not (act and only_conditions(alone.tree)):
        return None
    try:
        return _parsed(_joined(statement, after, item, comma=act), [*item, *below], text)
    except Unsure:
        return None


def _joined(first: Statement, second: Statement, item: list[Lexeme], *, comma: bool) -> Statement:
    """Return two statements as one; the parser sees a comma where ``comma`` asks for it."""
    end = item[-1].end
    last = first.words[-1] if first.words else None
    mark = [Word({"COMMA": "comma"}, end - 1, end)] if comma and last else []
    return Statement(
        words=[*first.words, *mark, *second.words],
        spellings=[*first.spellings, *second.spellings],
    )


def _question(unclear: Unclear, text: str) -> Unsure:
    said = " ".join(text[unclear.start : unclear.end].split())
    place = (unclear.start, unclear.end)
    if unclear.vague is None:
        return Unsure(f"I did not understand “{said}”. What should be done with it?", (), place)
    return Unsure(f"“{said}”: {unclear.vague.why} What is meant?", unclear.vague.choices, place)


def _parsed(statement: Statement, lexemes: list[Lexeme], text: str) -> Sentence:
    """Parse one sentence; if the longest phrases do not fit, try shorter ones near the trouble."""
    limits: dict[int, int] = {}
    current = statement
    best, best_words = Stuck(-1), statement.words
    for _ in range(_TRIES):
        try:
            return Sentence(parse_words(tuple(current.words)), current)
        except TooLong:
            raise _too_long(lexemes, text) from None
        except Stuck as stuck:
            if best.at < 0 or _reach(stuck, current.words) > _reach(best, best_words):
                best, best_words = stuck, current.words
            long = [
                word
                for word in current.words[max(0, stuck.at - 6) : stuck.at + 1]
                if word.length > 1 and limits.get(word.first) != 1
            ]
            if not long:
                break
            limits[long[-1].first] = long[-1].length - 1
            current = tokenize(lexemes, limits.items())
            if current.unclear or not current.words:
                break
    raise _senseless(best, best_words, text)


def _too_long(lexemes: list[Lexeme], text: str) -> Unsure:
    """Ask for shorter sentences, naming the one that is too long; no word of it may be dropped."""
    start, end = lexemes[0].start, max(item.end for item in lexemes)
    said = " ".join(text[start : start + 2 * _SHOWN].split())[:_SHOWN].rstrip()
    return Unsure(
        f"This sentence is too long, or has too much in it, to read: “{said}…”. "
        "Can you cut it into shorter ones?",
        (),
        (start, end),
        may_drop=False,
    )


def _reach(stuck: Stuck, words: list[Word]) -> int:
    return words[min(stuck.at, len(words) - 1)].end + (stuck.at >= len(words))


def _senseless(stuck: Stuck, words: list[Word], text: str) -> Unsure:
    """Ask about the clause around the first word that fits nothing."""
    at = min(stuck.at, len(words) - 1)
    joints = [
        index
        for index, word in enumerate(words)
        if {"COMMA", "AND", "OR", "BUT", "WHILE", "WHEN", "UNLESS"} & word.values.keys()
    ]
    first = max([index + 1 for index in joints if index < at], default=0)
    last = min([index for index in joints if index > max(at, first)], default=len(words))
    if first >= len(words):
        first = len(words) - 1
    start, end = (
        words[first].start,
        max(words[index].end for index in range(first, max(last, first + 1))),
    )
    said = " ".join(text[start:end].split())
    return Unsure(f"I did not understand “{said}”. Can you say it another way?", (), (start, end))


def _cut(lexemes: list[Lexeme]) -> Iterator[list[Lexeme]]:
    """Cut at line ends, semicolons and full stops, but not inside brackets."""
    current: list[Lexeme] = []
    depth = 0
    closers = [index for index, item in enumerate(lexemes) if item.key in {")", "]", "}"}]
    for index, item in enumerate(lexemes):
        if item.kind == "sign" and item.key in {"(", "[", "{"} and closers and closers[-1] > index:
            depth += 1
        elif item.kind == "sign" and item.key in {")", "]", "}"}:
            depth = max(0, depth - 1)
        after = lexemes[index + 1] if index + 1 < len(lexemes) else None
        full_stop = (
            item.kind == "sign"
            and item.key in {".", "..", "..."}
            and not (
                after is not None
                and after.tight
                and after.kind in {"word", "number"}
                and item.tight
            )
        )
        if (
            item.key == "."
            and current
            and after is not None
            and after.tight
            and (current[-1].key, after.key) in {("i", "e"), ("e", "g")}
        ):
            continue  # "i.e."
        if item.key == "?" and depth == 0 and _answer_follows(lexemes, index):
            current.append(replace(item, key=","))  # "RSI below 30? Buy."
            continue
        if (item.kind == "newline" and depth == 0) or (
            depth == 0 and (full_stop or (item.kind == "sign" and item.key in _STOPS))
        ):
            if (
                full_stop
                and item.key == "."
                and item.tight
                and current
                and current[-1].key in _SHORT
                and after is not None
                and after.kind != "newline"
            ):
                continue  # "max. 3 trades", "i.e. below"
            if full_stop and len(current) == 1 and current[0].kind == "number":
                current = []  # "1." numbers a line
                continue
            yield from _without_bullet(current)
            current = []
        elif item.kind != "newline":
            current.append(item)
    yield from _without_bullet(current)


def _answer_follows(lexemes: list[Lexeme], index: int) -> bool:
    """Tell whether only a word or two stand between a question mark and the next stop."""
    for count, item in enumerate(lexemes[index + 1 : index + 4]):
        if item.kind == "newline" or item.key in {".", "!", ";", "?"}:
            return count > 0
    return len(lexemes) - index - 1 in {1, 2, 3}


def _without_bullet(lexemes: list[Lexeme]) -> Iterator[list[Lexeme]]:
    while (
        lexemes
        and lexemes[0].kind == "sign"
        and lexemes[0].key in _BULLETS | {"✅", "➡"}
        and not (len(lexemes) > 1 and lexemes[1].tight and lexemes[1].kind == "number")
    ):
        lexemes = lexemes[1:]
    if (
        len(lexemes) > 2  # noqa: PLR2004 - plain counting
        and lexemes[0].kind in {"number", "word"}
        and lexemes[1].key == ")"
        and len(lexemes[0].key) < _NUMBERED
    ):
        lexemes = lexemes[2:]
    if lexemes:
        yield lexemes


def _answered(lexemes: list[Lexeme], result: Sentences) -> list[Lexeme]:
    """Carry out ``By "X" I mean "Y".`` and ``Leave out "X".``, the answers to questions."""
    kept: list[Lexeme] = []
    orders: list[tuple[str, str]] = []
    index = 0
    while index < len(lexemes):
        keys = [item.key for item in lexemes[index : index + 5]]
        kinds = [item.kind for item in lexemes[index : index + 5]]
        if (
            keys[0] == "by"
            and kinds[1:2] == ["quoted"]
            and keys[2:4] == ["i", "mean"]
            and kinds[4:5] == ["quoted"]
        ):
            orders.append((keys[1][1:-1], keys[4][1:-1]))
            result.orders.append((lexemes[index].start, lexemes[index + 4].end))
            index += 5
        elif keys[:2] == ["leave", "out"] and kinds[2:3] == ["quoted"]:
            orders.append((keys[2][1:-1], ""))
            result.orders.append((lexemes[index].start, lexemes[index + 2].end))
            index += 3
        else:
            kept.append(lexemes[index])
            index += 1
    for said, meant in orders:
        before = len(kept)
        kept = _replaced(kept, said, meant, result)
        spend(before // _A_STEP + _A_STEP * max(0, len(kept) - before))
    return kept


def _replaced(lexemes: list[Lexeme], said: str, meant: str, result: Sentences) -> list[Lexeme]:
    wanted = [item.key for item in scan(said) if item.kind != "newline"]
    if not wanted:
        return lexemes
    found: list[Lexeme] = []
    index = 0
    while index < len(lexemes):
        item = lexemes[index]
        if item.kind != "newline" and item.key.strip('"“”') != wanted[0]:
            found.append(item)
            index += 1
            continue
        span: list[Lexeme] = []
        ahead = index
        while ahead < len(lexemes) and len(span) < len(wanted):
            if lexemes[ahead].kind != "newline":
                span.append(lexemes[ahead])
            ahead += 1
        if [item.key.strip('"“”') for item in span] != wanted:
            found.append(item)
            index += 1
            continue
        start, end = span[0].start, span[-1].end
        result.answers.append((start, end, meant))
        found.extend(replace(one, start=start, end=end) for one in scan(meant))
        index = ahead
    return found
