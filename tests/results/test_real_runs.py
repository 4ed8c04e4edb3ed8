"""Real backtests on real candles: our figures against the ones in Freqtrade's own export."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypertrade.results.document import BacktestResult
from hypertrade.results.slippage import settle

from tests.results.test_equals_freqtrade import GROUP, ONLY_WITH_TRADES, SAME_NAME

CANDLES = Path(__file__).parents[3] / "shared" / "data" / "bitfinex"
COMMAND = Path(sys.executable).with_name("hypertrade")
DENIED = 3

BUSY = """
import talib.abstract as ta
from freqtrade.strategy import IStrategy


class Busy(IStrategy):
    timeframe = "1h"
    minimal_roi = {"0": 0.05, "720": 0.015}
    stoploss = -0.04
    trailing_stop = True
    trailing_stop_positive = 0.01
    trailing_stop_positive_offset = 0.02
    trailing_only_offset_is_reached = True
    startup_candle_count = 60

    def populate_indicators(self, dataframe, metadata):
        dataframe["fast"] = ta.EMA(dataframe, timeperiod=8)
        dataframe["slow"] = ta.EMA(dataframe, timeperiod=21)
        dataframe["rsi"] = ta.RSI(dataframe, timeperiod=14)
        return dataframe

    def populate_entry_trend(self, dataframe, metadata):
        cross = (dataframe["fast"] > dataframe["slow"]) & (
            dataframe["fast"].shift() <= dataframe["slow"].shift()
        )
        dataframe.loc[cross, ["enter_long", "enter_tag"]] = (1, "cross")
        dataframe.loc[dataframe["rsi"] < 25, ["enter_long", "enter_tag"]] = (1, "dip")
        return dataframe

    def populate_exit_trend(self, dataframe, metadata):
        dataframe.loc[dataframe["rsi"] > 75, ["exit_long", "exit_tag"]] = (1, "hot")
        return dataframe
"""

SCALING = """
import talib.abstract as ta
from freqtrade.strategy import IStrategy


class Scaling(IStrategy):
    timeframe = "1h"
    minimal_roi = {"0": 0.08, "2880": 0.01}
    stoploss = -0.3
    position_adjustment_enable = True
    startup_candle_count = 30

    def populate_indicators(self, dataframe, metadata):
        dataframe["rsi"] = ta.RSI(dataframe, timeperiod=14)
        return dataframe

    def populate_entry_trend(self, dataframe, metadata):
        dataframe.loc[dataframe["rsi"] < 28, "enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe, metadata):
        dataframe.loc[dataframe["rsi"] > 80, "exit_long"] = 1
        return dataframe

    def adjust_trade_position(self, trade, current_time, current_rate, current_profit, **kwargs):
        if current_profit < -0.03 and trade.nr_of_successful_entries < 3:
            return 60.0
        if current_profit > 0.02 and trade.nr_of_successful_exits == 0:
            return -trade.stake_amount / 2
        return None
"""
SOURCES = {"busy": BUSY, "scaling": SCALING}


def run(*words: str | Path) -> None:
    done = subprocess.run(
        [COMMAND, *words], capture_output=True, text=True, timeout=120, check=False
    )
    if done.returncode == DENIED:
        pytest.skip(f"code strategies cannot be confined here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not CANDLES.is_dir():
        pytest.skip("no real candles beside the repository (../shared/data)")
    folder = tmp_path_factory.mktemp("candles")
    for coin in ("BTC", "LTC"):
        file = CANDLES / f"{coin}_USD-1h.feather"
        market = ("--exchange", "bitfinex", "--pair", f"{coin}/USD", "--timeframe", "1h")
        run("data", "import", file, *market, "--data", folder)
    return folder


@pytest.fixture(scope="module", params=SOURCES)
def both(
    request: pytest.FixtureRequest, store: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[BacktestResult, dict[str, Any]]:
    """Return our result, and Freqtrade's statistics of the very same run."""
    folder = tmp_path_factory.mktemp(request.param)
    source = folder / "source.py"
    source.write_text(SOURCES[request.param], encoding="utf-8")
    market = ("--exchange", "bitfinex", "--pairs", "BTC/USD,LTC/USD", "--timeframe", "1h")
    money = ("--timerange", "20180301-20181101", "--stake", "100", "--max-open-trades", "2")
    out = folder / "out"
    where = ("--data", store, "--out", out, "--json", "--engine", "freqtrade")
    run("backtest", "--code", source, *market, *money, *where)
    result = BacktestResult.model_validate_json((out / "result.json").read_bytes())
    with zipfile.ZipFile(out / "freqtrade-export.zip") as export:
        name = next(
            one for one in export.namelist() if one.endswith(".json") and "_" not in one[40:]
        )
        stats = json.loads(export.read(name))["strategy"]
    return result, next(iter(stats.values()))


def close(ours: float | None, theirs: float) -> bool:
    return ours is not None and math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9)


def test_every_metric_is_the_one_in_the_export(
    both: tuple[BacktestResult, dict[str, Any]],
) -> None:
    result, theirs = both
    ours = result.metrics.model_dump()
    assert ours["total_trades"] >= 30
    assert not {
        name: (ours[name], theirs[name])
        for name in SAME_NAME + ONLY_WITH_TRADES
        if not close(ours[name], theirs[name])
    }
    for name in ("drawdown_start", "drawdown_end"):
        assert f"{ours[name]:%Y-%m-%d %H:%M:%S}" == theirs[name]
    assert ours["best_pair"]["key"] == theirs["best_pair"]["key"]
    assert ours["worst_pair"]["key"] == theirs["worst_pair"]["key"]


def test_every_group_is_the_one_in_the_export(both: tuple[BacktestResult, dict[str, Any]]) -> None:
    result, theirs = both
    for ours, table in (
        (result.by_pair, "results_per_pair"),
        (result.by_enter_tag, "results_per_enter_tag"),
        (result.by_exit_reason, "exit_reason_summary"),
    ):
        rows = [row for row in theirs[table] if row["key"] != "TOTAL"]
        assert [row.key for row in ours] == [row["key"] for row in rows]
        for row, other in zip(ours, rows, strict=True):
            assert not {
                name: (getattr(row, name), other[name])
                for name in GROUP
                if not close(getattr(row, name), other[name])
            }


def test_settling_the_orders_again_gives_the_engines_profits(
    both: tuple[BacktestResult, dict[str, Any]],
) -> None:
    for trade in both[0].trades:
        again = settle(trade, trade.orders)
        exits = sum(not one.is_entry for one in trade.orders)
        # With several exits, Freqtrade's absolute profit may hold the last one's alone.
        assert exits > 1 or again.profit_abs == pytest.approx(trade.profit_abs, abs=5e-8)
        assert again.profit_ratio == pytest.approx(trade.profit_ratio, abs=1e-8)
        assert again.close_rate == trade.close_rate
        assert again.max_stake_amount == pytest.approx(trade.max_stake_amount, rel=1e-9)
        assert again.fees_abs == pytest.approx(trade.fees_abs, rel=1e-9)


def test_what_freqtrade_leaves_out_of_its_profits_is_said(
    both: tuple[BacktestResult, dict[str, Any]],
) -> None:
    result = both[0]
    apart = [
        trade
        for trade in result.trades
        if abs(settle(trade, trade.orders).profit_abs - trade.profit_abs) > 1e-4
    ]
    said = {one.code: one.text for one in result.caveats}
    assert bool(apart) == ("partial_exits" in said)
    assert not apart or f"out of {len(apart)} trade" in said["partial_exits"]
