"""Dead code: vulture with the settings of pyproject.toml, minus what it cannot see is used.

Fields of documents and protocols are read by pydantic, JSON and templates, and an enumeration's
members by value: both are class-level declarations, and passed here as a kind, not one by one.
Run as ``python -m tests.architecture.dead_code``; exits 1 where anything is dead.
"""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

from vulture.core import Vulture

from tests.architecture.tree import ROOT, pyproject, shown, syntax

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def declared_lines(path: Path) -> set[int]:
    """Return the lines of ``path`` that declare a field or an enumeration's member."""
    lines = set()
    for node in ast.walk(syntax(path)):
        if not isinstance(node, ast.ClassDef):
            continue
        enum = any("Enum" in ast.unparse(base) for base in node.bases)
        for item in node.body:
            if isinstance(item, ast.AnnAssign) or (enum and isinstance(item, ast.Assign)):
                lines.add(item.lineno)
    return lines


def dead() -> Iterator[str]:
    """Yield one line for each dead name."""
    config = pyproject()["tool"]["vulture"]
    vulture = Vulture(
        ignore_names=config["ignore_names"], ignore_decorators=config["ignore_decorators"]
    )
    vulture.scavenge([str(ROOT / path) for path in config["paths"]])
    for item in vulture.get_unused_code(min_confidence=config["min_confidence"]):
        if item.typ == "variable" and item.first_lineno in declared_lines(item.filename):
            continue
        yield f"{shown(item.filename)}:{item.first_lineno}: unused {item.typ} {item.name}"


if __name__ == "__main__":
    found = list(dead())
    print("\n".join(found))  # noqa: T201 - this is a command
    sys.exit(bool(found))
