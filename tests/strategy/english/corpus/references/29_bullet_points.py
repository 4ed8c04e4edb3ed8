# - timeframe: 1h / - entry: close above the 20 EMA and RSI above 55 / - exit: close below the 20
# EMA / - stop loss: 3% / - take profit: 6% /
import talib.abstract as ta
from freqtrade.strategy import IStrategy
from pandas import DataFrame


class BulletPoints(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {"0": 0.06}
    stoploss = -0.03
    startup_candle_count = 150

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["ema20"] = ta.EMA(dataframe, timeperiod=20)
        dataframe["rsi"] = ta.RSI(dataframe, timeperiod=14)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            (dataframe["close"] > dataframe["ema20"]) & (dataframe["rsi"] > 55), "enter_long"
        ] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[dataframe["close"] < dataframe["ema20"], "exit_long"] = 1
        return dataframe
