"""``python -m bench``: measure, write ``bench/out/benchmark.json`` and print the tables."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import growing, inside, keeping, loading, rivals, whole
from bench.report import machine, markdown
from bench.work import CANDLES, ROOT, WORKS, all_candles, fill_store

if TYPE_CHECKING:
    from collections.abc import Sequence

SECTIONS = ("whole", "inside", "growth", "rivals", "keeping", "http")

OUT = ROOT / "bench" / "out"
BUDGET = ROOT / "frontend" / "bench" / "out" / "budget.json"
"""What ``make web-bench`` measured last, if it did."""


def main() -> int:
    """Measure everything, or the sections asked for."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--docs", action="store_true", help="write docs/benchmarks.md too")
    parser.add_argument("--page", action="store_true", help="only write it from the last figures")
    parser.add_argument("--only", choices=SECTIONS, action="append", help="these sections alone")
    parser.add_argument("--match", default="", help="only works whose name holds this")
    parser.add_argument("--quick", action="store_true", help="without Freqtrade's slowest works")
    parser.add_argument("--rounds", type=int, help="runs of each of ours, instead of its own")
    options = parser.parse_args()
    if options.page:
        result: dict[str, Any] = json.loads((OUT / "benchmark.json").read_text())
        return _told(result, docs=True)
    if not CANDLES.is_dir():
        sys.stderr.write(f"nothing to measure: the real candles of {CANDLES} are not here\n")
        return 1
    wanted = options.only or SECTIONS
    result = {"machine": machine()}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        candles = all_candles(folder / "candles")
        store = folder / "store"
        fill_store(store, candles)
        if "whole" in wanted:
            result["works"] = []
            for index, work in enumerate(WORKS):
                if (options.quick and work.slow) or options.match not in work.name:
                    continue
                place = folder / f"work-{index}"
                taken = whole.compare(work, options.rounds, place, store, candles)
                result["works"].append(taken)
                _keep(result)  # the next one may take half an hour
        if "inside" in wanted:
            result["inside"] = inside.measure(store, candles, folder / "inside")
        if "growth" in wanted:
            growing.grow(folder / "grown", 50, 2)
            result["growth"] = inside.growth(folder / "grown")
        if "rivals" in wanted:
            result["rivals"] = rivals.compare(store, folder / "rivals")
        result |= _of_the_platform(wanted, folder)
    _keep(result)
    return _told(result, docs=options.docs)


def _told(result: dict[str, Any], *, docs: bool) -> int:
    if BUDGET.is_file():
        result["web"] = json.loads(BUDGET.read_text())
    page = markdown(result)
    if docs:
        (ROOT / "docs" / "benchmarks.md").write_text(page)
    sys.stdout.write(page)
    return 0


def _of_the_platform(wanted: Sequence[str], folder: Path) -> dict[str, Any]:
    result: dict[str, Any] = {}
    if "keeping" in wanted:
        result["keeping"] = keeping.measure(folder / "keeping")
    if "http" in wanted and (load := loading.measure(folder / "platform")):
        result["http"] = load
    return result


def _keep(result: dict[str, Any]) -> None:
    OUT.mkdir(exist_ok=True)
    (OUT / "benchmark.json").write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
