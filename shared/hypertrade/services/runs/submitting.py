"""Asking for a run: its cost, the quota, one commit, one task."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.domain.dispatch import Outgoing
from hypertrade.domain.errors import Conflict, QuotaExceeded
from hypertrade.domain.quotas import PLANS
from hypertrade.domain.runs import DownloadWork, Run
from hypertrade.observing.logs import asked_by
from hypertrade.services.runs.post import wake_up
from hypertrade.services.runs.records import until_settled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypertrade.domain.dispatch import Lane
    from hypertrade.domain.principals import Principal
    from hypertrade.domain.quotas import Cost, Plan, Usage
    from hypertrade.domain.runs import Work
    from hypertrade.domain.strategies import Content
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.documents import Write
    from hypertrade.services.runs.post import Post
    from hypertrade.services.runs.records import Records

    Estimate = Callable[[Work], Cost]
    Freeze = Callable[[Principal, str, int, Content], Sequence[Write]]

_MB = 1_000_000
_TOMORROW = "Wait until midnight UTC, ask for less, or change to a larger plan."


@dataclass(frozen=True, slots=True)
class Request:
    """A run as it is asked for.

    ``strategy`` and ``version`` say which stored strategy the work was made of; that version never
    changes again. ``id`` (32 hexadecimal digits) makes asking again with it the same request.
    """

    work: Work
    title: str = ""
    strategy: str | None = None
    version: int | None = None
    retry_of: str | None = None
    id: str | None = None


class Submitting:
    """Takes requests for runs."""

    def __init__(  # noqa: PLR0913, PLR0917 - what it takes to judge and keep a request
        self,
        records: Records,
        post: Post,
        clock: Clock,
        estimate: Estimate,
        freeze: Freeze,
        image: str | None = None,
    ) -> None:
        """``estimate`` says what work costs, ``freeze`` what is written to keep a version as it is.

        ``image`` names what runs now.
        """
        self._records = records
        self._post = post
        self._clock = clock
        self.estimate = estimate
        self._freeze = freeze
        self._image = image

    def submit(self, principal: Principal, request: Request) -> Run:
        """Keep a queued run for ``principal`` and have it started when its turn comes.

        Raises:
            QuotaExceeded: the plan allows no more now; the error says of what.
            NotFound: there is no such strategy or version.
            Conflict: ``request.id`` is another run's.
        """
        cost = self.estimate(request.work)
        run, message = until_settled(lambda: self._keep(principal, request, cost))
        if message is not None:
            self._post.send(message)
        return run

    def _keep(
        self, principal: Principal, request: Request, cost: Cost
    ) -> tuple[Run, Outgoing | None]:
        records, now = self._records, self._clock.now()
        if request.id is not None and (there := records.runs.find(request.id)) is not None:
            return _same(principal, there.value), None
        lane = records.lanes.of(principal.id)
        used = records.usage.on(principal.id, now)
        check_quota(PLANS[principal.plan], lane.value, used.value, cost)
        turn = lane.value.turn(records.turnstiles.the().value.time)
        trace, asked = asked_by()
        run = Run(
            id=request.id or secrets.token_hex(16),
            owner=principal.id,
            work=request.work,
            strategy=request.strategy,
            strategy_version=request.version,
            sequence=1,
            title=request.title or _title(request.work),
            turn=turn,
            cost=cost,
            retry_of=request.retry_of,
            created=now,
            image=self._image,
            trace=trace,
            request=asked,
        )
        message = Outgoing(
            id=f"{run.id}:{run.sequence}", owner=run.owner, created=now, due=now, task=wake_up(run)
        )
        frozen: Sequence[Write] = ()
        work, strategy, version = request.work, request.strategy, request.version
        if strategy is not None and version is not None and not isinstance(work, DownloadWork):
            frozen = self._freeze(principal, strategy, version, work.job.strategy)
        records.documents.commit(
            [
                records.runs.creation(run),
                records.lanes.replacement(lane, lane.value.joined(turn, cost, principal.plan)),
                records.usage.replacement(used, used.value.charged(cost)),
                records.outbox.creation(message),
                *frozen,
            ]
        )
        return run, message


def check_quota(plan: Plan, lane: Lane, used: Usage, cost: Cost) -> None:
    """Return if ``plan`` allows one run more of ``cost``.

    Raises:
        QuotaExceeded: it does not; the error names the limit.
    """
    if lane.queued >= plan.queued_runs:
        raise QuotaExceeded(
            f"{lane.queued:,} runs are waiting, and the plan {plan.name} lets no more wait",
            field="queued_runs",
            remedy="Wait until some have ended, or cancel some.",
        )
    if used.runs >= plan.runs_a_day:
        raise QuotaExceeded(
            f"the plan {plan.name} allows {plan.runs_a_day:,} runs a day",
            field="runs_a_day",
            remedy=_TOMORROW,
        )
    if used.candle_years + cost.candle_years > plan.candle_years_a_day:
        left = max(plan.candle_years_a_day - used.candle_years, 0)
        raise QuotaExceeded(
            f"this run takes {cost.candle_years:,.1f} candle-years, and {left:,.1f} of the "
            f"{plan.candle_years_a_day:,.0f} a day of the plan {plan.name} are left",
            field="candle_years_a_day",
            remedy=_TOMORROW,
        )
    if lane.stored_bytes >= plan.storage_mb * _MB:
        raise QuotaExceeded(
            f"{lane.stored_bytes / _MB:,.0f} MB of reports are stored, as much as the plan "
            f"{plan.name} allows",
            field="storage_mb",
            remedy="Delete runs that are no longer needed.",
        )


def _same(principal: Principal, run: Run) -> Run:
    if run.owner != principal.id:
        raise Conflict("that id is taken", field="id", remedy="Leave the id out, or make another.")
    return run


def _title(work: Work) -> str:
    if isinstance(work, DownloadWork):
        return f"{', '.join(work.pairs)} {work.timeframe} from {work.exchange}"[:200]
    strategy = work.job.strategy
    if strategy.kind == "spec":
        return str(strategy.spec.get("name") or "Strategy")[:200]
    return (strategy.class_name or "Code")[:200]
