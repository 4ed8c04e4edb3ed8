# golden cross, 50/200, daily
import talib.abstract as ta
from freqtrade.strategy import IStrategy
from pandas import DataFrame
from technical import qtpylib


class GoldenCrossDaily(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1d"
    minimal_roi = {}
    stoploss = -0.99
    startup_candle_count = 201

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["sma50"] = ta.SMA(dataframe, timeperiod=50)
        dataframe["sma200"] = ta.SMA(dataframe, timeperiod=200)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            qtpylib.crossed_above(dataframe["sma50"], dataframe["sma200"]), "enter_long"
        ] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            qtpylib.crossed_below(dataframe["sma50"], dataframe["sma200"]), "exit_long"
        ] = 1
        return dataframe
