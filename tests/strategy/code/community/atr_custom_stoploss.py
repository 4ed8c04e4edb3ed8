# --- Do not remove these libs ---
from freqtrade.strategy import IStrategy, stoploss_from_absolute, stoploss_from_open
from freqtrade.persistence import Trade
from datetime import datetime, timedelta
import pandas as pd
import pandas_ta as pta
import talib.abstract as ta
from pandas import DataFrame
# --------------------------------


class AtrCustomStoploss(IStrategy):
    INTERFACE_VERSION: int = 3
    timeframe = '1h'
    startup_candle_count: int = 24 * 5
    can_short: bool = True
    minimal_roi = {"0": 100}
    stoploss = -0.25
    use_custom_stoploss = True
    process_only_new_candles = True
    custom_info: dict = {}

    @property
    def protections(self):
        return [
            {"method": "CooldownPeriod", "stop_duration_candles": 3},
            {"method": "StoplossGuard", "lookback_period_candles": 24, "trade_limit": 2,
             "stop_duration_candles": 12, "only_per_pair": False},
        ]

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe['atr'] = ta.ATR(dataframe, timeperiod=14)
        macd = ta.MACD(dataframe)
        dataframe['macd'] = macd['macd']
        dataframe['macdsignal'] = macd['macdsignal']
        dataframe['macdhist'] = macd['macdhist']
        stoch = ta.STOCH(dataframe, 14, 3, 0, 3, 0)
        dataframe['slowk'], dataframe['slowd'] = stoch['slowk'], stoch['slowd']
        st = pta.supertrend(dataframe['high'], dataframe['low'], dataframe['close'], 10, 3)
        dataframe['st_dir'] = st['SUPERTd_10_3.0']
        dataframe['candle_size'] = (dataframe['close'] - dataframe['open']).abs()
        dataframe['mean_size'] = dataframe['candle_size'].ewm(span=20).mean()
        dataframe['day_high'] = dataframe.groupby(dataframe['date'].dt.date)['high'].cummax()
        dataframe['zscore'] = (
            dataframe['close'] - dataframe['close'].rolling(50).mean()
        ) / dataframe['close'].rolling(50).std()
        dataframe['slope'] = dataframe['close'].rolling(10).apply(
            lambda window: window[-1] - window.mean(), raw=True
        )
        dataframe = dataframe.ffill()
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        up = (dataframe['macd'] > dataframe['macdsignal']) & (dataframe['st_dir'] == 1)
        dataframe.loc[up & (dataframe['slowk'].shift(1) < 80), 'enter_long'] = 1
        dataframe.loc[~up & (dataframe['zscore'] < -1) & (dataframe['slope'] < 0), 'enter_short'] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[dataframe['macdhist'].lt(0) & dataframe['macdhist'].shift().ge(0), 'exit_long'] = 1
        dataframe.loc[dataframe['macdhist'].gt(0), 'exit_short'] = 1
        return dataframe

    def custom_stoploss(self, pair: str, trade: Trade, current_time: datetime, current_rate: float,
                        current_profit: float, after_fill: bool, **kwargs) -> float:
        dataframe, last_updated = self.dp.get_analyzed_dataframe(pair=pair, timeframe=self.timeframe)
        candle = dataframe.loc[dataframe['date'] < current_time].iloc[-1].squeeze()
        if current_profit > 0.05:
            return stoploss_from_open(0.02, current_profit, is_short=trade.is_short)
        side = 1 if trade.is_short else -1
        stop = candle['close'] + side * candle['atr'] * 2.5
        return stoploss_from_absolute(stop, current_rate, is_short=trade.is_short)

    def confirm_trade_entry(self, pair: str, order_type: str, amount: float, rate: float,
                            time_in_force: str, current_time: datetime, entry_tag, side: str,
                            **kwargs) -> bool:
        df, _ = self.dp.get_analyzed_dataframe(pair, self.timeframe)
        return rate < df["close"].iat[-1] * 1.01

    def leverage(self, pair: str, current_time: datetime, current_rate: float,
                 proposed_leverage: float, max_leverage: float, entry_tag, side: str,
                 **kwargs) -> float:
        return min(3.0, max_leverage)
