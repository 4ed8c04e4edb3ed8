"""The work that is measured: one strategy on sets of real candles, and of others made of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CANDLES = ROOT.parent / "shared" / "data" / "bitfinex"
BALANCE = 1000.0
STAKE = 100.0

PAIRS = ("BTC/USD", "ETH/USD", "XRP/USD", "LTC/USD")


MORE = tuple(f"P{number:02}/USD" for number in range(len(PAIRS), 10))
"""Pairs of candles made of the real ones: no more than four pairs of 5-minute candles are there."""


@dataclass(frozen=True)
class Work:
    """A backtest over all stored candles of ``timeframe``.

    ``engine`` is ours; Freqtrade does the same beside it. ``rounds`` are ours, ``plain_rounds``
    Freqtrade's, which takes minutes over the largest.
    """

    name: str
    pairs: tuple[str, ...]
    timeframe: str
    rounds: int
    plain_rounds: int
    protections: bool = False
    engine: str = "fast"

    @property
    def slow(self) -> bool:
        """Whether Freqtrade takes many minutes: its protections look at every trade made so far."""
        return self.protections and len(self.pairs) > 1


WORKS = (
    Work("1 pair x 1 year of 5m", PAIRS[:1], "5m", 5, 3),
    Work("4 pairs x 1 year of 5m", PAIRS, "5m", 5, 3),
    Work("10 pairs x 1 year of 5m", PAIRS + MORE, "5m", 5, 1),
    Work("1 pair, 4 protections", PAIRS[:1], "5m", 5, 1, protections=True),
    Work("4 pairs, 4 protections", PAIRS, "5m", 5, 1, protections=True),
    Work("10 pairs, 4 protections", PAIRS + MORE, "5m", 5, 1, protections=True),
    Work("1 pair x 2.5 years of 1h, on Freqtrade", PAIRS[:1], "1h", 3, 3, engine="freqtrade"),
    Work("4 pairs x 1 year of 5m, on Freqtrade", PAIRS, "5m", 3, 3, engine="freqtrade"),
)


def spec(timeframe: str, *, protections: bool = False) -> dict[str, Any]:
    """Return the strategy: two averages, an oscillator, a stop and a target."""

    def average(period: int) -> dict[str, Any]:
        return {"kind": "indicator", "name": "ema", "params": {"period": period}}

    def compare(left: dict[str, Any], op: str, right: dict[str, Any]) -> dict[str, Any]:
        return {"kind": "compare", "left": left, "op": op, "right": right}

    rsi = {"kind": "indicator", "name": "rsi", "params": {"period": 14}}
    sixty = {"kind": "number", "value": 60}
    trend = compare(average(10), ">", average(30))
    calm = compare(rsi, "<", sixty)
    return {
        "name": "Benchmark",
        "timeframe": timeframe,
        "entries": [{"name": "calm", "when": {"kind": "all", "conditions": [trend, calm]}}],
        "exits": [{"name": "turn", "when": compare(average(10), "<", average(30))}],
        "take_profit": 0.1,
        "stop_loss": 0.05,
        "protections": _PROTECTIONS if protections else [],
    }


def _span(value: int) -> dict[str, Any]:
    return {"value": value, "unit": "candles"}


_PROTECTIONS: list[dict[str, Any]] = [
    {"kind": "cooldown", "rest": _span(2)},
    {"kind": "stoploss_guard", "trades": 4, "lookback": _span(48), "rest": _span(12)},
    {"kind": "low_profit_guard", "trades": 4, "lookback": _span(96), "rest": _span(12)},
    {
        "kind": "drawdown_guard",
        "drawdown": 0.2,
        "trades": 20,
        "lookback": _span(288),
        "rest": _span(12),
    },
]


def the_job() -> dict[str, Any]:
    """Return the strategy that every peer trades: RSI and a trend, with a stop."""

    def rsi(op: str, level: float) -> dict[str, Any]:
        left = {"kind": "indicator", "name": "rsi", "params": {"period": 14}}
        right = {"kind": "number", "value": level}
        return {"kind": "compare", "left": left, "op": op, "right": right}

    trend = {
        "kind": "compare",
        "left": {"kind": "price"},
        "op": ">",
        "right": {"kind": "indicator", "name": "ema", "params": {"period": 200}},
    }
    return {
        "name": "The job",
        "timeframe": "5m",
        "entries": [{"name": "dip", "when": {"kind": "all", "conditions": [rsi("<", 30), trend]}}],
        "exits": [{"name": "top", "when": rsi(">", 70)}],
        "stop_loss": 0.1,
    }


def tunable_job() -> dict[str, Any]:
    """Return ``the_job`` with its two levels tunable."""
    made = the_job()
    enter, leave = made["entries"][0]["when"]["conditions"][0], made["exits"][0]["when"]
    enter["right"]["value"], leave["right"]["value"] = {"param": "low"}, {"param": "high"}
    made["parameters"] = [
        {"name": "low", "low": 20, "high": 45, "step": 1, "default": 30},
        {"name": "high", "low": 55, "high": 80, "step": 1, "default": 70},
    ]
    return made


def all_candles(folder: Path) -> Path:
    """Return ``folder`` with Freqtrade's files of the real candles and of those made of them.

    A made pair has a real one's candles, later by some days (what is pushed over the end comes
    first) and at another price level, rounded to five significant digits as Bitfinex rounds.
    """
    import numpy as np
    import pandas as pd

    folder.mkdir()
    for path in CANDLES.glob("*.feather"):
        (folder / path.name).symlink_to(path)
    for number, pair in enumerate(MORE):
        real = PAIRS[number % len(PAIRS)].replace("/", "_")
        frame = pd.read_feather(CANDLES / f"{real}-5m.feather")
        rows = (number + 1) * 41 * 288
        for name in ("open", "high", "low", "close"):
            moved = np.roll(frame[name].to_numpy(), rows) * (1.3 + number / 7)
            places = 4 - np.floor(np.log10(moved))
            frame[name] = np.round(moved * 10.0**places) / 10.0**places
        frame["volume"] = np.roll(frame["volume"].to_numpy(), rows)
        frame.to_feather(folder / f"{pair.replace('/', '_')}-5m.feather")
    return folder


def fill_store(folder: Path, candles: Path = CANDLES) -> None:
    """Import ``candles`` into a store at ``folder``, as a user does."""
    from hypertrade.candles.importing import import_files
    from hypertrade.candles.series import SeriesKey
    from hypertrade.candles.store import CandleStore

    store = CandleStore(folder)
    for path in sorted(candles.glob("*.feather")):
        pair, timeframe = path.stem.split("-")
        key = SeriesKey("bitfinex", pair.replace("_", "/"), timeframe)
        import_files(store, [path], key, now=datetime.now(UTC))


def plain_command(work: Work, python: str, folder: Path, candles: Path) -> list[str]:
    """Return plain Freqtrade's command for ``work``; writes what it needs into ``folder``."""
    strategy = spec(work.timeframe, protections=work.protections)
    command = freqtrade("backtesting", strategy, work.pairs, python, folder, candles)
    if work.protections:
        command.append("--enable-protections")
    return [*command, "--cache", "none", "--timeframe", work.timeframe, "--export", "trades"]


def freqtrade(  # noqa: PLR0913, PLR0917 - what a command of Freqtrade needs
    verb: str,
    strategy: dict[str, Any],
    pairs: tuple[str, ...],
    python: str,
    folder: Path,
    candles: Path,
) -> list[str]:
    """Return the start of a command of plain Freqtrade on the compiled ``strategy``."""
    from hypertrade.domain.market import TradingMode
    from hypertrade.markets import select
    from hypertrade.strategy.compile import compile_spec
    from hypertrade.strategy.spec import read_spec

    compiled = compile_spec(read_spec(strategy))
    (folder / "user").mkdir(parents=True)
    (folder / "strategies").mkdir()
    (folder / "strategies" / f"{compiled.class_name}.py").write_text(compiled.source)
    chosen = select("bitfinex", pairs, TradingMode.SPOT, data=None, prices=lambda _pair: ())
    (folder / "markets.json").write_text(json.dumps(chosen.markets))
    config = {
        "stake_currency": "USD",
        "stake_amount": STAKE,
        "dry_run": True,
        "dry_run_wallet": BALANCE,
        "max_open_trades": 3,
        "exchange": {
            "name": "bitfinex",
            "pair_whitelist": list(pairs),
            "pair_blacklist": [],
        },
        "pairlists": [{"method": "StaticPairList"}],
        "entry_pricing": {"price_side": "same", "use_order_book": False},
        "exit_pricing": {"price_side": "same", "use_order_book": False},
        "dataformat_ohlcv": "feather",
    }
    (folder / "config.json").write_text(json.dumps(config))
    command = [python, str(ROOT / "bench" / "plain_freqtrade.py"), str(folder / "markets.json")]
    command += [verb, "--config", str(folder / "config.json")]
    command += ["--userdir", str(folder / "user"), "--datadir", str(candles)]
    return [
        *command,
        *("--strategy-path", str(folder / "strategies")),
        *("--strategy", compiled.class_name),
    ]


def our_command(work: Work, python: str, store: Path, folder: Path) -> list[str]:
    """Return the ``hypertrade`` command for ``work``; ``OUT`` stands for its results' folder."""
    folder.mkdir(parents=True)
    strategy = spec(work.timeframe, protections=work.protections)
    (folder / "spec.json").write_text(json.dumps(strategy))
    command = [str(Path(python).with_name("hypertrade")), "backtest"]
    command += ["--spec", str(folder / "spec.json"), "--exchange", "bitfinex"]
    command += ["--pairs", ",".join(work.pairs), "--data", str(store)]
    command += ["--stake", str(STAKE), "--balance", str(BALANCE), "--max-open-trades", "3"]
    return [*command, "--engine", work.engine, "--out", "OUT"]
