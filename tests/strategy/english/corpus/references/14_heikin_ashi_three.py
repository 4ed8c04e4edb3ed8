# Go long after three green Heikin Ashi candles in a row, exit on a red one.
from freqtrade.strategy import IStrategy
from pandas import DataFrame
from technical import qtpylib


class HeikinAshiThree(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {}
    stoploss = -0.99
    startup_candle_count = 100

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        heikinashi = qtpylib.heikinashi(dataframe)
        dataframe["ha_green"] = (heikinashi["close"] > heikinashi["open"]).astype(int)
        dataframe["ha_red"] = (heikinashi["close"] < heikinashi["open"]).astype(int)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[dataframe["ha_green"].rolling(3).sum() == 3, "enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[dataframe["ha_red"] == 1, "exit_long"] = 1
        return dataframe
