"""Cancelling and deleting runs."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from hypertrade.domain.dispatch import Leftovers, Outgoing
from hypertrade.domain.errors import Conflict, Unavailable
from hypertrade.domain.runs import RunState
from hypertrade.services.runs.records import until_settled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypertrade.domain.principals import Principal
    from hypertrade.domain.runs import Run
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.documents import Write
    from hypertrade.ports.executions import Executions
    from hypertrade.services.runs.endings import Endings
    from hypertrade.services.runs.post import Post
    from hypertrade.services.runs.records import Records
    from hypertrade.stores.table import Kept

_LOG = logging.getLogger(__name__)


class Stopping:
    """Ends runs that their owners no longer want."""

    def __init__(
        self,
        records: Records,
        endings: Endings,
        post: Post,
        executions: Executions,
        clock: Clock,
    ) -> None:
        """End executions by ``executions``."""
        self._records = records
        self._endings = endings
        self._post = post
        self._executions = executions
        self._clock = clock

    def cancel(self, principal: Principal, id: str) -> Run:  # noqa: A002 - the field's word
        """End a run; one that is being worked on ends within seconds, and says so by then.

        What never came to be worked on costs nothing. Cancelling again changes nothing.

        Raises:
            NotFound: there is none.
            Conflict: it has ended otherwise.
        """
        return until_settled(lambda: self._cancel(self._records.runs.own(principal, id)))

    def cancel_anybodys(
        self,
        id: str,  # noqa: A002 - the field's word
        beside: Callable[[Run], Sequence[Write]],
    ) -> Run:
        """End a run, whosever it is, as ``cancel`` does; what ``beside`` gives is written with it.

        Raises:
            NotFound: there is none.
            Conflict: it has ended otherwise.
        """
        return until_settled(lambda: self._cancel(self._records.runs.require(id), beside))

    def _cancel(
        self, kept: Kept[Run], beside: Callable[[Run], Sequence[Write]] | None = None
    ) -> Run:
        run = kept.value
        if run.state is RunState.CANCELLED or (run.cancel_requested and not run.state.ended):
            return run
        if run.state.ended:
            raise Conflict(
                f"run {run.id} has {run.state.value} already",
                field="state",
                remedy="Nothing is left to cancel; delete it if it is not wanted.",
            )
        also = () if beside is None else beside(run)
        if run.state is RunState.RUNNING:
            asked = run.noted(cancel_requested=True)
            self._records.documents.commit([self._records.runs.replacement(kept, asked), *also])
            return asked
        ended = self._endings.end(
            kept, RunState.CANCELLED, refund=run.started is None, also=also, cancel_requested=True
        )
        if run.execution is not None:
            try:
                self._executions.cancel(run.execution)
            except Unavailable as error:
                _LOG.warning("execution %s is cancelled later: %s", run.execution, error)
        return ended.value

    def delete(self, principal: Principal, id: str) -> None:  # noqa: A002 - the field's word
        """Delete a run that has ended, with its files and trades.

        Raises:
            NotFound: there is none.
            Conflict: it has not ended.
        """
        message = until_settled(lambda: self._delete(principal, id))
        self._post.send(message)

    def _delete(self, principal: Principal, id_: str) -> Outgoing:
        records, now = self._records, self._clock.now()
        kept = records.runs.own(principal, id_)
        run = kept.value
        if not run.state.ended:
            raise Conflict(
                f"run {run.id} is {run.state.value}",
                field="state",
                remedy="Cancel it first, and delete it once it has ended.",
            )
        lane = records.lanes.of(run.owner)
        message = Outgoing(
            id=f"{run.id}:deleted",
            owner=run.owner,
            created=now,
            due=now,
            leftovers=Leftovers(run=run.id, attempts=run.attempt),
        )
        stored = sum(one.size for one in run.artifacts)
        records.documents.commit(
            [
                records.runs.deletion(kept),
                records.lanes.replacement(lane, lane.value.relieved(stored)),
                records.outbox.creation(message),
            ]
        )
        return message
