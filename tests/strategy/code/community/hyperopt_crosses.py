from functools import reduce
from typing import Dict, List

import talib.abstract as ta
from freqtrade.strategy import (BooleanParameter, CategoricalParameter, DecimalParameter,
                                IntParameter, IStrategy, RealParameter)
from pandas import DataFrame
import technical.indicators as ftt
from technical import qtpylib

SLOWEST = 50


class HyperoptCrosses(IStrategy):
    INTERFACE_VERSION = 3

    buy_params = {"buy_fast": 9, "buy_trend_enabled": False}
    sell_params = {"sell_rsi": 72}

    buy_fast = IntParameter(5, 20, default=12, space="buy")
    buy_slow = IntParameter([21, SLOWEST], default=26, optimize=True)
    buy_adx = DecimalParameter(15, 40, decimals=1, default=25.0, space="buy")
    buy_trend_enabled = BooleanParameter(default=True, space="buy")
    buy_trigger = CategoricalParameter(["cross", "band"], default="cross", space="buy")
    sell_rsi = IntParameter(low=60, high=90, default=70)
    scale = RealParameter(0.5, 1.5, default=1.0, space="buy", optimize=False)

    timeframe = "1h"
    minimal_roi = {"0": 0.215, "21": 0.056, "48": 0.015, "126": 0}
    stoploss = -0.244
    startup_candle_count: int = SLOWEST * 4

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        for val in self.buy_fast.range:
            dataframe[f"fast_{val}"] = ta.EMA(dataframe, timeperiod=val)
        for val in self.buy_slow.range:
            dataframe["slow_" + str(val)] = ta.EMA(dataframe, timeperiod=val)
        dataframe["adx"] = ta.ADX(dataframe)
        dataframe["rsi"] = ta.RSI(dataframe)
        bollinger = qtpylib.bollinger_bands(dataframe["close"], window=20, stds=2)
        dataframe["bb_percent"] = (dataframe["close"] - bollinger["lower"]) / (
            bollinger["upper"] - bollinger["lower"]
        )
        dataframe["hull"] = qtpylib.hull_moving_average(dataframe["close"], window=20)
        ichi = ftt.ichimoku(dataframe)
        dataframe["senkou_a"] = ichi["senkou_span_a"]
        dataframe["cmf"] = ftt.chaikin_money_flow(dataframe)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        conditions: List = [dataframe["adx"] > self.buy_adx.value * self.scale.value]
        if self.buy_trend_enabled.value:
            conditions.append(dataframe["close"] > dataframe["senkou_a"])
        if self.buy_trigger.value == "cross":
            conditions.append(
                qtpylib.crossed_above(
                    dataframe[f"fast_{self.buy_fast.value}"],
                    dataframe[f"slow_{self.buy_slow.value}"],
                )
            )
        elif self.buy_trigger.value == "band":
            conditions.append(dataframe["bb_percent"] < 0.05)
        dataframe.loc[reduce(lambda a, b: a & b, conditions), ["enter_long", "enter_tag"]] = (
            1,
            self.buy_trigger.value,
        )
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            qtpylib.crossed_above(dataframe["rsi"], self.sell_rsi.value)
            & (dataframe["cmf"] < 0.3)
            & dataframe["hull"].notna(),
            "exit_long",
        ] = 1
        return dataframe
