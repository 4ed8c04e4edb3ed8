"""The sweeper: whatever died half-way is finished, started again, or given up, by and by.

It may run any number of times, at once too, and be killed anywhere.
"""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from hypertrade.domain.base import moment_text
from hypertrade.domain.errors import Conflict, NotFound, Stale, Unavailable
from hypertrade.domain.runs import ACTIVE, MOST_ATTEMPTS, Run, RunState
from hypertrade.ports.documents import Query, Where, Write
from hypertrade.ports.executions import ExecutionState
from hypertrade.services.runs.endings import gave_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hypertrade.ports.clock import Clock
    from hypertrade.ports.executions import Execution, Executions
    from hypertrade.services.runs.dispatching import Dispatching
    from hypertrade.services.runs.endings import Endings
    from hypertrade.services.runs.post import Post
    from hypertrade.services.runs.records import Records
    from hypertrade.stores.table import Kept

_LOG = logging.getLogger(__name__)
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Patience:
    """How long what is silent is believed to live.

    ``over`` after the last sign of life an attempt is dead if its execution is over; ``silent``
    after it, in any case. ``unstarted`` is how long one may take to have an execution, ``orphan``
    how long an execution may work on nothing. Queued longer than ``queued``, or starting longer
    than that, a run expires.
    """

    over: timedelta = timedelta(seconds=5)
    silent: timedelta = timedelta(seconds=60)
    unstarted: timedelta = timedelta(seconds=10)
    orphan: timedelta = timedelta(seconds=30)
    queued: timedelta = timedelta(hours=24)


ON_ONE_MACHINE = Patience(over=timedelta(seconds=1))
"""Where whoever starts executions sees them end, and says so at once."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep did, counted."""

    sent: int = 0
    again: int = 0
    ended: int = 0
    orphans: int = 0
    forgotten: int = 0
    started: int = 0

    def counts(self) -> dict[str, int]:
        """Return the counts by name."""
        return asdict(self)


class Sweeping:
    """Finds what died, and makes it go on or end."""

    def __init__(  # noqa: PLR0913, PLR0917 - one per thing that is swept
        self,
        records: Records,
        endings: Endings,
        post: Post,
        dispatching: Dispatching,
        executions: Executions,
        clock: Clock,
        patience: Patience,
    ) -> None:
        """Sweep with ``patience``."""
        self._records = records
        self._endings = endings
        self._post = post
        self._dispatching = dispatching
        self._executions = executions
        self._clock = clock
        self._patience = patience

    def sweep(self) -> Swept:
        """Sweep once, and return what was done."""
        sent = self._post.relay()
        again = ended = 0
        for kept in self._silent():
            did = self._overtaken(partial(self._judge, kept))
            again, ended = again + (did is RunState.STARTING), ended + (did in _OVER)
        for kept in self._records.runs.queued_since(self._since(self._patience.queued), _PAGE):
            ended += self._overtaken(partial(self._expire, kept)) is not None
        return Swept(
            sent=sent,
            again=again,
            ended=ended,
            orphans=sum(self._cancel_orphan(one) for one in self._executions.running()),
            forgotten=self._forget_repeats(),
            started=self._dispatching.pump(),
        )

    def _silent(self) -> list[Kept[Run]]:
        """Return the runs being worked on that gave no sign of life for a while."""
        before = self._since(self._patience.over)
        return [kept for state in ACTIVE for kept in self._records.runs.silent(state, before)]

    def _judge(self, kept: Kept[Run]) -> RunState | None:
        """Have a silent run go on or end, if it is dead; return what it was moved to."""
        run = kept.value
        if run.state is RunState.STARTING:
            return self._judge_starting(kept)
        alive = run.execution is None or not self._executions.state(run.execution).over
        if alive and not self._quiet(run, self._patience.silent):
            return None
        if run.cancel_requested:
            return self._ended(kept, RunState.CANCELLED)
        return self._next(kept)

    def _judge_starting(self, kept: Kept[Run]) -> RunState | None:
        run = kept.value
        if self._quiet(run, self._patience.queued):
            return self._expire(kept)
        if run.execution is None:
            # Whoever was to start it was killed, or refused: the same attempt, once more.
            if self._quiet(run, self._patience.unstarted):
                self._dispatching.launch(kept)
            return None
        if not self._executions.state(run.execution).over:
            return None
        return self._next(kept)

    def _next(self, kept: Kept[Run]) -> RunState:
        """Start the next attempt at a run whose last one ended without a word, or give up.

        What it wrote after ``kept`` was read, and before its execution was seen to be over, makes
        this stale.
        """
        run = kept.value
        interrupted = False
        if run.execution is not None:
            interrupted = self._executions.state(run.execution) is ExecutionState.INTERRUPTED
            self._stop(run.execution)
        if not interrupted and run.deaths >= MOST_ATTEMPTS:
            failure = gave_up(self._clock.now(), run)
            return self._ended(kept, RunState.FAILED, refund=True, failure=failure)
        how = "was interrupted" if interrupted else "died"
        _LOG.warning("run %s: attempt %d %s, starting the next", run.id, run.attempt, how)
        self._dispatching.launch(self._endings.again(kept, interrupted=interrupted))
        return RunState.STARTING

    def _expire(self, kept: Kept[Run]) -> RunState:
        return self._ended(kept, RunState.EXPIRED, refund=True)

    def _ended(self, kept: Kept[Run], state: RunState, **changes: Any) -> RunState:
        self._endings.end(kept, state, **changes)
        return state

    def _cancel_orphan(self, execution: Execution) -> bool:
        """End an execution whose run is over, gone, or at another attempt."""
        if execution.created > self._since(self._patience.orphan):
            return False
        found = self._records.runs.find(execution.run)
        if found is not None:
            run = found.value
            at_work = run.state in ACTIVE and run.attempt == execution.attempt
            # A twin that lost the attempt leaves by itself; one that has not asked yet may win it.
            if at_work and (run.state is RunState.STARTING or run.execution == execution.name):
                return False
        return self._stop(execution.name)

    def _stop(self, execution: str) -> bool:
        try:
            self._executions.cancel(execution)
        except Unavailable as error:
            _LOG.warning("execution %s is cancelled later: %s", execution, error)
            return False
        return True

    def _forget_repeats(self) -> int:
        """Delete the remembered answers to repeated requests whose time is over."""
        now = Where("expires", "<=", moment_text(self._clock.now()))
        old = self._records.documents.find(
            Query("idempotency", (now,), order="expires", limit=_PAGE)
        )
        writes = [Write("idempotency", one.id, None, one.revision) for one in old]
        return len(old) if writes and self._overtaken(lambda: self._commit(writes)) else 0

    def _commit(self, writes: list[Write]) -> bool:
        self._records.documents.commit(writes)
        return True

    def _overtaken(self, act: Callable[[], Any]) -> Any:
        """Return what ``act`` returns, ``None`` if the thing moved on by itself meanwhile."""
        try:
            return act()
        except (Stale, Conflict, NotFound) as error:
            _LOG.info("nothing to sweep any more: %s", error)
            return None

    def _quiet(self, run: Run, patience: timedelta) -> bool:
        return run.heartbeat is None or run.heartbeat <= self._since(patience)

    def _since(self, patience: timedelta) -> datetime:
        return self._clock.now() - patience


_OVER = frozenset(state for state in RunState if state.ended)
