/** A small Freqtrade strategy that runs as it is, to start from. */
export const SAMPLE = `import talib.abstract as ta
from freqtrade.strategy import IStrategy
from pandas import DataFrame


class MyStrategy(IStrategy):
    timeframe = "1h"
    stoploss = -0.08
    minimal_roi = {"0": 0.06, "720": 0.03}

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["rsi"] = ta.RSI(dataframe, timeperiod=14)
        dataframe["trend"] = ta.SMA(dataframe, timeperiod=200)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        cheap = dataframe["rsi"] < 30
        rising = dataframe["close"] > dataframe["trend"]
        dataframe.loc[cheap & rising, ["enter_long", "enter_tag"]] = (1, "dip")
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[dataframe["rsi"] > 70, ["exit_long", "exit_tag"]] = (1, "strong")
        return dataframe
`;
