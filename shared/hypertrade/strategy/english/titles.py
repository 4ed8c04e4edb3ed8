"""The one English name of every indicator output, used by ``explain`` and known to the reader."""

from __future__ import annotations

from functools import lru_cache

from hypertrade.strategy.catalogue import INDICATORS

_SHORT = {
    "sma": "SMA",
    "ema": "EMA",
    "wma": "WMA",
    "dema": "DEMA",
    "tema": "TEMA",
    "trima": "TRIMA",
    "t3": "T3 moving average",
    "kama": "KAMA",
    "hma": "HMA",
    "zlema": "ZLEMA",
    "rma": "RMA",
    "vwma": "VWMA",
    "midpoint": "midpoint",
    "linreg": "linear regression",
    "ht_trendline": "Hilbert trendline",
    "rsi": "RSI",
    "ppo": "PPO",
    "apo": "APO",
    "cci": "CCI",
    "mfi": "MFI",
    "roc": "rate of change",
    "cmo": "CMO",
    "bop": "balance of power",
    "adx": "ADX",
    "adxr": "ADXR",
    "dx": "DX",
    "plus_di": "plus DI",
    "minus_di": "minus DI",
    "aroon_oscillator": "Aroon oscillator",
    "atr": "ATR",
    "natr": "normalized ATR",
    "obv": "OBV",
    "ad_line": "accumulation/distribution line",
    "ad_oscillator": "accumulation/distribution oscillator",
    "cmf": "CMF",
    "vwap": "rolling VWAP",
    "session_vwap": "session VWAP",
    "highest": "rolling high",
    "lowest": "rolling low",
    "mean": "rolling mean",
    "median": "rolling median",
    "total": "rolling sum",
    "deviation": "rolling standard deviation",
    "zscore": "z-score",
    "percent_rank": "percentile rank",
    "williams_r": "Williams %R",
    "parabolic_sar": "parabolic SAR",
    "linreg_slope": "linear regression slope",
    "linreg_angle": "linear regression angle",
    "momentum": "momentum",
    "trix": "TRIX",
    "ultimate_oscillator": "ultimate oscillator",
    "choppiness": "choppiness index",
    "true_range": "true range",
}
_OUTPUTS = {
    ("macd", "macd"): "MACD",
    ("macd", "signal"): "MACD signal",
    ("macd", "histogram"): "MACD histogram",
    ("stochastic", "k"): "stochastic %K",
    ("stochastic", "d"): "stochastic %D",
    ("stochastic_fast", "k"): "fast stochastic %K",
    ("stochastic_fast", "d"): "fast stochastic %D",
    ("stochastic_rsi", "k"): "stochastic RSI %K",
    ("stochastic_rsi", "d"): "stochastic RSI %D",
    ("aroon", "up"): "Aroon up",
    ("aroon", "down"): "Aroon down",
    ("supertrend", "line"): "supertrend",
    ("supertrend", "direction"): "supertrend direction",
    ("ichimoku", "conversion"): "Ichimoku conversion line",
    ("ichimoku", "base"): "Ichimoku base line",
    ("ichimoku", "span_a"): "Ichimoku span A",
    ("ichimoku", "span_b"): "Ichimoku span B",
    ("ichimoku", "leading_a"): "Ichimoku leading A",
    ("ichimoku", "leading_b"): "Ichimoku leading B",
    ("bollinger", "middle"): "middle Bollinger band",
    ("bollinger", "upper"): "upper Bollinger band",
    ("bollinger", "lower"): "lower Bollinger band",
    ("bollinger", "width"): "Bollinger width",
    ("bollinger", "percent_b"): "Bollinger %B",
    ("keltner", "middle"): "middle Keltner channel",
    ("keltner", "upper"): "upper Keltner channel",
    ("keltner", "lower"): "lower Keltner channel",
    ("donchian", "middle"): "middle Donchian channel",
    ("donchian", "upper"): "upper Donchian channel",
    ("donchian", "lower"): "lower Donchian channel",
    ("heikin_ashi", "close"): "Heikin-Ashi close",
    ("heikin_ashi", "open"): "Heikin-Ashi open",
    ("heikin_ashi", "high"): "Heikin-Ashi high",
    ("heikin_ashi", "low"): "Heikin-Ashi low",
}


def indicator_title(name: str, output: str) -> str:
    """Return the English name of one output of an indicator."""
    title = _OUTPUTS.get((name, output))
    if title is None:
        title = _SHORT.get(name) or name.replace("_", " ")
        if len(INDICATORS[name].outputs) > 1:
            title = f"{title} {output.replace('_', ' ')}"
    return title


def short_title(name: str) -> str:
    """Return what an indicator is called in a menu: "RSI", "Bollinger bands"."""
    return _OUTPUTS.get((name, name)) or _SHORT.get(name) or INDICATORS[name].title


@lru_cache(maxsize=1)
def output_titles() -> dict[tuple[str, str], str]:
    """Return the title of every output of every indicator; no two are the same."""
    return {
        (name, output): indicator_title(name, output)
        for name, known in INDICATORS.items()
        for output in known.outputs
    }
