# Buy when the 20 EMA has been rising for 5 candles and RSI is between 50 and 65. Sell when the 20
# EMA has been falling for 3 candles.
import talib.abstract as ta
from freqtrade.strategy import IStrategy
from pandas import DataFrame


class RisingAverage(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {}
    stoploss = -0.99
    startup_candle_count = 150

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["ema20"] = ta.EMA(dataframe, timeperiod=20)
        dataframe["rsi"] = ta.RSI(dataframe, timeperiod=14)
        dataframe["rising"] = (dataframe["ema20"] > dataframe["ema20"].shift(1)).astype(int)
        dataframe["falling"] = (dataframe["ema20"] < dataframe["ema20"].shift(1)).astype(int)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            (dataframe["rising"].rolling(5).sum() == 5) & dataframe["rsi"].between(50, 65),
            "enter_long",
        ] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[dataframe["falling"].rolling(3).sum() == 3, "exit_long"] = 1
        return dataframe
