"""What the child says while it runs: one JSON object a line, on a stream nothing else writes to."""

from __future__ import annotations

import json
import os
import sys
import time
from typing import TYPE_CHECKING, Any

from hypertrade.domain import errors

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from hypertrade.domain.backtest import Stage
    from hypertrade.domain.errors import HyperTradeError

INTERVAL_SECONDS = 0.1
"""The least time between two progress events of one stage."""


class Events:
    """Writes events to what was standard output; prints of a strategy go to standard error."""

    def __init__(self) -> None:
        """Take standard output away from everybody else."""
        self._stream = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)
        sys.stdout = sys.stderr

    def progress(
        self, stage: Stage, done: int = 0, total: int = 0, date: datetime | None = None
    ) -> None:
        """Say how far ``stage`` is, in candles."""
        self._send(
            event="progress",
            stage=stage,
            done=done,
            total=total,
            date=date.isoformat() if date else None,
        )

    def failed(self, error: HyperTradeError) -> None:
        """Say why the run ended."""
        self._send(
            event="failed",
            kind=_kind(error),
            problem=error.problem,
            field=error.field,
            remedy=error.remedy,
            line=getattr(error, "line", None),
        )

    def traded(self) -> None:
        """Say that the run is written, and that only Freqtrade's own export is still to come."""
        self._send(event="traded")

    def done(self) -> None:
        """Say that the outputs are complete."""
        self._send(event="done")

    def _send(self, **event: Any) -> None:
        self._stream.write(json.dumps(event) + "\n")
        self._stream.flush()


def _kind(error: HyperTradeError) -> str:
    """Return the name of the domain error that ``error`` is."""
    return next(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == errors.__name__)


class CandleCounter:
    """Counts the candles of the trading stage and reports now and then.

    One step is one candle of every pair; ``step`` runs once for each, so it does next to nothing.
    """

    def __init__(self, events: Events, start: datetime, candle: timedelta, total: int) -> None:
        """Count ``total`` steps of length ``candle`` from ``start``."""
        self._events = events
        self._start = start
        self._candle = candle
        self._total = total
        self._done = 0
        self._next = time.monotonic() + INTERVAL_SECONDS

    def step(self) -> None:
        """Count one candle."""
        self._done += 1
        # Asking the clock for each of 100,000 candles would cost more than the report.
        if self._done % 64 == 0 and time.monotonic() >= self._next:
            self._next = time.monotonic() + INTERVAL_SECONDS
            self._report()

    def finish(self) -> None:
        """Report the end of the stage."""
        self._report()

    def _report(self) -> None:
        reached = self._start + self._candle * self._done
        self._events.progress("trading", self._done, self._total, reached)
