"""Users' Python as a syntax tree, or the one finding that it is none."""

from __future__ import annotations

import ast
import warnings

from hypertrade.strategy.code.inspection import Finding, Severity


def parse_code(source: str, filename: str = "strategy.py") -> ast.Module | Finding:
    """Return the syntax tree of a file, or where it stops being Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the user's invalid escapes are not ours to print
            return ast.parse(source, filename=filename)
    except SyntaxError as error:
        return Finding(
            code="syntax-error",
            severity=Severity.ERROR,
            line=error.lineno or 1,
            column=error.offset or 1,
            message=f"the file is not valid Python: {error.msg}",
            remedy="Mend the line; Python stops reading there.",
        )
    except (ValueError, RecursionError, MemoryError) as error:
        return Finding(
            code="syntax-error",
            severity=Severity.ERROR,
            line=1,
            column=1,
            message=f"the file cannot be read as Python: {error}",
            remedy="Save it as plain UTF-8 text, and split what is nested too deeply.",
        )
