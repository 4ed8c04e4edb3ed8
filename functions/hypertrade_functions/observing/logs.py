"""Structured logs: the library's, under the name they have here."""

from hypertrade.observing.logs import ERROR_EVENT, LOGGER, CloudFormatter, context, write_logs

__all__ = ["ERROR_EVENT", "LOGGER", "CloudFormatter", "context", "write_logs"]
