"""What a figure means in plain words, and the few rules all verdicts share."""

from __future__ import annotations

from typing import Literal

from hypertrade.domain.base import Document
from hypertrade.results.document import LOW_SAMPLE
from hypertrade.results.words import plural

Level = Literal["good", "doubtful", "bad", "unknown"]
"""``unknown``: there is too little to say anything; it is never better than ``doubtful``."""

_WEIGHT: dict[Level, int] = {"good": 0, "unknown": 1, "doubtful": 2, "bad": 3}


class Verdict(Document):
    """How far to trust one aspect of a result, and why, in one plain sentence with figures."""

    level: Level
    text: str


def worst(*levels: Level) -> Level:
    """Return the weightiest of ``levels``: bad, then doubtful, then unknown, then good."""
    return max(levels, key=_WEIGHT.__getitem__)


def judged(level: Level, text: str, *, trades: int | None = None) -> Verdict:
    """Return the verdict; with fewer than 30 ``trades`` nothing is better than doubtful."""
    if trades is None or trades >= LOW_SAMPLE or level == "unknown":
        return Verdict(level=level, text=text)
    few = f"Only {plural(trades, 'trade')} to go by."
    return Verdict(level=worst(level, "doubtful"), text=f"{text} {few}")


def unknown(text: str) -> Verdict:
    """Return the verdict that there is nothing to judge, and why."""
    return Verdict(level="unknown", text=text)
