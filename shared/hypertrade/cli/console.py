"""How the command speaks: rich on a terminal, plain when piped, JSON when asked."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.console import Console

from hypertrade.domain import errors

EXIT_CODES: dict[type[errors.HyperTradeError], int] = {
    errors.Invalid: 2,
    errors.NotFound: 2,
    errors.StrategyFailed: 2,
    errors.Denied: 3,
    errors.Unauthenticated: 3,
    errors.SecondFactorRequired: 3,
    errors.Conflict: 3,
    errors.Stale: 3,
    errors.QuotaExceeded: 4,
    errors.RateLimited: 4,
    errors.Unavailable: 5,
    errors.Cancelled: 130,
}
"""The exit code of every error; tested to be complete."""

out = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
err = Console(stderr=True, highlight=False, soft_wrap=not sys.stderr.isatty())


def exit_code(error: errors.HyperTradeError) -> int:
    """Return the process's exit code for ``error``."""
    return EXIT_CODES[type(error)]


def print_json(value: Any) -> None:
    """Print ``value`` as JSON on standard output, and nothing else."""
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=False, default=str) + "\n")


def error_json(error: errors.HyperTradeError) -> dict[str, Any]:
    """Return ``error`` as the ``error`` object of JSON output."""
    return {
        "code": type(error).__name__,
        "field": error.field,
        "problem": error.problem,
        "remedy": error.remedy,
        "line": getattr(error, "line", None),
    }


def report_error(error: errors.HyperTradeError, *, as_json: bool) -> None:
    """Say once what is wrong: on standard error, and as JSON on standard output if asked."""
    if as_json:
        print_json({"error": error_json(error)})
    where = f"{error.field}: " if error.field else ""
    line = getattr(error, "line", None)
    place = f" (line {line})" if line else ""
    err.print("[bold red]error[/]", end=" ")
    err.print(f"{where}{error.problem}{place}", markup=False)
    if error.remedy:
        err.print(f"  {error.remedy}", markup=False, style="dim")
