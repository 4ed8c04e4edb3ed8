"""TA-Lib's functions called directly are those that a compiled strategy calls."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
import talib.abstract as ta
from hypertrade.strategy.compile.formulas import FORMULAS, Talib
from hypertrade.strategy.signals import native

COLUMNS = ("open", "high", "low", "close", "volume", "price")


def frame(rows: int, *, head: int = 0, steady: bool = False) -> pd.DataFrame:
    random = np.random.default_rng(rows)
    close = 100 * np.exp(np.cumsum(random.normal(0, 0.01, rows) * (not steady)))
    opening = np.concatenate([[100.0], close])[:-1]
    spread = 1 + random.random(rows) * 0.01 * (not steady)
    table = pd.DataFrame(
        {
            "open": opening,
            "high": np.maximum(opening, close) * spread,
            "low": np.minimum(opening, close) / spread,
            "close": close,
            "volume": random.integers(0, 3, rows) * 10.0,
            "price": close * 2,
        }
    )
    table.iloc[:head] = np.nan
    return table


def both(
    name: str, table: pd.DataFrame, options: dict[str, float]
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    function = native.FUNCTIONS[name]
    columns = {item: table[item].to_numpy(float) for item in COLUMNS}
    ours = native.call(name, columns, options)
    price = {"price": "price"} if native.PRICE in function.inputs else {}
    theirs = getattr(ta, name)(table, **options, **price)
    if isinstance(theirs, pd.DataFrame):
        return ours, {str(key): theirs[key].to_numpy() for key in theirs}
    return ours, {"value": theirs.to_numpy()}


@pytest.mark.parametrize("name", native.FUNCTIONS)
def test_every_function_gives_the_same_bits_as_talib(name: str) -> None:
    options = native.FUNCTIONS[name].options
    choices: list[dict[str, float]] = [{}]
    choices.append({item: 7 for item in options if "period" in item})
    choices.append({item: 0.25 for item in options if item in native.REAL})
    tables = [frame(300), frame(300, head=40), frame(300, steady=True), frame(1), frame(5)]
    tables.append(frame(30, head=30))
    for table in tables:
        for choice in choices:
            ours, theirs = both(name, table, choice)
            assert ours.keys() == theirs.keys()
            for key, values in ours.items():
                assert values.dtype == theirs[key].dtype
                assert np.array_equal(values, theirs[key], equal_nan=values.dtype == float), key


def test_every_formula_has_its_function() -> None:
    for formula in FORMULAS.values():
        if isinstance(formula.method, Talib):
            function = native.FUNCTIONS[formula.method.function]
            extra = {item.partition("=")[0] for item in formula.method.extra}
            assert {*formula.method.arguments.values(), *extra} <= set(function.options)
            assert set(formula.method.outputs.values()) <= set(function.outputs)


def test_candles_of_no_length_have_indicators_of_no_length() -> None:
    nothing = {item: np.empty(0) for item in COLUMNS}
    assert native.call("MACD", nothing, {})["macdhist"].shape == (0,)
    assert native.call("CDLDOJI", nothing, {})["value"].dtype == np.int32


def test_a_refused_option_is_named() -> None:
    columns = {item: np.arange(9.0) for item in COLUMNS}
    with pytest.raises(ValueError, match="refuses RSI with timeperiod 1 "):
        native.call("RSI", columns, {"timeperiod": 1})


SCRIPT = """
import sys
import numpy as np
from hypertrade.arrays import Candles
from hypertrade.strategy.signals import Evaluator
from hypertrade.strategy.spec import read_spec
prices = [100 + np.sin(np.arange(99.0))] * 5
spec = read_spec({
    "name": "a", "timeframe": "1h",
    "entries": [{"name": "b", "when": {"kind": "compare", "op": ">", "left": {
        "kind": "indicator", "name": "rsi"}, "right": {"kind": "number", "value": 50}}}],
})
held = Evaluator(spec, {None: Candles(0, 3_600_000, *prices, 0, 99)}).evaluate().enter_long
heavy = {"pandas", "talib", "numba", "freqtrade", "pyarrow"} & sys.modules.keys()
assert not heavy, heavy
import pandas, talib
import talib.abstract
table = pandas.DataFrame({"close": prices[0]})
assert ((talib.abstract.RSI(table) > 50).to_numpy() == held).all()
assert held.any() and not held.all()
"""


def test_evaluating_imports_nothing_heavy_and_leaves_talib_as_it_is() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
