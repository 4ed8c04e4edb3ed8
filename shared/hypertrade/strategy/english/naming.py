"""Names of strategies: as the text gives them, else a short one from the first condition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypertrade.strategy.english.explain_rules import condition_text
from hypertrade.strategy.english.vocabulary.talk import words_of
from hypertrade.strategy.spec import (
    Ago,
    All,
    Compare,
    Condition,
    Cross,
    DayOfWeek,
    Indicator,
    Not,
    Streak,
    TimeOfDay,
    Within,
)
from hypertrade.strategy.spec import Any as AnyOf

if TYPE_CHECKING:
    from hypertrade.strategy.spec import Operand

_LONGEST = 40
_FALLBACK = "strategy"
_DULL = (Not, DayOfWeek, TimeOfDay)
_DANGLING = words_of(
    "and or is of at to than the a an in on by for from with when while crosses cross times not "
    "above below within over plus minus least most change rolling moving upper lower middle"
)
_SHORTER = (
    (re.compile(r"rolling (high|low)\((\d+)\)(?: of close)?(?: 1 candle ago)?"), r"\2-candle \1"),
    (re.compile(r"\bis (above|below|rising|falling|at|between|bullish|bearish)\b"), r"\1"),
    (re.compile(r"\bfor 1 candle$"), ""),
)


def name_of(text: str) -> str:
    """Return ``text`` as a strategy may be called, or "strategy" if nothing of it is left."""
    kept = "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in " .+-") else " " for sign in text
    )
    kept = " ".join(kept.split()).strip(" .-+")
    if len(kept) > _LONGEST:
        kept = kept[: _LONGEST + 1].rsplit(" ", 1)[0][:_LONGEST]
    words = kept.split()
    while len(words) > 1 and words[-1].lower().strip(".,") in _DANGLING:
        words.pop()
    kept = " ".join(words).strip(" .-+")
    return kept or _FALLBACK


def automatic_name(condition: Condition) -> str:
    """Return a short name from what a strategy enters on: "SMA 50-200 cross", "RSI 14 below 30"."""
    first = _first(condition)
    crossing = _cross_name(first)
    if crossing:
        return crossing
    text = condition_text(first)
    for pattern, shorter in _SHORTER:
        text = pattern.sub(shorter, text)
    if len(text) > _LONGEST:
        text = re.sub(r"\([-\d., ]*\)", "", text).replace("(", "").replace(")", "")
    name = name_of(text)
    return name if name[0].isupper() else name[0].upper() + name[1:]


def _first(condition: Condition) -> Condition:
    while True:
        if isinstance(condition, All | AnyOf):
            telling = [item for item in condition.conditions if not isinstance(item, _DULL)]
            condition = (telling or condition.conditions)[0]
        elif isinstance(condition, Not | Ago | Within | Streak):
            condition = condition.condition
        else:
            return condition


def _cross_name(condition: Condition) -> str | None:
    if not isinstance(condition, Cross | Compare):
        return None
    fast, slow = _period(condition.left), _period(condition.right)
    if fast is None or slow is None or fast[0] != slow[0]:
        return None
    word = "cross" if isinstance(condition, Cross) else "trend"
    return f"{fast[0]} {fast[1]}-{slow[1]} {word}"


def _period(operand: Operand) -> tuple[str, int] | None:
    if not isinstance(operand, Indicator) or set(operand.params) != {"period"}:
        return None
    period = operand.params["period"]
    return (operand.name.upper().replace("_", " "), period) if isinstance(period, int) else None
