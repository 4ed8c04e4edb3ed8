"""What a figure means in plain words, and the few rules all verdicts share."""

from __future__ import annotations

from typing import Literal

from hypertrade.domain.base import Document
from hypertrade.domain.telling import Said, counted, text_of, told_of
from hypertrade.domain.told import Told
from hypertrade.results.document import LOW_SAMPLE
from hypertrade.robustness.statistics import sentences as say

Level = Literal["good", "doubtful", "bad", "unknown"]
"""``unknown``: there is too little to say anything; it is never better than ``doubtful``."""

_WEIGHT: dict[Level, int] = {"good": 0, "unknown": 1, "doubtful": 2, "bad": 3}


class Verdict(Document):
    """How far to trust one aspect of a result, and why, in one plain sentence with figures.

    ``told`` says as data what ``text`` says in English, sentence by sentence.
    """

    level: Level
    text: str
    told: tuple[Told, ...] = ()


def worst(*levels: Level) -> Level:
    """Return the weightiest of ``levels``: bad, then doubtful, then unknown, then good."""
    return max(levels, key=_WEIGHT.__getitem__)


def judged(level: Level, *said: Said, trades: int | None = None) -> Verdict:
    """Return the verdict; with fewer than 30 ``trades`` nothing is better than doubtful."""
    if trades is not None and trades < LOW_SAMPLE and level != "unknown":
        said = (*said, say.FEW(count=counted(trades)))
        level = worst(level, "doubtful")
    return Verdict(level=level, text=text_of(said), told=told_of(said))


def unknown(*said: Said) -> Verdict:
    """Return the verdict that there is nothing to judge, and why."""
    return judged("unknown", *said)
