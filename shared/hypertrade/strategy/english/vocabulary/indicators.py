"""Names of indicators, prices and their parts, as traders write them."""

from __future__ import annotations

INDICATOR_NAMES: dict[str, str] = {
    "sma": (
        "sma, fast sma, slow sma, short sma, long sma, simple moving average, simple ma, simple "
        "average"
    ),
    "ema": (
        "ema, fast ema, slow ema, short ema, long ema, faster ema, slower ema, short term ema, "
        "long term ema, exponential moving average, exponential ma, exponential average, exp ma"
    ),
    "wma": "wma, weighted moving average, linear weighted moving average, lwma",
    "dema": "dema, double exponential moving average, double ema",
    "tema": "tema, triple exponential moving average, triple ema",
    "trima": "trima, triangular moving average",
    "t3": "t 3, t 3 moving average, tillson t 3",
    "kama": (
        "kama, kaufman adaptive moving average, kaufman moving average, adaptive moving average"
    ),
    "hma": "hma, hull moving average, hull ma, hull",
    "zlema": "zlema, zero lag exponential moving average, zero lag ema, zero lag moving average",
    "rma": "rma, smma, wilder moving average, wilders moving average, smoothed moving average",
    "vwma": "vwma, volume weighted moving average",
    "midpoint": "midpoint, midpoint of a rolling range",
    "linreg": (
        "linreg, linear regression, linear regression value, lsma, least squares moving average"
    ),
    "ht_trendline": (
        "ht trendline, hilbert trendline, hilbert transform trend line, hilbert transform trendline"
    ),
    "rsi": "rsi, relative strength index, relative strength, rsi indicator, r s i, rsi value, rsi "
    "line",
    "macd": "macd, macd line, moving average convergence divergence, m a c d, macd indicator",
    "ppo": "ppo, percentage price oscillator",
    "apo": "apo, absolute price oscillator",
    "stochastic": (
        "stochastic, stochastics, stoch, slow stochastic, slow stochastics, stochastic "
        "oscillator, slow stoch"
    ),
    "stochastic_fast": (
        "stochastic fast, fast stochastic, fast stochastics, fast stochastic oscillator, fast stoch"
    ),
    "stochastic_rsi": "stochastic rsi, stoch rsi, stochrsi, srsi",
    "cci": "cci, commodity channel index",
    "mfi": "mfi, money flow index",
    "williams_r": (
        "williams r, williams %r, will r, willr, %r, williams percent r, william %r, williams "
        "percent range"
    ),
    "roc": "roc, rate of change, rate of change in percent",
    "momentum": "momentum, mom, momentum indicator",
    "trix": "trix",
    "cmo": "cmo, chande momentum oscillator, chande momentum",
    "ultimate_oscillator": "ultimate oscillator, ultosc, uo",
    "bop": "bop, balance of power",
    "adx": "adx, average directional index, average directional movement index",
    "adxr": "adxr, average directional index rating",
    "dx": "dx, directional movement index",
    "plus_di": (
        "plus di, di plus, dmi +, + dmi, di +, + di, pdi, plus directional indicator, positive "
        "directional "
        "indicator"
    ),
    "minus_di": (
        "minus di, di minus, dmi -, - dmi, di -, - di, mdi, minus directional indicator, "
        "negative directional "
        "indicator"
    ),
    "aroon": "aroon, aroon indicator",
    "aroon_oscillator": "aroon oscillator, aroonosc",
    "parabolic_sar": (
        "parabolic sar, psar, sar, parabolic stop and reverse, parabolic, sar dots, psar dots, "
        "sar dot, psar dot, parabolic sar dots, parabolic dots, parabolic sar dot, sar line, "
        "parabolic sar indicator"
    ),
    "supertrend": (
        "supertrend, super trend, supertrend line, super trend line, supertrend indicator"
    ),
    "ichimoku": "ichimoku, ichimoku kinko hyo",
    "linreg_slope": "linreg slope, linear regression slope",
    "linreg_angle": "linreg angle, linear regression angle",
    "bollinger": (
        "bollinger, bollinger band, bollinger bands, bollingers, bb, bbs, bband, bbands, boll, "
        "boll band, boll bands, bb band, bb bands, bollinger channel"
    ),
    "keltner": "keltner, keltner channel, keltner channels, kc, keltner band, keltner bands",
    "donchian": (
        "donchian, donchian channel, donchian channels, donchian band, donchian bands, price "
        "channel"
    ),
    "atr": "atr, average true range",
    "natr": (
        "natr, normalized atr, normalised atr, atr percent, normalized average true range, "
        "normalised average true range"
    ),
    "true_range": "true range",
    "choppiness": "choppiness, choppiness index, chop, chop index",
    "obv": "obv, on balance volume",
    "ad_line": "ad line, accumulation distribution line, a/d line, accumulation distribution",
    "ad_oscillator": (
        "ad oscillator, accumulation distribution oscillator, chaikin oscillator, adosc"
    ),
    "cmf": "cmf, chaikin money flow",
    "vwap": (
        "vwap, rolling vwap, volume weighted average price, rolling volume weighted average price"
    ),
    "session_vwap": "session vwap, daily session vwap, intraday vwap, anchored daily vwap",
    "highest": "rolling high, rolling highest, rolling maximum, rolling max",
    "lowest": "rolling low, rolling lowest, rolling minimum, rolling min",
    "mean": "rolling mean, rolling average",
    "median": "rolling median, median",
    "total": "rolling sum, rolling total",
    "deviation": (
        "rolling standard deviation, standard deviation, std dev, stddev, stdev, rolling std"
    ),
    "zscore": "z score, zscore",
    "percent_rank": "percent rank, percentile rank, percentrank, rolling percentile",
    "heikin_ashi": (
        "heikin ashi, ha, heiken ashi, heikin ashi candle, heikin ashi candles, heiken ashi "
        "candle, heiken ashi candles, ha candle, ha candles, heikinashi"
    ),
}
"""Every indicator of the catalogue and what people call it."""

OUTPUT_NAMES: dict[str, str] = {
    "upper": "upper, upperband, upper band, upper bands, upper line, upper channel, top band",
    "middle": (
        "middle, middleband, mid, middle band, mid band, middle line, midline, basis, center "
        "line, centre line, mid line, centerline"
    ),
    "lower": "lower, lowerband, lower band, lower bands, lower line, lower channel, bottom band",
    "width": "width, band width, bandwidth",
    "percent_b": "percent b, %b, pct b",
    "signal": "signal line, signal, sig line, trigger line, signalline",
    "histogram": "histogram, hist, histo, bars histogram",
    "k": "k, %k, k line, %k line, fast line",
    "d": "d, %d, d line, %d line",
    "up_line": "up line",
    "down_line": "down line",
    "direction": "direction",
    "conversion": "conversion, conversion line, tenkan, tenkan sen, tenkan line",
    "base": "base, base line, baseline, kijun, kijun sen, kijun line",
    "span_a": "span a, senkou a, senkou span a, cloud span a",
    "span_b": "span b, senkou b, senkou span b, cloud span b",
    "leading_a": "leading a, leading span a",
    "leading_b": "leading b, leading span b",
}
"""Outputs of indicators with several."""

PRICE_NAMES: dict[str, str] = {
    "open": "open, opening price, open price, opens, opening",
    "high": "high price",
    "low": "low price",
    "close": (
        "close, closing price, close price, closes, closing, candle close, candle closes, candle "
        "is closed, bar is closed, price is closed, day is closed, price "
        "closes, price close, price closed, market closes, candle closed, bar closes, bar close, "
        "bar closed, daily candle close, closing prices, it closes, candle closing, price "
        "closing, closed, price to close"
    ),
    "volume": "volume, vol, volumes, traded volume, trading volume, turnover volume",
    "hl2": "hl 2",
    "hlc3": "hlc 3, typical price",
    "ohlc4": "ohlc 4, average price",
}
"""Columns of a candle."""

PRICE_WORDS = (
    "price, prices, market price, current price, last price, spot price, spot, market, rate, "
    "quote, the market, price action"
)
"""Words for the price itself, read as the close."""

PARAMETER_NAMES: dict[str, str] = {
    "period": "period, periods, length, len, lookback, window length",
    "vfactor": "vfactor",
    "fast": "fast, fast period",
    "slow": "slow, slow period",
    "signal": "signal period",
    "smooth": "smooth, smoothing",
    "window": "window",
    "short": "short period",
    "medium": "medium, medium period",
    "long": "long period",
    "acceleration": "acceleration, step",
    "maximum": "maximum step",
    "multiplier": "multiplier, factor, mult",
    "conversion": "conversion period",
    "base": "base period",
    "span": "span",
    "displacement": "displacement",
    "deviations": (
        "deviations, deviation, std, stds, standard deviations, stdevs, sigma, sd, sds, sigmas"
    ),
    "atr_period": "atr period",
}
"""Names of parameters, as they may stand beside a number."""

PATTERN_NAMES: dict[str, str] = {
    "engulfing": "engulfing, engulf, engulfing candle, engulfing pattern, engulfing bar",
    "piercing": "piercing, piercing line, piercing pattern",
    "dark_cloud_cover": "dark cloud cover, dark cloud",
    "shooting_star": "shooting star, shooting stars",
    "inverted_hammer": "inverted hammer, inverse hammer",
    "tristar": "tristar, tri star",
    "takuri": "takuri, takuri line",
    "rise_fall_three_methods": (
        "rise fall three methods, rising three methods, falling three methods"
    ),
    "hammer": "hammer, hammers, hammer candle",
    "doji": "doji, dojis, doji candle",
    "marubozu": "marubozu, marubozu candle",
}
"""Other names of candlestick patterns; each is also known by its own name."""

BULLISH_ONLY = (
    "hammer, inverted_hammer, morning_star, morning_doji_star, three_white_soldiers, piercing, "
    "dragonfly_doji, takuri, homing_pigeon, ladder_bottom, matching_low, mat_hold, "
    "three_stars_in_south, concealing_baby_swallow, unique_three_river, stick_sandwich"
)
"""Patterns whose name alone says bullish."""

BEARISH_ONLY = (
    "hanging_man, shooting_star, evening_star, evening_doji_star, three_black_crows, two_crows, "
    "dark_cloud_cover, gravestone_doji, advance_block, identical_three_crows, in_neck, on_neck, "
    "thrusting, upside_gap_two_crows, stalled_pattern"
)
"""Patterns whose name alone says bearish."""
