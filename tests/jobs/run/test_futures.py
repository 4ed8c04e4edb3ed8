"""Shorts, leverage and liquidation on perpetual futures, without funding rates in the store."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.candles.importing import import_files
from hypertrade.candles.series import SeriesKey
from hypertrade.candles.store import CandleStore
from hypertrade.domain.backtest import BacktestJob, SpecStrategy
from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import Timerange

from tests.jobs.run.running import prepare_in, read_export, run_child
from tests.jobs.run.specs import compare, cross, ind, spec

if TYPE_CHECKING:
    from pathlib import Path

PAIR = "BTC/USDT:USDT"


def _spec() -> dict[str, Any]:
    up = cross(ind("ema", period=8), "above", ind("ema", period=21))
    down = cross(ind("ema", period=8), "below", ind("ema", period=21))
    return spec(
        "both ways",
        up,
        entries=[
            {"name": "up", "side": "long", "when": up},
            {"name": "down", "side": "short", "when": down},
        ],
        exits=[
            {"name": "weak", "side": "long", "when": compare(ind("rsi"), "<", 35)},
            {"name": "strong", "side": "short", "when": compare(ind("rsi"), ">", 65)},
        ],
        leverage=3,
        stop_loss=0.15,
    )


def _job(**more: Any) -> BacktestJob:
    fields: dict[str, Any] = {
        "id": "futures",
        "strategy": SpecStrategy(spec=_spec()),
        "exchange": "binance",
        "trading_mode": "futures",
        "pairs": (PAIR,),
        "timeframe": "1h",
        "timerange": Timerange.parse("20180101-20180401"),
    }
    return BacktestJob.model_validate(fields | more)


@pytest.fixture
def futures_store(shared_data: Path, tmp_path: Path) -> CandleStore:
    made = CandleStore(tmp_path / "store")
    for exchange in ("binance", "bybit"):
        key = SeriesKey(exchange, PAIR, "1h")
        import_files(made, [shared_data / "BTC_USD-1h.feather"], key, now=datetime.now(UTC))
    return made


def test_futures_equal_plain_freqtrade(
    futures_store: CandleStore, repo: Path, tmp_path: Path
) -> None:
    prepared, inputs, outputs = prepare_in(tmp_path, _job(), futures_store)
    child = run_child(inputs, outputs)
    assert child.events[-1] == {"event": "done"}, child.log
    expected = _plain(repo, inputs, tmp_path, prepared.class_name)
    actual = read_export(outputs / "freqtrade-export.zip", prepared.class_name)
    assert actual["trades"] == expected["trades"]
    run = child.run
    assert {trade.is_short for trade in run.trades} == {True, False}
    assert {trade.leverage for trade in run.trades} == {3.0}
    assert any("funding is taken as zero" in remark for remark in run.remarks)
    assert all(trade.funding_fees == 0 for trade in run.trades)


def test_an_exchange_without_freqtrades_own_tiers_runs_too(
    futures_store: CandleStore, tmp_path: Path
) -> None:
    _, inputs, outputs = prepare_in(tmp_path, _job(exchange="bybit"), futures_store)
    child = run_child(inputs, outputs)
    assert child.events[-1] == {"event": "done"}, child.log
    assert child.run.trades


@pytest.mark.parametrize(
    ("changes", "remedy"),
    [
        ({"trading_mode": "spot"}, "--trading-mode futures"),
        ({"pairs": ("BTC/USDT",)}, "BTC/USDT:USDT"),
        ({"pairs": ("BTC/USDT:BTC",)}, "BTC/USDT:USDT"),
    ],
)
def test_pairs_of_the_other_market_are_refused(
    changes: dict[str, Any], remedy: str, futures_store: CandleStore, tmp_path: Path
) -> None:
    with pytest.raises(Invalid) as caught:
        prepare_in(tmp_path, _job(**changes), futures_store)
    assert caught.value.field == "pairs"
    assert remedy in caught.value.remedy


def _plain(repo: Path, inputs: Path, folder: Path, class_name: str) -> dict[str, Any]:
    markets = json.loads((inputs / "markets.json").read_text())["markets"]
    (folder / "markets.json").write_text(json.dumps(markets))
    config = {
        "stake_currency": "USDT",
        "stake_amount": 100.0,
        "dry_run": True,
        "dry_run_wallet": 1000.0,
        "max_open_trades": 3,
        "trading_mode": "futures",
        "margin_mode": "isolated",
        "exchange": {"name": "binance", "pair_whitelist": [PAIR], "pair_blacklist": []},
        "pairlists": [{"method": "StaticPairList"}],
        "entry_pricing": {"price_side": "same", "use_order_book": True},
        "exit_pricing": {"price_side": "same", "use_order_book": True},
        "dataformat_ohlcv": "feather",
    }
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "user").mkdir()
    command = [sys.executable, str(repo / "bench" / "plain_freqtrade.py")]
    command += [
        str(folder / "markets.json"),
        "backtesting",
        "--config",
        str(folder / "config.json"),
    ]
    command += ["--userdir", str(folder / "user"), "--datadir", str(inputs / "data")]
    command += ["--strategy-path", str(inputs / "strategy"), "--strategy", class_name]
    command += ["--timerange", "20180101-20180401", "--cache", "none", "--export", "trades"]
    command += ["--backtest-directory", str(folder / "user")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-2000:]
    (export,) = (folder / "user").glob("*.zip")
    return read_export(export, class_name)
