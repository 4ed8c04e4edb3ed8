"""On real candles, gaps filled by Freqtrade, with higher timeframes from files of their own."""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from freqtrade.data.converter import ohlcv_fill_up_missing_data
from hypertrade.strategy.spec import read_spec

from tests.signals.comparing import assert_equal
from tests.strategy.compile.harness import Provider

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 12_000
WARM_UP = 300  # hours


class Files(Provider):
    """Gives the higher timeframe from its own file, begun earlier, as Freqtrade loads it."""

    def __init__(self, frame: pd.DataFrame, hours: pd.DataFrame) -> None:
        super().__init__(frame)
        self.hours = hours

    def get_pair_dataframe(self, pair: str, timeframe: str, candle_type: str = "") -> pd.DataFrame:
        del pair, candle_type
        assert timeframe == "1h"
        start = self.frame["date"].iloc[0] - pd.Timedelta(hours=WARM_UP)
        within = self.hours["date"].between(start.floor("h"), self.frame["date"].iloc[-1])
        return self.hours[within].reset_index(drop=True)


@cache
def stored(folder: Path, pair: str, timeframe: str) -> pd.DataFrame:
    frame = pd.read_feather(folder / "bitfinex" / f"{pair}-{timeframe}.feather")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pd.errors.Pandas4Warning)  # inside Freqtrade
        filled: pd.DataFrame = ohlcv_fill_up_missing_data(frame, timeframe, pair)
    return filled


def indicator(name: str, **fields: Any) -> dict[str, Any]:
    params = {key: value for key, value in fields.items() if not isinstance(value, str)}
    words = {key: value for key, value in fields.items() if isinstance(value, str)}
    return {"kind": "indicator", "name": name, "params": params, **words}


def number(value: float) -> dict[str, Any]:
    return {"kind": "number", "value": value}


def compare(left: Any, op: str, right: Any) -> dict[str, Any]:
    return {"kind": "compare", "left": left, "op": op, "right": right}


CLOSE = {"kind": "price"}
SCORE = indicator("zscore", period=48)
VOLUME = {"kind": "price", "field": "volume"}
PRODUCT = {"kind": "arithmetic", "op": "*", "left": number(2)}
BUSY = compare(VOLUME, ">", PRODUCT | {"right": indicator("mean", period=30) | {"source": VOLUME}})
RULES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "dips in a rising market": (
        {
            "kind": "all",
            "conditions": [
                compare(indicator("rsi", period=14), "<", number(30)),
                compare(CLOSE, ">", indicator("ema", period=200)),
                compare(CLOSE, ">", indicator("supertrend", timeframe="1h")),
            ],
        },
        compare(indicator("rsi", period=14), ">", number(70)),
    ),
    "far from the mean": (
        compare(SCORE, "<", number(-2)),
        {"kind": "cross", "left": SCORE, "direction": "above", "right": number(0)},
    ),
    "busy breakouts": (
        {
            "kind": "all",
            "conditions": [
                BUSY,
                compare(CLOSE, ">=", indicator("donchian", period=20, output="upper")),
                {"kind": "within", "condition": BUSY, "candles": 6},
            ],
        },
        compare(indicator("percent_rank", period=50), "<", number(10)),
    ),
    "volume at price": (
        {
            "kind": "cross",
            "left": CLOSE,
            "direction": "above",
            "right": indicator("session_vwap"),
        },
        compare(CLOSE, "<", indicator("vwap", period=96)),
    ),
    "bands and flow": (
        {
            "kind": "all",
            "conditions": [
                compare(CLOSE, "<", indicator("keltner", output="lower")),
                compare(indicator("cmf", timeframe="1h"), ">", number(0)),
            ],
        },
        {"kind": "trend", "value": indicator("heikin_ashi"), "direction": "falling", "candles": 4},
    ),
}


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("pair", ["BTC_USD", "XRP_USD"])
def test_real_candles_give_the_compiled_signals(name: str, pair: str, real_candles: Path) -> None:
    entry, leaving = RULES[name]
    spec = read_spec(
        {
            "name": name,
            "timeframe": "5m",
            "entries": [{"name": "in", "when": entry}],
            "exits": [{"name": "out", "when": leaving}],
            "atr_stop": {"multiple": 2, "period": 14},
        }
    )
    frame = stored(real_candles, pair, "5m").iloc[-ROWS:].reset_index(drop=True)
    provider = Files(frame, stored(real_candles, pair, "1h"))
    found = assert_equal(spec, frame, provider, trace=True)
    assert found.enter_long.any()
    assert found.exit_long.any()
