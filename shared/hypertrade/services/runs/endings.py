"""How a run ends, and how an attempt at it is followed by the next: each in one commit."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypertrade.domain.dispatch import Leftovers, Outgoing
from hypertrade.domain.errors import HyperTradeError, Unavailable
from hypertrade.domain.runs import ACTIVE, Failure, Run, RunState
from hypertrade.services.runs.post import SETTLING, told, wake_up
from hypertrade.stores.table import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypertrade.ports.clock import Clock
    from hypertrade.ports.documents import Write
    from hypertrade.services.runs.post import Post
    from hypertrade.services.runs.records import Records

    Beside = Callable[[Run], Sequence[Write]]


class Endings:
    """Moves runs to where nothing follows, or back to the start of the next attempt."""

    def __init__(self, records: Records, post: Post, clock: Clock, beside: Beside) -> None:
        """``beside`` gives what else is written in the commit of a run that succeeded."""
        self._records = records
        self._post = post
        self._clock = clock
        self._beside = beside

    def end(
        self,
        kept: Kept[Run],
        state: RunState,
        *,
        refund: bool = False,
        also: Sequence[Write] = (),
        **changes: Any,
    ) -> Kept[Run]:
        """Move ``kept`` to ``state``, out of its lane, with ``changes``; ``refund`` its cost.

        ``also`` is written in the same commit.

        Raises:
            Stale: the run, its lane or what is written beside was changed meanwhile.
            Conflict: it has ended already.
        """
        before = kept.value
        refund = refund and not before.refunded
        run = before.moved(
            state, ended=self._clock.now(), refunded=before.refunded or refund, **changes
        )
        message = self._message(run, task=wake_up(run), event=told(run))
        writes = [
            self._records.runs.replacement(kept, run),
            self._out_of_lane(before, run),
            self._records.outbox.creation(message),
            *also,
        ]
        if refund:
            used = self._records.usage.on(run.owner, run.created)
            writes.append(self._records.usage.replacement(used, used.value.refunded(run.cost)))
        if state is RunState.SUCCEEDED:
            writes += self._beside(run)
        messages = [message]
        if state is not RunState.SUCCEEDED and before.attempt:
            messages.append(self._leftovers(run))
            writes.append(self._records.outbox.creation(messages[-1]))
        revisions = self._records.documents.commit(writes)
        self._post.send(message)
        return Kept(run, revisions[0])

    def again(self, kept: Kept[Run], *, interrupted: bool = False) -> Kept[Run]:
        """Have ``kept``, whose attempt died or was ``interrupted``, start again.

        Raises:
            Stale: the run was changed meanwhile: perhaps it lives.
        """
        before = kept.value
        run = before.moved(
            RunState.STARTING,
            attempt=before.attempt + 1,
            interrupted=before.interrupted + interrupted,
            execution=None,
            progress=None,
            heartbeat=self._clock.now(),
        )
        revisions = self._records.documents.commit(
            [
                self._records.runs.replacement(kept, run),
                self._records.outbox.creation(self._leftovers(before)),
            ]
        )
        return Kept(run, revisions[0])

    def _leftovers(self, run: Run) -> Outgoing:
        """Return the message that clears what the present attempt left, once it has settled."""
        message = self._message(
            run, leftovers=Leftovers(run=run.id, attempt=run.attempt), wait=SETTLING
        )
        return message.model_copy(update={"id": f"{run.id}:left:{run.attempt}"})

    def _message(self, run: Run, *, wait: timedelta = timedelta(0), **owed: Any) -> Outgoing:
        now = self._clock.now()
        return Outgoing(
            id=f"{run.id}:{run.sequence}", owner=run.owner, created=now, due=now + wait, **owed
        )

    def _out_of_lane(self, before: Run, run: Run) -> Write:
        lanes = self._records.lanes
        lane = lanes.of(run.owner)
        if before.state in ACTIVE:
            stored = sum(one.size for one in run.artifacts)
            return lanes.replacement(lane, lane.value.ended(run.id, stored))
        return lanes.replacement(lane, lane.value.left(next_turn(self._records, run)))


def next_turn(records: Records, leaving: Run) -> float | None:
    """Return the turn of the owner's first queued run once ``leaving`` is none; ``None``: no other.

    It holds as long as the owner's lane is not changed.
    """
    others = records.runs.queued_of(leaving.owner, 2)
    return next((kept.value.turn for kept in others if kept.value.id != leaving.id), None)


def failure_of(error: HyperTradeError) -> Failure:
    """Return ``error`` as a run's owner reads it."""
    return Failure(
        code=type(error).__name__,
        problem=error.problem,
        field=error.field,
        remedy=error.remedy,
        line=getattr(error, "line", None),
    )


def is_ours(error: HyperTradeError) -> bool:
    """Return whether the platform, and not what was asked, is at fault: then nothing is charged."""
    return isinstance(error, Unavailable)


def gave_up(now: datetime, run: Run) -> Failure:
    """Return the failure of a run whose every attempt died."""
    since = run.started or now
    return Failure(
        code=Unavailable.__name__,
        problem=f"the work died {run.deaths} times, the last time on {since:%Y-%m-%d %H:%M} UTC",
        remedy="It was not charged. Retry it; if it fails again, ask for less, and report it.",
    )
