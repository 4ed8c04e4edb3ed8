"""Structured logs in Cloud Logging's format: one JSON object a line, and no secrets in it."""

from __future__ import annotations

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

from hypertrade_functions.observing.redaction import HINT, redacted

if TYPE_CHECKING:
    from hypertrade.settings import Settings

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
        known = context.get() or {}
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
            entry["logging.googleapis.com/spanId"] = known["span"]
        if http := getattr(record, "http", None):
            entry["httpRequest"] = http
        labels = {**known.get("labels", {}), **getattr(record, "labels", {})}
        if labels:
            entry["logging.googleapis.com/labels"] = {
                name: str(value) for name, value in labels.items()
            }
        if record.exc_info:
            entry["@type"] = ERROR_EVENT
        line = json.dumps(entry, ensure_ascii=False)
        # Most lines hold nothing that could be a secret: they are looked through once, not by part.
        return json.dumps(redacted(entry), ensure_ascii=False) if HINT.search(line) else line


ERROR_EVENT = "type.googleapis.com/google.devtools.clouderrorreporting.v1beta1.ReportedErrorEvent"
"""Makes Error Reporting group it."""


def write_logs(settings: Settings, stream: TextIO | None = None) -> None:
    """Have everything that is logged in this process written as ``settings`` say."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(CloudFormatter(settings.project))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level)
