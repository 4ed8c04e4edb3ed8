# Buy when the close is above the highest high of the last 24 candles and volume is at least 3x
# its 20 candle average. TP 6%, SL 3%.
import talib.abstract as ta
from freqtrade.strategy import IStrategy
from pandas import DataFrame


class VolumeBreakout(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {"0": 0.06}
    stoploss = -0.03
    startup_candle_count = 100

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["high24"] = dataframe["high"].rolling(24).max().shift(1)
        dataframe["volume_mean"] = ta.SMA(dataframe["volume"], timeperiod=20)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            (dataframe["close"] > dataframe["high24"])
            & (dataframe["volume"] >= 3 * dataframe["volume_mean"]),
            "enter_long",
        ] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        return dataframe
