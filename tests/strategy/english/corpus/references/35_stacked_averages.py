# Buy when EMA 8 is above EMA 21 and EMA 21 is above EMA 55. Sell when EMA 8 is below EMA 21. SL
# 5%.
import talib.abstract as ta
from freqtrade.strategy import IStrategy
from pandas import DataFrame


class StackedAverages(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {}
    stoploss = -0.05
    startup_candle_count = 250

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["ema8"] = ta.EMA(dataframe, timeperiod=8)
        dataframe["ema21"] = ta.EMA(dataframe, timeperiod=21)
        dataframe["ema55"] = ta.EMA(dataframe, timeperiod=55)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            (dataframe["ema8"] > dataframe["ema21"]) & (dataframe["ema21"] > dataframe["ema55"]),
            "enter_long",
        ] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[dataframe["ema8"] < dataframe["ema21"], "exit_long"] = 1
        return dataframe
