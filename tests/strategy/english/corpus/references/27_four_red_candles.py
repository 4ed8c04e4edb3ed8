# four red candles in a row -> buy. two green candles in a row -> sell. stop 5%
from freqtrade.strategy import IStrategy
from pandas import DataFrame


class FourRedCandles(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {}
    stoploss = -0.05
    startup_candle_count = 100

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["red"] = (dataframe["close"] < dataframe["open"]).astype(int)
        dataframe["green"] = (dataframe["close"] > dataframe["open"]).astype(int)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[dataframe["red"].rolling(4).sum() == 4, "enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[dataframe["green"].rolling(2).sum() == 2, "exit_long"] = 1
        return dataframe
