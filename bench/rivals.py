"""Other backtesters on the same job, in an environment of their own (``make bench`` makes it)."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.inside import ours
from bench.measure import run
from bench.work import BALANCE, CANDLES, PAIRS, ROOT, STAKE, the_job

PEERS = ROOT / ".venv-peers" / "bin" / "python"
_SCRIPTS = {
    "floor": ("floor.py",),
    "vectorbt (rust)": ("vectorbt_job.py", "rust"),
    "vectorbt (numba)": ("vectorbt_job.py", "numba"),
    "backtesting.py": ("backtesting_job.py",),
}
_ROUNDS = 3


def compare(store: Path, folder: Path) -> list[dict[str, Any]]:
    """Return whole processes and warm computing of everybody, for 1 and 4 pairs.

    Raises:
        RuntimeError: the environment of the peers is not there.
    """
    if not PEERS.exists():
        msg = f"{PEERS} is not there: run `make bench`"
        raise RuntimeError(msg)
    folder.mkdir()
    (folder / "spec.json").write_text(json.dumps(the_job()))
    rows = []
    for count in (1, 4):
        for name, (script, *more) in _SCRIPTS.items():
            command = [str(PEERS), str(ROOT / "bench" / "peers" / script), str(CANDLES), str(count)]
            rows.append(_row(name, count, [*command, *more], folder, ["--warm"]))
        rows.append(_ours(count, store, folder))
    return rows


def _row(
    name: str, count: int, command: list[str], folder: Path, extra: list[str]
) -> dict[str, Any]:
    sys.stderr.write(f"{name}: {count} pairs\n")
    # The first run compiles or reads from disk.
    walls = [run(command, folder).wall for _ in range(_ROUNDS + 1)][1:]
    said = subprocess.run([*command, *extra], capture_output=True, text=True, check=True).stdout
    told = json.loads(said.strip().splitlines()[-1])
    whole = statistics.median(walls)
    return {"name": name, "pairs": count, "whole": whole, "warm": told["warm"], **_trades(told)}


def _trades(told: dict[str, Any]) -> dict[str, Any]:
    return {"trades": told["trades"]}


def _ours(count: int, store: Path, folder: Path) -> dict[str, Any]:
    sys.stderr.write(f"ours: {count} pairs\n")
    command = [str(Path(sys.executable).with_name("hypertrade")), "backtest"]
    command += ["--spec", str(folder / "spec.json"), "--exchange", "bitfinex", "--engine", "fast"]
    command += ["--pairs", ",".join(PAIRS[:count]), "--data", str(store)]
    command += ["--timerange", "20180701-20190701"]
    command += ["--stake", str(STAKE), "--balance", str(BALANCE)]
    walls = [
        run([*command, "--out", str(folder / f"out-{count}-{index}")], folder).wall
        for index in range(_ROUNDS + 1)
    ][1:]
    taken = ours("warm", str(store), str(count))
    return {"name": "HyperTrade", "pairs": count, "whole": statistics.median(walls), **taken}
