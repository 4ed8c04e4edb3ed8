"""From the verdicts of the checks to one word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.telling import listed, quoted
from hypertrade.robustness import sentences as say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.telling import Said
    from hypertrade.robustness.plan import CheckName
    from hypertrade.robustness.report import Check, Overall, Reservation

DECISIVE: frozenset[CheckName] = frozenset(
    {"bias", "significance", "sweep", "walkforward", "costs"}
)
"""Checks that fail the whole alone; of the others it takes two."""

_MOST_BAD = 2
_MOST_DOUBTS = 2


def overall(
    checks: Sequence[Check], reservations: Sequence[Reservation] = ()
) -> tuple[Overall, tuple[Said, ...]]:
    """Return the word for all ``checks`` together, and the reasons for it.

    It fails on one bad decisive check or on two bad ones of the others. It passes when all decisive
    ones that ran are good (at most one of them doubtful), none is bad, and at most two are less
    than good altogether. Anything else is doubtful, and so is whatever left a decisive check out
    or could not make it as it should be. ``reservations`` are always told.
    """
    told = [say.RESERVED(what=quoted(one.text, one.told)) for one in reservations]
    texts = {one.text for one in told}
    bad = [one for one in checks if one.verdict.level == "bad"]
    if any(one.decisive for one in bad) or len(bad) >= _MOST_BAD:
        return "fails", (*_why_bad(bad), *told)
    less = [one for one in checks if one.verdict.level != "good"]
    spoken = {name for one in reservations for name in one.checks}
    missing = sorted(DECISIVE - {one.name for one in checks})
    unsaid = [name for name in missing if name not in spoken]
    blocked = any(one.blocks for one in reservations)
    decisive = [one for one in less if one.decisive]
    # What a reservation says a verdict need not say again.
    reasons = [*told, *(_line(one) for one in less if one.verdict.text not in texts)]
    if unsaid:
        reasons.append(say.LEFT_OUT(checks=listed([say.IDS[name]() for name in unsaid], "comma")))
    if bad or missing or blocked or len(decisive) > 1 or len(less) > _MOST_DOUBTS:
        return "doubtful", tuple(reasons)
    return "passes", tuple(reasons)


def _line(check: Check) -> Said:
    why = quoted(check.verdict.text, check.verdict.told)
    return say.REASON(check=say.CHECKS[check.name](), why=why)


def _why_bad(bad: Sequence[Check]) -> tuple[Said, ...]:
    """Return what the decisive ones say, and the names of the others: they often say the same."""
    told = [one for one in bad if one.decisive] or bad
    reasons = [_line(one) for one in told]
    others = [say.CHECKS[one.name]() for one in bad if one not in told]
    if others:
        reasons.append(say.BAD_AS_WELL(checks=listed(others, "comma")))
    return tuple(reasons)
