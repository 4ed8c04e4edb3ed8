"""What a report must say about checks that could not be made as they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.telling import text_of, told_of
from hypertrade.robustness import sentences as say
from hypertrade.robustness.report import Reservation

if TYPE_CHECKING:
    from hypertrade.domain.telling import Said
    from hypertrade.robustness.plan import CheckName, Plan
    from hypertrade.robustness.subject import Subject


def reservation(checks: tuple[CheckName, ...], *said: Said, blocks: bool) -> Reservation:
    """Return what ``said`` holds against ``checks``."""
    return Reservation(checks=checks, text=text_of(said), told=told_of(said), blocks=blocks)


def reservations_of(subject: Subject, plan: Plan) -> tuple[Reservation, ...]:
    """Return what is to be said about the checks of ``plan``, the subject's own words first.

    Where there is nothing to vary, nobody can tell a plateau from a peak: that keeps the whole from
    passing. The walk-forward is another matter: the strategy was run in every window.
    """
    asked = set(plan.checks)
    found = [one for one in subject.reservations if asked & set(one.checks)]
    if not subject.space.axes and "sweep" in asked - subject.left_out:
        found.append(reservation(("sweep",), *subject.unvaried, blocks=True))
    if not subject.space.axes and "walkforward" in asked - subject.left_out:
        found.append(reservation(("walkforward",), say.NO_CHOICE(), blocks=False))
    return tuple(found)
