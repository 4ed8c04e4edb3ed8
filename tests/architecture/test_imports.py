"""Arrows between modules, and what a start may cost."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, pyproject, python_files, shown, syntax

HEAVY = ("pandas", "pyarrow", "matplotlib", "ccxt", "freqtrade", "talib")
SENTENCE = "buy when RSI(14) drops under 30, sell when RSI(14) is over 70, 5% stop, 1h candles"


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_module_at_the_top_of_the_library_declares_its_layer() -> None:
    """The same that ``exhaustive`` demands, said plainly, and without stale names."""
    [contract] = [
        item for item in pyproject()["tool"]["importlinter"]["contracts"] if item["id"] == "layers"
    ]
    names = [name.strip() for layer in contract["layers"] for name in layer.split("|")]
    declared = {name for name in names if not name.startswith("(")}
    reserved = {name.strip("()") for name in names if name.startswith("(")}
    there = {
        path.stem
        for path in (ROOT / "shared" / "hypertrade").iterdir()
        if (path.is_dir() and path.name != "__pycache__")
        or (path.suffix == ".py" and path.stem != "__init__")
    }
    undeclared = there - declared - reserved
    assert not undeclared, f"declare a layer in pyproject.toml for: {sorted(undeclared)}"
    assert not declared - there, f"declared, but gone: {sorted(declared - there)}"


def _imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_the_domain_knows_only_the_standard_library_and_pydantic() -> None:
    allowed = set(sys.stdlib_module_names) | {"pydantic", "hypertrade"}
    strangers = {
        shown(path): _imported(path) - allowed
        for path in (ROOT / "shared" / "hypertrade" / "domain").rglob("*.py")
    }
    assert not {name: found for name, found in strangers.items() if found}


def test_nobody_imports_a_place_by_its_folder() -> None:
    folders = {"shared", "functions", "jobs", "bots"}
    wrong = {shown(path): _imported(path) & folders for path in python_files()}
    assert not {name: found for name, found in wrong.items() if found}


def _command(*arguments: str) -> str:
    return f"sys.argv[1:] = {list(arguments)!r}; from hypertrade.cli import main; main()"


@pytest.mark.parametrize(
    "command",
    [
        _command("--help"),
        _command("backtest", "--help"),
        _command("strategy", "parse", SENTENCE),
        "import hypertrade_functions",
        "import hypertrade.bootstrap, hypertrade.services.backtests",
    ],
    ids=["help", "backtest-help", "parse", "functions", "bootstrap"],
)
def test_a_light_start_loads_nothing_heavy(command: str) -> None:
    program = (
        "import atexit, sys\n"
        f"heavy = {HEAVY!r}\n"
        "atexit.register(lambda: sys.stderr.write("
        "'LOADED ' + ' '.join(name for name in heavy if name in sys.modules) + '\\n'))\n"
        f"{command}\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.splitlines()[-1].split() == ["LOADED"], "loaded on a light start"
