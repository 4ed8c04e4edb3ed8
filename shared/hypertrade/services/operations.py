"""What operators see and do on the whole platform: counts, everybody's runs, cancelling them.

Every question is bounded: counts are made in indexes, lists end.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hypertrade.domain.accounts import Audited, Visit
from hypertrade.domain.operations import (
    ENDED_WITHIN_HOURS,
    MOST_FAILURES,
    MOST_TENANTS,
    SILENT_SECONDS,
    FailureCount,
    Heartbeats,
    OldestQueued,
    Overview,
    QueueDepth,
    StateCounts,
    Tenant,
    UserCounts,
)
from hypertrade.domain.paging import Asked, Page
from hypertrade.domain.principals import Principal, Scope
from hypertrade.domain.queues import QUEUES
from hypertrade.domain.runs import ACTIVE, Run, RunState

if TYPE_CHECKING:
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.tasks import Tasks
    from hypertrade.services.accounts.log import Log
    from hypertrade.services.runs.records import Records
    from hypertrade.services.runs.stopping import Stopping
    from hypertrade.stores.users import Users


@dataclass(frozen=True, slots=True)
class OwnedRun:
    """A run and the address of its owner, empty if they have left."""

    run: Run
    email: str


class Operations:
    """The whole platform, for operators; every method raises ``Denied`` if none asks."""

    def __init__(  # noqa: PLR0913, PLR0917 - wired in one place
        self,
        records: Records,
        users: Users,
        tasks: Tasks,
        stopping: Stopping,
        log: Log,
        clock: Clock,
    ) -> None:
        """Read ``records``, ``users`` and the queues of ``tasks``; end runs by ``stopping``."""
        self._records = records
        self._users = users
        self._tasks = tasks
        self._stopping = stopping
        self._log = log
        self._clock = clock

    def overview(self, principal: Principal) -> Overview:
        """Return the platform at a glance, as it is now."""
        principal.require(Scope.ADMIN)
        now = self._clock.now()
        since = now - timedelta(hours=ENDED_WITHIN_HOURS)
        counts = self._counts(since)
        failures, read = self._failures(since)
        return Overview(
            at=now,
            since=since,
            runs=counts,
            oldest_queued=self._oldest_queued(now),
            heartbeats=self._heartbeats(now, counts.starting + counts.running),
            failures=failures,
            failures_read=read,
            queues=self.queues(principal),
            users=UserCounts(
                total=self._users.total(), new_today=self._users.come_since(_midnight(now))
            ),
            tenants=self._tenants(now),
        )

    def queues(self, principal: Principal) -> tuple[QueueDepth, ...]:
        """Return how much waits in each queue."""
        principal.require(Scope.ADMIN)
        return tuple(QueueDepth(name=name, depth=self._tasks.depth(name)) for name in QUEUES)

    def runs(
        self,
        principal: Principal,
        asked: Asked,
        *,
        state: RunState | None = None,
        owner: str | None = None,
    ) -> Page[OwnedRun]:
        """Return a page of everybody's runs by the time they were made.

        Raises:
            Invalid: the cursor is none of ours, or the page too large.
        """
        principal.require(Scope.ADMIN)
        page = self._records.runs.everybodys(asked, state=state, owner=owner)
        owners = {kept.value.owner for kept in page.items}
        emails = {id_: kept.value.email for id_, kept in self._users.some(owners).items()}
        shown = [OwnedRun(kept.value, emails.get(kept.value.owner, "")) for kept in page.items]
        return Page(tuple(shown), page.next)

    def cancel(self, principal: Principal, run: str, visit: Visit) -> OwnedRun:
        """End anybody's run as its owner could, and write that into the owner's audit log.

        Raises:
            NotFound: there is none.
            Conflict: it has ended otherwise.
        """
        principal.require(Scope.ADMIN)
        ended = self._stopping.cancel_anybodys(
            run,
            lambda found: self._log.entry(
                found.owner,
                Audited.RUN_CANCELLED,
                visit,
                actor=principal.id,
                subject=found.id,
            ),
        )
        owner = self._users.find(ended.owner)
        return OwnedRun(ended, owner.value.email if owner else "")

    def _counts(self, since: datetime) -> StateCounts:
        runs = self._records.runs
        return StateCounts(
            **{state.value: runs.count(state, since if state.ended else None) for state in RunState}
        )

    def _oldest_queued(self, now: datetime) -> OldestQueued | None:
        for kept in self._records.runs.queued_since(now, most=1):
            run = kept.value
            waited = max((now - run.created).total_seconds(), 0.0)
            return OldestQueued(run=run.id, owner=run.owner, seconds=waited)
        return None

    def _heartbeats(self, now: datetime, working: int) -> Heartbeats:
        runs, lost = self._records.runs, now - timedelta(seconds=SILENT_SECONDS)
        heard = [
            (kept.value.heartbeat, kept.value.id)
            for state in ACTIVE
            for kept in runs.silent(state, now, most=1)
            if kept.value.heartbeat is not None
        ]
        silent = sum(runs.silent_count(state, lost) for state in ACTIVE)
        if not heard:
            return Heartbeats(working=working, silent=silent)
        heartbeat, quietest = min(heard)
        seconds = max((now - heartbeat).total_seconds(), 0.0)
        return Heartbeats(working=working, silent=silent, quietest=quietest, seconds=seconds)

    def _failures(self, since: datetime) -> tuple[tuple[FailureCount, ...], int]:
        """Return why the latest runs since ``since`` failed, and how many were read for it."""
        found = [kept.value for kept in self._records.runs.failed_since(since, MOST_FAILURES)]
        last: dict[str, Run] = {}
        counts: Counter[str] = Counter()
        for run in found:
            code = run.failure.code if run.failure else ""
            last.setdefault(code, run)
            counts[code] += 1
        failures = tuple(
            FailureCount(
                code=code,
                count=count,
                last_run=last[code].id,
                last=last[code].ended or last[code].created,
            )
            for code, count in counts.most_common()
        )
        return failures, len(found)

    def _tenants(self, now: datetime) -> tuple[Tenant, ...]:
        used = [kept.value for kept in self._records.usage.most_on(now, MOST_TENANTS)]
        owners = {one.owner for one in used}
        users, lanes = self._users.some(owners), self._records.lanes.some(owners)
        tenants = []
        for one in used:
            user, kept = users.get(one.owner), lanes.get(one.owner)
            lane = kept.value if kept else self._records.lanes.empty(one.owner)
            tenants.append(
                Tenant(
                    user=one.owner,
                    email=user.value.email if user else "",
                    plan=user.value.plan if user else lane.plan,
                    runs=one.runs,
                    candle_years=one.candle_years,
                    storage_bytes=lane.stored_bytes,
                    running=len(lane.active),
                    queued=lane.queued,
                )
            )
        return tuple(tenants)


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)
