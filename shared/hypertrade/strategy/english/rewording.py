"""Turns of phrase that stand for plainer ones: "down or flat", "low, i.e. below 30"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypertrade.strategy.english.vocabulary.talk import words_of

if TYPE_CHECKING:
    from hypertrade.strategy.english.scan import Lexeme

_PLAINER = {
    phrase: plainer.split()
    for plainer, phrases in {
        "not rising": (
            "down or flat, flat or down, falling or flat, flat or falling, flat or declining, "
            "declining or flat, flat to down, sideways or down, down or sideways"
        ),
        "not falling": (
            "up or flat, flat or up, rising or flat, flat or rising, flat to up, sideways or up, "
            "up or sideways"
        ),
    }.items()
    for phrase in phrases.split(", ")
}
_LONGEST = 3
_DEGREES = words_of("low high small big large weak strong deep stretched extended extreme washed")
_JOINS = words_of("+ , and or but then while with & ; : |")
_CROSSING = words_of("cross crosses crossing crossed x cuts cut")
_TELLING = _CROSSING | words_of(
    "< > <= >= above below under over crossover crossunder rising falling between up down"
)
_WAYS = words_of("up down upward upwards downward downwards")
_SIDES = words_of("below under above over beneath")
_SAYING = (("i", "e"), ("ie",), ("meaning",), ("which", "means"), ("that", "is"), ("say",))
_COMPARING = frozenset(
    {"below", "above", "under", "over", "less", "more", "at", "<", ">", "<=", ">=", "between"}
)


def reword(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Return a statement in plainer words; each keeps the place of what it stands for."""
    kept: list[Lexeme] = []
    at = 0
    while at < len(lexemes):
        said = " ".join(item.key for item in lexemes[at : at + _LONGEST])
        plainer = _PLAINER.get(said)
        if plainer:
            start, end = lexemes[at].start, lexemes[at + _LONGEST - 1].end
            kept.extend(replace(lexemes[at], key=key, start=start, end=end) for key in plainer)
            at += _LONGEST
            continue
        if _adds_rule(lexemes, at):
            kept.append(replace(lexemes[at], kind="word", key="and"))
            at += 1
            continue
        if _aims_at_level(lexemes, at):
            kept += [lexemes[at], replace(lexemes[at], kind="word", key="while")]
            at += 1
            continue
        close = _bracketed(lexemes, at)
        if close:
            kept.extend(lexemes[at + 2 : close])
            at = close + 1
            continue
        skipped = _told(lexemes, at)
        if skipped:
            end = lexemes[at + skipped].end
            kept.append(replace(lexemes[at + skipped], start=lexemes[at].start, end=end))
            at += skipped + 1
            continue
        kept.append(lexemes[at])
        at += 1
    return kept


def _adds_rule(lexemes: list[Lexeme], at: int) -> bool:
    """Tell whether a plus joins two rules, as in "RSI>50 + price>EMA", and adds no numbers."""
    if lexemes[at].key != "+" or lexemes[at].kind != "sign" or not at:
        return False
    before, after = lexemes[:at], lexemes[at + 1 :]
    if after and after[0].kind == "number" and after[0].tight and not lexemes[at].tight:
        return False  # "+100"
    left = next((i + 1 for i in range(at - 1, -1, -1) if before[i].key in _JOINS), 0)
    right = next((i for i, item in enumerate(after) if item.key in _JOINS), len(after))
    return all(
        any(item.key in _TELLING for item in side) for side in (before[left:], after[:right])
    )


def _aims_at_level(lexemes: list[Lexeme], at: int) -> bool:
    """Tell whether "up" says how a line crosses another, "below 20" where: "K crosses D up ..."."""
    level = at + 2 < len(lexemes) and lexemes[at + 2].kind == "number"
    if lexemes[at].key not in _WAYS or not level or lexemes[at + 1].key not in _SIDES:
        return False
    before = [item.key for item in lexemes[max(0, at - 6) : at]]
    return any(key in _CROSSING for key in before[:-1]) and before[-1] not in _CROSSING


def _bracketed(lexemes: list[Lexeme], at: int) -> int:
    """Return where the bracket of "low (below 30)" closes, or 0."""
    if lexemes[at].key not in _DEGREES or _key(lexemes, at + 1) != "(":
        return 0
    close = next((index for index in range(at, len(lexemes)) if lexemes[index].key == ")"), 0)
    return close if _key(lexemes, at + 2) in _COMPARING else 0


def _told(lexemes: list[Lexeme], at: int) -> int:
    """Return how many words before "below 30" it makes needless, as in "low, i.e. below 30"."""
    if lexemes[at].key not in _DEGREES:
        return 0
    size, marked = 1, False
    if _key(lexemes, at + size) == "enough":
        size += 1
    if _key(lexemes, at + size) in {",", "-", "–", "—", "(", ":"}:
        size, marked = size + 1, True
    for words in _SAYING:
        if tuple(_key(lexemes, at + size + more) for more in range(len(words))) == words:
            size, marked = size + len(words), True
            break
    if _key(lexemes, at + size) in {",", ":"}:
        size += 1
    bracket = any(item.key == "(" for item in lexemes[at : at + size])
    return size if marked and not bracket and _key(lexemes, at + size) in _COMPARING else 0


def _key(lexemes: list[Lexeme], at: int) -> str:
    return lexemes[at].key if at < len(lexemes) else ""
