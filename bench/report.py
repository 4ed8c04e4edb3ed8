"""The measurements as JSON and as the table of ``docs/benchmarks.md``."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

_HEAD = """# Benchmarks

`make bench` runs the same backtests through `hypertrade backtest` (the whole command, report
included) and through plain `freqtrade backtesting`, alternately, in one run, and writes
`bench/out/benchmark.json`. The strategy is one typed strategy, compiled for Freqtrade; both sides
must give the same trades. Plain Freqtrade has its markets from a file, for want of a network, which
only helps it.

Measured on {date}: {machine}, Python {python},
Freqtrade {freqtrade}. Medians of {rounds} runs; less is better. *Start-up* is the
time until the first indicator is computed; *memory* is the peak of the resident memory of all
processes, shared pages counted in each.

| work | | HyperTrade | Freqtrade | ratio |
| --- | --- | ---: | ---: | ---: |
"""

_TAIL = """
## Where the time goes

Seconds of the child's phases, in the median run; the rest is starting Python and importing (the
child, and meanwhile the parent) and the report, which is made during *statistics* and *export*.

| phase | {works} |
| --- | {rules} |
"""


def machine() -> dict[str, Any]:
    """Return what the numbers depend on."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": f"{_processor()}, {psutil.cpu_count()} cores, "
        f"{psutil.virtual_memory().total / 2**30:.0f} GB",
        "python": platform.python_version(),
        "freqtrade": version("freqtrade"),
        "load_average": psutil.getloadavg(),
    }


def markdown(result: dict[str, Any]) -> str:
    """Return ``result`` as the page of the documentation."""
    works = result["works"]
    rounds = " or ".join(sorted({str(work["rounds"]) for work in works}, reverse=True))
    text = _HEAD.format(rounds=rounds, **result["machine"])
    for work in works:
        for key, label, unit in (
            ("wall", "whole command", "s"),
            ("first_candle", "start-up", "s"),
            ("cpu", "processor time", "s"),
            ("peak_mb", "memory", "MB"),
        ):
            ours, plain = work["hypertrade"][key], work["freqtrade"][key]
            digits = 0 if unit == "MB" else 2
            text += (
                f"| {work['name']} | {label} | {ours:.{digits}f} {unit} | "
                f"{plain:.{digits}f} {unit} | {work['ratio'][key]:.2f} |\n"
            )
    phases = list(dict.fromkeys(name for work in works for name in work["phases"]))
    text += _TAIL.format(
        works=" | ".join(work["name"] for work in works),
        rules=" | ".join("---:" for _ in works),
    )
    for name in phases:
        cells = " | ".join(f"{work['phases'].get(name, 0.0):.2f}" for work in works)
        text += f"| {name} | {cells} |\n"
    return text


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
