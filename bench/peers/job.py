"""The job that every peer does: candles and signals, computed as each would by itself.

RSI(14) under 30 above EMA(200) buys, RSI over 70 sells, a stop 10 % below, 0.1 % fees. Imports
nothing of HyperTrade.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import talib
from pyarrow import feather

if TYPE_CHECKING:
    from collections.abc import Callable

PAIRS = ("BTC_USD", "ETH_USD", "XRP_USD", "LTC_USD")
COLUMNS = ("open", "high", "low", "close", "volume")
STOP, FEE, BALANCE, STAKE = 0.10, 0.001, 100_000.0, 100.0
LOW, HIGH = 30, 70
_REPEATS = 15


def load(folder: Path, count: int) -> list[dict[str, Any]]:
    """Return the columns of the first ``count`` pairs' 5-minute candles, dates among them."""
    found = []
    for pair in PAIRS[:count]:
        table = feather.read_table(folder / f"{pair}-5m.feather")
        columns = {name: table[name].to_numpy() for name in COLUMNS}
        found.append(columns | {"date": table["date"].to_numpy()})
    return found


def signals(columns: dict[str, Any]) -> tuple[Any, Any]:
    """Return where to enter and where to leave, as booleans of shape (n,)."""
    close = columns["close"]
    rsi, trend = talib.RSI(close, 14), talib.EMA(close, 200)
    return (rsi < LOW) & (close > trend), rsi > HIGH


def answer(name: str, compute: Callable[[], int]) -> None:
    """Run ``compute`` once, then warm, and print what came of it as JSON."""
    trades = compute()
    taken = []
    for _ in range(_REPEATS if "--warm" in sys.argv else 0):
        begin = time.perf_counter()
        compute()
        taken.append(time.perf_counter() - begin)
    warm = statistics.median(taken) if taken else None
    sys.stdout.write(json.dumps({"name": name, "trades": trades, "warm": warm}) + "\n")


def arguments() -> tuple[Path, int]:
    """Return the folder of candles and the number of pairs of the command line."""
    return Path(sys.argv[1]), int(sys.argv[2])
