"""Any valid strategy compiles to a file that is formatted, safe, deterministic, and runs."""

from __future__ import annotations

import ast
import subprocess
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from hypertrade.domain.market import MINUTES_OF
from hypertrade.strategy.compile import CompiledStrategy, compile_spec
from hypertrade.strategy.spec import StrategySpec, read_spec
from hypothesis import HealthCheck, given, settings

from tests.strategy.compile.harness import candles, run
from tests.strategy.generators import specs

if TYPE_CHECKING:
    import pandas as pd

FRAMES = {timeframe: candles(150, timeframe=timeframe) for timeframe in MINUTES_OF}
ALLOWED = {"datetime", "freqtrade.strategy", "numpy", "pandas", "talib.abstract", "technical"}
CALLABLE = {"bool", "float", "min", "max", "list", "range", "round", "int"}


def assert_safe(compiled: CompiledStrategy) -> None:
    """Fail unless the source imports and calls nothing but what a strategy needs."""
    tree = ast.parse(compiled.source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert {item.name for item in node.names} <= ALLOWED
        if isinstance(node, ast.ImportFrom):
            assert node.module in ALLOWED
        if isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            assert not name.startswith("__"), name
    assert max(len(line) for line in compiled.source.splitlines()) <= 100


def formatted(folder: Path) -> str:
    """Return what ``ruff format`` would change in the files of a folder."""
    ruff = Path(sys.executable).with_name("ruff")
    command = [
        str(ruff),
        "format",
        "--diff",
        "--isolated",
        "--no-cache",
        "--line-length",
        "100",
        str(folder),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def test_every_generated_strategy_compiles_and_runs(tmp_path: Path) -> None:
    seen: list[StrategySpec] = []

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(specs())
    def compiles_and_runs(spec: StrategySpec) -> None:
        seen.append(spec)
        trace = len(seen) % 3 == 0
        compiled = compile_spec(spec, trace=trace)
        assert compiled == compile_spec(read_spec(spec.canonical_json()), trace=trace)
        assert_safe(compiled)
        (tmp_path / f"strategy_{len(seen)}.py").write_text(compiled.source)
        frame = FRAMES[spec.timeframe]
        with warnings.catch_warnings():
            # Arithmetic over made-up numbers overflows and divides by zero, as numpy says.
            warnings.simplefilter("ignore", RuntimeWarning)
            analysed = run(compiled, frame, earlier=True)
        assert_signals(spec, compiled, analysed, frame)

    compiles_and_runs()
    assert formatted(tmp_path) == ""


def assert_signals(
    spec: StrategySpec, compiled: CompiledStrategy, analysed: pd.DataFrame, frame: pd.DataFrame
) -> None:
    assert len(analysed) == len(frame)
    assert analysed["date"].equals(frame["date"])
    for side in ("long", "short"):
        for verb, rules in (("enter", spec.entries), ("exit", spec.exits)):
            wanted = any(rule.side == side for rule in rules)
            assert (f"{verb}_{side}" in analysed) == wanted
            if wanted:
                assert set(analysed[f"{verb}_{side}"]) <= {0, 1}
    for verb, rules in (("enter", spec.entries), ("exit", spec.exits)):
        sides = [f"{verb}_{side}" for side in ("long", "short") if f"{verb}_{side}" in analysed]
        tags = analysed[f"{verb}_tag"]
        assert set(tags) <= {"", *(rule.name for rule in rules)}
        assert ((tags != "") == (analysed[sides].sum(axis=1) > 0)).all()
    for item in compiled.trace:
        assert analysed[item.column].dtype == bool
