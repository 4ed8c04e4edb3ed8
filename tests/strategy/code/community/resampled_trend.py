import numpy as np
import pandas as pd
import talib.abstract as ta
from freqtrade.strategy import IStrategy
from technical.util import resample_to_interval, resampled_merge
from technical.indicators import PMAX, VIDYA

TREND_MINUTES = 240


class BaseTrend(IStrategy):
    INTERFACE_VERSION = 3
    timeframe = "1h"
    stoploss = -0.08
    minimal_roi = {"0": 0.5}
    startup_candle_count = 500

    def populate_indicators(self, dataframe: pd.DataFrame, metadata: dict) -> pd.DataFrame:
        dataframe = self.trend(dataframe)
        dataframe["atr_pct"] = ta.NATR(dataframe, timeperiod=14)
        if "custom" not in dataframe.columns:
            dataframe["custom"] = 0
        try:
            dataframe["btc_close"] = dataframe["btc_close_1h"]
        except KeyError:
            dataframe["btc_close"] = np.nan
        dataframe = dataframe.assign(
            range_=dataframe["high"] - dataframe["low"],
            typical=lambda df: (df["high"] + df["low"] + df["close"]) / 3,
        )
        dataframe.insert(len(dataframe.columns), "hour", dataframe["date"].dt.hour)
        dataframe = dataframe.rename(columns={"custom": "flag"})
        return dataframe

    @staticmethod
    def trend(dataframe: pd.DataFrame) -> pd.DataFrame:
        long = resample_to_interval(dataframe, TREND_MINUTES)
        long["sma"] = ta.SMA(long, timeperiod=50, price="close")
        dataframe = resampled_merge(dataframe, long, fill_na=True)
        return dataframe

    def populate_entry_trend(self, dataframe: pd.DataFrame, metadata: dict) -> pd.DataFrame:
        dataframe.loc[
            (dataframe["close"] > dataframe[f"resample_{TREND_MINUTES}_sma"])
            & (dataframe["hour"].between(8, 20))
            & (dataframe["flag"] == 0)
            & (dataframe["typical"] > dataframe["range_"]),
            "enter_long",
        ] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: pd.DataFrame, metadata: dict) -> pd.DataFrame:
        dataframe.loc[dataframe["close"] < dataframe["resample_240_sma"], "exit_long"] = 1
        return dataframe


class ResampledTrend(BaseTrend):
    timeframe = "30m"

    def populate_indicators(self, dataframe: pd.DataFrame, metadata: dict) -> pd.DataFrame:
        dataframe = super().populate_indicators(dataframe, metadata)
        dataframe["pct"] = dataframe["close"].pct_change(4)
        return dataframe

    def populate_entry_trend(self, dataframe: pd.DataFrame, metadata: dict) -> pd.DataFrame:
        dataframe = super().populate_entry_trend(dataframe, metadata)
        dataframe.loc[dataframe["pct"] > 0.1, "enter_long"] = 0
        return dataframe
