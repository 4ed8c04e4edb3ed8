"""Functions a compiled strategy carries along for the indicators TA-Lib has not.

Each is the source of one function, formatted, using only ``np``, ``ta``, ``DataFrame`` and
``Series``; the compiler copies those that a strategy needs.
"""

from __future__ import annotations

HELPERS: dict[str, str] = {
    "hull_average": '''\
def hull_average(source: Series, period: int) -> Series:
    """Hull moving average: WMA(sqrt(n)) of 2 * WMA(n / 2) - WMA(n)."""

    def weighted(values: Series, length: int) -> Series:
        if length < 2:
            return values
        return Series(ta.WMA(values, timeperiod=length), index=values.index)

    raw = 2 * weighted(source, period // 2) - weighted(source, period)
    return weighted(raw, int(np.sqrt(period)))
''',
    "zero_lag_average": '''\
def zero_lag_average(source: Series, period: int) -> Series:
    """Zero-lag EMA: the EMA of the price plus its change over half the period."""
    ahead = 2 * source - source.shift((period - 1) // 2)
    return Series(ta.EMA(ahead, timeperiod=period), index=source.index)
''',
    "wilder_average": '''\
def wilder_average(source: Series, period: int) -> Series:
    """Wilder's moving average: exponential, with a weight of 1 / n for the newest value."""
    return source.ewm(alpha=1 / period, adjust=False, min_periods=period).mean()
''',
    "volume_weighted_average": '''\
def volume_weighted_average(source: Series, volume: Series, period: int) -> Series:
    """Mean of the last n values, each weighted by its candle's volume."""
    return (source * volume).rolling(period).sum() / volume.rolling(period).sum()
''',
    "session_vwap": '''\
def session_vwap(dataframe: DataFrame) -> Series:
    """Volume-weighted average price since midnight UTC."""
    typical = (dataframe["high"] + dataframe["low"] + dataframe["close"]) / 3
    day = dataframe["date"].dt.floor("D")
    traded = (typical * dataframe["volume"]).groupby(day).cumsum()
    return traded / dataframe["volume"].groupby(day).cumsum()
''',
    "chaikin_money_flow": '''\
def chaikin_money_flow(dataframe: DataFrame, period: int) -> Series:
    """Chaikin money flow: volume weighted by where the close lies between low and high."""
    span = (dataframe["high"] - dataframe["low"]).replace(0, np.nan)
    place = (2 * dataframe["close"] - dataframe["low"] - dataframe["high"]) / span
    flow = place.fillna(0) * dataframe["volume"]
    return flow.rolling(period).sum() / dataframe["volume"].rolling(period).sum()
''',
    "choppiness_index": '''\
def choppiness_index(dataframe: DataFrame, period: int) -> Series:
    """Choppiness: 100 * log10(sum of true ranges / whole range) / log10(n)."""
    path = ta.TRANGE(dataframe).rolling(period).sum()
    span = dataframe["high"].rolling(period).max() - dataframe["low"].rolling(period).min()
    ratio = (path / span.replace(0, np.nan)).where(path > 0)
    return 100 * np.log10(ratio) / np.log10(period)
''',
    "stochastic_rsi": '''\
def stochastic_rsi(
    dataframe: DataFrame, price: str, period: int, window: int, smooth: int, signal: int
) -> DataFrame:
    """Stochastic RSI: where the RSI lies in its own range (0 to 100), smoothed twice."""
    rsi = ta.RSI(dataframe, timeperiod=period, price=price)
    lowest = rsi.rolling(window).min()
    span = (rsi.rolling(window).max() - lowest).replace(0, np.nan)
    k = (100 * (rsi - lowest) / span).rolling(smooth).mean()
    return DataFrame({"k": k, "d": k.rolling(signal).mean()})
''',
    "standard_score": '''\
def standard_score(source: Series, period: int) -> Series:
    """Z-score: distance from the rolling mean in (sample) standard deviations."""
    window = source.rolling(period)
    return (source - window.mean()) / window.std().replace(0, np.nan)
''',
    "supertrend": '''\
def supertrend(dataframe: DataFrame, period: int, multiplier: float) -> DataFrame:
    """Supertrend as the library `technical` computes it: its line, and 1 (up) or -1 (down)."""
    middle = (dataframe["high"] + dataframe["low"]) / 2
    distance = multiplier * ta.TRANGE(dataframe).rolling(period).mean()
    upper, lower = (middle + distance).tolist(), (middle - distance).tolist()
    close = dataframe["close"].tolist()
    line, direction, rising = [np.nan] * len(close), [np.nan] * len(close), False
    for i in range(period, len(close)):
        if i > period:
            if upper[i] >= upper[i - 1] >= close[i - 1]:
                upper[i] = upper[i - 1]
            if lower[i] <= lower[i - 1] <= close[i - 1]:
                lower[i] = lower[i - 1]
        rising = close[i] >= lower[i] if rising else close[i] > upper[i]
        line[i], direction[i] = (lower[i], 1.0) if rising else (upper[i], -1.0)
    return DataFrame({"line": line, "direction": direction}, index=dataframe.index)
''',
    "ichimoku": '''\
def ichimoku(
    dataframe: DataFrame, conversion: int, base: int, span: int, displacement: int
) -> DataFrame:
    """Ichimoku; span_a and span_b are the cloud at this candle, leading_* the one drawn ahead."""

    def middle(period: int) -> Series:
        highest = dataframe["high"].rolling(period).max()
        return (highest + dataframe["low"].rolling(period).min()) / 2

    lines = DataFrame({"conversion": middle(conversion), "base": middle(base)})
    lines["leading_a"] = (lines["conversion"] + lines["base"]) / 2
    lines["leading_b"] = middle(span)
    lines["span_a"] = lines["leading_a"].shift(displacement - 1)
    lines["span_b"] = lines["leading_b"].shift(displacement - 1)
    return lines
''',
    "keltner_channel": '''\
def keltner_channel(
    dataframe: DataFrame, price: str, period: int, atr_period: int, multiplier: float
) -> DataFrame:
    """Keltner channel: EMA of the price, plus and minus a multiple of Wilder's ATR."""
    middle = ta.EMA(dataframe, timeperiod=period, price=price)
    distance = multiplier * ta.ATR(dataframe, timeperiod=atr_period)
    return DataFrame({"middle": middle, "upper": middle + distance, "lower": middle - distance})
''',
    "donchian_channel": '''\
def donchian_channel(dataframe: DataFrame, period: int) -> DataFrame:
    """Donchian channel: highest high, lowest low (this candle included) and their middle."""
    upper = dataframe["high"].rolling(period).max()
    lower = dataframe["low"].rolling(period).min()
    return DataFrame({"upper": upper, "middle": (upper + lower) / 2, "lower": lower})
''',
    "heikin_ashi": '''\
def heikin_ashi(dataframe: DataFrame) -> DataFrame:
    """Heikin-Ashi candles; each opens in the middle of the one before."""
    close = (dataframe["open"] + dataframe["high"] + dataframe["low"] + dataframe["close"]) / 4
    first = (dataframe["open"] + dataframe["close"]) / 2
    opening = close.shift(1).fillna(first).ewm(alpha=0.5, adjust=False).mean()
    body = DataFrame({"open": opening, "close": close})
    body["high"] = np.maximum(dataframe["high"], body.max(axis=1))
    body["low"] = np.minimum(dataframe["low"], body[["open", "close"]].min(axis=1))
    return body
''',
}
"""Source by function name."""
