"""Runs: asked for, started in turn, worked on, ended once, looked at.

``Runs`` is what the doors use; ``Dispatching``, ``Executing`` and ``Sweeping`` are the platform's
own. The document of a run is the truth; whatever is queued, running or stored beside it follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.domain.errors import Conflict, NotFound
from hypertrade.domain.queues import SWEEP_QUEUE
from hypertrade.services.channels.telling import QUEUE as NOTICES
from hypertrade.services.runs.post import QUEUE
from hypertrade.services.runs.reading import Filters, Reading
from hypertrade.services.runs.submitting import Request

if TYPE_CHECKING:
    from hypertrade.domain.principals import Principal
    from hypertrade.domain.quotas import Cost
    from hypertrade.domain.runs import Run, Work
    from hypertrade.ports.analytics import Analytics
    from hypertrade.ports.blobs import Blobs
    from hypertrade.ports.clock import Clock
    from hypertrade.services.channels.sending import Sending
    from hypertrade.services.runs.dispatching import Dispatching
    from hypertrade.services.runs.records import Records
    from hypertrade.services.runs.stopping import Stopping
    from hypertrade.services.runs.submitting import Submitting
    from hypertrade.services.runs.sweeping import Sweeping

__all__ = ["Filters", "Request", "Runs", "TaskHandler"]


class Runs(Reading):
    """A principal's runs: everything that may be done with them."""

    def __init__(  # noqa: PLR0913, PLR0917 - wired in one place
        self,
        records: Records,
        blobs: Blobs,
        analytics: Analytics,
        clock: Clock,
        submitting: Submitting,
        stopping: Stopping,
    ) -> None:
        """Read as ``Reading`` does, and ask and stop by the two others."""
        super().__init__(records, blobs, analytics, clock)
        self._submitting = submitting
        self._stopping = stopping

    def estimate(self, work: Work) -> Cost:
        """Return what ``work`` would cost."""
        return self._submitting.estimate(work)

    def submit(self, principal: Principal, request: Request) -> Run:
        """Keep a queued run, as ``Submitting.submit`` says.

        Raises:
            QuotaExceeded: the plan allows no more now; the error says of what.
            NotFound: there is no such strategy or version.
        """
        return self._submitting.submit(principal, request)

    def retry(
        self,
        principal: Principal,
        id: str,  # noqa: A002 - the field's word
        again: str | None = None,
    ) -> Run:
        """Ask for the same work as a new run, whose id ``again`` may say.

        Raises:
            NotFound: there is no such run.
            Conflict: it has not ended.
            QuotaExceeded: the plan allows no more now.
        """
        run = self.get(principal, id)
        if not run.state.ended:
            raise Conflict(
                f"run {run.id} is {run.state.value}",
                field="state",
                remedy="Wait until it has ended, or cancel it.",
            )
        return self.submit(
            principal,
            Request(
                work=run.work,
                title=run.title,
                strategy=run.strategy,
                version=run.strategy_version,
                retry_of=run.id,
                id=again,
            ),
        )

    def cancel(self, principal: Principal, id: str) -> Run:  # noqa: A002 - as above
        """End a run, as ``Stopping.cancel`` says.

        Raises:
            NotFound: there is none.
            Conflict: it has ended otherwise.
        """
        return self._stopping.cancel(principal, id)

    def delete(self, principal: Principal, id: str) -> None:  # noqa: A002 - as above
        """Delete a run that has ended, as ``Stopping.delete`` says.

        Raises:
            NotFound: there is none.
            Conflict: it has not ended.
        """
        self._stopping.delete(principal, id)


class TaskHandler:
    """Does what delivered tasks say; each may come twice, late, or never."""

    def __init__(self, dispatching: Dispatching, sweeping: Sweeping, sending: Sending) -> None:
        """Start runs, send notices and sweep."""
        self._dispatching = dispatching
        self._sweeping = sweeping
        self._sending = sending

    def handle(self, queue: str, payload: dict[str, Any]) -> dict[str, int]:
        """Do what a task of ``queue`` asks for, and return what was done, counted.

        ``payload`` names what the task is about. A task says that something may be done, and
        documents say what: of runs nothing depends on it, of notices which one is looked at.

        Raises:
            NotFound: there is no such queue.
            Unavailable: not now; the task is to be delivered again.
        """
        if queue == QUEUE:
            return {"started": self._dispatching.pump()}
        if queue == NOTICES:
            return {"delivered": int(self._sending.send(str(payload.get("notice", ""))))}
        if queue == SWEEP_QUEUE:
            return {**self._sweeping.sweep().counts(), "notices": self._sending.sweep()}
        raise NotFound(
            f"there is no queue {queue}",
            field="queue",
            remedy=f"Use {QUEUE}, {NOTICES} or {SWEEP_QUEUE}.",
        )
