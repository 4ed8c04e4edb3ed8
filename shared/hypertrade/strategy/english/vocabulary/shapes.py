"""Words for what candles and lines look like."""

from __future__ import annotations

SHAPES: dict[str, dict[str, str]] = {
    "COLOR": {
        "green": "green, bullish candle color, blue",
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
    "CLOUD": {
        "cloud": (
            "cloud, kumo cloud, kumo, ichimoku cloud, ichi cloud, cloud of ichimoku, ichimoku "
            "kumo, kumo of ichimoku, clouds, ichimoku clouds, cloud of ichimoku indicator"
        )
    },
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
    "IT": {"it": "it, that, this, its value, they, them, same, those two, these two"},
    "ITS": {"its": "its, their, it's"},
    "BODY": {"body": "body, candle body, real body, body of candle, bar body, body size"},
    "RANGE": {
        "range": (
            "range, candle range, high low range, bar range, range of candle, range of bar, "
            "candles range, high to low range, total range, full range, spread of candle, height "
            "of candle, candle height"
        ),
    },
    "UPWICK": {
        "upper": (
            "upper wick, upper shadow, top wick, upper tail, top shadow, upside wick, wick above "
            "body"
        ),
    },
    "LOWWICK": {
        "lower": (
            "lower wick, lower shadow, bottom wick, lower tail, bottom shadow, downside wick, "
            "wick below body"
        ),
    },
    "WICK": {"wick": "wick, wicks, wicked, wicking, has wick, leaves wick, makes wick"},
    "RETURN": {
        "return": (
            "return, returns, price change, percent change, percentage change, % change, price "
            "return, change in price, percent return, performance, percentage return, % return, "
            "rolling return, percent price change, percentage price change"
        ),
    },
    "RVOL": {"rvol": "relative volume, rvol, rel volume, volume ratio"},
    "AWESOME": {"ao": "awesome oscillator, ao, awesome"},
    "PREVIOUS": {
        "previous": (
            "candle before, bar before, before candle, before bar, one before, candle before it, "
            "candle before that, bar before it, bar before that, previous one, prior one, one "
            "before it, candle just before, candle earlier, bar earlier, candle that came before"
        ),
    },
    "UPDAY": {
        "up": "up day, up days, higher day, up close, up closes, up session, up sessions",
        "down": (
            "down day, down days, lower day, down close, down closes, losing day, losing days, "
            "down session, down sessions"
        ),
        "green": "up candle, up candles, up bar, up bars",
        "red": "down candle, down candles, down bar, down bars",
    },
    "TURNUP": {
        "up": (
            "gives buy signal, gives buy, gave buy signal, generates buy signal, signals buy, "
            "shows buy signal, issues buy signal, prints buy signal, fires buy signal, triggers "
            "buy signal, says buy, gives long signal, goes from red to green, turns from red to "
            "green, flips from red to green, changes from red to green, switches from red to "
            "green, goes from down to up, flips from bearish to bullish, switches from bearish to "
            "bullish, changes from bearish to bullish, turns from bearish to bullish, goes from "
            "bearish to bullish, prints buy, flashes buy, flashes buy signal, is in buy mode"
        ),
    },
    "TURNDOWN": {
        "down": (
            "gives sell signal, gives sell, gave sell signal, generates sell signal, signals "
            "sell, shows sell signal, issues sell signal, prints sell signal, fires sell signal, "
            "triggers sell signal, says sell, gives short signal, goes from green to red, turns "
            "from green to red, flips from green to red, changes from green to red, switches from "
            "green to red, goes from up to down, flips from bullish to bearish, switches from "
            "bullish to bearish, changes from bullish to bearish, turns from bullish to bearish, "
            "goes from bullish to bearish, prints sell, flashes sell, flashes sell signal, is in "
            "sell mode"
        ),
    },
    "INSIDEBAR": {"inside": "inside bar, inside candle, inside day, inside bar pattern"},
    "OUTSIDEBAR": {"outside": "outside bar, outside candle, outside day, outside bar pattern"},
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
