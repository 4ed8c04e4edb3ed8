"""Runs: work that somebody asked for, from the request to its one result. Dates are UTC.

A run's state moves forward only: by attempt first, within an attempt along

    queued -> starting -> running -> succeeded | failed | cancelled | expired

An attempt that died is followed by the next, which starts again at ``starting``. Every move is a
compare-and-set on the document's revision.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field

from hypertrade.domain.backtest import BacktestJob, Progress
from hypertrade.domain.base import Document, Moment
from hypertrade.domain.errors import Conflict
from hypertrade.domain.market import Pair, Timeframe, TradingMode
from hypertrade.domain.quotas import Cost

MOST_ATTEMPTS = 3
"""How often a run is started before it has failed: the first time, and after each sudden death."""


class RunState(StrEnum):
    """Where a run is."""

    QUEUED = "queued"
    STARTING = "starting"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def ended(self) -> bool:
        """Whether nothing will happen any more."""
        return self in _ENDED


_ENDED = frozenset({RunState.SUCCEEDED, RunState.FAILED, RunState.CANCELLED, RunState.EXPIRED})
_ORDER = {RunState.QUEUED: 0, RunState.STARTING: 1, RunState.RUNNING: 2} | dict.fromkeys(_ENDED, 3)

ACTIVE = (RunState.STARTING, RunState.RUNNING)


class BacktestWork(Document):
    """A backtest: the complete job, strategy included, as it stood when it was asked for."""

    kind: Literal["backtest"] = "backtest"
    job: BacktestJob


class RobustnessWork(Document):
    """A robustness check of the strategy in ``job``; ``plan`` is a ``robustness.plan.Plan``."""

    kind: Literal["robustness"] = "robustness"
    job: BacktestJob
    plan: dict[str, Any] = Field(default_factory=dict)


class DownloadWork(Document):
    """Candles to be fetched from an exchange; ``since`` and ``until`` read ``YYYYMMDD``."""

    kind: Literal["download"] = "download"
    exchange: str = Field(pattern=r"^[a-z0-9]+$")
    pairs: Annotated[tuple[Pair, ...], Field(min_length=1, max_length=50)]
    timeframe: Timeframe
    trading_mode: TradingMode = TradingMode.SPOT
    since: Annotated[str, Field(pattern=r"^\d{8}$")]
    until: Annotated[str | None, Field(pattern=r"^\d{8}$")] = None


Work = Annotated[BacktestWork | RobustnessWork | DownloadWork, Field(discriminator="kind")]
RunKind = Literal["backtest", "robustness", "download"]


class Failure(Document):
    """Why a run failed, as its owner reads it: ``code`` names the domain's error."""

    code: str
    problem: str
    field: str = ""
    remedy: str = ""
    line: int | None = None


class Artifact(Document):
    """A file that a run left: ``name`` as users see it, ``blob`` where it is kept."""

    name: str
    blob: str
    size: int
    content_type: str
    sha256: str


class Run(Document):
    """Everything about a run but its artifacts.

    ``turn`` is its place in the fair queue: runs start in this order. ``attempt`` counts starts
    from 1, 0 while queued; ``execution`` names the one that runs now. ``sequence`` counts changes,
    from 1 for the request itself, and is the id of events. ``summary`` are headline figures of the
    result. ``refunded`` says that its cost was given back.

    ``interrupted`` counts the attempts that a clean stop of the platform ended: they cost none of
    the ``MOST_ATTEMPTS``. ``trace`` and ``request`` name the request that asked for the run, so
    that the logs of whoever works on it can be found by it.
    """

    id: str
    owner: str
    work: Work
    strategy: str | None = None
    strategy_version: int | None = None
    title: str = Field(default="", max_length=200)
    state: RunState = RunState.QUEUED
    sequence: int = 0
    attempt: int = 0
    interrupted: int = 0
    execution: str | None = None
    turn: float = 0.0
    cost: Cost
    progress: Progress | None = None
    cancel_requested: bool = False
    failure: Failure | None = None
    summary: dict[str, Any] | None = None
    artifacts: tuple[Artifact, ...] = ()
    retry_of: str | None = None
    refunded: bool = False
    created: Moment
    started: Moment | None = None
    heartbeat: Moment | None = None
    ended: Moment | None = None
    image: str | None = None
    trace: str | None = None
    request: str | None = None

    @property
    def deaths(self) -> int:
        """How many attempts died or, if this one dies, will have."""
        return self.attempt - self.interrupted

    @property
    def kind(self) -> RunKind:
        """What kind of work it is."""
        return self.work.kind

    def moved(self, state: RunState, **changes: Any) -> Run:
        """Return this run in ``state``, with ``changes``, one event later.

        Raises:
            Conflict: that would be a step back.
        """
        attempt = changes.get("attempt", self.attempt)
        backwards = (attempt, _ORDER[state]) <= (self.attempt, _ORDER[self.state])
        if self.state.ended or backwards:
            raise Conflict(
                f"a run that is {self.state.value} cannot become {state.value}",
                field="state",
                remedy="Read the run again: it has moved on.",
            )
        return self.noted(state=state, **changes)

    def noted(self, **changes: Any) -> Run:
        """Return this run with ``changes``, one event later."""
        return self.model_copy(update={**changes, "sequence": self.sequence + 1})
