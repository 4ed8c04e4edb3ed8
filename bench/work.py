"""The work that is measured: one strategy on three sets of real candles."""

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


@dataclass(frozen=True)
class Work:
    """A backtest over all stored candles of ``timeframe``."""

    name: str
    pairs: tuple[str, ...]
    timeframe: str
    rounds: int


WORKS = (
    Work("1 pair x 2.5 years of 1h", PAIRS[:1], "1h", 5),
    Work("1 pair x 1 year of 5m", PAIRS[:1], "5m", 5),
    Work("4 pairs x 1 year of 5m", PAIRS, "5m", 3),
)


def spec(timeframe: str) -> dict[str, Any]:
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
    }


def fill_store(folder: Path) -> None:
    """Import the real candles into a store at ``folder``, as a user does."""
    from hypertrade.candles.importing import import_files
    from hypertrade.candles.series import SeriesKey
    from hypertrade.candles.store import CandleStore

    store = CandleStore(folder)
    for path in sorted(CANDLES.glob("*.feather")):
        pair, timeframe = path.stem.split("-")
        key = SeriesKey("bitfinex", pair.replace("_", "/"), timeframe)
        import_files(store, [path], key, now=datetime.now(UTC))


def plain_command(work: Work, python: str, folder: Path) -> list[str]:
    """Return plain Freqtrade's command for ``work``; writes what it needs into ``folder``."""
    from hypertrade.domain.market import TradingMode
    from hypertrade.markets import select
    from hypertrade.strategy.compile import compile_spec
    from hypertrade.strategy.spec import read_spec

    compiled = compile_spec(read_spec(spec(work.timeframe)))
    (folder / "user").mkdir(parents=True)
    (folder / "strategies").mkdir()
    (folder / "strategies" / f"{compiled.class_name}.py").write_text(compiled.source)
    chosen = select("bitfinex", PAIRS, TradingMode.SPOT, data=None, prices=lambda _pair: ())
    (folder / "markets.json").write_text(json.dumps(chosen.markets))
    config = {
        "stake_currency": "USD",
        "stake_amount": STAKE,
        "dry_run": True,
        "dry_run_wallet": BALANCE,
        "max_open_trades": 3,
        "exchange": {
            "name": "bitfinex",
            "pair_whitelist": list(work.pairs),
            "pair_blacklist": [],
        },
        "pairlists": [{"method": "StaticPairList"}],
        "entry_pricing": {"price_side": "same", "use_order_book": False},
        "exit_pricing": {"price_side": "same", "use_order_book": False},
        "dataformat_ohlcv": "feather",
    }
    (folder / "config.json").write_text(json.dumps(config))
    command = [python, str(ROOT / "bench" / "plain_freqtrade.py"), str(folder / "markets.json")]
    command += ["backtesting", "--config", str(folder / "config.json"), "--cache", "none"]
    command += ["--userdir", str(folder / "user"), "--datadir", str(CANDLES)]
    command += ["--strategy-path", str(folder / "strategies"), "--strategy", compiled.class_name]
    return [*command, "--timeframe", work.timeframe, "--export", "trades"]


def our_command(work: Work, python: str, store: Path, folder: Path) -> list[str]:
    """Return the ``hypertrade`` command for ``work``; ``OUT`` stands for its results' folder."""
    folder.mkdir(parents=True)
    (folder / "spec.json").write_text(json.dumps(spec(work.timeframe)))
    command = [str(Path(python).with_name("hypertrade")), "backtest"]
    command += ["--spec", str(folder / "spec.json"), "--exchange", "bitfinex"]
    command += ["--pairs", ",".join(work.pairs), "--data", str(store)]
    command += ["--stake", str(STAKE), "--balance", str(BALANCE), "--max-open-trades", "3"]
    return [*command, "--out", "OUT"]
