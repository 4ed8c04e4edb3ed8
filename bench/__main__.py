"""``python -m bench``: measure, write ``bench/out/benchmark.json`` and print the tables."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import growing, http, inside, rivals, whole
from bench.report import machine, markdown
from bench.work import CANDLES, ROOT, WORKS, all_candles, fill_store

SECTIONS = ("whole", "inside", "growth", "rivals", "http")


def main() -> int:
    """Measure everything, or the sections asked for."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--docs", action="store_true", help="write docs/benchmarks.md too")
    parser.add_argument("--only", choices=SECTIONS, action="append", help="these sections alone")
    parser.add_argument("--quick", action="store_true", help="without Freqtrade's slowest works")
    parser.add_argument("--rounds", type=int, help="runs of each of ours, instead of its own")
    options = parser.parse_args()
    if not CANDLES.is_dir():
        sys.stderr.write(f"nothing to measure: the real candles of {CANDLES} are not here\n")
        return 1
    wanted = options.only or SECTIONS
    result: dict[str, Any] = {"machine": machine()}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        candles = all_candles(folder / "candles")
        store = folder / "store"
        fill_store(store, candles)
        if "whole" in wanted:
            result["works"] = [
                whole.compare(work, options.rounds, folder / f"work-{index}", store, candles)
                for index, work in enumerate(WORKS)
                if not (options.quick and work.slow)
            ]
        if "inside" in wanted:
            result["inside"] = inside.measure(store, candles, folder / "inside")
        if "growth" in wanted:
            growing.grow(folder / "grown", 50, 2)
            result["growth"] = inside.growth(folder / "grown")
        if "rivals" in wanted:
            result["rivals"] = rivals.compare(store, folder / "rivals")
        if "http" in wanted and (load := http.measure(folder / "platform")):
            result["http"] = load
    out = ROOT / "bench" / "out"
    out.mkdir(exist_ok=True)
    (out / "benchmark.json").write_text(json.dumps(result, indent=2) + "\n")
    page = markdown(result)
    if options.docs:
        (ROOT / "docs" / "benchmarks.md").write_text(page)
    sys.stdout.write(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
