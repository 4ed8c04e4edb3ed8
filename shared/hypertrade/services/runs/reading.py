"""Looking at runs: one, a list, their files, their trades, and what is left to use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from hypertrade.domain.base import moment_text
from hypertrade.domain.errors import NotFound
from hypertrade.domain.quotas import PLANS, Allowance
from hypertrade.ports.documents import Where
from hypertrade.services.runs.comparing import compare
from hypertrade.services.runs.records import trades_key
from hypertrade.services.runs.watching import watch
from hypertrade.stores.table import values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hypertrade.domain.comparisons import Comparison
    from hypertrade.domain.paging import Asked, Page
    from hypertrade.domain.principals import Principal
    from hypertrade.domain.runs import Run, RunKind, RunState
    from hypertrade.ports.analytics import Analytics, Group, TradeRow
    from hypertrade.ports.blobs import Blobs
    from hypertrade.ports.clock import Clock
    from hypertrade.services.runs.records import Records

ADDRESS_LASTS = timedelta(minutes=10)
"""How long the address of a file gives it."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which runs are wanted; ``since`` and ``until`` (half-open, UTC) bound when they were made."""

    kind: RunKind | None = None
    state: RunState | None = None
    strategy: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def where(self) -> list[Where]:
        """Return the conditions of a question."""
        equal = {"kind": self.kind, "state": self.state, "strategy": self.strategy}
        found = [Where(name, "==", str(value)) for name, value in equal.items() if value]
        if self.since is not None:
            found.append(Where("created", ">=", moment_text(self.since)))
        if self.until is not None:
            found.append(Where("created", "<", moment_text(self.until)))
        return found


class Reading:
    """Answers questions about a principal's own runs; others' do not exist."""

    def __init__(self, records: Records, blobs: Blobs, analytics: Analytics, clock: Clock) -> None:
        """Read documents, ``blobs`` and ``analytics``."""
        self._records = records
        self._blobs = blobs
        self._analytics = analytics
        self._clock = clock

    def get(self, principal: Principal, id: str) -> Run:  # noqa: A002 - the field's word
        """Return a run.

        Raises:
            NotFound: there is none.
        """
        return self._records.runs.own(principal, id).value

    def page(self, principal: Principal, asked: Asked, filters: Filters | None = None) -> Page[Run]:
        """Return a page of runs by the time they were made.

        Raises:
            Invalid: the cursor is none of ours, or the page too large.
        """
        where = (filters or Filters()).where()
        return values(self._records.runs.own_page(principal, asked, *where))

    def compare(self, principal: Principal, ids: Sequence[str]) -> Comparison:
        """Return finished backtests side by side, as ``comparing.compare`` says.

        Raises:
            NotFound: one of them does not exist.
            Invalid, Conflict: they cannot be compared.
        """
        return compare([self.get(principal, id_) for id_ in ids])

    def watch(
        self,
        principal: Principal,
        id: str,  # noqa: A002 - the field's word
        after: int = 0,
    ) -> Iterator[Run | None]:
        """Yield each change of a run after the sequence ``after``, as ``watching.watch`` says.

        Raises:
            NotFound: there is none.
        """
        return watch(self._records, principal, id, after)

    def address(self, principal: Principal, id: str, name: str) -> str:  # noqa: A002 - as above
        """Return an address that gives a file of a run to whoever has it, for ten minutes.

        Raises:
            NotFound: there is no such run, or it has no such file.
        """
        run = self.get(principal, id)
        found = next((one for one in run.artifacts if one.name == name), None)
        if found is None:
            raise NotFound(
                f"run {run.id} has no file {name}",
                field="name",
                remedy="`artifacts` of the run names those there are.",
            )
        return self._blobs.signed_url(found.blob, lasts=ADDRESS_LASTS, download_as=found.name)

    def trades(
        self,
        principal: Principal,
        id: str,  # noqa: A002 - as above
        *,
        pair: str | None = None,
        after: int = -1,
        limit: int = 100,
    ) -> list[TradeRow]:
        """Return trades of a run with numbers above ``after``, by number.

        Raises:
            NotFound: there is no such run.
        """
        run = self.get(principal, id)
        rows = self._analytics.trades(
            run.owner, trades_key(run), pair=pair, after=after, limit=limit
        )
        return [replace(row, run=run.id) for row in rows]

    def groups(
        self,
        principal: Principal,
        ids: Sequence[str],
        by: Literal["run", "pair", "exit_reason", "month"],
    ) -> list[Group]:
        """Return the trades of some runs taken together.

        Raises:
            NotFound: one of them does not exist.
        """
        runs = {trades_key(run): run.id for run in (self.get(principal, id_) for id_ in ids)}
        found = self._analytics.groups(principal.id, list(runs), by)
        if by != "run":
            return found
        return [replace(group, key=runs[group.key]) for group in found]

    def allowance(self, principal: Principal) -> Allowance:
        """Return what the principal's plan allows, and what of it is used."""
        lane = self._records.lanes.of(principal.id).value
        used = self._records.usage.on(principal.id, self._clock.now()).value
        return Allowance(
            plan=PLANS[principal.plan],
            running=len(lane.active),
            queued=lane.queued,
            runs_today=used.runs,
            candle_years_today=used.candle_years,
            storage_bytes=lane.stored_bytes,
        )
