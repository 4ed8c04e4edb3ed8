# Buy when price breaks above the 55-bar high. Hard stop at 8%. Once we're up 10%, trail by 4%.
from freqtrade.strategy import IStrategy
from pandas import DataFrame
from technical import qtpylib


class BreakoutThenTrail(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {}
    stoploss = -0.08
    startup_candle_count = 100
    trailing_stop = True
    trailing_stop_positive = 0.04
    trailing_stop_positive_offset = 0.10
    trailing_only_offset_is_reached = True

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["high55"] = dataframe["high"].rolling(55).max().shift(1)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            qtpylib.crossed_above(dataframe["close"], dataframe["high55"]), "enter_long"
        ] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        return dataframe
