from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypertrade.candles.schema import candle_frame, to_ms
from hypertrade.candles.series import SeriesKey, SourceRecord
from hypertrade.candles.store import CandleStore
from hypertrade.domain.backtest import BacktestJob, CodeStrategy
from hypertrade_jobs import confine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BEGIN = datetime(2018, 1, 1, tzinfo=UTC)
DAYS = 60
PAIR = "BTC/USD"

CROSSING = """
    from freqtrade.strategy import IStrategy

    class Crossing(IStrategy):
        timeframe = "1h"
        minimal_roi = {"0": 0.02}
        stoploss = -0.05
        startup_candle_count = 20

        def populate_indicators(self, dataframe, metadata):
            dataframe["mean"] = dataframe["close"].rolling(20).mean()
            return dataframe

        def populate_entry_trend(self, dataframe, metadata):
            dataframe.loc[dataframe["close"] < dataframe["mean"], "enter_long"] = 1
            return dataframe

        def populate_exit_trend(self, dataframe, metadata):
            dataframe.loc[dataframe["close"] > dataframe["mean"] * 1.02, "exit_long"] = 1
            return dataframe
"""
"""A code strategy that trades often on the candles of ``store``."""


def crossing(extra: str = "", *, top: str = "") -> CodeStrategy:
    """Return ``CROSSING`` with lines of its own at the top of ``populate_indicators`` and file."""
    at = "    def populate_indicators(self, dataframe, metadata):\n"
    body = dedent(CROSSING)
    lines = "".join(f"        {line}\n" for line in dedent(extra).strip().splitlines())
    return CodeStrategy(source=dedent(top) + body.replace(at, at + lines))


@pytest.fixture
def confinement() -> None:
    """Skip where code cannot be confined, saying why."""
    available = confine.available()
    if not available.ok:
        pytest.skip(f"code cannot be confined here: {available.reason}")


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a candle store with two months of waves."""
    root = tmp_path_factory.mktemp("data")
    count = DAYS * 24
    hours = np.arange(count)
    dates = to_ms(BEGIN) + hours * 3_600_000
    close = np.round(10_000 * (1 + 0.03 * np.sin(hours / 7) + 0.02 * np.sin(hours / 31)), 1)
    opened = np.concatenate(([close[0]], close[:-1]))
    values = {
        "open": opened,
        "high": np.maximum(opened, close) + 5.0,
        "low": np.minimum(opened, close) - 5.0,
        "close": close,
        "volume": np.full(count, 100.0),
    }
    CandleStore(root).write(
        SeriesKey("bitfinex", PAIR, "1h"),
        candle_frame(dates, values),
        source=SourceRecord(name="waves"),
    )
    return root


def job_with(strategy: CodeStrategy | None = None, **others: Any) -> BacktestJob:
    """Return the job of a strategy, and whatever else differs from the usual one."""
    fields: dict[str, Any] = {
        "id": "test",
        "strategy": strategy or crossing(),
        "exchange": "bitfinex",
        "pairs": (PAIR,),
        "timeframe": "1h",
        "timerange": {"start": BEGIN + timedelta(days=5), "stop": BEGIN + timedelta(days=55)},
    }
    return BacktestJob.model_validate(fields | others)


@pytest.fixture
def job() -> Callable[..., BacktestJob]:
    """Return what makes a job of a strategy and whatever else differs from the usual one."""
    return job_with


@dataclass(frozen=True)
class Ran:
    """What a worker said and left."""

    code: int
    events: list[dict[str, Any]]
    said: str
    out: Path

    @property
    def last(self) -> dict[str, Any]:
        return self.events[-1]

    @property
    def error(self) -> dict[str, Any]:
        assert self.last["event"] == "failed", self.last
        error: dict[str, Any] = self.last["error"]
        return error

    @property
    def result(self) -> dict[str, Any]:
        assert self.last["event"] == "done", (self.last, self.said)
        result: dict[str, Any] = json.loads(Path(self.last["result"]).read_text())
        return result


class Worker:
    """Starts workers as an operator does."""

    def __init__(self, store: Path, folder: Path) -> None:
        self.folder = folder
        self.store = store
        self.out = folder / "out"
        self.temporary = folder / "tmp"
        self.temporary.mkdir()

    def start(self, job: BacktestJob | str, *options: str) -> subprocess.Popen[str]:
        file = self.folder / "job.json"
        file.write_text(job if isinstance(job, str) else job.model_dump_json())
        command = [sys.executable, "-m", "hypertrade_jobs", str(file)]
        command += ["--data", str(self.store), "--out", str(self.out), *options]
        return subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"TMPDIR": str(self.temporary), "A_SECRET": "of-the-operator"},
        )

    def run(self, job: BacktestJob | str, *options: str) -> Ran:
        process = self.start(job, *options)
        return self.finish(process)

    def finish(self, process: subprocess.Popen[str]) -> Ran:
        told, said = process.communicate(timeout=60)
        events = [json.loads(line) for line in told.splitlines()]
        return Ran(process.returncode, events, said, self.out)

    def litter(self) -> list[str]:
        """Return what a run left lying about."""
        left = [str(path) for path in self.temporary.iterdir()]
        left += [str(path) for path in self.folder.iterdir() if path.name.startswith(".")]
        return left + [f"process {pid}" for pid in self.processes()]

    def processes(self) -> list[int]:
        """Return the processes that have to do with this worker's folder."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                try:
                    words = (entry / "cmdline").read_bytes()
                    place = str((entry / "cwd").readlink())
                except OSError:
                    continue
                if str(self.folder).encode() in words or place.startswith(str(self.folder)):
                    found.append(int(entry.name))
        return found


@pytest.fixture
def worker(store: Path, tmp_path: Path) -> Iterator[Worker]:
    """Return a starter of workers; none of them outlives the test."""
    made = Worker(store, tmp_path)
    yield made
    for pid in made.processes():
        os.kill(pid, 9)
