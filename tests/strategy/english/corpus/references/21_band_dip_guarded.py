# Buy when the close falls below the lower Bollinger band, sell when it crosses above the middle
# band. 3% stop. After each trade wait 6 candles. Risk off after 3 losses in a day.
import talib.abstract as ta
from freqtrade.strategy import IStrategy
from pandas import DataFrame
from technical import qtpylib


class BandDipGuarded(IStrategy):
    INTERFACE_VERSION = 3

    timeframe = "1h"
    minimal_roi = {}
    stoploss = -0.03
    startup_candle_count = 100

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        bands = ta.BBANDS(dataframe, timeperiod=20, nbdevup=2.0, nbdevdn=2.0)
        dataframe["bb_lower"] = bands["lowerband"]
        dataframe["bb_middle"] = bands["middleband"]
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            qtpylib.crossed_below(dataframe["close"], dataframe["bb_lower"]), "enter_long"
        ] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[
            qtpylib.crossed_above(dataframe["close"], dataframe["bb_middle"]), "exit_long"
        ] = 1
        return dataframe

    @property
    def protections(self):
        return [
            {"method": "CooldownPeriod", "stop_duration_candles": 6},
            {
                "method": "StoplossGuard",
                "lookback_period": 1440,
                "trade_limit": 3,
                "stop_duration": 1440,
                "only_per_pair": False,
            },
        ]
