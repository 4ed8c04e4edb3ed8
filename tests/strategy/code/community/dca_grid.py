from datetime import datetime, timezone
from typing import Optional
import math

import numpy as np
import talib.abstract as ta
import freqtrade.vendor.qtpylib.indicators as qtpylib
from freqtrade.persistence import Trade
from freqtrade.strategy.interface import IStrategy
from pandas import DataFrame, Series


class DcaGrid(IStrategy):
    """Doubles down on safety orders; the sort of thing people run on 15m."""

    INTERFACE_VERSION = 3
    timeframe = "15m"
    stoploss = -0.99
    minimal_roi = {"0": 0.025}
    position_adjustment_enable = True
    max_entry_position_adjustment = 3
    max_dca_multiplier = 5.5
    startup_candle_count = 100
    initial_safety_order_trigger = -0.02
    safety_order_step_scale = 1.5
    safety_order_volume_scale = 2

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["rsi"] = ta.RSI(dataframe)
        self.add_bands(dataframe)
        hekin = qtpylib.heikinashi(dataframe)
        dataframe["ha_open"] = hekin["open"]
        dataframe["ha_close"] = hekin["close"]
        dataframe["green"] = np.where(dataframe["ha_close"] > dataframe["ha_open"], 1, 0)
        dataframe["streak"] = dataframe["green"].groupby(
            (dataframe["green"] != dataframe["green"].shift()).cumsum()
        ).cumsum()
        dataframe["vwap"] = qtpylib.rolling_vwap(dataframe, window=20)
        dataframe["mfi"] = Series(ta.MFI(dataframe), index=dataframe.index).fillna(50)
        return dataframe

    def add_bands(self, df: DataFrame) -> None:
        upper, middle, lower = ta.BBANDS(df["close"], timeperiod=20)
        df["upper"] = upper
        df["lower"] = lower
        width = (upper - lower) / middle
        df["width"] = width
        df["width_pct"] = width.rolling(100).rank(pct=True)

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            (dataframe["rsi"] < 35)
            & (dataframe["close"] < dataframe["lower"])
            & (dataframe["width_pct"] < 0.9)
            & (dataframe["streak"] <= 1)
            & (dataframe["mfi"] < 40)
            & (dataframe["close"] < dataframe["vwap"]),
            "enter_long",
        ] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["exit_long"] = 0
        return dataframe

    def custom_stake_amount(self, pair: str, current_time: datetime, current_rate: float,
                            proposed_stake: float, min_stake: Optional[float], max_stake: float,
                            leverage: float, entry_tag: Optional[str], side: str, **kwargs) -> float:
        return proposed_stake / self.max_dca_multiplier

    def adjust_trade_position(self, trade: Trade, current_time: datetime, current_rate: float,
                              current_profit: float, min_stake: Optional[float],
                              max_stake: float, **kwargs):
        if current_profit > self.initial_safety_order_trigger:
            return None
        dataframe, _ = self.dp.get_analyzed_dataframe(trade.pair, self.timeframe)
        if len(dataframe) < 2:
            return None
        last_candle = dataframe.iloc[-1].squeeze()
        previous_candle = dataframe.iloc[-2].squeeze()
        if last_candle["close"] < previous_candle["close"] and last_candle["rsi"] < 30:
            return None
        count_of_entries = trade.nr_of_successful_entries
        trigger = abs(self.initial_safety_order_trigger) + (
            abs(self.initial_safety_order_trigger)
            * self.safety_order_step_scale
            * (math.pow(self.safety_order_step_scale, count_of_entries - 1) - 1)
            / (self.safety_order_step_scale - 1)
        )
        if current_profit <= -abs(trigger):
            filled_entries = trade.select_filled_orders(trade.entry_side)
            stake = filled_entries[0].stake_amount_filled
            return stake * math.pow(self.safety_order_volume_scale, count_of_entries - 1)
        return None
