"""Starting runs in their turn, as many as there is room for."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from hypertrade.domain.errors import QuotaExceeded, Unavailable
from hypertrade.domain.runs import ACTIVE, DownloadWork, Run, RunState
from hypertrade.services.runs.endings import next_turn
from hypertrade.services.runs.records import until_settled
from hypertrade.stores.table import Kept

if TYPE_CHECKING:
    from hypertrade.domain.backtest import Limits
    from hypertrade.domain.dispatch import Lane
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.executions import Executions
    from hypertrade.services.runs.records import Records

_LOG = logging.getLogger(__name__)


class Dispatching:
    """Starts executions; any number of these may work at once."""

    def __init__(
        self, records: Records, executions: Executions, clock: Clock, capacity: int
    ) -> None:
        """Have at most ``capacity`` runs worked on at once."""
        self._records = records
        self._executions = executions
        self._clock = clock
        self._capacity = capacity

    def pump(self) -> int:
        """Start what may start now, in its turn, and return how many that were.

        What is left waits for the end of a run, which pumps again, or for the sweeper.
        """
        started = 0
        while (run := until_settled(self._claim_next)) is not None:
            started += 1
            if not self.launch(run):
                break
        return started

    def launch(self, kept: Kept[Run]) -> bool:
        """Start the execution of a run that is starting; return ``False`` if none can be had now.

        Killed in here, or refused, the run is starting without an execution, and the sweeper
        launches it again: only one execution of an attempt wins it.
        """
        run = kept.value
        try:
            name = self._executions.start(run.id, run.attempt, _limits(run))
        except (QuotaExceeded, Unavailable) as error:
            _LOG.warning("run %s cannot be started now: %s", run.id, error)
            return False
        until_settled(lambda: self._note(run, name))
        return True

    def _claim_next(self) -> Kept[Run] | None:
        records = self._records
        # Read before the count: whoever starts one meanwhile changes it, and this is repeated.
        turnstile = records.turnstiles.the()
        if records.runs.active_count() >= self._capacity:
            return None
        lane = records.lanes.first_open()
        while lane is not None:
            first = records.runs.queued_of(lane.value.owner, 1)
            if first:
                break
            records.lanes.replace(lane, self._counted(lane.value))
            lane = records.lanes.first_open()
        else:
            return None
        kept = first[0]
        run = kept.value.moved(RunState.STARTING, attempt=1, heartbeat=self._clock.now())
        step = turnstile.value.model_copy(
            update={
                "time": max(turnstile.value.time, run.turn),
                "starts": turnstile.value.starts + 1,
            }
        )
        started = lane.value.started(run.id, next_turn(records, run))
        revisions = records.documents.commit(
            [
                records.runs.replacement(kept, run),
                records.lanes.replacement(lane, started),
                records.turnstiles.replacement(turnstile, step),
            ]
        )
        return Kept(run, revisions[0])

    def _counted(self, lane: Lane) -> Lane:
        """Return a lane that says it has queued runs, and has none, as its runs say it is."""
        runs = self._records.runs
        active = tuple(kept.value.id for kept in runs.active_of(lane.owner))
        return lane.counted(runs.queued_count(lane.owner), None, active)

    def _note(self, run: Run, execution: str) -> None:
        found = self._records.runs.find(run.id)
        if found is None:
            return
        now = found.value
        if now.state in ACTIVE and now.attempt == run.attempt and now.execution is None:
            self._records.runs.replace(found, now.noted(execution=execution))


def _limits(run: Run) -> Limits | None:
    return None if isinstance(run.work, DownloadWork) else run.work.job.limits
