"""Structured logs in Cloud Logging's format: one JSON object a line, and no secrets in it."""

from __future__ import annotations

import json
import logging
import sys
import threading
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

from hypertrade.observing.redaction import hinted, redacted

if TYPE_CHECKING:
    from types import TracebackType

LOGGER = "hypertrade"

SEVERITIES = {
    logging.DEBUG: "DEBUG",
    logging.INFO: "INFO",
    logging.WARNING: "WARNING",
    logging.ERROR: "ERROR",
    logging.CRITICAL: "CRITICAL",
}

context: ContextVar[dict[str, Any] | None] = ContextVar("context", default=None)
"""What is known of the request that this thread works on: trace, span, labels."""

_whole: dict[str, Any] = {}
"""What is known of the one thing that this whole process works on, whichever thread."""


class CloudFormatter(logging.Formatter):
    """Writes a record as Cloud Logging reads it.

    A record's ``extra`` may hold ``http`` (an ``httpRequest``) and ``labels``.
    """

    def __init__(self, project: str | None = None) -> None:
        """Name traces as those of ``project``, if there is one."""
        super().__init__()
        self._project = project

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line."""
        known = context.get() or _whole
        message = record.getMessage()
        if record.exc_info:
            message = f"{message}\n{self.formatException(record.exc_info)}"
        entry: dict[str, Any] = {
            "severity": SEVERITIES.get(record.levelno, "DEFAULT"),
            "message": message,
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "logger": record.name,
        }
        if trace := known.get("trace"):
            prefix = f"projects/{self._project}/traces/" if self._project else ""
            entry["logging.googleapis.com/trace"] = f"{prefix}{trace}"
        if span := known.get("span"):
            entry["logging.googleapis.com/spanId"] = span
        if http := getattr(record, "http", None):
            entry["httpRequest"] = http
        labels = {**known.get("labels", {}), **getattr(record, "labels", {})}
        if labels:
            entry["logging.googleapis.com/labels"] = {
                name: str(value) for name, value in labels.items()
            }
        if record.exc_info:
            entry["@type"] = ERROR_EVENT
        line = _written(entry)
        # Most lines hold nothing that could be a secret: they are looked through once, not by part.
        return _written(redacted(entry)) if hinted(line) else line


_written = json.JSONEncoder(ensure_ascii=False).encode

ERROR_EVENT = "type.googleapis.com/google.devtools.clouderrorreporting.v1beta1.ReportedErrorEvent"
"""Makes Error Reporting group it."""


def write_logs(project: str | None, level: str, stream: TextIO | None = None) -> None:
    """Have whatever this process logs at ``level`` or above written to ``stream``.

    Args:
        project: whose traces they are, on Google Cloud.
        level: a level of Python's ``logging``, by name.
        stream: standard output, if none is given.
    """
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(CloudFormatter(project))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)


def at_work(trace: str | None, /, **labels: object) -> None:
    """Name, in every entry of this process from now on, what it works on.

    Args:
        trace: the trace of the request that asked for the work, if that is known.
        labels: further names, such as the run and the attempt; ``None`` is left out.
    """
    _whole.clear()
    _whole["labels"] = {name: value for name, value in labels.items() if value is not None}
    if trace is not None:
        _whole["trace"] = trace


def asked_by() -> tuple[str | None, str | None]:
    """Return trace and id of the request that this thread works on, ``None`` where there is none.

    What is kept with work that other processes do finds its way into their entries.
    """
    known = context.get() or {}
    return known.get("trace"), known.get("labels", {}).get("request_id")


def carried() -> dict[str, Any]:
    """Return what is known of the work of this thread, as JSON for a process that does part of it.

    There ``at_work`` is told it.
    """
    known = context.get() or _whole
    return {"trace": known.get("trace"), "labels": dict(known.get("labels", {}))}


def log_crashes() -> None:
    """Have exceptions that end this process or one of its threads logged as everything else is."""

    def main_ended(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        _CRASHED.critical("%s: %s", kind.__name__, error, exc_info=(kind, error, trace))

    def thread_ended(told: threading.ExceptHookArgs) -> None:
        error = told.exc_value or told.exc_type()
        where = told.thread.name if told.thread else "a thread"
        _CRASHED.critical("%s ended: %s", where, error, exc_info=error)

    sys.excepthook = main_ended
    threading.excepthook = thread_ended
    logging.captureWarnings(capture=True)


_CRASHED = logging.getLogger(f"{LOGGER}.crash")
