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


def with_the_longest_names(*, trailing: bool) -> StrategySpec:
    """Return a strategy whose every name is as long as names may be."""
    ratio, other, count, more = (letter * 40 for letter in "abcd")

    def ref(name: str) -> dict[str, str]:
        return {"param": name}

    cloud = {
        "kind": "indicator",
        "name": "ichimoku",
        "params": {"conversion": ref(count), "base": ref(more), "displacement": ref(more)},
        "output": "leading_b",
        "timeframe": "1d",
        "shift": ref(count),
    }
    inner = {"kind": "indicator", "name": "kama", "params": {"period": ref(count)}}
    place = {
        "kind": "indicator",
        "name": "bollinger",
        "params": {"period": ref(more), "deviations": ref(ratio)},
        "output": "percent_b",
        "source": inner,
    }
    nested = {"kind": "indicator", "name": "ema", "params": {"period": ref(count)}, "source": place}
    tuned = {"kind": "number", "value": ref(ratio)}
    product = {"kind": "arithmetic", "op": "*", "left": cloud, "right": tuned}
    change = {"kind": "change", "of": nested, "candles": ref(count)}
    rising = {"kind": "trend", "value": nested, "direction": "rising", "candles": ref(count)}
    weeks = {"value": ref(count), "unit": "weeks"}
    parts = [
        {"kind": "compare", "left": product, "op": "!=", "right": change},
        {"kind": "between", "value": nested, "low": cloud, "high": product},
        {"kind": "streak", "condition": rising, "candles": ref(more)},
        {"kind": "cross", "left": cloud, "direction": "above", "right": nested},
        {
            "kind": "pattern",
            "name": "evening_doji_star",
            "penetration": ref(ratio),
            "timeframe": "1d",
            "shift": ref(more),
        },
    ]
    falling = {"kind": "trend", "value": cloud, "direction": "falling", "candles": ref(count)}
    return read_spec(
        {
            "name": "n" * 60,
            "timeframe": "1h",
            "parameters": [
                *(
                    {"name": name, "low": 0.1, "high": 0.9, "step": 0.1, "default": 0.2}
                    for name in (ratio, other)
                ),
                *(
                    {"name": name, "low": 2, "high": 9, "step": 1, "default": 3}
                    for name in (count, more)
                ),
            ],
            "entries": [
                {"name": "x" * 60, "when": {"kind": "all", "conditions": parts}},
                {"name": "y" * 60, "when": falling},
            ],
            "take_profit": ref(ratio),
            "roi": [{"after": weeks, "profit": ref(other)}],
            "stop_loss": ref(ratio),
            "trailing_stop": {"distance": ref(ratio), "after": 0.95},
            "break_even": {"trigger": 0.9, "lock": ref(other)},
            "atr_stop": {"multiple": ref(ratio), "period": ref(count), "trailing": trailing},
            "time_limit": weeks,
            "exit_only_in_profit": True,
            "leverage": ref(count),
            "stake": {"kind": "share", "fraction": ref(other)},
            "max_open_trades": ref(more),
            "scale_in": {"times": ref(count), "move": ref(ratio), "size": ref(other)},
            "protections": [
                {
                    "kind": "stoploss_guard",
                    "trades": ref(count),
                    "lookback": weeks,
                    "rest": {"value": ref(more), "unit": "candles"},
                    "required_profit": ref(ratio),
                }
            ],
        }
    )


def test_the_longest_names_fit(tmp_path: Path) -> None:
    for trailing in (False, True):
        for trace in (False, True):
            compiled = compile_spec(with_the_longest_names(trailing=trailing), trace=trace)
            assert_safe(compiled)
            (tmp_path / f"strategy_{trailing}_{trace}.py").write_text(compiled.source)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)
                run(compiled, FRAMES["1h"], earlier=True)
    assert formatted(tmp_path) == ""
