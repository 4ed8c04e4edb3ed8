"""Python's version is stated once, in pyproject.toml; whatever else names one agrees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.architecture.tree import ROOT, files, pyproject, shown

if TYPE_CHECKING:
    from pathlib import Path

WANTED: str = pyproject()["project"]["requires-python"].removeprefix(">=")
DIGITS = WANTED.replace(".", "")

# How other files would name the Python they run on.
STATEMENTS = (
    re.compile(r"\bFROM\s+\S*python:(?P<dotted>\d+\.\d+)"),  # container images
    re.compile(r"\bruntime\W{1,6}python(?P<digits>\d{3,})"),  # Cloud Functions
    re.compile(r"\brequires-python\W+>=(?P<dotted>\d+\.\d+)"),
    re.compile(r"\bpython_version\s*=\s*\"(?P<dotted>\d+\.\d+)\""),  # mypy
    re.compile(r"\btarget-version\s*=\s*\"py(?P<digits>\d+)\""),  # ruff
    re.compile(r"--python-version[ =](?P<dotted>\d+\.\d+)"),  # uv
    re.compile(r"[Pp]ython (?P<dotted>\d+\.\d+)(\+| or newer)"),  # prose
)
SOURCES = {"", ".toml", ".md", ".tf", ".yaml", ".yml", ".json", ".cfg", ".ini"}


def _stated(text: str) -> set[str]:
    return {
        found["dotted"]
        if "dotted" in found.groupdict()
        else f"{found['digits'][0]}.{found['digits'][1:]}"
        for pattern in STATEMENTS
        for found in pattern.finditer(text)
    }


def _named() -> list[Path]:
    return [
        path
        for path in files()
        if (path.suffix in SOURCES or path.name.startswith("Dockerfile"))
        and path.relative_to(ROOT).parts[0] not in {"tests", "LICENSE"}
    ]


def test_the_version_is_a_single_floor() -> None:
    assert re.fullmatch(r"3\.\d+", WANTED)


def test_every_statement_agrees() -> None:
    wrong = {
        shown(path): sorted(stated - {WANTED})
        for path in _named()
        if (stated := _stated(path.read_text(encoding="utf-8"))) - {WANTED}
    }
    assert not wrong, f"pyproject.toml says {WANTED}"


def test_ruff_takes_its_version_from_the_one_statement() -> None:
    assert "target-version" not in pyproject()["tool"]["ruff"]


def test_mypy_judges_by_the_oldest_python() -> None:
    assert pyproject()["tool"]["mypy"]["python_version"] == WANTED


def test_the_makefile_reads_the_one_statement() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "requires-python" in makefile
    assert WANTED not in makefile


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("FROM docker.io/python:3.12-slim", "3.12"),
        ('runtime = "python313"', "3.13"),
        ('python_version = "3.10"', "3.10"),
        ("Python 3.9+", "3.9"),
        ("uv pip compile --python-version 3.12", "3.12"),
    ],
)
def test_a_statement_is_recognised(text: str, stated: str) -> None:
    assert _stated(text) == {stated}
