"""``hypertrade backtest`` from words, spec and code to a report, on real candles."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

DIP = "Buy when RSI(14) crosses below 30, sell when RSI is above 70, 5% stop"
MARKET = ("--exchange", "bitfinex", "--pairs", "BTC/USD,ETH/USD")
RANGE = ("--timerange", "20180101-20180601")
TRADE_FIELDS = {
    "pair",
    "open_date",
    "close_date",
    "open_rate",
    "close_rate",
    "amount",
    "profit_abs",
    "profit_ratio",
    "exit_reason",
    "enter_tag",
    "is_short",
}


@pytest.fixture
def candles(hypertrade: Any, real_candles: Path) -> Path:
    """Return a data folder with hourly candles of two pairs, imported as a user imports them."""
    for pair in ("BTC/USD", "ETH/USD"):
        file = real_candles / "bitfinex" / f"{pair.replace('/', '_')}-1h.feather"
        where = ("--exchange", "bitfinex", "--pair", pair, "--timeframe", "1h", "--data", "candles")
        assert hypertrade("data", "import", str(file), *where).code == 0
    return Path("candles")


def test_words_become_a_report(hypertrade: Any, candles: Path) -> None:
    ended = hypertrade(
        *("backtest", "--text", DIP, *MARKET, *RANGE, "--timeframe", "1h"),
        *("--data", str(candles), "--out", "report", "--json"),
    )
    assert ended.code == 0, ended.err
    result = json.loads(Path("report/result.json").read_text())
    assert len(result["trades"]) == result["metrics"]["total_trades"] > 10
    for trade in result["trades"]:
        assert set(trade) >= TRADE_FIELDS
        assert datetime.fromisoformat(trade["open_date"]).utcoffset() is not None
        assert trade["enter_tag"] == "entry"
    assert result["fingerprint"]["candles"]
    assert result["data_quality"]
    assert ended.json == result | {"files": ended.json["files"]}
    assert Path(ended.json["files"]["report"]).is_file()
    with Path("report/trades.csv").open() as file:
        assert len(list(csv.DictReader(file))) == len(result["trades"])
    for name in ("report.html", "equity.png", "strategy.py"):
        assert (Path("report") / name).stat().st_size > 1000
    assert result["fingerprint"]["engine"] == "hypertrade"


def test_freqtrade_is_a_choice_and_leaves_its_export(hypertrade: Any, candles: Path) -> None:
    common = ("--text", DIP, *MARKET, *RANGE, "--data", str(candles), "--json")
    fast = hypertrade("backtest", *common, "--out", "fast", "--engine", "fast").json
    slow = hypertrade("backtest", *common, "--out", "slow", "--engine", "freqtrade").json
    assert slow["fingerprint"]["engine"] == "freqtrade"
    assert slow["fingerprint"]["engine_reason"] == ""
    assert Path("slow/freqtrade-export.zip").stat().st_size > 1000
    assert not Path("fast/freqtrade-export.zip").exists()
    for part in ("trades", "metrics", "series", "by_pair", "diagnosis", "data_quality"):
        assert fast[part] == slow[part], part
    for part in ("strategy", "candles", "settings", "markets"):
        assert fast["fingerprint"][part] == slow["fingerprint"][part], part


def test_verify_asks_freqtrade_and_keeps_the_answer(hypertrade: Any, candles: Path) -> None:
    ended = hypertrade(
        *("backtest", "--text", DIP, *MARKET, *RANGE, "--data", str(candles)),
        *("--out", "report", "--verify"),
    )
    assert ended.code == 0, ended.err
    result = json.loads(Path("report/result.json").read_text())
    count = len(result["trades"])
    assert f"Freqtrade agrees: {count} trades, every field equal" in ended.out
    said = result["verification"]
    assert (said["engine"], said["trades"], said["different"]) == ("freqtrade", count, 0)
    assert result["fingerprint"]["engine"] == "hypertrade"
    assert Path("report/freqtrade-export.zip").stat().st_size > 1000
    assert "every value equal" in Path("report/report.html").read_text()


def test_spec_and_words_are_one_strategy_and_a_run_repeats(hypertrade: Any, candles: Path) -> None:
    hypertrade("strategy", "parse", DIP, "-o", "dip.json")
    common = (*MARKET, *RANGE, "--data", str(candles), "--json")
    first = hypertrade("backtest", "--text", DIP, *common, "--out", "words")
    second = hypertrade("backtest", "--spec", "dip.json", *common, "--out", "spec")
    assert first.json["fingerprint"] == second.json["fingerprint"]
    trades = [
        json.loads(Path(f"{out}/result.json").read_text())["trades"] for out in ("words", "spec")
    ]
    assert trades[0] == trades[1]


def test_an_open_question_is_printed_and_nothing_runs(hypertrade: Any) -> None:
    ended = hypertrade("backtest", "--text", "buy when it looks cheap", *MARKET, "--out", "report")
    assert ended.code == 2
    assert "?" in ended.out
    assert not Path("report").exists()


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ((), "--text"),
        (("--text", DIP, "--spec", "dip.json"), "--text"),
        (("--text", DIP, "--timerange", "soon"), "timerange"),
        (("--text", DIP, "--stake", "lots"), "--stake"),
        (("--text", DIP, "--slippage", "0.9"), "slippage"),
        (("--text", DIP, "--pairs", "BTCUSD"), "pairs"),
        (("--text", DIP, "--pairs", "DOGE/USD"), "DOGE/USD"),
        (("--text", DIP, "--timerange", "20300101-20310101"), "timerange"),
        (("--text", DIP, "--exchange", "atlantis"), "exchange"),
        (("--code", "absent.py"), "absent.py"),
    ],
)
def test_bad_input_gets_one_message_and_leaves_nothing(
    hypertrade: Any, candles: Path, arguments: tuple[str, ...], field: str
) -> None:
    market = dict(zip(MARKET[::2], MARKET[1::2], strict=True))
    given = market | dict(zip(arguments[::2], arguments[1::2], strict=True))
    words = [word for option in given.items() for word in option]
    ended = hypertrade("backtest", *words, "--data", str(candles), "--out", "report")
    assert ended.code == 2, ended.err
    assert field in ended.err
    assert "Traceback" not in ended.err
    assert not Path("report").exists()


def test_a_failing_strategy_names_its_own_line(hypertrade: Any, candles: Path) -> None:
    source = """\
from freqtrade.strategy import IStrategy


class Typo(IStrategy):
    timeframe = "1h"
    stoploss = -0.1
    minimal_roi = {}

    def populate_indicators(self, dataframe, metadata):
        return dataframe

    def populate_entry_trend(self, dataframe, metadata):
        columns = ["rs" + "ii"]
        dataframe.loc[dataframe[columns[0]] < 30, "enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe, metadata):
        return dataframe
"""
    Path("typo.py").write_text(source)
    ended = hypertrade(
        "backtest", "--code", "typo.py", *MARKET, "--data", str(candles), "--out", "report"
    )
    if ended.code == 3 and "bubblewrap" in ended.err:
        pytest.skip("code strategies cannot be confined here: no bubblewrap")
    assert ended.code == 2, ended.err
    assert "rsii" in ended.err
    assert "line 14" in ended.err
    assert not Path("report").exists()
