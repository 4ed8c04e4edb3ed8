# Bullish engulfing candle while RSI is below 40: long. Close at +4% or -2%.
import talib.abstract as ta
from freqtrade.strategy import IStrategy
from pandas import DataFrame


class EngulfingLowRsi(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {"0": 0.04}
    stoploss = -0.02
    startup_candle_count = 100

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["engulfing"] = ta.CDLENGULFING(dataframe)
        dataframe["rsi"] = ta.RSI(dataframe, timeperiod=14)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[(dataframe["engulfing"] > 0) & (dataframe["rsi"] < 40), "enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        return dataframe
