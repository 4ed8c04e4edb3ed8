from freqtrade.strategy import IStrategy
import numpy as np
import talib.abstract as ta
from technical.util import resample_to_interval, resampled_merge


class EverydayIdioms(IStrategy):
    stoploss=-0.1
    timeframe='1h'
    inf='1h'
    def do(self, dataframe, metadata):
        dataframe['ema3'] = ta.EMA(dataframe, timeperiod=3)
        dataframe['go'] = dataframe['ema3'] > 1
        return dataframe
    def helper_info(self, dataframe, metadata):
        assert self.dp, "need dp"
        inf = self.dp.get_pair_dataframe(pair=metadata['pair'], timeframe=self.inf)
        inf['rsi'] = ta.RSI(inf)
        inf.loc[inf['rsi'] > 4, 'hot'] = 1
        return inf
    def populate_indicators(self, dataframe, metadata):
        resampled = resample_to_interval(dataframe, 180)
        resampled['atr'] = ta.ATR(resampled, timeperiod=14) * 2.0
        resampled['abs'] = resampled['atr'].abs()
        dataframe['seq'] = dataframe['close'] < dataframe['close'].shift(4)
        dataframe['seq'] = dataframe['seq'] * (dataframe['seq'].groupby((dataframe['seq'] != dataframe['seq'].shift()).cumsum()).cumcount() + 1)
        dataframe['ex'] = False
        for index, row in dataframe.iterrows():
            seq_b = row['seq']
            if seq_b == 8:
                dataframe.loc[index, 'ex'] = (row['low'] < dataframe.loc[index - 2, 'low'])
        h = self.helper_info(dataframe, metadata)
        from freqtrade.strategy import merge_informative_pair
        dataframe = merge_informative_pair(dataframe, h, self.timeframe, self.inf, ffill=True)
        informative = self.dp.get_pair_dataframe(pair="BTC/USD", timeframe='4h')
        informative = self.do(informative.copy(), metadata)
        dataframe = merge_informative_pair(dataframe, informative, self.timeframe, '4h', ffill=True)
        dataframe = self.do(dataframe, metadata)
        self.custom_info[metadata['pair']] = dataframe[['date', 'ex']].copy().set_index('date')
        dataframe['high_max'] = dataframe['close'].rolling(3).max().where(dataframe['seq'] > 1).ffill()
        a, b, c = ta.MACD(dataframe['close'])
        dataframe['ab'] = np.where(a > b, 1, -1)
        dataframe['cumret'] = (1 + dataframe['close'].pct_change()).cumprod()
        dataframe['dd'] = dataframe['cumret'] / dataframe['cumret'].cummax() - 1
        dataframe['std'] = dataframe['close'].rolling(20).std(ddof=0)
        dataframe['hl'] = np.max([dataframe['high'] - dataframe['low'], dataframe['high'] - dataframe['close']], axis=0)
        dataframe['pos'] = dataframe['close'].rolling(5).apply(lambda x: np.argmax(x), raw=True)
        dataframe.drop(['hl'], axis=1, inplace=True)
        dataframe.dropna(inplace=True)
        dataframe.reset_index(drop=True, inplace=True)
        return dataframe
    def populate_entry_trend(self, dataframe, metadata):
        dataframe.loc[(dataframe['rsi_1h'] > 1) & (dataframe['hot_1h'] > 1) & (dataframe['go_4h']) & dataframe['go'] & (dataframe['ab'] == 1) & (dataframe['dd'] < 1), 'enter_long'] = 1
        return dataframe
    def populate_exit_trend(self, dataframe, metadata):
        dataframe.loc[dataframe['enter_long'] == 1, 'exit_long'] = 1
        return dataframe
    def adjust_trade_position(self, trade, **kwargs):
        dataframe, _ = self.dp.get_analyzed_dataframe(trade.pair, self.timeframe)
        last_candle = dataframe.iloc[-1].squeeze()
        name = 'enter_long' if not trade.is_short else 'enter_short'
        if last_candle[name] == 1 and last_candle['ema3']:
            return trade.stake_amount
        return None
