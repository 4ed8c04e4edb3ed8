# Buy when supertrend (10, 3) flips to up and sell when it flips to down.
from freqtrade.strategy import IStrategy
from pandas import DataFrame
from technical.indicators import supertrend


class SupertrendFlip(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {}
    stoploss = -0.99
    startup_candle_count = 300

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        _, direction = supertrend(dataframe, period=10, multiplier=3)
        dataframe["up"] = (direction == "up").astype(int)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[(dataframe["up"] == 1) & (dataframe["up"].shift(1) == 0), "enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[(dataframe["up"] == 0) & (dataframe["up"].shift(1) == 1), "exit_long"] = 1
        return dataframe
