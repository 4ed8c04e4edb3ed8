"""What the editor offers is what is installed."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import pytest
from hypertrade_functions.shapes.editor import Completions
from hypertrade_jobs.completions import _COLUMNS, _columns

SHIPPED = files("hypertrade.strategy.code").joinpath("completions.json")


@pytest.fixture(scope="module")
def shipped() -> Completions:
    return Completions.model_validate_json(SHIPPED.read_bytes())


def test_the_shipped_file_is_what_the_installed_packages_say() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "hypertrade_jobs.completions"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert SHIPPED.read_text("utf-8") == made.stdout, (
        "run: python -m hypertrade_jobs.completions > completions.json, and put it in its place"
    )


def test_what_strategies_are_written_with_is_there(shipped: Completions) -> None:
    members = {one.name: one for one in shipped.strategy_members}
    assert members["populate_indicators"].insert == (
        "def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:\n    $0"
    )
    assert {"custom_exit", "custom_stoploss", "leverage", "confirm_trade_entry"} <= set(members)
    assert (members["stoploss"].kind, members["stoploss"].insert) == ("attribute", "stoploss = $0")
    for old in ("populate_buy_trend", "custom_sell", "ft_bot_start", "advise_entry"):
        assert old not in members
    assert {one.name for one in shipped.functions} >= {
        *("merge_informative_pair", "stoploss_from_open", "informative")
    }
    modules = {one.name: one for one in shipped.modules}
    named = {name: {one.name: one for one in module.members} for name, module in modules.items()}
    assert modules["ta"].imported == "import talib.abstract as ta"
    assert named["ta"]["RSI"].signature == "RSI(dataframe, timeperiod=14, price='close')"
    assert "upperband, middleband, lowerband" in named["ta"]["BBANDS"].documentation
    assert named["ta"]["MACD"].insert.startswith("MACD(dataframe, fastperiod=${1:12}")
    assert {"crossed_above", "crossed_below"} <= set(named["qtpylib"])
    assert {"rolling", "shift", "loc", "copy"} <= set(named["dataframe"])
    assert {"open_rate", "calc_profit_ratio", "enter_tag"} <= set(named["trade"])
    assert "get_pair_dataframe" in named["dp"]


def test_what_is_undocumented_is_little(shipped: Completions) -> None:
    """Whatever a beginner meets first has a text, the packages' own or ours."""
    silent = [one.name for one in shipped.strategy_members if not one.documentation]
    assert silent == []
    [qtpylib] = [one for one in shipped.modules if one.name == "qtpylib"]
    crossed = [one.documentation for one in qtpylib.members if one.name.startswith("crossed")]
    assert all(crossed)


def test_every_column_of_freqtrade_is_described() -> None:
    assert _columns() == list(_COLUMNS)
