# 1. Buy when price is under the lower Bollinger band (20, 2) and RSI is under 30. / 2. Sell when
# price is over the upper band. / 3. Stop loss 6%. /
import talib.abstract as ta
from freqtrade.strategy import IStrategy
from pandas import DataFrame


class NumberedRules(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {}
    stoploss = -0.06
    startup_candle_count = 100

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        bands = ta.BBANDS(dataframe, timeperiod=20, nbdevup=2.0, nbdevdn=2.0)
        dataframe["bb_lower"] = bands["lowerband"]
        dataframe["bb_upper"] = bands["upperband"]
        dataframe["rsi"] = ta.RSI(dataframe, timeperiod=14)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            (dataframe["close"] < dataframe["bb_lower"]) & (dataframe["rsi"] < 30), "enter_long"
        ] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[dataframe["close"] > dataframe["bb_upper"], "exit_long"] = 1
        return dataframe
