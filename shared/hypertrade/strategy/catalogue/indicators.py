"""The indicators, by family. Names are the field's own; periods are candles."""

from __future__ import annotations

from hypertrade.strategy.catalogue.definitions import IndicatorDefinition as Indicator
from hypertrade.strategy.catalogue.definitions import period, real

_AVERAGES = (
    Indicator("sma", "simple moving average", (period(20, 1),), source="close"),
    Indicator("ema", "exponential moving average", (period(20),), source="close"),
    Indicator("wma", "weighted moving average", (period(20),), source="close"),
    Indicator("dema", "double exponential moving average", (period(20),), source="close"),
    Indicator("tema", "triple exponential moving average", (period(20),), source="close"),
    Indicator("trima", "triangular moving average", (period(20),), source="close"),
    Indicator("t3", "T3 moving average", (period(5), real("vfactor", 0.7, 0, 1)), source="close"),
    Indicator("kama", "Kaufman adaptive moving average", (period(30),), source="close"),
    Indicator("hma", "Hull moving average", (period(20),), source="close"),
    Indicator("zlema", "zero-lag exponential moving average", (period(20),), source="close"),
    Indicator("rma", "Wilder moving average", (period(14),), source="close"),
    Indicator("vwma", "volume-weighted moving average", (period(20),), source="close"),
    Indicator("midpoint", "midpoint of a rolling range", (period(14),), source="close"),
    Indicator("linreg", "linear regression value", (period(14),), source="close"),
    Indicator("ht_trendline", "Hilbert transform trend line", source="close"),
)

_MOMENTUM = (
    Indicator("rsi", "relative strength index", (period(14),), source="close"),
    Indicator(
        "macd",
        "moving average convergence/divergence",
        (period(12, name="fast"), period(26, name="slow"), period(9, 1, name="signal")),
        outputs=("macd", "signal", "histogram"),
        source="close",
    ),
    Indicator(
        "ppo",
        "percentage price oscillator",
        (period(12, name="fast"), period(26, name="slow")),
        source="close",
    ),
    Indicator(
        "apo",
        "absolute price oscillator",
        (period(12, name="fast"), period(26, name="slow")),
        source="close",
    ),
    Indicator(
        "stochastic",
        "stochastic oscillator",
        (period(14, 1), period(3, 1, name="smooth"), period(3, 1, name="signal")),
        outputs=("k", "d"),
    ),
    Indicator(
        "stochastic_fast",
        "fast stochastic oscillator",
        (period(14, 1), period(3, 1, name="signal")),
        outputs=("k", "d"),
    ),
    Indicator(
        "stochastic_rsi",
        "stochastic RSI",
        (
            period(14),
            period(14, name="window"),
            period(3, 1, name="smooth"),
            period(3, 1, name="signal"),
        ),
        outputs=("k", "d"),
        source="close",
    ),
    Indicator("cci", "commodity channel index", (period(20),)),
    Indicator("mfi", "money flow index", (period(14),)),
    Indicator("williams_r", "Williams %R", (period(14),)),
    Indicator("roc", "rate of change in percent", (period(10, 1),), source="close"),
    Indicator("momentum", "momentum", (period(10, 1),), source="close"),
    Indicator("trix", "TRIX", (period(15, 1),), source="close"),
    Indicator("cmo", "Chande momentum oscillator", (period(14),), source="close"),
    Indicator(
        "ultimate_oscillator",
        "ultimate oscillator",
        (period(7, 1, name="short"), period(14, 1, name="medium"), period(28, 1, name="long")),
    ),
    Indicator("bop", "balance of power"),
)

_TREND = (
    Indicator("adx", "average directional index", (period(14),)),
    Indicator("adxr", "average directional index rating", (period(14),)),
    Indicator("dx", "directional movement index", (period(14),)),
    Indicator("plus_di", "plus directional indicator", (period(14, 1),)),
    Indicator("minus_di", "minus directional indicator", (period(14, 1),)),
    Indicator("aroon", "Aroon", (period(25),), outputs=("up", "down")),
    Indicator("aroon_oscillator", "Aroon oscillator", (period(25),)),
    Indicator(
        "parabolic_sar",
        "parabolic SAR",
        (real("acceleration", 0.02, 0, 1), real("maximum", 0.2, 0, 1)),
    ),
    Indicator(
        "supertrend",
        "supertrend",
        (period(10), real("multiplier", 3, 0.1, 100)),
        outputs=("line", "direction"),
    ),
    Indicator(
        "ichimoku",
        "Ichimoku without its future shift",
        (
            period(9, 1, name="conversion"),
            period(26, 1, name="base"),
            period(52, 1, name="span"),
            period(26, 1, name="displacement"),
        ),
        outputs=("conversion", "base", "span_a", "span_b", "leading_a", "leading_b"),
    ),
    Indicator("linreg_slope", "linear regression slope", (period(14),), source="close"),
    Indicator("linreg_angle", "linear regression angle in degrees", (period(14),), source="close"),
)

_VOLATILITY = (
    Indicator(
        "bollinger",
        "Bollinger bands",
        (period(20), real("deviations", 2, 0.1, 20)),
        outputs=("middle", "upper", "lower", "width", "percent_b"),
        source="close",
    ),
    Indicator(
        "keltner",
        "Keltner channel",
        (period(20), period(10, 1, name="atr_period"), real("multiplier", 2, 0.1, 20)),
        outputs=("middle", "upper", "lower"),
        source="close",
    ),
    Indicator(
        "donchian", "Donchian channel", (period(20, 1),), outputs=("upper", "middle", "lower")
    ),
    Indicator("atr", "average true range", (period(14, 1),)),
    Indicator("natr", "average true range in percent of the close", (period(14, 1),)),
    Indicator("true_range", "true range"),
    Indicator("choppiness", "choppiness index", (period(14),)),
)

_VOLUME = (
    Indicator("obv", "on-balance volume"),
    Indicator("ad_line", "accumulation/distribution line"),
    Indicator(
        "ad_oscillator",
        "accumulation/distribution oscillator",
        (period(3, name="fast"), period(10, name="slow")),
    ),
    Indicator("cmf", "Chaikin money flow", (period(20, 1),)),
    Indicator("vwap", "rolling volume-weighted average price", (period(20, 1),)),
    Indicator("session_vwap", "volume-weighted average price since midnight UTC"),
)

_STATISTICS = (
    Indicator("highest", "rolling high", (period(20, 1),), source="high"),
    Indicator("lowest", "rolling low", (period(20, 1),), source="low"),
    Indicator("mean", "rolling mean", (period(20, 1),), source="close"),
    Indicator("median", "rolling median", (period(20, 1),), source="close"),
    Indicator("total", "rolling sum", (period(20, 1),), source="close"),
    Indicator("deviation", "rolling standard deviation", (period(20),), source="close"),
    Indicator("zscore", "z-score", (period(20),), source="close"),
    Indicator(
        "percent_rank", "percentile rank in a rolling window", (period(100),), source="close"
    ),
)

_CANDLES = (
    Indicator("heikin_ashi", "Heikin-Ashi candle", outputs=("close", "open", "high", "low")),
)

FAMILIES: dict[str, tuple[Indicator, ...]] = {
    "average": _AVERAGES,
    "momentum": _MOMENTUM,
    "trend": _TREND,
    "volatility": _VOLATILITY,
    "volume": _VOLUME,
    "statistics": _STATISTICS,
    "candles": _CANDLES,
}
"""The indicators by what they measure."""

INDICATORS: dict[str, Indicator] = {
    item.name: item for family in FAMILIES.values() for item in family
}
"""All indicators by name."""
