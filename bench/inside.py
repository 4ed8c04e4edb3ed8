"""What happens inside: the loop, previews, variants against hyperopt, growth with the pairs."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from bench.measure import run
from bench.work import PAIRS, freqtrade, tunable_job

if TYPE_CHECKING:
    from pathlib import Path

_FEW, _MANY = 10, 60
"""Epochs of two runs of hyperopt: their difference leaves its start out."""


def ours(*arguments: str) -> dict[str, Any]:
    """Return what ``bench.ours`` measured."""
    answer = subprocess.run(
        [sys.executable, "-m", "bench.ours", *arguments], capture_output=True, text=True, check=True
    )
    measured: dict[str, Any] = json.loads(answer.stdout)
    return measured


def measure(store: Path, candles: Path, folder: Path) -> dict[str, Any]:
    """Return loops, previews, and variants a second on both sides."""
    loops = []
    for pairs in ("1", "4", "10"):
        for protections in ("no", "yes"):
            sys.stderr.write(f"the loop alone: {pairs} pairs, protections: {protections}\n")
            taken = ours("loop", str(store), pairs, protections)
            loops.append({"pairs": int(pairs), "protections": protections == "yes", **taken})
    sys.stderr.write("previews and variants\n")
    tried = ours("variants", str(store), "1")
    epochs = _epochs(candles, folder)
    return {
        "loops": loops,
        "preview": ours("preview", str(store)),
        "variants": tried,
        "hyperopt": {"per_second": epochs},
        "variants_ratio": tried["per_second"] / epochs,
    }


def growth(store: Path) -> list[dict[str, Any]]:
    """Return what more pairs of two years of 5-minute candles take."""
    taken = []
    for pairs in ("1", "5", "10", "25", "50"):
        sys.stderr.write(f"growth: {pairs} pairs\n")
        taken.append(ours("growth", str(store), pairs))
    return taken


def _epochs(candles: Path, folder: Path) -> float:
    """Return how many epochs a second ``freqtrade hyperopt`` makes with one process."""
    base = freqtrade("hyperopt", tunable_job(), PAIRS[:1], sys.executable, folder, candles)
    base += ["--timeframe", "5m", "--spaces", "buy", "sell", "-j", "1", "--random-state", "1"]
    base += ["--hyperopt-loss", "OnlyProfitHyperOptLoss", "--disable-param-export"]
    sys.stderr.write("freqtrade hyperopt\n")
    few = run([*base, "--epochs", str(_FEW)], folder).wall
    many = run([*base, "--epochs", str(_MANY)], folder).wall
    return (_MANY - _FEW) / (many - few)
