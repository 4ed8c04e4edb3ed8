"""Names the text gives to values and conditions: "fast = EMA 12", "let trend be the 200 EMA"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from hypertrade.strategy.english.budget import spend
from hypertrade.strategy.english.chart import TooLong
from hypertrade.strategy.english.context import Unsure
from hypertrade.strategy.english.dictionary import ARTICLES, dictionary
from hypertrade.strategy.english.engine import Stuck, parse_words
from hypertrade.strategy.english.scan import Lexeme
from hypertrade.strategy.english.tokens import Word, tokenize
from hypertrade.strategy.english.trees import find, place, subtrees
from hypertrade.strategy.english.vocabulary.talk import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.strategy.english.frame import Framed

_LEADS = words_of("let define var float const bool int double where with say and my our here def")
_WHERE = words_of("where with here")
_MEANS = words_of("= be is as means : are")
_NAME_MAY_BE = words_of("OUT IND MA AVERAGE LONG SHORT PNAME X BULL BEAR BAND CHANGE TRADE")
_TAILS = words_of("ema sma ma line average mas emas smas wma")
_LONGEST_NAME = 3
_SIGNS = frozenset("+-−–*×·/÷")
_A_WORD = 10
"""Steps that each word of a meaning counts for: names within names make them many."""
_A_STEP = 10
"""Words that are looked at in a step."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A name, what it stands for, the names this uses, and the place of the whole."""

    name: tuple[str, ...]
    meaning: tuple[Lexeme, ...]
    kind: str
    uses: frozenset[tuple[str, ...]]
    start: int
    end: int


def settle_names(statements: list[list[Lexeme]], text: str, framed: Framed) -> list[list[Lexeme]]:
    """Take definitions out of ``statements`` and put what they mean where the names stand.

    Raises:
        Unsure: a definition is used nowhere.
    """
    if not any(item.key in _MEANS for lexemes in statements for item in lexemes):
        return statements
    found: list[Definition] = []
    kept: list[list[Lexeme]] = []
    for index, lexemes in enumerate(statements):
        others = [item for at, item in enumerate(statements) if at != index]
        rest, defined = _taken(lexemes, others, found)
        if rest:
            kept.append(rest)
        found.extend(defined)
    used: set[tuple[str, ...]] = set()
    for item in sorted(found, key=lambda one: -len(one.name)):
        if any(_places(item.name, lexemes) for lexemes in kept):
            used.add(item.name)
        kept = [_replaced(lexemes, item) for lexemes in kept]
        spend(sum(map(len, kept)))
    used.update(*(item.uses for item in found))
    for item in found:
        if item.name not in used:
            said = " ".join(text[item.start : item.end].split())
            raise Unsure(
                f"“{said}” gives a name that nothing uses. What is it for?",
                (),
                (item.start, item.end),
            )
        framed.defined.append((item.start, item.end))
    return kept


def _taken(
    lexemes: list[Lexeme], others: list[list[Lexeme]], known: list[Definition]
) -> tuple[list[Lexeme], list[Definition]]:
    """Return a statement without its definitions, and these."""
    keys = [item.key for item in lexemes]
    if not _MEANS & set(keys):
        return lexemes, []
    spend(sum(map(len, others)) // _A_STEP)
    starts = [0, *(at for at, key in enumerate(keys) if at and key in _WHERE)]
    for start in starts:
        defined = _all_of(lexemes[start:], [*others, lexemes[:start]], known)
        if defined:
            rest = lexemes[:start]
            while rest and rest[-1].key in {",", "(", "-", "–", "—"}:
                rest = rest[:-1]
            return rest, defined
    return lexemes, []


def _all_of(
    lexemes: list[Lexeme], others: list[list[Lexeme]], known: list[Definition]
) -> list[Definition]:
    """Return the definitions a row of words consists of, or nothing if it holds anything else."""
    whole = _one(lexemes, others, known)
    if whole is not None:
        return [whole]
    found: list[Definition] = []
    led = bool(lexemes) and lexemes[0].key in _LEADS
    for part in _split(lexemes):
        one = _one(part, others, [*known, *found], led=led)
        if one is None:
            return []
        found.append(one)
    return found if len(found) > 1 else []


def _split(lexemes: list[Lexeme]) -> Iterator[list[Lexeme]]:
    depth, current = 0, list[Lexeme]()
    for item in lexemes:
        depth += (item.key in {"(", "["}) - (item.key in {")", "]"})
        if depth == 0 and item.key in {",", "and", "&"} and item.kind in {"sign", "word"}:
            if current:
                yield current
            current = []
        else:
            current.append(item)
    if current:
        yield current


def _one(
    lexemes: list[Lexeme],
    others: list[list[Lexeme]],
    known: list[Definition],
    *,
    led: bool = False,
) -> Definition | None:
    """Return the one definition a row of words is."""
    at = len(list(takewhile(lambda item: item.key in _LEADS | ARTICLES, lexemes)))
    led = led or any(item.key in _LEADS for item in lexemes[:at])
    name: list[Lexeme] = []
    while at < len(lexemes) and lexemes[at].key not in _MEANS:
        item = lexemes[at]
        numbered = item.kind == "number" and item.tight and bool(name) and item.key.isdigit()
        if not (item.kind == "word" or numbered) or len(name) == _LONGEST_NAME:
            return None
        name.append(item)
        at += 1
    if not name or at >= len(lexemes):
        return None
    by = lexemes[at].key
    at += 1
    if by == ":" and at < len(lexemes) and lexemes[at].key == "=":
        by, at = "=", at + 1
    meaning = tuple(item for item in lexemes[at:] if item.key != ")" or "(" in _keys(lexemes[at:]))
    keys = _keys(name)
    if not meaning or (by == "be" and not led) or (by == "as" and not led):
        return None
    used = any(_places(keys, statement) for statement in others)
    sure = by == "=" or (led and by == "be")
    if not (sure or used):
        return None
    uses = frozenset(earlier.name for earlier in known if _places(earlier.name, list(meaning)))
    for earlier in known:
        meaning = tuple(_replaced(list(meaning), earlier))
        spend(_A_WORD * len(meaning))
    clear = _may_name(name)
    kind = _kind_of(list(meaning)) if clear is not None else None
    if kind is None or (kind != "operand" and not used) or not _fits(name, kind, others):
        return None
    end = max(item.end for item in (*name, *meaning))
    return Definition(keys, meaning, kind, uses, lexemes[0].start, end)


def _fits(name: list[Lexeme], kind: str, others: list[list[Lexeme]]) -> bool:
    """Tell whether a name may stand for such a thing beside the meaning it has of its own."""
    words = tokenize(name).words
    if kind == "operand" or tokenize(name).unclear:
        return True
    if kind == "condition":
        return all({"BULL", "BEAR"} & word.values.keys() for word in words)
    keys = _keys(name)
    return all("PNAME" in word.values for word in words) and any(
        {item.key for item in statement[at + len(keys) : at + len(keys) + 1]} & {")", ","}
        for statement in others
        for at in _places(keys, statement)
    )


def _keys(lexemes: list[Lexeme]) -> tuple[str, ...]:
    return tuple(item.key for item in lexemes)


def _may_name(name: list[Lexeme]) -> bool | None:
    """Tell whether a name has a meaning of its own; ``None`` if it cannot be a name."""
    statement = tokenize(name)
    if statement.unclear:
        return False
    if not statement.words or all("NUMBER" in word.values for word in statement.words):
        return None
    may = all(
        word.values.keys() & _NAME_MAY_BE or "NUMBER" in word.values for word in statement.words
    )
    return True if may else None


def _kind_of(meaning: list[Lexeme]) -> str | None:
    """Return what a meaning is: an operand, a number, a condition, or nothing."""
    if len(meaning) == 1 and meaning[0].kind == "number":
        return "number"
    statement = tokenize(meaning)
    if statement.unclear or not statement.words:
        return None
    end = meaning[-1].end
    probe = (Word({"ABOVE": "above"}, end, end), Word({"NUMBER": "0"}, end, end))
    if all({"NUMBER", "PCT", "UNIT"} & word.values.keys() for word in statement.words):
        return None
    try:
        tree = parse_words((*statement.words, *probe))
    except (Stuck, TooLong):
        pass
    else:
        bases = [node for piece in subtrees(tree) for node in subtrees(piece)]
        inner = subtrees(bases[0])[0] if len(bases) == 1 and subtrees(bases[0]) else None
        if inner is not None and bases[0].data == "cond" and inner.data == "compare":
            first = subtrees(inner)[0]
            if place(first)[1] == statement.words[-1].end:
                return "operand"
    try:
        tree = parse_words(tuple(statement.words))
    except (Stuck, TooLong):
        return None
    kinds = {node.data for piece in subtrees(tree) for node in subtrees(piece)}
    firm = "cond" in kinds and kinds <= {"cond", "join"}
    return "condition" if firm and not any(True for _ in find(tree, "elided_compare")) else None


def _places(name: tuple[str, ...], lexemes: list[Lexeme]) -> list[int]:
    """Return where a name stands as itself, not as a part of a longer phrase like "buy signal"."""
    book = dictionary()
    keys = [item.key for item in lexemes]
    found = []
    for at in range(len(keys) - len(name) + 1):
        if tuple(keys[at : at + len(name)]) != name:
            continue
        inside = False
        for before in range(max(0, at - 3), at + 1):
            match = book.match(keys, before)
            if match is None or (match[1].filler and not match[1].values):
                continue
            reach = before + match[0]
            tail = reach == at + len(name) + 1 and keys[reach - 1] in _TAILS and before == at
            inside |= (reach > at + len(name) and not tail) or (before < at < reach)
        if not inside:
            found.append(at)
    return found


def _replaced(lexemes: list[Lexeme], item: Definition) -> list[Lexeme]:
    """Return a statement with what a name stands for in its place."""
    kept = list(lexemes)
    for at in reversed(_places(item.name, lexemes)):
        last = at + len(item.name)
        if item.kind == "operand" and last < len(kept) and kept[last].key in _TAILS:
            last += 1  # "the fast EMA", where "fast" is one
        start, end = kept[at].start, kept[last - 1].end
        meaning = [replace(one, start=start, end=end) for one in item.meaning]
        joined = item.kind == "condition" or any(one.key in _SIGNS for one in item.meaning)
        if joined and item.kind != "number":
            meaning = [
                Lexeme("sign", "(", start, end),
                *meaning,
                Lexeme("sign", ")", start, end),
            ]
        kept[at:last] = meaning
    return kept
