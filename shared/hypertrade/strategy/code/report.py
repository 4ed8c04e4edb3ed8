"""Where the checks put what they find: once per place, in the order of the file."""

from __future__ import annotations

import ast

from hypertrade.strategy.code.inspection import Finding, Severity


class Report:
    """Collects findings."""

    def __init__(self) -> None:
        """Start empty."""
        self._found: dict[tuple[int, int, str], Finding] = {}

    def error(self, code: str, node: ast.AST, message: str, remedy: str) -> None:
        """Note an error at ``node``."""
        self._note(code, Severity.ERROR, node, message, remedy)

    def warning(self, code: str, node: ast.AST, message: str, remedy: str) -> None:
        """Note a warning at ``node``."""
        self._note(code, Severity.WARNING, node, message, remedy)

    def _note(self, code: str, severity: Severity, node: ast.AST, message: str, fix: str) -> None:
        # A method call is marked at its own name: `frame["x"]\n.shift(-1)` starts a line earlier.
        line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
        func = getattr(node, "func", None)
        if isinstance(func, ast.Attribute) and func.end_lineno and func.end_col_offset:
            line, column = func.end_lineno, func.end_col_offset - len(func.attr)
        self._found.setdefault(
            (line, column, code),
            Finding(
                code=code,
                severity=severity,
                line=line,
                column=column + 1,
                message=message,
                remedy=fix,
            ),
        )

    def findings(self) -> tuple[Finding, ...]:
        """Return what was found, by line and column."""
        return tuple(self._found[key] for key in sorted(self._found))
