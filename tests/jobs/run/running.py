"""Running one case in plain Freqtrade and in the child."""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from hypertrade.domain.backtest import BacktestJob, CodeStrategy, EngineRun, SpecStrategy
from hypertrade.domain.market import Timerange, TradingMode
from hypertrade.markets import select
from hypertrade_jobs.prepare import Prepared, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.candles.store import CandleStore

    from tests.jobs.run.specs import Case

ROOT = Path(__file__).parents[3]
PAIRS = ("BTC/USD", "ETH/USD", "XRP/USD", "LTC/USD")
Json = dict[str, Any]


def job_of(case: Case) -> BacktestJob:
    """Return the job that a person would have submitted for ``case``."""
    strategy = SpecStrategy(spec=case.spec) if case.spec else CodeStrategy(source=case.code)
    fields = {
        "id": "equality",
        "strategy": strategy,
        "exchange": "bitfinex",
        "pairs": case.pairs,
        "timeframe": case.timeframe,
        "timerange": Timerange.parse(case.timerange),
        "engine": "freqtrade",
    }
    return BacktestJob.model_validate(fields | case.settings)


class StrategyFile(Protocol):
    """A strategy as plain Freqtrade takes it."""

    @property
    def class_name(self) -> str: ...

    @property
    def source(self) -> str: ...


@contextmanager
def plain_freqtrade(folder: Path, data: Path) -> Iterator[PlainFreqtrade]:
    """Yield plain Freqtrade, in a process of its own, reading the candles in ``data``."""
    markets = folder / "markets.json"
    markets.write_text(json.dumps(PlainFreqtrade.markets()))
    command = [sys.executable, str(ROOT / "bench" / "plain_freqtrade.py"), str(markets), "--loop"]
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, cwd=folder
        )
        with process:
            yield PlainFreqtrade(process, folder, data)
            if process.stdin:
                process.stdin.close()


class PlainFreqtrade:
    """The installed ``freqtrade backtesting``, many times in one process."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path, data: Path) -> None:
        self._process = process
        self._folder = folder
        self._data = data

    @staticmethod
    def markets() -> Json:
        """Return the markets that stand in for the network."""
        chosen = select("bitfinex", PAIRS, TradingMode.SPOT, data=None, prices=lambda _pair: ())
        return chosen.markets

    def start(self, job: BacktestJob, file: StrategyFile, data: Path | None = None) -> None:
        """Start the backtest of ``job`` on the strategy in ``file``."""
        name = file.class_name
        folder = self._folder / hashlib.sha256(repr((job, file.source)).encode()).hexdigest()[:16]
        self._results = folder / "results"
        self._results.mkdir(parents=True)
        (folder / f"{name}.py").write_text(file.source)
        (folder / "config.json").write_text(json.dumps(_config(job)))
        arguments = ["backtesting", "--config", str(folder / "config.json")]
        arguments += ["--datadir", str(data or self._data), "--userdir", str(self._folder / "user")]
        arguments += ["--strategy-path", str(folder), "--strategy", name]
        arguments += ["--timeframe", job.timeframe, "--cache", "none"]
        arguments += ["--export", "trades", "--backtest-directory", str(self._results)]
        if str(job.timerange) != "-":
            arguments += ["--timerange", str(job.timerange)]
        if job.detail_timeframe:
            arguments += ["--timeframe-detail", job.detail_timeframe]
        spec_has_some = job.strategy.kind == "spec" and job.strategy.spec.get("protections")
        if job.protections or spec_has_some:
            arguments += ["--enable-protections"]
        (self._folder / "user").mkdir(exist_ok=True)
        _pipe(self._process.stdin).write(json.dumps(arguments).encode() + b"\n")
        _pipe(self._process.stdin).flush()

    def result(self, class_name: str) -> Json:
        """Wait for the backtest and return Freqtrade's statistics of it."""
        answer = _pipe(self._process.stdout).readline()
        assert answer == b"0\n", f"plain Freqtrade failed: see {self._folder / 'log.txt'}"
        (export,) = self._results.glob("*.zip")
        return read_export(export, class_name)


@dataclass(frozen=True)
class ChildRun:
    """What the child did: its last event, its outputs and its log."""

    events: list[Json]
    outputs: Path
    log: str

    @property
    def run(self) -> EngineRun:
        return EngineRun.model_validate_json((self.outputs / "run.json").read_bytes())

    @property
    def failure(self) -> Json:
        assert self.events, self.log
        assert self.events[-1]["event"] == "failed", self.events
        return self.events[-1]


def run_child(inputs: Path, outputs: Path) -> ChildRun:
    """Run the child on prepared ``inputs``."""
    said, logged = outputs.parent / "said.txt", outputs.parent / "logged.txt"
    process = _warm_child()
    order = json.dumps([str(each) for each in (inputs, outputs, outputs.parent, said, logged)])
    _pipe(process.stdin).write(order.encode() + b"\n")
    _pipe(process.stdin).flush()
    assert _pipe(process.stdout).readline(), "the warm child is gone"
    events = [json.loads(line) for line in said.read_bytes().splitlines()]
    return ChildRun(events, outputs, logged.read_text(errors="replace"))


@lru_cache(maxsize=1)
def _warm_child() -> subprocess.Popen[bytes]:
    """Return the process that forks children; it ends with the tests, at the end of its input."""
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("warm_child.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "PYTHONHASHSEED": "0"},
    )

    def end() -> None:
        _pipe(process.stdin).close()
        _pipe(process.stdout).close()
        process.wait()

    atexit.register(end)
    return process


def prepare_in(folder: Path, job: BacktestJob, store: CandleStore) -> tuple[Prepared, Path, Path]:
    """Prepare ``job`` below ``folder``; return what was prepared, the inputs and the outputs."""
    inputs, outputs = folder / "inputs", folder / "outputs"
    inputs.mkdir()
    outputs.mkdir()
    return prepare(job, store, inputs), inputs, outputs


def read_export(path: Path, class_name: str) -> Json:
    """Return the statistics in Freqtrade's export."""
    with zipfile.ZipFile(path) as archive:
        (name,) = (
            each
            for each in archive.namelist()
            if each.endswith(".json") and "_config" not in each and class_name not in each
        )
        found: Json = json.loads(archive.read(name))["strategy"][class_name]
    return found


def _config(job: BacktestJob) -> Json:
    config: Json = {
        "stake_currency": "USD",
        "stake_amount": job.stake,
        "dry_run": True,
        "dry_run_wallet": job.balance,
        "max_open_trades": job.max_open_trades,
        "exchange": {
            "name": job.exchange,
            "pair_whitelist": list(job.pairs),
            "pair_blacklist": [],
        },
        "pairlists": [{"method": "StaticPairList"}],
        "entry_pricing": {"price_side": "same", "use_order_book": False},
        "exit_pricing": {"price_side": "same", "use_order_book": False},
        "dataformat_ohlcv": "feather",
    }
    if job.fee is not None:
        config["fee"] = job.fee
    return config


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream
