"""The catalogue: complete, and within what TA-Lib can compute."""

from __future__ import annotations

import subprocess
import sys
from typing import get_args

import numpy as np
import pytest
import talib
from hypertrade.strategy.catalogue import INDICATORS, PATTERNS, definition, did_you_mean
from hypertrade.strategy.spec.operands import PriceField
from talib import abstract

REQUIRED = {
    "sma",
    "ema",
    "wma",
    "dema",
    "tema",
    "hma",
    "kama",
    "vwma",
    "rsi",
    "macd",
    "stochastic",
    "stochastic_rsi",
    "bollinger",
    "keltner",
    "donchian",
    "atr",
    "natr",
    "adx",
    "plus_di",
    "minus_di",
    "aroon",
    "cci",
    "mfi",
    "obv",
    "cmf",
    "williams_r",
    "roc",
    "momentum",
    "trix",
    "ultimate_oscillator",
    "parabolic_sar",
    "supertrend",
    "ichimoku",
    "heikin_ashi",
    "linreg_slope",
    "zscore",
    "highest",
    "lowest",
    "mean",
    "deviation",
    "vwap",
}


def test_everything_the_product_promises_is_there() -> None:
    assert set(INDICATORS) >= REQUIRED
    assert len(INDICATORS) >= 40
    assert {"width", "percent_b"} <= set(INDICATORS["bollinger"].outputs)


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_entries_are_well_formed(name: str) -> None:
    known = INDICATORS[name]
    assert known.name == name
    assert definition(name) is known
    assert known.source is None or known.source in get_args(PriceField)
    assert len(set(known.outputs)) == len(known.outputs) >= 1
    for item in known.parameters:
        assert item.low <= item.default <= item.high
        assert not item.whole or float(item.default).is_integer()


def test_all_patterns_of_talib_are_there_under_their_own_penetration() -> None:
    theirs = set(talib.get_function_groups()["Pattern Recognition"])
    assert {item.function for item in PATTERNS.values()} == theirs
    for item in PATTERNS.values():
        assert getattr(abstract, item.function).parameters.get("penetration") == item.penetration


def test_names_one_letter_off_are_recognised() -> None:
    assert "stochastic" in did_you_mean("stochastik", INDICATORS)
    assert did_you_mean("xyzzy", INDICATORS) == ""


def test_the_shortest_windows_are_ones_talib_takes() -> None:
    close = np.linspace(1, 2, 50)
    functions = {"ema": "EMA", "wma": "WMA", "rsi": "RSI", "roc": "ROC", "kama": "KAMA"}
    for name, function in functions.items():
        period = INDICATORS[name].parameters[0].low
        values = getattr(talib, function)(close, timeperiod=int(period))
        assert np.isfinite(values[-1]), name


def test_reading_and_compiling_load_no_heavy_library() -> None:
    code = (
        "import sys, hypertrade.strategy.schema, hypertrade.strategy.compile\n"
        "heavy = {'pandas', 'numpy', 'talib', 'technical', 'freqtrade', 'pyarrow', 'ccxt'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
