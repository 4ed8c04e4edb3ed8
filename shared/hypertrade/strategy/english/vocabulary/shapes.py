"""Words for what candles and lines look like."""

from __future__ import annotations

SHAPES: dict[str, dict[str, str]] = {
    "COLOR": {
        "green": "green, bullish candle color",
        "red": "red",
        "white": "white",
        "black": "black",
    },
    "CANDLE": {"candle": "candle, candles, candlestick, candlesticks, bar, bars"},
    "BULL": {"bull": "bullish, bull, bullishly, uptrend signal, up trend signal"},
    "BEAR": {"bear": "bearish, bear, bearishly"},
    "POSITIVE": {"positive": "positive, in positive territory, positive territory"},
    "NEGATIVE": {"negative": "negative, in negative territory, negative territory"},
    "OVERSOLD": {
        "oversold": (
            "oversold, over sold, oversold territory, oversold zone, oversold area, oversold "
            "level, oversold region, oversold levels"
        ),
    },
    "OVERBOUGHT": {
        "overbought": (
            "overbought, over bought, overbought territory, overbought zone, overbought area, "
            "overbought level, overbought region, overbought levels"
        ),
    },
    "PATTERNWORD": {"pattern": "pattern, candle pattern, formation, candlestick pattern, patterns"},
    "GOLDEN": {"golden": "golden cross, golden crossover, gc, golden crosses"},
    "DEATH": {"death": "death cross, dead cross, death crossover, death crosses"},
    "CLOUD": {"cloud": "cloud, kumo cloud, kumo, ichimoku cloud, ichi cloud"},
    "BAND": {"band": "band, bands, envelope"},
    "MA": {
        "ma": (
            "ma, fast ma, slow ma, fast moving average, slow moving average, short moving "
            "average, long moving average, faster ma, slower ma, short ma, long ma, short term "
            "moving average, long term moving average, short term ma, long term ma, moving "
            "average, mas, moving averages, moving avg, mov avg, mavg"
        ),
    },
    "AVERAGE": {"average": "average, avg, mean, averages, norm, usual"},
    "HIGH": {"high": "high, highs, high price, resistance high"},
    "LOW": {"low": "low, lows, low price"},
    "HIGHEST": {"highest": "highest, highest high, maximum, max"},
    "LOWEST": {"lowest": "lowest, lowest low, minimum, min"},
    "NEWHIGH": {"new": "new, fresh, breakout of"},
    "SLOPE": {"slope": "slope, slopes, inclination, gradient"},
    "CHANGE": {"change": "change"},
    "SMALLER": {"smaller": "smaller of"},
    "LARGER": {"larger": "larger of"},
    "VALUE": {
        "value": (
            "value, level, mark, number, line, reading, threshold, readings, levels, zone, area, "
            "territory, region"
        ),
    },
    "IT": {"it": "it, that, this, its value, they, them, same"},
    "ITS": {"its": "its, their, it's"},
    "BODY": {"body": "body"},
    "PENETRATION": {"penetration": "penetration, with penetration"},
    "OPPOSITE": {
        "opposite": (
            "opposite, opposite signal, opposite cross, reverse signal, reverse cross, cross "
            "other way, opposite happens, reverse happens, opposite crossover, opposite "
            "direction, other way around, other direction, contrary, opposite occurs, reverse "
            "crossover, opposite condition, opposite conditions, reverse, inverse, crosses back, "
            "it crosses back, they cross back, cross back other way, crosses other way, it "
            "reverses, reversal of that, reversed"
        ),
    },
    "STANDARDDEV": {"sd": "standard deviations, sigma, stdevs, std devs"},
    "BELOWBAND": {"x": "outside lower side of"},
}
"""Shapes, adjectives and stand-ins, by terminal and meaning."""
