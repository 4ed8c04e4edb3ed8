"""Buys dips on 5m while the hour and bitcoin agree: decorators, merging by hand, custom exits."""
import logging
from datetime import datetime
from functools import reduce

import numpy as np
import talib.abstract as ta
from pandas import DataFrame
from technical import qtpylib

from freqtrade.persistence import Trade
from freqtrade.strategy import IStrategy, informative, merge_informative_pair

logger = logging.getLogger(__name__)


def ewo(dataframe: DataFrame, fast: int = 5, slow: int = 35):
    df = dataframe.copy()
    ema1 = ta.EMA(df, timeperiod=fast)
    ema2 = ta.EMA(df, timeperiod=slow)
    return (ema1 - ema2) / df["low"] * 100


class DipWithInformative(IStrategy):
    INTERFACE_VERSION = 3
    timeframe = "5m"
    inf_4h = "4h"
    stoploss = -0.12
    minimal_roi = {"0": 0.08, "40": 0.03, "120": 0.01}
    trailing_stop = True
    trailing_stop_positive = 0.01
    trailing_stop_positive_offset = 0.03
    trailing_only_offset_is_reached = True
    startup_candle_count = 400
    use_custom_stoploss = False

    def informative_pairs(self):
        pairs = self.dp.current_whitelist()
        return [(pair, self.inf_4h) for pair in pairs]

    @informative("1h")
    def populate_indicators_1h(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["rsi"] = ta.RSI(dataframe, timeperiod=14)
        dataframe["ema_50"] = ta.EMA(dataframe, timeperiod=50)
        return dataframe

    @informative("1h", "BTC/{stake}", fmt="{base}_{column}_{timeframe}")
    def populate_indicators_btc(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["rsi"] = ta.RSI(dataframe, timeperiod=14)
        return dataframe

    @informative("1d", "ETH/{stake}")
    def populate_indicators_eth(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["sma"] = ta.SMA(dataframe, timeperiod=20)
        return dataframe

    def informative_4h_indicators(self, metadata: dict) -> DataFrame:
        informative_4h = self.dp.get_pair_dataframe(pair=metadata["pair"], timeframe=self.inf_4h)
        informative_4h["ema_200"] = ta.EMA(informative_4h, timeperiod=200)
        informative_4h["trend_up"] = informative_4h["close"] > informative_4h["ema_200"]
        return informative_4h

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        inf = self.informative_4h_indicators(metadata)
        dataframe = merge_informative_pair(dataframe, inf, self.timeframe, self.inf_4h, ffill=True)
        drop_columns = [f"{s}_{self.inf_4h}" for s in ["date", "open", "high", "low", "volume"]]
        dataframe.drop(columns=dataframe.columns.intersection(drop_columns), inplace=True)

        bollinger = qtpylib.bollinger_bands(qtpylib.typical_price(dataframe), window=20, stds=2)
        dataframe["bb_lowerband"], dataframe["bb_mid"] = bollinger["lower"], bollinger["mid"]
        dataframe[["upper", "lower"]] = ta.BBANDS(dataframe)[["upperband", "lowerband"]]
        for period in (8, 16, 32):
            dataframe[f"ema_{period}"] = ta.EMA(dataframe, timeperiod=period)
        dataframe["ewo"] = ewo(dataframe, 50, 200)
        dataframe["pump"] = (
            dataframe["close"].rolling(48).max() - dataframe["close"].rolling(48).min()
        ) / dataframe["close"].rolling(48).min()
        dataframe["volume_mean"] = dataframe["volume"].rolling(24).mean().shift(1)
        dataframe["hl"] = dataframe[["open", "close"]].max(axis=1)
        last = dataframe["close"].iloc[-1]
        logger.info("last close %s", last)
        if self.dp and self.dp.runmode.value in ("live", "dry_run"):
            self.last_rsi = dataframe["ewo"].iloc[-1]
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        conditions = []
        dataframe.loc[:, "enter_tag"] = ""
        dip = (
            (dataframe["close"] < dataframe["bb_lowerband"] * 0.99)
            & (dataframe["ewo"] > 2)
            & (dataframe["rsi_1h"] > 30)
            & (dataframe["btc_rsi_1h"] > 40)
            & (dataframe["close"] > dataframe["eth_usd_sma_1d"] * 0)
            & (dataframe["trend_up_4h"])
            & (dataframe["pump"] < 0.2)
            & (dataframe["volume"] < dataframe["volume_mean"] * 4)
            & (dataframe.ema_8 < dataframe.ema_32)
        )
        conditions.append(dip)
        dataframe.loc[dip, "enter_tag"] += "dip "
        if conditions:
            dataframe.loc[reduce(lambda x, y: x | y, conditions), "enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            (dataframe["close"] > dataframe["upper"]) & (dataframe["volume"] > 0),
            ["exit_long", "exit_tag"],
        ] = (1, "upper band")
        return dataframe

    def custom_exit(self, pair: str, trade: Trade, current_time: datetime, current_rate: float,
                    current_profit: float, **kwargs):
        dataframe, _ = self.dp.get_analyzed_dataframe(pair, self.timeframe)
        last_candle = dataframe.iloc[-1].squeeze()
        previous = dataframe.iloc[-2]
        if current_profit > 0.02 and last_candle["rsi_1h"] > 80 and previous["ewo"] > 4:
            return "rsi_1h_overbought"
        recent_high = dataframe["high"].tail(12).max()
        if np.isfinite(recent_high) and current_rate < recent_high * 0.9:
            return "fell_from_high"
        return None
