"""Freqtrade files as users write them: sound ones, and some that cheat."""

from __future__ import annotations

from textwrap import dedent, indent

_FILE = """
import talib.abstract as ta
from freqtrade.strategy import (
    BooleanParameter,
    CategoricalParameter,
    DecimalParameter,
    IntParameter,
    IStrategy,
)

{top}

class Dip(IStrategy):
    timeframe = "1h"
    minimal_roi = {{}}
    stoploss = -0.10
    startup_candle_count = {startup}
{body}

    def populate_indicators(self, dataframe, metadata):
        dataframe["rsi"] = ta.RSI(dataframe, timeperiod=14)
{indicators}
        return dataframe

    def populate_entry_trend(self, dataframe, metadata):
        dataframe.loc[{entry}, "enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe, metadata):
        dataframe.loc[{leave}, "exit_long"] = 1
        return dataframe
"""

TUNED = """
    buy_rsi = IntParameter(25, 45, default=35)
    sell_rsi = IntParameter(45, 65, default=55)
"""

LOW = 'dataframe["rsi"] < self.buy_rsi.value'
HIGH = 'dataframe["rsi"] > self.sell_rsi.value'

CALLBACK = """
    def custom_exit(self, pair, trade, current_time, current_rate, current_profit, **kwargs):
        return "long enough" if (current_time - trade.open_date_utc).days >= 4 else None
"""

LATER = {
    "shift": ('dataframe["later"] = dataframe["close"].shift(-1)', 'dataframe["later"]'),
    "mean": ('dataframe["middle"] = dataframe["close"].mean()', 'dataframe["middle"]'),
    "max": ('dataframe["top"] = dataframe["high"].max() * 0.97', 'dataframe["top"]'),
}
"""Columns that know later candles: how each is made, and what the close is compared with."""


def dip(  # noqa: PLR0913 - the parts of a file
    *,
    top: str = "",
    body: str = TUNED,
    indicators: str = "",
    entry: str = LOW,
    leave: str = HIGH,
    startup: int = 250,
) -> str:
    """Return a file that buys dips and sells after them, with whatever else it is to do."""
    return _FILE.format(
        top=dedent(top),
        body=indent(dedent(body), " " * 4),
        indicators=indent(dedent(indicators), " " * 8),
        entry=entry,
        leave=leave,
        startup=startup,
    )


def plain(**parts: str) -> str:
    """Return the same without a parameter."""
    given = {"entry": 'dataframe["rsi"] < 35', "leave": 'dataframe["rsi"] > 55', "body": ""}
    return dip(**given | parts)  # type: ignore[arg-type]
