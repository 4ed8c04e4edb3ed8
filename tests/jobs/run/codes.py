"""Freqtrade files with callbacks, as users write them, for the equality with plain Freqtrade."""

from __future__ import annotations

from pathlib import Path

from tests.jobs.run.specs import Case

_HEAD = """
from datetime import datetime, timedelta

import talib.abstract as ta
from freqtrade.persistence import Trade
from freqtrade.strategy import IStrategy, IntParameter, informative, merge_informative_pair
from freqtrade.strategy import stoploss_from_absolute
from pandas import DataFrame


class {name}(IStrategy):
    INTERFACE_VERSION = 3
    timeframe = "1h"
    stoploss = -0.2
    minimal_roi = {{"0": 0.1}}
    startup_candle_count = 50

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["rsi"] = ta.RSI(dataframe)
        dataframe["atr"] = ta.ATR(dataframe)
        dataframe["ema"] = ta.EMA(dataframe, timeperiod=50)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[dataframe["rsi"] < 35, ["enter_long", "enter_tag"]] = (1, "dip")
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[dataframe["rsi"] > 70, "exit_long"] = 1
        return dataframe
"""

_STOPLOSS = """
    use_custom_stoploss = True

    def custom_stoploss(self, pair, trade: Trade, current_time, current_rate, current_profit,
                        after_fill, **kwargs):
        candles, _ = self.dp.get_analyzed_dataframe(pair, self.timeframe)
        last = candles.iloc[-1]
        return stoploss_from_absolute(
            current_rate - 2 * last["atr"], current_rate, is_short=trade.is_short)
"""

_EXIT = """
    def custom_exit(self, pair, trade, current_time, current_rate, current_profit, **kwargs):
        if current_profit > 0.02 and current_time.hour == 12:
            return "noon"
        if current_time - trade.open_date_utc > timedelta(days=2):
            return "old"
        return None

    def confirm_trade_entry(self, pair, order_type, amount, rate, time_in_force, current_time,
                            entry_tag, side, **kwargs):
        return current_time.weekday() < 5
"""

_ADJUST = """
    position_adjustment_enable = True
    max_entry_position_adjustment = 2

    def custom_stake_amount(self, pair, current_time, current_rate, proposed_stake, min_stake,
                            max_stake, leverage, entry_tag, side, **kwargs):
        return proposed_stake / 2

    def adjust_trade_position(self, trade, current_time, current_rate, current_profit, min_stake,
                              max_stake, current_entry_rate, current_exit_rate,
                              current_entry_profit, current_exit_profit, **kwargs):
        if current_profit > 0.03 and trade.nr_of_successful_exits == 0:
            return -(trade.stake_amount / 2), "half"
        if current_profit < -0.02 * trade.nr_of_successful_entries:
            return 30, "more"
        return None
"""

_INFORMATIVE = """
    def informative_pairs(self):
        return [("BTC/USD", "4h")]

    @informative("4h")
    def populate_indicators_4h(self, dataframe, metadata):
        dataframe["slow"] = ta.EMA(dataframe, timeperiod=20)
        return dataframe

    def populate_entry_trend(self, dataframe, metadata):
        btc = self.dp.get_pair_dataframe("BTC/USD", "4h")
        btc["btc_rsi"] = ta.RSI(btc)
        dataframe = merge_informative_pair(
            dataframe, btc[["date", "btc_rsi"]], self.timeframe, "4h", ffill=True)
        dataframe.loc[
            (dataframe["rsi"] < 45) & (dataframe["close"] > dataframe["slow_4h"])
            & (dataframe["btc_rsi_4h"] > 45), "enter_long"] = 1
        return dataframe
"""

_PRICES = """
    order_types = {"entry": "limit", "exit": "limit", "stoploss": "market",
                   "stoploss_on_exchange": False}
    unfilledtimeout = {"entry": 120, "exit": 60, "unit": "minutes"}

    def custom_entry_price(self, pair, trade, current_time, proposed_rate, entry_tag, side,
                           **kwargs):
        return proposed_rate * 0.995

    def custom_exit_price(self, pair, trade, current_time, proposed_rate, current_profit, exit_tag,
                          **kwargs):
        return proposed_rate * 1.002

    @property
    def protections(self):
        return [{"method": "CooldownPeriod", "stop_duration_candles": 5}]
"""

# Changes its mind about how trades end while it runs, which candles that are passed over must heed.
_CHANGING = """
    def bot_loop_start(self, current_time, **kwargs):
        self.trailing_stop = current_time.day % 3 == 0
        self.minimal_roi = {0: 0.004 if current_time.day % 2 else 0.05}

    def confirm_trade_entry(self, pair, order_type, amount, rate, time_in_force, current_time,
                            entry_tag, side, **kwargs):
        if current_time.hour % 2:
            self.custom_exit = self.leave_after_some_hours
        else:
            vars(self).pop("custom_exit", None)
        return True

    def leave_after_some_hours(self, pair, trade, current_time, *args, **kwargs):
        return "hours" if current_time - trade.open_date_utc > timedelta(hours=5) else None
"""


def _code(name: str, body: str) -> str:
    return _HEAD.format(name=name) + body


def sample_strategy() -> str:
    """Return the strategy that ``freqtrade new-strategy`` and its documentation start from."""
    import freqtrade

    folder = Path(freqtrade.__file__).parent / "templates"
    return (folder / "sample_strategy.py").read_text(encoding="utf-8")


_AUTUMN = "20180901-20181101"

CODES = (
    Case("sample", code=sample_strategy(), timeframe="5m", timerange="20181101-20181201"),
    Case(
        "custom-stoploss",
        code=_code("Stops", _STOPLOSS),
        pairs=("BTC/USD", "ETH/USD"),
        timerange=_AUTUMN,
    ),
    Case("custom-exit", code=_code("Exits", _EXIT), pairs=("LTC/USD",)),
    Case(
        "adjust-position",
        code=_code("Adjusts", _ADJUST),
        pairs=("XRP/USD", "ETH/USD"),
        timerange=_AUTUMN,
    ),
    Case(
        "changing",
        code=_code("Changing", _CHANGING),
        pairs=("BTC/USD", "LTC/USD"),
        timerange=_AUTUMN,
    ),
    Case("informative", code=_code("Informed", _INFORMATIVE), pairs=("ETH/USD", "LTC/USD")),
    Case(
        "custom-prices",
        code=_code("Prices", _PRICES),
        pairs=("BTC/USD", "XRP/USD"),
        settings={"protections": True},
    ),
)


_TRAILING = """
    trailing_stop = True
    trailing_stop_positive = 0.01
    trailing_stop_positive_offset = 0.03
    trailing_only_offset_is_reached = True
    exit_profit_only = True
    ignore_roi_if_entry_signal = True
    minimal_roi = {"0": 0.08, "240": 0.03, "1440": 0.0, "2880": -1}

    @property
    def protections(self):
        return [
            {"method": "CooldownPeriod", "stop_duration_candles": 5},
            {"method": "StoplossGuard", "lookback_period": 2880, "trade_limit": 2,
             "stop_duration": 720, "only_per_pair": True},
            {"method": "LowProfitPairs", "lookback_period_candles": 96, "trade_limit": 2,
             "stop_duration": 300, "required_profit": 0.01},
            {"method": "MaxDrawdown", "lookback_period": 4000, "trade_limit": 4,
             "stop_duration_candles": 12, "max_allowed_drawdown": 0.05},
        ]
"""

_TUNED = """
    buy_rsi = IntParameter(20, 50, default=40, space="buy")

    def bot_start(self, **kwargs):
        self.stoploss = -0.04

    def populate_entry_trend(self, dataframe, metadata):
        dataframe["enter_long"] = (dataframe["rsi"] < self.buy_rsi.value).astype(int)
        dataframe["enter_tag"] = dataframe["close"].gt(dataframe["ema"]).map(
            {True: "above", False: None})
        return dataframe

    def populate_exit_trend(self, dataframe, metadata):
        dataframe.loc[dataframe["rsi"] > 60, ["exit_long", "exit_tag"]] = (1, "hot")
        return dataframe
"""

SIGNALLING = (
    CODES[0],
    Case("informative-signals", code=_code("Informed", _INFORMATIVE), pairs=("ETH/USD", "LTC/USD")),
    Case(
        "trailing-signals",
        code=_code("Trails", _TRAILING),
        pairs=("BTC/USD", "ETH/USD", "XRP/USD"),
        settings={"protections": True, "stake": "unlimited", "max_open_trades": 2},
    ),
    Case("tuned-signals", code=_code("Tuned", _TUNED), pairs=("LTC/USD",), timerange=_AUTUMN),
)
"""Files without callbacks: their signals alone are enough to trade them."""
