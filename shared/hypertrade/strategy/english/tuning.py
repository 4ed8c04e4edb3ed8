"""Numbers to tune: "RSI below 30, tune this between 20 and 40 in steps of 2"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypertrade.strategy.english.context import Unsure
from hypertrade.strategy.english.dictionary import dictionary
from hypertrade.strategy.english.scan import Lexeme
from hypertrade.strategy.english.vocabulary.talk import words_of

if TYPE_CHECKING:
    from hypertrade.strategy.english.frame import Framed

TUNING = words_of(
    "tune tuned tuning tunable tuneable optimise optimize optimised optimized optimising "
    "optimizing optimisable optimizable hyperopt hyperopted hyperoptable vary varied varying "
    "sweep adjustable"
)
_SKIPPED = words_of(
    "this that it the a number value threshold level period length anywhere from between in range "
    "ranging of over within with values : , to parameter percent %"
)
_BEFORE = words_of(
    "( [ , - – — : and please is be should can could may must will which that i want we to let "
    "make also but would like"
)
_AND = frozenset({"to", "and", "-", "–", "—", "..", "...", "till", "until"})
_STEP = words_of("step steps increments increment stepsize every")
_STEP_WORDS = words_of("in with a and , ; of by : = size at using")
_PERCENT = frozenset({"%", "percent", "pct"})
_LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class _Range:
    """A range that was asked for, ``[at, end)`` in the lexemes of its statement."""

    at: int
    end: int
    low: str
    high: str
    step: str | None
    place: tuple[int, int]


def tunables(statements: list[list[Lexeme]], text: str, framed: Framed) -> list[list[Lexeme]]:
    """Put a tunable number in place of each that is to be tuned, and declare it.

    Raises:
        Unsure: no number stands before the range, or it lies outside of it.
    """
    kept: list[list[Lexeme]] = []
    names: set[str] = {
        item.key[1:] for lexemes in statements for item in lexemes if item.kind == "param"
    }
    for statement in statements:
        lexemes, after = statement, list[list[Lexeme]]()
        wanted = _wanted(lexemes)
        while wanted is not None:
            head, tail = lexemes[: wanted.at], lexemes[wanted.end :]
            row = [*(one for other in kept for one in other), *head]
            number = row[_target(row, wanted, text)]
            home = next((one for one in [head, *reversed(kept)] if _at(one, number) >= 0), head)
            name = _name(home, _at(home, number), names)
            names.add(name)
            after.append(_declared(home, number, name, wanted, framed))
            lexemes = [*head, *tail]
            wanted = _wanted(lexemes)
        kept.extend(item for item in (lexemes, *after) if item)
    return kept


def _wanted(lexemes: list[Lexeme]) -> _Range | None:
    """Return the first range of a number to tune, with the words that belong to it."""
    for at, item in enumerate(lexemes):
        if item.key not in TUNING:
            continue
        low = at + 1
        while low < len(lexemes) and lexemes[low].key in _SKIPPED:
            low += 1
        high = low + 1 + (_key(lexemes, low + 1) in _PERCENT)
        if _key(lexemes, high) not in _AND or not _numbers(lexemes, low, high + 1):
            continue
        end = high + 2 + (_key(lexemes, high + 2) in _PERCENT)
        step, end = _step(lexemes, end)
        start = at
        while start and lexemes[start - 1].key in _BEFORE:
            start -= 1
        opened = [one.key for one in lexemes[start:at]]
        if {"(", "["} & set(opened) and _key(lexemes, end) in {")", "]"}:
            end += 1
        place = (lexemes[start].start, lexemes[end - 1].end)
        return _Range(start, end, lexemes[low].key, lexemes[high + 1].key, step, place)
    return None


def _numbers(lexemes: list[Lexeme], *places: int) -> bool:
    return all(at < len(lexemes) and lexemes[at].kind == "number" for at in places)


def _step(lexemes: list[Lexeme], end: int) -> tuple[str | None, int]:
    """Return the step named from ``end`` on, if any, and where it ends."""
    at, told = end, False
    while at < len(lexemes) and lexemes[at].key in _STEP | _STEP_WORDS:
        told |= lexemes[at].key in _STEP | {"by"}
        at += 1
    if not told or not _numbers(lexemes, at):
        return None, end
    return lexemes[at].key, at + 1 + (_key(lexemes, at + 1) in _PERCENT)


def _key(lexemes: list[Lexeme], at: int) -> str:
    return lexemes[at].key if at < len(lexemes) else ""


def _at(lexemes: list[Lexeme], wanted: Lexeme) -> int:
    return next((at for at, item in enumerate(lexemes) if item is wanted), -1)


def _target(row: list[Lexeme], wanted: _Range, text: str) -> int:
    """Return which number before a range is the one to tune: the nearest."""
    for at in range(len(row) - 1, -1, -1):
        if row[at].kind != "number":
            continue
        if Decimal(wanted.low) <= Decimal(row[at].key.replace(",", "")) <= Decimal(wanted.high):
            return at
        break
    said = " ".join(text[slice(*wanted.place)].split()).strip(" ,-(")
    raise Unsure(
        f"“{said}”: which number is that? None before it lies in that range.", (), wanted.place
    )


def _declared(
    lexemes: list[Lexeme],
    number: Lexeme,
    name: str,
    wanted: _Range,
    framed: Framed,
) -> list[Lexeme]:
    """Make ``number`` tunable where it stands and return the statement that declares it."""
    at = _at(lexemes, number)
    share = _key(lexemes, at + 1) in _PERCENT
    low, high, default = (
        Decimal(one.replace(",", "")) for one in (wanted.low, wanted.high, number.key)
    )
    step = Decimal(wanted.step) if wanted.step else None
    if step is None:
        whole = all(one == one.to_integral_value() for one in (low, high, default))
        step = Decimal(1) if whole else (high - low) / 10
        framed.assumed.append(f"Steps of the tunable {number.key}: {step.normalize():f}")
    lexemes[at] = Lexeme("param", f"${name}", number.start, number.end)
    if share:
        lexemes[at] = replace(lexemes[at], end=lexemes[at + 1].end)
        del lexemes[at + 1]
        low, high, default, step = (one / 100 for one in (low, high, default, step))
    start, end = wanted.place
    said: list[tuple[str, str]] = [
        ("word", "parameter"),
        ("param", f"${name}"),
        ("sign", ":"),
        ("number", f"{default.normalize():f}"),
        ("word", "from"),
        ("number", f"{low.normalize():f}"),
        ("word", "to"),
        ("number", f"{high.normalize():f}"),
        ("word", "in"),
        ("word", "steps"),
        ("word", "of"),
        ("number", f"{step.normalize():f}"),
    ]
    return [Lexeme(kind, key, start, end) for kind, key in said]  # type: ignore[arg-type]


def _name(lexemes: list[Lexeme], at: int, names: set[str]) -> str:
    """Return a name for a number: "rsi_level" in "RSI below 30", "ema_period" in "EMA 50"."""
    book = dictionary()
    base, kind = "number", ""
    for back in range(at - 1, -1, -1):
        entry = book.entries.get((lexemes[back].key,))
        terms = entry.values.keys() if entry is not None else set()
        if terms & {"IND", "MA", "AVERAGE", "STOP", "TARGET", "TRAIL"}:
            base = re.sub(r"[^a-z]", "", lexemes[back].key) or base
            near = all(item.key in {"(", "of", ","} for item in lexemes[back + 1 : at])
            kind = ("_period" if near else "_level") if terms & {"IND", "MA", "AVERAGE"} else ""
            break
    name = f"{base}{kind}"[:_LONGEST_NAME]
    found, count = name, 1
    while found in names:
        count += 1
        found = f"{name}_{count}"
    return found
