"""Users' own Python: what a Freqtrade strategy file holds, read without executing it."""

from __future__ import annotations

from hypertrade.strategy.code.inspection import (
    CodeInspection,
    CodeParameter,
    Finding,
    InformativeUse,
    Setting,
    Severity,
    Trailing,
)
from hypertrade.strategy.code.inspector import inspect_code

__all__ = [
    "CodeInspection",
    "CodeParameter",
    "Finding",
    "InformativeUse",
    "Setting",
    "Severity",
    "Trailing",
    "inspect_code",
]
