# Turtle style: buy when price breaks above the 20-bar high, get out when it breaks below the
# 10-bar low.
from freqtrade.strategy import IStrategy
from pandas import DataFrame
from technical import qtpylib


class TurtleChannel(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {}
    stoploss = -0.99
    startup_candle_count = 100

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["high20"] = dataframe["high"].rolling(20).max().shift(1)
        dataframe["low10"] = dataframe["low"].rolling(10).min().shift(1)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            qtpylib.crossed_above(dataframe["close"], dataframe["high20"]), "enter_long"
        ] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            qtpylib.crossed_below(dataframe["close"], dataframe["low10"]), "exit_long"
        ] = 1
        return dataframe
