"""What must never stand in a log: the library's, under the name it has here."""

from hypertrade.observing.redaction import GONE, HINT, redact, redacted

__all__ = ["GONE", "HINT", "redact", "redacted"]
