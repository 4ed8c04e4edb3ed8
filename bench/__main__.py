"""``python -m bench``: measure, write ``bench/out/benchmark.json`` and print the table."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from bench.measure import Taken, run
from bench.report import machine, markdown
from bench.work import CANDLES, ROOT, WORKS, Work, fill_store, our_command, plain_command

_PLAIN_MARK = "Running backtesting for Strategy"
"""What Freqtrade logs when candles are loaded and indicators begin."""
_OUR_MARK = '"stage": "indicators"'
"""What the worker says at the same moment."""
_PHASE = re.compile(r"phase ([\w ]+): ([\d.]+) s")
_KEYS = ("wall", "cpu", "peak_mb", "first_candle")


def main() -> int:
    """Measure everything."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--docs", action="store_true", help="write docs/benchmarks.md too")
    parser.add_argument("--rounds", type=int, help="runs of each, instead of each work's own")
    options = parser.parse_args()
    if not CANDLES.is_dir():
        sys.stderr.write(f"nothing to measure: the real candles of {CANDLES} are not here\n")
        return 1
    result: dict[str, Any] = {"machine": machine(), "works": []}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        fill_store(folder / "store")
        for index, work in enumerate(WORKS):
            rounds = options.rounds or work.rounds
            result["works"].append(_compare(work, rounds, folder / f"work-{index}", folder))
    out = ROOT / "bench" / "out"
    out.mkdir(exist_ok=True)
    (out / "benchmark.json").write_text(json.dumps(result, indent=2) + "\n")
    page = markdown(result)
    if options.docs:
        (ROOT / "docs" / "benchmarks.md").write_text(page)
    sys.stdout.write(page)
    return 0


def _compare(work: Work, rounds: int, folder: Path, base: Path) -> dict[str, Any]:
    plain = plain_command(work, sys.executable, folder / "plain")
    ours = our_command(work, sys.executable, base / "store", folder / "ours")
    taken: dict[str, list[Taken]] = {"hypertrade": [], "freqtrade": []}
    phases: list[dict[str, float]] = []
    trades: set[int] = set()
    # The first round only warms the disk's cache.
    for round_ in range(rounds + 1):
        sys.stderr.write(f"{work.name}: round {round_} of {rounds}\n")
        out = folder / f"out-{round_}"
        one = run([str(out) if each == "OUT" else each for each in ours], folder)
        phases.append(_phases(out))
        trades.add(len(json.loads((out / "result.json").read_text())["trades"]))
        started = _first_candle(work, base / "store", folder / f"start-{round_}")
        other = run(plain, folder, mark=_PLAIN_MARK)
        trades.add(_plain_trades(folder / "plain" / "user"))
        if round_:
            taken["hypertrade"].append(Taken(one.wall, one.cpu, one.peak_mb, started))
            taken["freqtrade"].append(other)
    if len(trades) != 1:
        msg = f"{work.name}: the two sides made {sorted(trades)} trades"
        raise RuntimeError(msg)
    medians = {side: _medians(runs) for side, runs in taken.items()}
    return {
        "name": work.name,
        "rounds": rounds,
        "trades": trades.pop(),
        **medians,
        "runs": {side: [vars(each) for each in runs] for side, runs in taken.items()},
        "ratio": {key: medians["hypertrade"][key] / medians["freqtrade"][key] for key in _KEYS},
        "phases": {
            name: statistics.median(each.get(name, 0.0) for each in phases[1:])
            for name in phases[-1]
        },
    }


def _medians(runs: list[Taken]) -> dict[str, float]:
    return {key: statistics.median(getattr(each, key) for each in runs) for key in _KEYS}


def _first_candle(work: Work, store: Path, folder: Path) -> float:
    """Return how long the worker takes, from its start, until the indicators begin."""
    from hypertrade.domain.backtest import BacktestJob, SpecStrategy

    from bench.work import BALANCE, STAKE, spec

    job = BacktestJob(
        id="start",
        strategy=SpecStrategy(spec=spec(work.timeframe)),
        exchange="bitfinex",
        pairs=work.pairs,
        timeframe=work.timeframe,
        stake=STAKE,
        balance=BALANCE,
    )
    folder.mkdir(parents=True)
    path = folder / "job.json"
    path.write_text(job.model_dump_json())
    command = [sys.executable, "-m", "hypertrade_jobs", str(path)]
    command += ["--data", str(store), "--out", str(folder / "out")]
    seen = run(command, folder, mark=_OUR_MARK, no_further=True).first_candle
    shutil.rmtree(folder)
    if seen is None:
        msg = "the worker never reached its indicators"
        raise RuntimeError(msg)
    return seen


def _phases(out: Path) -> dict[str, float]:
    logs = "".join(path.read_text(errors="replace") for path in out.glob("log*"))
    return {name: float(seconds) for name, seconds in _PHASE.findall(logs)}


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


if __name__ == "__main__":
    sys.exit(main())
