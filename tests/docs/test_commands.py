"""docs/commands.md is complete: every command, option and setting; nothing that is gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import typer.main
from hypertrade.cli.app import app
from hypertrade.cli.console import EXIT_CODES
from hypertrade.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _leaves(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    children = getattr(command, "commands", None)
    if children is None:
        yield name, command
        return
    for child, below in children.items():
        yield from _leaves(below, f"{name} {child}")


COMMANDS = dict(_leaves(typer.main.get_command(app), "hypertrade"))


def _options(name: str) -> set[str]:
    return {
        option
        for parameter in COMMANDS[name].params
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--")
    }


@pytest.fixture(scope="module")
def sections(repo: Path) -> dict[str, str]:
    """Return the text under each ``## `hypertrade ...` `` heading."""
    text = (repo / "docs" / "commands.md").read_text(encoding="utf-8")
    parts = re.split(r"(?m)^#{2,3} `(hypertrade[a-z -]*)`$", text)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_has_a_section_and_every_section_a_command(sections: dict[str, str]) -> None:
    assert sections.keys() == COMMANDS.keys()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_is_described(sections: dict[str, str], name: str) -> None:
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", sections[name].split("\n# ")[0]))
    missing = _options(name) - told
    assert not missing, f"describe in docs/commands.md under `{name}`"
    gone = told - _options(name) - {"--help"}
    assert not gone, f"`{name}` has no such options any more"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_explains_itself(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    silent = [item.opts[0] for item in command.params if not getattr(item, "help", None)]
    assert not silent


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_speaks_json(name: str) -> None:
    assert "--json" in _options(name)


def test_every_setting_is_described(repo: Path) -> None:
    text = (repo / "docs" / "commands.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(HYPERTRADE_[A-Z_]+)`", text))
    assert told == {f"HYPERTRADE_{name.upper()}" for name in Settings.model_fields}


def test_every_exit_code_is_described(repo: Path) -> None:
    text = (repo / "docs" / "commands.md").read_text(encoding="utf-8")
    told = {int(code) for code in re.findall(r"(?m)^\| (\d+) \|", text)}
    assert told == {0, *EXIT_CODES.values()}
