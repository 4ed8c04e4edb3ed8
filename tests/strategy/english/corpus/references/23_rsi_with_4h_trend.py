# On the 1h chart buy when RSI crosses above 40 as long as the 4h close is above the 4h 50 EMA;
# sell when RSI crosses above 70, stop loss 6%
import talib.abstract as ta
from freqtrade.strategy import IStrategy, informative
from pandas import DataFrame
from technical import qtpylib


class RsiWith4hTrend(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {}
    stoploss = -0.06
    startup_candle_count = 250

    @informative("4h")
    def populate_indicators_4h(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["ema50"] = ta.EMA(dataframe, timeperiod=50)
        return dataframe

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["rsi"] = ta.RSI(dataframe, timeperiod=14)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            qtpylib.crossed_above(dataframe["rsi"], 40)
            & (dataframe["close_4h"] > dataframe["ema50_4h"]),
            "enter_long",
        ] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[qtpylib.crossed_above(dataframe["rsi"], 70), "exit_long"] = 1
        return dataframe
