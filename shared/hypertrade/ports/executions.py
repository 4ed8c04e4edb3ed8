"""Executions: a process somewhere that works on one attempt at a run; what Cloud Run Jobs is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from hypertrade.domain.backtest import Limits


class ExecutionState(StrEnum):
    """What is known of an execution; ``GONE`` was never started, or is forgotten.

    ``INTERRUPTED`` was ended by a clean stop of what starts executions: its work did not die.
    """

    PENDING = "pending"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"
    GONE = "gone"

    @property
    def over(self) -> bool:
        """Whether no process of it works any more."""
        return self not in {ExecutionState.PENDING, ExecutionState.RUNNING}


@dataclass(frozen=True, slots=True)
class Execution:
    """One execution: which attempt at which run, and since when (UTC)."""

    name: str
    run: str
    attempt: int
    state: ExecutionState
    created: datetime


class Executions(Protocol):
    """Starts processes that read their run from the documents and write its result there."""

    def start(self, run: str, attempt: int, limits: Limits | None = None) -> str:
        """Start an execution for ``attempt`` at ``run`` and return its name.

        Asked twice for the same attempt this may start two: only one of them will win the run.

        Raises:
            QuotaExceeded: no more can be started now.
            Unavailable: nothing can be started now.
        """
        ...

    def state(self, name: str) -> ExecutionState:
        """Return how an execution stands; ``GONE`` if it is not known."""
        ...

    def cancel(self, name: str) -> None:
        """End an execution; nothing happens if it is over or unknown.

        Raises:
            Unavailable: it cannot be reached now.
        """
        ...

    def running(self) -> list[Execution]:
        """Return the executions that are not over."""
        ...
