"""What the project's own files are, for the tests of the house rules."""

from __future__ import annotations

import ast
import functools
import subprocess
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("shared", "functions", "jobs", "bots")
PACKAGES = ("hypertrade", "hypertrade_functions", "hypertrade_jobs", "hypertrade_bots")


@functools.cache
def files() -> tuple[Path, ...]:
    """Return every file that is, or is about to be, under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607 - the git on the path
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    return tuple(path for name in sorted(set(listed)) if name and (path := ROOT / name).is_file())


USERS = {"community", "strategies"}
"""Folders of tests that hold strategies as users write them: input, not our code."""


def python_files(*, tests: bool = True) -> list[Path]:
    """Return our own Python files, those under ``tests/`` only if asked."""
    return [
        path
        for path in files()
        if path.suffix == ".py"
        and not (path.is_relative_to(ROOT / "tests") and USERS & set(path.parts))
        and (tests or path.relative_to(ROOT).parts[0] in PLACES)
    ]


def shown(path: Path) -> str:
    """Return ``path`` as seen from the root of the project."""
    return path.relative_to(ROOT).as_posix()


@functools.cache
def syntax(path: Path) -> ast.Module:
    """Return the syntax tree of ``path``."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@functools.cache
def pyproject() -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
