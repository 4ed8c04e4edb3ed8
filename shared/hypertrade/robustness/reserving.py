"""What a report must say about checks that could not be made as they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.robustness.report import Reservation

if TYPE_CHECKING:
    from hypertrade.robustness.plan import Plan
    from hypertrade.robustness.subject import Subject


def reservations_of(subject: Subject, plan: Plan) -> tuple[Reservation, ...]:
    """Return what is to be said about the checks of ``plan``, the subject's own words first.

    Where there is nothing to vary, nobody can tell a plateau from a peak: that keeps the whole from
    passing. The walk-forward is another matter: the strategy was run in every window.
    """
    asked = set(plan.checks)
    found = [one for one in subject.reservations if asked & set(one.checks)]
    if not subject.space.axes and "sweep" in asked - subject.left_out:
        found.append(Reservation(checks=("sweep",), text=subject.unvaried, blocks=True))
    if not subject.space.axes and "walkforward" in asked - subject.left_out:
        text = "Walk-forward: nothing could be chosen, so each window ran the strategy as it is."
        found.append(Reservation(checks=("walkforward",), text=text, blocks=False))
    return tuple(found)
