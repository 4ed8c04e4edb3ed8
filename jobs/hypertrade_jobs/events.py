"""What the parent says on standard output, and what it believes of what the child says.

Every event is one JSON object on one line. The child's may come from a strategy that means harm, so
nothing of them passes unread: lines are capped in length and rate, checked against a schema, and
texts lose every character that could drive a terminal.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from hypertrade.domain import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.backtest import Progress

LONGEST_LINE = 64 * 1024
"""The most bytes of one event."""

MOST_LINES = 500
"""The most events in one second; Freqtrade's loop makes ten."""

RELAY_SECONDS = 0.05
"""The least time between two progress events of one stage that are passed on."""

_LONGEST_TEXT = 2000
_BELIEVED: dict[str, type[errors.HyperTradeError]] = {
    kind.__name__: kind
    for kind in (errors.Invalid, errors.NotFound, errors.StrategyFailed, errors.QuotaExceeded)
}
"""The failures a child may report; the others are the parent's to judge."""

EXIT_CODES = {
    "Invalid": 2,
    "NotFound": 2,
    "StrategyFailed": 2,
    "Denied": 3,
    "Unauthenticated": 3,
    "SecondFactorRequired": 3,
    "Conflict": 3,
    "Stale": 3,
    "QuotaExceeded": 4,
    "RateLimited": 4,
    "Unavailable": 5,
    "Internal": 70,
    "Cancelled": 130,
}
"""The exit code of the worker for each code of a failed event; 70 is ``sysexits.h``'s own."""


def progress_event(progress: Progress) -> dict[str, Any]:
    """Return ``progress`` as an event."""
    return {"event": "progress", **progress.model_dump(mode="json")}


def done_event(result: str) -> dict[str, Any]:
    """Return the last event of a run that succeeded: the path of its ``result.json``."""
    return {"event": "done", "result": result}


def failed_event(error: errors.HyperTradeError) -> dict[str, Any]:
    """Return the last event of a run that failed."""
    return {
        "event": "failed",
        "error": {
            "code": type(error).__name__,
            "problem": error.problem,
            "field": error.field,
            "remedy": error.remedy,
            "line": getattr(error, "line", None),
        },
    }


def internal_event(error: BaseException, log: str) -> dict[str, Any]:
    """Return the last event of a run that met a bug of ours, told in the file ``log``."""
    return {
        "event": "failed",
        "error": {
            "code": "Internal",
            "problem": f"HyperTrade itself failed ({type(error).__name__}: {error})"[
                :_LONGEST_TEXT
            ],
            "field": "",
            "remedy": f"This is a bug: please report it with the log in {log}.",
            "line": None,
            "log": log,
        },
    }


class Inbox:
    """Turns the bytes a child writes into events, believing none of them."""

    def __init__(self, on_progress: Callable[[Progress], None]) -> None:
        """Pass progress on to ``on_progress``, at a rate a reader can follow."""
        self._on_progress = on_progress
        self._rest = b""
        self._second = 0
        self._lines = 0
        self._relayed = 0.0
        self._waiting: Progress | None = None
        self._stage = ""
        self.failure: errors.HyperTradeError | None = None
        self.heard = False
        self.traded = False

    def feed(self, data: bytes) -> None:
        """Take what was read.

        Raises:
            StrategyFailed: it is no event, or there are too many.
        """
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > LONGEST_LINE or any(len(line) > LONGEST_LINE for line in lines):
            raise _garbage("a line of its events is too long")
        for line in lines:
            self._count()
            self._line(line)

    def flush(self) -> None:
        """Pass on progress that was held back."""
        if self._waiting is not None:
            self._relayed = time.monotonic()
            self._on_progress(self._waiting)
            self._waiting = None

    def _count(self) -> None:
        second = int(time.monotonic())
        if second != self._second:
            self._second, self._lines = second, 0
        self._lines += 1
        if self._lines > MOST_LINES:
            raise _garbage("it floods its parent with events")

    def _line(self, line: bytes) -> None:
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            raise _garbage("what it says is not JSON") from None
        if not isinstance(event, dict):
            raise _garbage("what it says is no event")
        self.heard = True
        kind = event.pop("event", None)
        if kind == "progress":
            self._progress(event)
        elif kind == "failed":
            self.failure = _failure(event)
        elif kind == "traded" and not self.traded:
            self.traded = True
        elif kind != "done":
            raise _garbage("what it says is no event")

    def _progress(self, event: dict[str, Any]) -> None:
        from hypertrade.domain.backtest import Progress

        try:
            progress = Progress.model_validate(event)
        except ValueError:
            raise _garbage("its progress makes no sense") from None
        if progress.done < 0 or progress.total < 0:
            raise _garbage("its progress makes no sense")
        self._waiting = progress
        if progress.stage != self._stage or time.monotonic() - self._relayed >= RELAY_SECONDS:
            self._stage = progress.stage
            self.flush()


def _failure(event: dict[str, Any]) -> errors.HyperTradeError:
    """Return the error a child reports, as far as it is believed."""
    kind = _BELIEVED.get(str(event.get("kind")), errors.StrategyFailed)
    told = {name: clean(event.get(name)) for name in ("problem", "field", "remedy")}
    problem = told["problem"] or "the strategy failed without saying why"
    named = {"field": told["field"], "remedy": told["remedy"]}
    if kind is not errors.StrategyFailed:
        return kind(problem, **named)
    line = event.get("line")
    known = type(line) is int and 0 < line < 1 << 31
    return errors.StrategyFailed(problem, line=line if known else None, **named)


def clean(text: object) -> str:
    """Return ``text``, if it is one, without control characters and cut to a readable length."""
    if not isinstance(text, str):
        return ""
    if text.isprintable() and len(text) <= _LONGEST_TEXT:
        return text
    kept = "".join(mark if mark.isprintable() or mark == "\n" else " " for mark in text)
    return kept if len(kept) <= _LONGEST_TEXT else kept[: _LONGEST_TEXT - 1] + "…"


def _garbage(what: str) -> errors.StrategyFailed:
    return errors.StrategyFailed(
        f"the strategy's process speaks out of turn: {what}",
        field="strategy",
        remedy="Print to standard output or error; the worker's own stream is not the strategy's.",
    )
