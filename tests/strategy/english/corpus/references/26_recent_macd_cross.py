# Buy if MACD crossed above its signal within the last 3 candles and ADX is over 25. Sell when
# MACD crosses below its signal.
import talib.abstract as ta
from freqtrade.strategy import IStrategy
from pandas import DataFrame
from technical import qtpylib


class RecentMacdCross(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {}
    stoploss = -0.99
    startup_candle_count = 200

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        macd = ta.MACD(dataframe, fastperiod=12, slowperiod=26, signalperiod=9)
        dataframe["macd"] = macd["macd"]
        dataframe["macdsignal"] = macd["macdsignal"]
        dataframe["adx"] = ta.ADX(dataframe, timeperiod=14)
        dataframe["cross_up"] = qtpylib.crossed_above(
            dataframe["macd"], dataframe["macdsignal"]
        ).astype(int)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            (dataframe["cross_up"].rolling(3).max() == 1) & (dataframe["adx"] > 25), "enter_long"
        ] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            qtpylib.crossed_below(dataframe["macd"], dataframe["macdsignal"]), "exit_long"
        ] = 1
        return dataframe
