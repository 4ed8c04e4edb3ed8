"""What the README and the pages show works: commands, targets, links, decisions."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import typer.main
from hypertrade.cli.app import app

REPO = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PAGES = [REPO / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted((REPO / "docs").rglob("*.md"))
DECISIONS = sorted((REPO / "docs" / "decisions").glob("*.md"))
LONGEST_DECISION = 60


def _name(path: Path) -> str:
    return path.relative_to(REPO).as_posix()


def _commands(page: Path) -> list[str]:
    """Return the shell lines of the page's ``sh`` blocks, continued lines joined."""
    blocks = re.findall(r"(?ms)^```sh\n(.*?)^```", page.read_text(encoding="utf-8"))
    joined = "\n".join(blocks).replace("\\\n", " ")
    lines = (line.split("  #")[0].strip() for line in joined.splitlines())
    return [line for line in lines if line]


def _hypertrade(page: Path) -> list[list[str]]:
    lines = [shlex.split(line, comments=True) for line in _commands(page)]
    return [words[1:] for words in lines if words and Path(words[0]).name == "hypertrade"]


EXAMPLES = [(page, words) for page in PAGES for words in _hypertrade(page)]


def test_the_readme_leads_with_its_two_commands() -> None:
    commands = _commands(REPO / "README.md")
    assert commands[:2] == ["make demo", "make test"]


def test_every_target_that_a_page_names_exists() -> None:
    makefile = (REPO / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([a-z-]+):", makefile))
    for page in PAGES:
        named = set(re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8")))
        named |= {line.split()[1] for line in _commands(page) if line.startswith("make ")}
        assert named <= targets, _name(page)


def test_every_target_explains_itself() -> None:
    makefile = (REPO / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([a-z-]+):", makefile))
    shown = subprocess.run(["make"], cwd=REPO, capture_output=True, text=True, check=True)  # noqa: S607 - the make on the path
    assert {line.split()[1] for line in shown.stdout.splitlines()} == targets


@pytest.mark.parametrize(
    ("page", "words"),
    EXAMPLES,
    ids=[f"{_name(page)}-{index}" for index, (page, _) in enumerate(EXAMPLES)],
)
def test_every_example_is_understood(page: Path, words: list[str]) -> None:
    """Each example parses: its command and options exist, and values have the right kind."""
    command, args = typer.main.get_command(app), words
    while hasattr(command, "commands"):
        assert args, _name(page)
        assert args[0] in command.commands, f"{_name(page)}: {shlex.join(words)}"
        command, args = command.commands[args[0]], args[1:]
    command.make_context("hypertrade", list(args))


def test_the_readme_examples_work(tmp_path: Path) -> None:
    """The examples on strategies are quick: run them one after another, as a reader would."""
    quick = [words for words in _hypertrade(REPO / "README.md") if words[0] == "strategy"]
    assert len(quick) >= 3
    for words in quick:
        done = subprocess.run(
            [str(BIN / "hypertrade"), *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{shlex.join(words)}\n{done.stdout}{done.stderr}"
        assert done.stdout


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link]
    missing = [link for link in inside if not (page.parent / link).exists()]
    assert not missing


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers


@pytest.mark.parametrize("decision", DECISIONS, ids=_name)
def test_a_decision_is_short_dated_and_can_be_revisited(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    lines = text.splitlines()
    assert lines[0].startswith("# ")
    found = re.search(r"(?m)^Date: (\d{4}-\d\d-\d\d)$", text)
    assert found
    assert date.fromisoformat(found[1])
    assert "\n## Revisiting this decision\n" in text
    assert len(lines) <= LONGEST_DECISION


def test_the_changelog_names_this_version() -> None:
    from hypertrade import __version__

    changelog = (REPO / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{__version__}]" in changelog or "## [Unreleased]" in changelog
