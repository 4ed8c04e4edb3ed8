"""``hypertrade data ...`` as a person and a program meet it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypertrade.candles import quotes
from hypertrade.candles.schema import candle_frame, timeframe_ms, to_ms

from tests.candles.loopback_exchange import LoopbackExchange

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from tests.cli.conftest import Ended as Ran

COMMAND = Path(sys.executable).with_name("hypertrade")
NAMES = ("open", "high", "low", "close", "volume")


@pytest.fixture
def run(hypertrade: Callable[..., Ran]) -> Callable[..., Ran]:
    """Return a runner of ``hypertrade data ARGUMENTS...``."""
    return partial(hypertrade, "data")


def hours(count: int, start: datetime = datetime(2020, 1, 6, tzinfo=UTC)) -> pd.DataFrame:
    dates = to_ms(start) + np.arange(count, dtype=np.int64) * timeframe_ms("1h")
    values = {name: np.full(count, 10.0) for name in NAMES}
    values["high"] = 10.0 + np.arange(count) % 3
    return candle_frame(dates, values)


FILLS = "a backtest fills them flat, as Freqtrade does"
BTC = ("--exchange", "bitfinex", "--pair", "BTC/USD", "--timeframe", "1h")


@pytest.fixture
def feather(tmp_path: Path) -> str:
    hours(100).drop(index=[40, 41]).reset_index(drop=True).to_feather(tmp_path / "btc.feather")
    return "btc.feather"


def test_import_then_list_then_check(run: Callable[..., Ran], feather: str) -> None:
    imported = run("import", feather, *BTC)
    assert imported.code == 0
    assert imported.out.splitlines() == [
        "read btc.feather as Feather",
        "bitfinex BTC/USD 1h: 98 candles added, 98 in all (given: 2020-01-06 to 2020-01-10 03:00)",
        f"  - 2 candles absent in 1 gap, the longest 2h; {FILLS}",
    ]
    assert Path("hypertrade-data/exchange=bitfinex/timeframe=1h/pair=BTC_USD").is_dir()
    listed = run("list")
    assert listed.out.splitlines()[1].split() == [
        "bitfinex", "BTC/USD", "1h", "98", "2020-01-06", "2020-01-10", "03:00", "real", feather,
    ]  # fmt: skip
    checked = run("check", "--json").json
    (report,) = checked["series"]
    assert (report["candles"], report["gaps"], report["filled"]) == (98, 1, 2)
    assert len(report["content_hash"]) == 64
    assert "BTC/USD" in run("check").out


def test_import_as_json(run: Callable[..., Ran], feather: str) -> None:
    result = run("import", feather, *BTC, "--data", "there", "--json")
    assert result.err == ""
    assert result.json["files"] == [{"file": "btc.feather", "format": "Feather"}]
    assert (result.json["added"], result.json["total"]) == (98, 98)
    assert result.json["quality"]["pair"] == "BTC/USD"
    again = run("import", feather, *BTC, "--data", "there", "--json").json
    assert (again["added"], again["unchanged"]) == (0, 98)


def test_several_files_and_what_they_replace(run: Callable[..., Ran], feather: str) -> None:
    hours(50, datetime(2020, 1, 7, tzinfo=UTC)).assign(volume=1.0).to_feather("more.feather")
    run("import", feather, *BTC)
    result = run("import", "more.feather", feather, "more.feather", *BTC)
    assert "given more than once, one kept" in result.out
    assert "stored with other values, replaced" in result.out
    assert "read btc.feather as Feather" in result.out


def test_the_environment_names_the_folder(
    run: Callable[..., Ran], feather: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYPERTRADE_DATA", "from-environment")
    run("import", feather, *BTC)
    assert Path("from-environment/exchange=bitfinex").is_dir()
    assert run("list", "--json").json["data"] == "from-environment"


@pytest.mark.parametrize(
    ("arguments", "message", "remedy"),
    [
        (("import", "x.csv", *BTC), "FILE: there is no file x.csv", "Check the path"),
        (
            ("import", "btc.feather", "--exchange", "e", "--pair", "btc-usd", "--timeframe", "1h"),
            "pair: 'btc-usd' is not a pair",
            "Did you mean BTC/USD?",
        ),
        (
            ("import", "btc.feather", "--exchange", "e", "--pair", "BTCUSD", "--timeframe", "1h"),
            "pair: 'BTCUSD' is not a pair",
            "Did you mean BTC/USD?",
        ),
        (("import", "btc.feather", *BTC[:-1], "60m"), "unknown timeframe '60m'", "1h"),
        (("import", "btc.feather", *BTC[:-1], "5m"), "coarser than 5m", "--timeframe 1h"),
        (("import", "btc.feather", *BTC[:-1], "1d"), "finer than 1d", "--timeframe 1h"),
        (("import", "btc.feather", "--pair", "BTC/USD"), "Missing option", "--help"),
        (("list",), "no candles in hypertrade-data", "hypertrade data demo"),
        (("check", "--pair", "ETH/USD"), "no candles of ETH/USD", "hypertrade data import"),
        (
            ("download", "--exchange", "binanc", "--pairs", "BTC/USDT", "--timeframe", "1h"),
            "unknown exchange 'binanc'",
            "binance",
        ),
        (
            ("download", "--exchange", "binance", "--pairs", "BTCUSDT", "--timeframe", "1h"),
            "pairs: 'BTCUSDT' is not a pair",
            "Did you mean BTC/USDT?",
        ),
        (
            ("download", "--exchange", "binance", "--pairs", ",", "--timeframe", "1h"),
            "nothing is named",
            "commas",
        ),
        (
            ("download", "--exchange", "binance", "--pairs", "BTC/USDT", "--timeframe", "1h",
             "--since", "2020-13-01"),
            "since: '2020-13-01' is not a day",
            "20240131",
        ),
        (
            ("download", "--exchange", "binance", "--pairs", "BTC/USDT", "--timeframe", "1h",
             "--since", "20200101", "--timerange", "20200101-"),
            "both --since and --timerange",
            "one of them",
        ),
    ],
)  # fmt: skip
def test_bad_input_is_one_clear_message_and_changes_nothing(
    run: Callable[..., Ran], feather: str, arguments: tuple[str, ...], message: str, remedy: str
) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert message in result.err
    assert remedy in result.err
    assert "Traceback" not in result.err
    assert [path.name for path in Path().iterdir()] == [feather]
    as_json = run(*arguments, "--json")
    if arguments != ("list",):
        assert as_json.code == 2
        assert as_json.json["error"]["problem"]


def test_an_empty_store_lists_as_empty_json(run: Callable[..., Ran]) -> None:
    assert run("list", "--json").json == {"data": "hypertrade-data", "series": []}


def test_demo_is_labelled_and_spares_real_candles(run: Callable[..., Ran]) -> None:
    made = run("demo", "--seed", "3")
    assert made.code == 0
    assert made.out.count("synthetic") == 9
    assert "worthless as evidence" in made.out
    assert "hypertrade backtest" in made.out
    assert run("demo", "--seed", "3", "--json").json["synthetic"] is True
    assert all(series["synthetic"] for series in run("list", "--json").json["series"])
    hours(30).to_feather("real.feather")
    binance = ("--exchange", "binance", "--pair", "BTC/USDT", "--timeframe", "1h")
    mixed = run("import", "real.feather", *binance)
    assert mixed.code == 3
    assert "already holds demo candles" in mixed.err
    assert run("import", "real.feather", *binance, "--data", "real").code == 0
    refused = run("demo", "--data", "real")
    assert refused.code == 3
    assert "30 real candles" in refused.err


def test_download_from_the_loopback(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    with LoopbackExchange() as exchange:
        exchange.candles["BTC/USDT", "1h"] = hours(1500)
        exchange.candles["ETH/USDT", "1h"] = hours(700)
        monkeypatch.setattr(quotes, "open_exchange", lambda *_, **__: exchange.client())
        arguments = ("download", "--exchange", "binance", "--pairs", "BTC/USDT,ETH/USDT",
                     "--timeframe", "1h", "--timerange", "20200106-20200301")  # fmt: skip
        done = run(*arguments)
        assert done.code == 0
        assert [line.split()[:3] for line in done.out.splitlines()[1:]] == [
            ["BTC/USDT", "1h", "1,320"],
            ["ETH/USDT", "1h", "700"],
        ]
        assert "binance BTC/USDT 1h: 100%, 1,320 candles" in done.err
        again = run(*arguments, "--json")
        assert [series["added"] for series in again.json["series"]] == [0, 0]
        assert again.err == ""


def test_a_terminal_gets_colours_and_no_cut_cells(feather: str, tmp_path: Path) -> None:
    parent, child = pty.openpty()
    environment = {**os.environ, "COLUMNS": "80", "TERM": "xterm"}
    for arguments in (("import", feather, *BTC), ("check",)):
        subprocess.run(
            [COMMAND, "data", *arguments],
            cwd=tmp_path, env=environment, check=True, stdout=child, stderr=child, timeout=60,
        )  # fmt: skip
    os.close(child)
    shown = os.read(parent, 100_000).decode()
    os.close(parent)
    assert "\x1b[" in shown
    assert "…" not in shown
    assert "BTC/USD" in shown
    assert "2020-01-10" in shown


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from hypertrade.cli import main; sys.argv = ['hypertrade', 'data', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'pyarrow', 'ccxt', 'numpy', 'matplotlib'} & sys.modules.keys()\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=60)
