"""One attempt at a run, as the process that works on it sees it: claimed, kept alive, finished."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from hypertrade.domain.errors import Stale, Unavailable
from hypertrade.domain.runs import RunState
from hypertrade.services.runs.records import until_settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.backtest import Progress
    from hypertrade.domain.runs import Artifact, Failure, Run
    from hypertrade.ports.clock import Clock
    from hypertrade.services.runs.endings import Endings
    from hypertrade.services.runs.records import Records
    from hypertrade.stores.table import Kept

_DOUBTS = (0.2, 1.0, 5.0)
"""Seconds to wait before an end is written again that perhaps was written."""


class Superseded(Exception):
    """The run is no longer this process's: it ended, was deleted, or another attempt works on it.

    Nothing that is done from now on may change it; ``Keeping.discard`` forgets what was made.
    """


class Executing:
    """Hands attempts to the processes that work on them."""

    def __init__(self, records: Records, endings: Endings, clock: Clock) -> None:
        """Claim in ``records``, end by ``endings``."""
        self._records = records
        self._endings = endings
        self._clock = clock

    def claim(self, run: str, attempt: int, execution: str | None = None) -> Hold | None:
        """Return a hold on ``attempt`` at ``run``; ``None`` if that is not to be worked on (now).

        Of two that claim the same attempt one gets it.
        """
        kept = until_settled(lambda: self._claimed(run, attempt, execution))
        if kept is None:
            return None
        return Hold(kept, self._records, self._endings, self._clock)

    def _claimed(self, id_: str, attempt: int, execution: str | None) -> Kept[Run] | None:
        kept = self._records.runs.find(id_)
        if kept is None or kept.value.state is not RunState.STARTING:
            return None
        if kept.value.attempt != attempt:
            return None
        now = self._clock.now()
        run = kept.value.moved(
            RunState.RUNNING,
            execution=execution or kept.value.execution,
            started=now,
            heartbeat=now,
        )
        return self._records.runs.replace(kept, run)


class Hold:
    """An attempt that this process, and no other, has moved from starting to running."""

    def __init__(
        self,
        kept: Kept[Run],
        records: Records,
        endings: Endings,
        clock: Clock,
    ) -> None:
        """Hold ``kept``, as it was just written."""
        self.run = kept.value
        self._kept = kept
        self._records = records
        self._endings = endings
        self._clock = clock

    def look(self) -> Run:
        """Return the run as it stands.

        Raises:
            Superseded: it is no longer this process's.
        """
        self._read()
        return self.run

    def beat(self, progress: Progress | None) -> Run:
        """Say that this process lives, and how far it is; return the run as it then stands.

        Raises:
            Superseded: the run is no longer this process's.
        """
        return self._change(
            lambda kept: self._records.runs.replace(
                kept, kept.value.noted(heartbeat=self._clock.now(), progress=progress)
            )
        )

    def succeed(self, summary: dict[str, Any], artifacts: tuple[Artifact, ...]) -> Run:
        """End the run with what it made, kept by ``Keeping`` before.

        Raises:
            Superseded: the run is no longer this process's.
            Unavailable: the documents do not answer.
        """
        return self._end(RunState.SUCCEEDED, summary=summary, artifacts=artifacts)

    def fail(self, failure: Failure, *, refund: bool) -> Run:
        """End the run with what went wrong; ``refund`` its cost if that was the platform's fault.

        Raises:
            Superseded: the run is no longer this process's.
            Unavailable: the documents do not answer.
        """
        return self._end(RunState.FAILED, refund=refund, failure=failure)

    def cancelled(self) -> Run:
        """End the run because its owner asked for that.

        Raises:
            Superseded: the run is no longer this process's.
        """
        return self._end(RunState.CANCELLED)

    def _end(self, state: RunState, *, refund: bool = False, **changes: Any) -> Run:
        for pause in (*_DOUBTS, None):
            try:
                return self._change(
                    lambda kept: self._endings.end(kept, state, refund=refund, **changes)
                )
            except Superseded:
                if self._is_done(state):
                    return self.run
                raise
            except Unavailable:
                if pause is None:
                    raise
                time.sleep(pause)
        raise AssertionError(state)

    def _is_done(self, state: RunState) -> bool:
        """Return whether the end was written, and only the answer to that was lost."""
        found = self._records.runs.find(self.run.id)
        if found is None or found.value.attempt != self.run.attempt:
            return False
        self.run = found.value
        return state is RunState.SUCCEEDED and self.run.state is state

    def _change(self, change: Callable[[Kept[Run]], Kept[Run]]) -> Run:
        """Make ``change`` of the run, again if others changed what it does not touch."""

        def tried() -> Kept[Run]:
            try:
                return change(self._kept)
            except Stale:
                self._read()
                raise

        self._kept = until_settled(tried)
        self.run = self._kept.value
        return self.run

    def _read(self) -> None:
        found = self._records.runs.find(self.run.id)
        if found is None:
            raise Superseded
        now, mine = found.value, self.run
        # Of all who tried, one moved this attempt from starting to running: this process.
        if now.attempt != mine.attempt or now.state is not RunState.RUNNING:
            raise Superseded
        self._kept, self.run = found, now
