"""Runs on the wire: orders, states, files, trades."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from hypertrade.domain.backtest import Progress
from hypertrade.domain.base import Moment
from hypertrade.domain.comparisons import FEWEST, MOST
from hypertrade.domain.orders import Order
from hypertrade.domain.paging import MOST_ITEMS
from hypertrade.domain.quotas import Cost
from hypertrade.domain.runs import Failure, RunKind, RunState, Work
from pydantic import BaseModel, Field, RootModel

from hypertrade_functions.shapes.common import PageQuery, Sent, WrittenMoment

if TYPE_CHECKING:
    from hypertrade.domain.runs import Run

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,128}$")]


class OrderBody(RootModel[Order]):
    """What is to be run: `kind` says what else is told."""


class RunSummary(BaseModel):
    """A run as lists and events show it. ``sequence`` grows with every change."""

    id: str
    kind: RunKind
    title: str
    strategy: str | None
    strategy_version: int | None
    state: RunState
    sequence: int
    attempt: int
    progress: Progress | None
    cancel_requested: bool
    cost: Cost
    failure: Failure | None
    summary: dict[str, Any] | None
    retry_of: str | None
    created: Moment
    started: Moment | None
    ended: Moment | None

    @classmethod
    def of(cls, run: Run) -> Self:
        """Show a run."""
        return cls(**{name: getattr(run, name) for name in cls.model_fields})


class FileView(BaseModel):
    """A file that a run left."""

    name: str
    size: int
    content_type: str
    sha256: str


class FileLink(FileView):
    """A file, and the address that gives it to whoever has it, for ten minutes."""

    url: str


class FileLinks(BaseModel):
    """Every file of a run."""

    items: list[FileLink]


class RunView(RunSummary):
    """A run with all that was asked for, and the files that it left."""

    work: Work
    artifacts: list[FileView]
    image: str | None

    @classmethod
    def of(cls, run: Run) -> Self:
        """Show a run."""
        names = set(cls.model_fields) - {"artifacts"}
        files = [
            FileView(**file.model_dump(include=set(FileView.model_fields)))
            for file in run.artifacts
        ]
        return cls(**{name: getattr(run, name) for name in names}, artifacts=files)


class RunQuery(PageQuery):
    """Which runs, newest first; `since` and `until` bound when they were asked for."""

    kind: RunKind | None = None
    state: RunState | None = None
    strategy: Id | None = None
    since: WrittenMoment | None = Field(default=None, description="From then on (with its zone).")
    until: WrittenMoment | None = Field(default=None, description="Before then (with its zone).")


class CompareQuery(Sent):
    """Which backtests stand side by side."""

    ids: Annotated[
        tuple[Id, ...], Field(min_length=FEWEST, max_length=MOST, examples=[["one", "two"]])
    ]


class TradeQuery(Sent):
    """Which trades of a run, by number."""

    limit: int = Field(default=50, ge=1, le=MOST_ITEMS, description="Items of a page.")
    cursor: str | None = Field(
        default=None, pattern=r"^\d{1,9}$", description="`next` of the page before."
    )
    pair: str | None = Field(default=None, max_length=40)

    @property
    def after(self) -> int:
        """The number of the last trade seen, -1 before the first."""
        return -1 if self.cursor is None else int(self.cursor)


class TradeView(BaseModel):
    """A trade. Money is in the stake currency, ratios are fractions."""

    number: int
    pair: str
    side: Literal["long", "short"]
    opened: Moment
    closed: Moment
    open_rate: float
    close_rate: float
    amount: float
    stake: float
    leverage: float
    fees: float
    profit: float
    profit_ratio: float
    entry_tag: str
    exit_reason: str

    @classmethod
    def of(cls, row: Any) -> Self:
        """Show a trade."""
        return cls(**{key: value for key, value in asdict(row).items() if key != "run"})
