"""``hypertrade preview``: one answer for a person, lines of JSON for sliders."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

WORDS = "Buy when RSI(14) is below 35 on 1h, sell when RSI is above 65, 10% stop"


@pytest.fixture
def candles(hypertrade: Any, real_candles: Path) -> Path:
    """Return a data folder with hourly candles of one pair."""
    file = real_candles / "bitfinex" / "BTC_USD-1h.feather"
    where = ("--exchange", "bitfinex", "--pair", "BTC/USD", "--timeframe", "1h")
    assert hypertrade("data", "import", str(file), *where, "--data", "candles").code == 0
    return Path("candles").resolve()


def test_once_is_for_a_person(hypertrade: Any, candles: Path) -> None:
    market = ("--exchange", "bitfinex", "--pairs", "BTC/USD", "--timerange", "20180101-20180601")
    ended = hypertrade("preview", "--once", "--text", WORDS, *market, "--data", str(candles))
    assert ended.code == 0, ended.err
    assert ended.out.startswith("Trades")
    assert "preview" in ended.out


@pytest.mark.parametrize(
    ("arguments", "field"),
    [(("--set", "period"), "--set"), (("--set", "x=3"), "x"), (("--timerange", "no"), "timerange")],
)
def test_once_refuses_what_it_cannot_read(
    hypertrade: Any, candles: Path, arguments: tuple[str, ...], field: str
) -> None:
    market = ("--exchange", "bitfinex", "--pairs", "BTC/USD")
    ended = hypertrade(
        *("preview", "--once", "--text", WORDS, *market, "--data", str(candles)), *arguments
    )
    assert ended.code == 2
    assert field in ended.err


def test_a_question_is_shown(hypertrade: Any, candles: Path) -> None:
    ended = hypertrade(
        *("preview", "--once", "--text", "buy when it looks cheap", "--exchange", "bitfinex"),
        *("--pairs", "BTC/USD", "--data", str(candles)),
    )
    assert ended.code == 2
    assert ended.out.startswith("?")


def test_each_line_is_answered_by_a_line(candles: Path) -> None:
    market = {"exchange": "bitfinex", "pairs": ["BTC/USD"], "timerange": "20180101-20180601"}
    asked = [
        json.dumps({"id": 1, "words": WORDS, **market}),
        "nonsense",
        json.dumps({"id": 3, "words": WORDS, **market, "balance": 2000}),
    ]
    done = subprocess.run(
        [sys.executable, "-c", "from hypertrade.cli import main; main()", "preview"],
        input="\n".join(asked) + "\n",
        env=os.environ | {"HYPERTRADE_DATA": str(candles)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, wrong, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], second["id"]) == (1, 3)
    assert first["preview"] is True
    assert first["tiles"][0]["key"] == "total_trades"
    assert wrong["error"]["code"] == "Invalid"
