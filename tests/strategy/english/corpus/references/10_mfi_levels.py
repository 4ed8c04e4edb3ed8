# MFI under 20 -> buy, MFI over 80 -> sell. take profit 10%, stop 5%
import talib.abstract as ta
from freqtrade.strategy import IStrategy
from pandas import DataFrame


class MfiLevels(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {"0": 0.10}
    stoploss = -0.05
    startup_candle_count = 100

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["mfi"] = ta.MFI(dataframe, timeperiod=14)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[dataframe["mfi"] < 20, "enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[dataframe["mfi"] > 80, "exit_long"] = 1
        return dataframe
