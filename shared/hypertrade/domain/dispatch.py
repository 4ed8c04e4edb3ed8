"""The fair queue, and what is to be told once a change stands. Dates are UTC.

Start-time fair queueing (Goyal, Vin, Cheng 1996): a run's turn is the virtual time at which it was
asked for, or the end of its owner's run before, whichever is later; that end is the turn plus the
cost over the owner's weight. Runs start by turn, and the virtual time is the turn of the one that
started last. So whoever asks for the first time is next, however many wait.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from hypertrade.domain.base import Document, Moment
from hypertrade.domain.quotas import PLANS, Cost
from hypertrade.domain.runs import MOST_ATTEMPTS

LEAST_SECONDS = 0.1
"""What a run counts at least, so that a thousand cheap ones still take turns."""


class Turnstile(Document):
    """The platform's virtual time, and how many runs were ever started."""

    time: float = 0.0
    starts: int = 0


class Lane(Document):
    """Somebody's place in the queue.

    ``finish`` is the virtual time at which their last run ends, ``head`` the turn of their first
    queued run. ``active`` are the ids of the runs being worked on. ``open`` says that one more may
    start. ``stored_bytes`` is the size of their artifacts.
    """

    owner: str
    plan: str = "free"
    finish: float = 0.0
    head: float = 0.0
    queued: int = Field(default=0, ge=0)
    active: tuple[str, ...] = ()
    open: bool = False
    stored_bytes: int = Field(default=0, ge=0)

    def turn(self, now: float) -> float:
        """Return the turn of a run that is asked for at the virtual time ``now``."""
        return max(now, self.finish)

    def joined(self, turn: float, cost: Cost, plan: str) -> Lane:
        """Return this lane with one queued run more, which starts at ``turn``."""
        weight = PLANS[plan].concurrent_runs
        return _settled(
            self,
            plan=plan,
            finish=turn + max(cost.seconds, LEAST_SECONDS) / weight,
            head=min(self.head, turn) if self.queued else turn,
            queued=self.queued + 1,
        )

    def started(self, run: str, head: float | None) -> Lane:
        """Return this lane once its queued ``run`` has started; ``head`` as in ``left``."""
        return _settled(self.left(head), active=(*self.active, run))

    def left(self, head: float | None) -> Lane:
        """Return this lane with one queued run less; ``head`` is the turn of what is then first."""
        return _settled(self, queued=self.queued - 1, head=0.0 if head is None else head)

    def ended(self, run: str, stored: int = 0) -> Lane:
        """Return this lane once the active ``run`` has ended and left ``stored`` bytes."""
        active = tuple(one for one in self.active if one != run)
        return _settled(self, active=active, stored_bytes=self.stored_bytes + stored)

    def relieved(self, stored: int) -> Lane:
        """Return this lane with ``stored`` bytes less."""
        return _settled(self, stored_bytes=max(self.stored_bytes - stored, 0))

    def counted(self, queued: int, head: float | None, active: tuple[str, ...]) -> Lane:
        """Return this lane as its runs themselves say it is."""
        return _settled(self, queued=queued, head=0.0 if head is None else head, active=active)


def _settled(lane: Lane, **changes: Any) -> Lane:
    """Return ``lane`` with ``changes``, and ``open`` as they make it."""
    lane = lane.model_copy(update=changes)
    room = len(lane.active) < PLANS[lane.plan].concurrent_runs
    return lane.model_copy(update={"open": lane.queued > 0 and room})


class TaskNote(Document):
    """A task to be queued."""

    queue: str
    name: str
    payload: dict[str, Any] = Field(default_factory=dict)


class EventNote(Document):
    """An event to be told."""

    id: str
    kind: str
    subject: str
    at: Moment
    details: dict[str, Any] = Field(default_factory=dict)


class Leftovers(Document):
    """What an attempt at a run left behind and nobody needs.

    Without ``attempt``, what all of them left: ``attempts`` says how many there were.
    """

    run: str
    attempt: int | None = None
    attempts: int = MOST_ATTEMPTS


class Outgoing(Document):
    """What a change owes to the world, kept until it is done; the change stands either way.

    ``due`` is when it may be done.
    """

    id: str
    owner: str
    created: Moment
    due: Moment
    task: TaskNote | None = None
    event: EventNote | None = None
    leftovers: Leftovers | None = None
