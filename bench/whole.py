"""Whole commands: ours beside plain ``freqtrade backtesting``, the same trades from both."""

from __future__ import annotations

import json
import os
import re
import statistics
import sys
import zipfile
from typing import TYPE_CHECKING, Any

from bench.measure import Taken, run
from bench.work import Work, our_command, plain_command

if TYPE_CHECKING:
    from pathlib import Path

_LOOP = re.compile(r"phase loop: ([\d.]+) s")
_KEYS = ("wall", "cpu", "peak_mb")


def compare(
    work: Work, rounds: int | None, folder: Path, store: Path, candles: Path
) -> dict[str, Any]:
    """Return what ``work`` takes on both sides, medians and every run.

    Raises:
        RuntimeError: the two sides made different numbers of trades.
    """
    plain = plain_command(work, sys.executable, folder / "plain", candles)
    ours = our_command(work, sys.executable, store, folder / "ours")
    os.environ["BENCH_PHASES"] = "1"
    trades: set[int] = set()
    taken: dict[str, list[Taken]] = {"hypertrade": [], "freqtrade": []}
    # The first of ours only warms the disk's cache; Freqtrade's files are read by then.
    for round_ in range((rounds or work.rounds) + 1):
        sys.stderr.write(f"{work.name}: ours, round {round_}\n")
        out = folder / f"out-{round_}"
        one = run([str(out) if each == "OUT" else each for each in ours], folder)
        trades.add(len(json.loads((out / "result.json").read_text())["trades"]))
        if round_:
            taken["hypertrade"].append(one)
    for round_ in range(work.plain_rounds):
        sys.stderr.write(f"{work.name}: plain Freqtrade, round {round_ + 1}\n")
        taken["freqtrade"].append(run(plain, folder))
        trades.add(_plain_trades(folder / "plain" / "user"))
    if len(trades) != 1:
        msg = f"{work.name}: the two sides made {sorted(trades)} trades"
        raise RuntimeError(msg)
    medians = {side: _medians(runs) for side, runs in taken.items()}
    loops = [float(found[1]) for each in taken["freqtrade"] if (found := _LOOP.search(each.said))]
    return {
        "name": work.name,
        "engine": work.engine,
        "pairs": len(work.pairs),
        "protections": work.protections,
        "trades": trades.pop(),
        "freqtrade_loop": statistics.median(loops),
        **medians,
        "runs": {
            side: [{key: getattr(each, key) for key in _KEYS} for each in runs]
            for side, runs in taken.items()
        },
        "ratio": {key: medians["hypertrade"][key] / medians["freqtrade"][key] for key in _KEYS},
    }


def _medians(runs: list[Taken]) -> dict[str, float]:
    return {key: statistics.median(getattr(each, key) for each in runs) for key in _KEYS}


def _plain_trades(user: Path) -> int:
    results = user / "backtest_results"
    newest = max(results.glob("*.zip"), key=lambda path: path.stat().st_mtime)
    with zipfile.ZipFile(newest) as archive:
        (name,) = (
            each
            for each in archive.namelist()
            if each.endswith(".json") and each.removesuffix(".json") == newest.stem
        )
        (stats,) = json.loads(archive.read(name))["strategy"].values()
    return len(stats["trades"])
