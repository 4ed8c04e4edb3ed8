"""The outbox: what a change owes to queue, listeners and stores is done now, or by the sweeper."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from hypertrade.domain.dispatch import EventNote, Leftovers, Outgoing, TaskNote
from hypertrade.domain.errors import Unavailable
from hypertrade.domain.runs import RunState
from hypertrade.ports.events import Event
from hypertrade.ports.tasks import Task
from hypertrade.services.runs.records import artifacts_folder, attempt_key

if TYPE_CHECKING:
    from hypertrade.domain.runs import Run
    from hypertrade.ports.analytics import Analytics
    from hypertrade.ports.blobs import Blobs
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.events import Events
    from hypertrade.ports.tasks import Tasks
    from hypertrade.services.channels.telling import Telling
    from hypertrade.services.runs.records import Records

QUEUE = "runs"
"""The queue whose every task says: see what may start."""

SETTLING = timedelta(minutes=10)
"""How long what an attempt left is kept, so that whoever still writes there is done by then."""

_LOG = logging.getLogger(__name__)


class Post:
    """Does what the outbox says, and then forgets it; doing it twice changes nothing."""

    def __init__(  # noqa: PLR0913, PLR0917 - one per thing that may be owed
        self,
        records: Records,
        tasks: Tasks,
        events: Events,
        blobs: Blobs,
        analytics: Analytics,
        telling: Telling,
        clock: Clock,
    ) -> None:
        """Queue by ``tasks``, clear away in ``blobs`` and ``analytics``.

        ``events`` tells the platform's own listeners, ``telling`` the channels of the owner.
        """
        self._outbox = records.outbox
        self._runs = records.runs
        self._tasks = tasks
        self._events = events
        self._blobs = blobs
        self._analytics = analytics
        self._telling = telling
        self._clock = clock

    def send(self, outgoing: Outgoing) -> bool:
        """Do what is due of ``outgoing``; return ``False`` if it must be done later."""
        if outgoing.due > self._clock.now():
            return False
        try:
            self._do(outgoing)
            self._outbox.done(outgoing.id)
        except Unavailable as error:
            _LOG.warning("message %s is sent later: %s", outgoing.id, error)
            return False
        return True

    def relay(self) -> int:
        """Do everything that is due, and return how much that was."""
        return sum(self.send(kept.value) for kept in self._outbox.due(self._clock.now()))

    def send_now(self, id: str) -> None:  # noqa: A002 - the field's word
        """Do what the message ``id`` says, if it is there still and due."""
        found = self._outbox.find(id)
        if found is not None:
            self.send(found.value)

    def _do(self, outgoing: Outgoing) -> None:
        if (task := outgoing.task) is not None:
            self._tasks.enqueue(Task(task.queue, task.name, task.payload))
        if (note := outgoing.event) is not None:
            event = Event(note.id, note.kind, outgoing.owner, note.subject, note.at, note.details)
            self._events.publish(event)
            self._telling.tell(event)
        if outgoing.leftovers is not None:
            self._clear(outgoing.owner, outgoing.leftovers)

    def _clear(self, owner: str, left: Leftovers) -> None:
        found = self._runs.find(left.run)
        if found is not None and _stands(found.value, left.attempt):
            return
        for blob in self._blobs.list(artifacts_folder(owner, left.run, left.attempt)):
            self._blobs.delete(blob.name)
        every = range(1, left.attempts + 1)
        for attempt in every if left.attempt is None else (left.attempt,):
            self._analytics.forget(owner, attempt_key(left.run, attempt))


def _stands(run: Run, attempt: int | None) -> bool:
    """Return whether what ``attempt`` wrote is the result of ``run``, or may become it."""
    return run.attempt == attempt and (not run.state.ended or run.state is RunState.SUCCEEDED)


def wake_up(run: Run) -> TaskNote:
    """Return the task that makes the platform look at its queue after ``run`` has changed."""
    name = run.id if run.attempt == 0 else f"{run.id}-{run.sequence}"
    return TaskNote(queue=QUEUE, name=name, payload={"run": run.id})


def told(run: Run) -> EventNote:
    """Return the event of the state that ``run`` has come to."""
    return EventNote(
        id=f"{run.id}:{run.sequence}",
        kind=f"run.{run.state.value}",
        subject=run.id,
        at=run.ended or run.created,
        details={"kind": run.kind, "strategy": run.strategy, "attempt": run.attempt},
    )
