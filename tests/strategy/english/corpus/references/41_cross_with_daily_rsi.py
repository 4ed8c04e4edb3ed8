# 1h: buy when the 10 EMA crosses above the 30 EMA, but only if the daily RSI is above 50. Sell on
# the cross back down. Stop 5%.
import talib.abstract as ta
from freqtrade.strategy import IStrategy, informative
from pandas import DataFrame
from technical import qtpylib


class CrossWithDailyRsi(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {}
    stoploss = -0.05
    startup_candle_count = 150

    @informative("1d")
    def populate_indicators_1d(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["rsi"] = ta.RSI(dataframe, timeperiod=14)
        return dataframe

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["ema10"] = ta.EMA(dataframe, timeperiod=10)
        dataframe["ema30"] = ta.EMA(dataframe, timeperiod=30)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            qtpylib.crossed_above(dataframe["ema10"], dataframe["ema30"])
            & (dataframe["rsi_1d"] > 50),
            "enter_long",
        ] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            qtpylib.crossed_below(dataframe["ema10"], dataframe["ema30"]), "exit_long"
        ] = 1
        return dataframe
