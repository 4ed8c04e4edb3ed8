"""Everybody's runs on the wire, as operators see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from hypertrade.domain.backtest import Progress
from hypertrade.domain.base import Moment
from hypertrade.domain.quotas import Cost
from hypertrade.domain.runs import RunKind, RunState
from pydantic import BaseModel

from hypertrade_functions.shapes.common import PageQuery
from hypertrade_functions.shapes.runs import Id

if TYPE_CHECKING:
    from hypertrade.services.operations import OwnedRun


class OperatedRun(BaseModel):
    """A run without what it is about: no strategy, no title, no figures, no words of a failure.

    ``failure`` is the code of the error. ``request`` and ``trace`` find it in the logs.
    """

    id: str
    owner: str
    email: str
    kind: RunKind
    state: RunState
    attempt: int
    progress: Progress | None
    cancel_requested: bool
    cost: Cost
    failure: str | None
    created: Moment
    started: Moment | None
    heartbeat: Moment | None
    ended: Moment | None
    request: str | None
    trace: str | None

    @classmethod
    def of(cls, seen: OwnedRun) -> Self:
        """Show a run to an operator."""
        run = seen.run
        names = set(cls.model_fields) - {"email", "failure"}
        return cls(
            **{name: getattr(run, name) for name in names},
            email=seen.email,
            failure=run.failure.code if run.failure else None,
        )


class OperatedRunQuery(PageQuery):
    """Which runs of whom, newest first."""

    state: RunState | None = None
    user: Id | None = None
