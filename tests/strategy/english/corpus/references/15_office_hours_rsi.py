# Buy when RSI(14) falls below 35, but only Monday to Friday between 8 and 20 UTC. Sell when RSI
# rises above 60. Stop loss 4%.
import talib.abstract as ta
from freqtrade.strategy import IStrategy
from pandas import DataFrame
from technical import qtpylib


class OfficeHoursRsi(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {}
    stoploss = -0.04
    startup_candle_count = 100

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["rsi"] = ta.RSI(dataframe, timeperiod=14)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            qtpylib.crossed_below(dataframe["rsi"], 35)
            & (dataframe["date"].dt.dayofweek < 5)
            & (dataframe["date"].dt.hour >= 8)
            & (dataframe["date"].dt.hour < 20),
            "enter_long",
        ] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[qtpylib.crossed_above(dataframe["rsi"], 60), "exit_long"] = 1
        return dataframe
