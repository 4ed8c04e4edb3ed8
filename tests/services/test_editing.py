"""A strategy file put in form: by ruff alone, with Python's own words about a mistake."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.errors import Invalid, StrategyFailed
from hypertrade.services import editing
from hypertrade.services.editing import formatted

if TYPE_CHECKING:
    from pathlib import Path

MESSY = "class  Dip( IStrategy ):\n  timeframe='1h'\n  stoploss=-0.1 # a tenth\n"
NEAT = 'class Dip(IStrategy):\n    timeframe = "1h"\n    stoploss = -0.1  # a tenth\n'


def test_a_file_gets_the_one_form() -> None:
    assert formatted(MESSY) == NEAT
    assert formatted(NEAT) == NEAT
    assert formatted("") == ""
    assert formatted("x = 'ä—€'\n") == 'x = "ä—€"\n'


def test_settings_on_the_machine_do_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ruff.toml").write_text('indent-width = 2\n[format]\nquote-style = "single"\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RUFF_CONFIG", str(tmp_path / "ruff.toml"))
    assert formatted(MESSY) == NEAT
    assert os.listdir(tmp_path) == ["ruff.toml"]  # noqa: PTH208 - the names are the point


@pytest.mark.parametrize(
    ("source", "line"),
    [("x = 1\ndef f(:\n    pass\n", 2), ("x = (\n", 1), ("if x:\ny = 1\n", 2), ("x = 1\0", 1)],
)
def test_what_is_no_python_says_its_line(source: str, line: int) -> None:
    with pytest.raises(StrategyFailed) as refused:
        formatted(source)
    assert (refused.value.field, refused.value.line) == ("source", line)
    assert refused.value.remedy


def test_a_mistake_that_only_the_formatter_sees_has_its_line_too() -> None:
    failed = editing._failed("error: Failed to parse strategy.py:3:5: Expected an expression\n")
    assert failed.line == 3
    assert failed.problem == "the file cannot be formatted: Expected an expression"
    assert editing._failed("broken").line is None


def test_what_would_take_too_much_is_refused() -> None:
    with pytest.raises(Invalid, match="200,001 characters"):
        formatted("#" * 200_001)
    with pytest.raises(StrategyFailed, match="nested"):
        formatted("x = " + "[" * 5000 + "]" * 5000)
    with pytest.raises(Invalid, match="far longer"):
        formatted("x = " + "[" * 150 + "1," * 90_000 + "]" * 150)


def test_what_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "PATIENCE_SECONDS", 0.0)
    with pytest.raises(Invalid, match="too long"):
        formatted(MESSY)
