"""Words with no single meaning, and what each might stand for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vague:
    """Words that could mean several rules: why they are unclear, and rules to choose from."""

    phrases: str
    why: str
    choices: tuple[tuple[str, str], ...]


_SQUEEZED = (
    "(upper Bollinger band(20, 2) is below upper Keltner channel(20, 10, 2) and lower Bollinger "
    "band(20, 2) is above lower Keltner channel(20, 10, 2))"
)
_UP = (
    ("the close is above the 200-period EMA", "close is above EMA(200)"),
    ("the 50-period EMA is above the 200-period EMA", "EMA(50) is above EMA(200)"),
    ("the 200-period EMA is rising", "EMA(200) is rising"),
)
_DOWN = (
    ("the close is below the 200-period EMA", "close is below EMA(200)"),
    ("the 50-period EMA is below the 200-period EMA", "EMA(50) is below EMA(200)"),
    ("the 200-period EMA is falling", "EMA(200) is falling"),
)
_EITHER_DIVERGENCE = "A divergence between price and indicator cannot be expressed as a rule yet."

VAGUE: tuple[Vague, ...] = (
    Vague(
        "chikou, chikou span, lagging span, lagging line, kdj, gann, gann fan, fractal, fractals, "
        "alligator, vortex, coppock, coppock curve, elder ray, force index, klinger, tsi, kst, "
        "dpo, pmo, schaff, stc, qqe, wavetrend, wave trend, ssl, ut bot, halftrend, half trend, "
        "range filter, renko, kagi, point and figure, heatmap, cvd, cumulative delta, delta, "
        "footprint, tape, order flow, orderflow, level 2, market depth, liquidations, hash rate, "
        "mvrv, nupl, sopr, google trends, dxy, nasdaq, vix, correlation, beta, holiday, holidays, "
        "earnings, dividend, dividends, cpi, fomc, fed, nfp, inflation, gaps, opening range, "
        "session open, premarket, moon phase, full moon, new moon, astrology, quasimodo, "
        "darvas, darvas box, heikin ashi smoothed, squeeze momentum, fisher transform, gaussian, "
        "gaussian channel, ease of movement, demark, td sequential, camarilla, murrey, zigzag, "
        "zig zag, smart money index, volume delta, anchored vwap, august, december, january, "
        "february, october, november, september, july, june, april, summer, winter, christmas",
        "That cannot be computed here.",
        (),
    ),
    Vague(
        "uptrend, up trend, bull market, bullish trend, trend is up, trend is bullish, market is "
        "bullish, upward trend, trend up, positive trend, in uptrend, bullish market, bull trend, "
        "long term uptrend, rising market, rising trend",
        "An uptrend can be measured in several ways.",
        _UP,
    ),
    Vague(
        "downtrend, down trend, bear market, bearish trend, trend is down, trend is bearish, "
        "market is bearish, downward trend, trend down, negative trend, in downtrend, bearish "
        "market, bear trend, falling market, falling trend",
        "A downtrend can be measured in several ways.",
        _DOWN,
    ),
    Vague(
        "trending, trend is strong, strong trend, strongly trending, strength of trend, trending "
        "market, market is trending, trending strongly",
        "How strong a trend is can be measured in several ways.",
        (
            ("ADX(14) is above 25", "ADX(14) is above 25"),
            ("ADX(14) is above 20", "ADX(14) is above 20"),
        ),
    ),
    Vague(
        "sideways, ranging, range bound, consolidating, consolidation, choppy, flat market, "
        "sideways market, ranging market, no trend, choppy market, market is flat, trendless",
        "A market without a trend can be measured in several ways.",
        (
            ("ADX(14) is below 20", "ADX(14) is below 20"),
            ("the choppiness index is above 61.8", "choppiness index(14) is above 61.8"),
        ),
    ),
    Vague(
        "high volume, big volume, strong volume, heavy volume, volume spike, volume is high, "
        "large volume, volume is strong, volume surge, huge volume, volume picks up, rising "
        "volume spike, volume confirmation, good volume, unusual volume, volume spikes, above "
        "average volume spike, volume is big, increased volume, enough volume, volume explodes, "
        "spike in volume, volume confirms, elevated volume, volume support",
        "How much volume that is was not said.",
        (
            ("volume above its 20-candle average", "volume is above SMA(20) of volume"),
            (
                "volume above 1.5 times its 20-candle average",
                "volume is above 1.5 times SMA(20) of volume",
            ),
            (
                "volume above twice its 20-candle average",
                "volume is above 2 times SMA(20) of volume",
            ),
        ),
    ),
    Vague(
        "low volume, thin volume, volume is low, weak volume, volume dries up",
        "How little volume that is was not said.",
        (
            ("volume below its 20-candle average", "volume is below SMA(20) of volume"),
            (
                "volume below half its 20-candle average",
                "volume is below 0.5 times SMA(20) of volume",
            ),
        ),
    ),
    Vague(
        "high volatility, volatile, volatility is high, volatile market, big volatility, "
        "volatility expands, volatility increases",
        "How volatile that is was not said.",
        (
            ("ATR above its 50-candle average", "ATR(14) is above SMA(50) of ATR(14)"),
            ("ATR above 2% of the price", "normalized ATR(14) is above 2"),
        ),
    ),
    Vague(
        "low volatility, volatility is low, quiet market, calm market, volatility contracts, "
        "squeeze, bollinger squeeze, bb squeeze, bands squeeze, bands are tight, bollinger bands "
        "squeeze, tight bands, volatility squeeze, ttm squeeze, bands contract, bands narrow",
        "How quiet that is was not said.",
        (
            (
                "the Bollinger bands are narrower than they were on average over 100 candles",
                "Bollinger width(20, 2) is below SMA(100) of Bollinger width(20, 2)",
            ),
            (
                "the Bollinger bands lie inside the Keltner channel",
                _SQUEEZED,
            ),
        ),
    ),
    Vague(
        "bullish divergence, positive divergence, bull divergence, bullish rsi divergence, rsi "
        "bullish divergence, bullish macd divergence, macd bullish divergence, hidden bullish "
        "divergence, divergence, rsi divergence, macd divergence, diverges, divergences",
        "A divergence between price and indicator cannot be expressed as a rule yet.",
        (
            (
                "RSI(14) is higher than 10 candles ago while the close is lower",
                "(RSI(14) is above RSI(14) 10 candles ago and close is below close 10 candles ago)",
            ),
            ("RSI(14) is rising", "RSI(14) is rising"),
        ),
    ),
    Vague(
        "bearish divergence, negative divergence, bear divergence, bearish rsi divergence, rsi "
        "bearish divergence, bearish macd divergence, macd bearish divergence, hidden bearish "
        "divergence",
        "A divergence between price and indicator cannot be expressed as a rule yet.",
        (
            (
                "RSI(14) is lower than 10 candles ago while the close is higher",
                "(RSI(14) is below RSI(14) 10 candles ago and close is above close 10 candles ago)",
            ),
            ("RSI(14) is falling", "RSI(14) is falling"),
        ),
    ),
    Vague(
        "cheap, undervalued, low price level, price is low, buy low, good price, discount, dip "
        "buying, market is cheap, dips, on dips, the dip, pullback, pull back, pullbacks, "
        "correction, retracement",
        "What counts as a low price was not said.",
        (
            ("RSI(14) is below 30", "RSI(14) is below 30"),
            (
                "the close is below the lower Bollinger band",
                "close is below lower Bollinger band(20, 2)",
            ),
            (
                "the price fell 5% or more over 24 candles",
                "the change of close over 24 candles is at most -5%",
            ),
        ),
    ),
    Vague(
        "expensive, overvalued, price is high, sell high, overextended, overheated, market is "
        "hot, overpriced, too expensive, over extended",
        "What counts as a high price was not said.",
        (
            ("RSI(14) is above 70", "RSI(14) is above 70"),
            (
                "the close is above the upper Bollinger band",
                "close is above upper Bollinger band(20, 2)",
            ),
        ),
    ),
    Vague(
        "momentum is strong, strong momentum, bullish momentum, positive momentum, momentum is "
        "bullish, momentum is positive, momentum turns up, good momentum, momentum picks up, "
        "momentum up, upward momentum",
        "Momentum can be measured in several ways.",
        (
            ("RSI(14) is above 50", "RSI(14) is above 50"),
            ("the MACD histogram is above 0", "MACD histogram(12, 26, 9) is above 0"),
            ("the rate of change over 10 candles is above 0", "rate of change(10) is above 0"),
        ),
    ),
    Vague(
        "momentum is weak, weak momentum, bearish momentum, negative momentum, momentum is "
        "bearish, momentum is negative, momentum fades, momentum turns down, losing momentum, "
        "loses momentum, downward momentum",
        "Momentum can be measured in several ways.",
        (
            ("RSI(14) is below 50", "RSI(14) is below 50"),
            ("the MACD histogram is below 0", "MACD histogram(12, 26, 9) is below 0"),
            ("the rate of change over 10 candles is below 0", "rate of change(10) is below 0"),
        ),
    ),
    Vague(
        "support, support level, support line, support zone, key support, strong support, support "
        "area",
        "A support level drawn by hand cannot be tested; a rolling low can.",
        (
            ("the lowest low of the 20 candles before", "rolling low(20) 1 candle ago"),
            ("the lowest low of the 50 candles before", "rolling low(50) 1 candle ago"),
        ),
    ),
    Vague(
        "resistance, resistance level, resistance line, resistance zone, key resistance, strong "
        "resistance, resistance area",
        "A resistance level drawn by hand cannot be tested; a rolling high can.",
        (
            ("the highest high of the 20 candles before", "rolling high(20) 1 candle ago"),
            ("the highest high of the 50 candles before", "rolling high(50) 1 candle ago"),
        ),
    ),
    Vague(
        "all time high, ath, all time highs, record high, new ath, swing high, recent high, "
        "previous high level, recent highs, last swing high, local high",
        "How far back to look for the high was not said.",
        (
            ("the highest high of the 100 candles before", "rolling high(100) 1 candle ago"),
            ("the highest high of the 20 candles before", "rolling high(20) 1 candle ago"),
        ),
    ),
    Vague(
        "all time low, atl, record low, swing low, recent low, recent lows, last swing low, local "
        "low",
        "How far back to look for the low was not said.",
        (
            ("the lowest low of the 100 candles before", "rolling low(100) 1 candle ago"),
            ("the lowest low of the 20 candles before", "rolling low(20) 1 candle ago"),
        ),
    ),
    Vague(
        "london session, london, london hours, european session, london open hours",
        "Sessions have no fixed hours.",
        (
            ("08:00 to 16:00 UTC", "the time is from 08:00 to 16:00 UTC"),
            ("07:00 to 16:00 UTC", "the time is from 07:00 to 16:00 UTC"),
        ),
    ),
    Vague(
        "new york session, us session, ny session, american session, us hours, new york hours, us "
        "market hours, new york, wall street hours",
        "Sessions have no fixed hours.",
        (
            ("13:00 to 21:00 UTC", "the time is from 13:00 to 21:00 UTC"),
            ("14:30 to 21:00 UTC", "the time is from 14:30 to 21:00 UTC"),
        ),
    ),
    Vague(
        "asian session, asia session, tokyo session, asian hours, tokyo hours",
        "Sessions have no fixed hours.",
        (
            ("00:00 to 08:00 UTC", "the time is from 00:00 to 08:00 UTC"),
            ("23:00 to 08:00 UTC", "the time is from 23:00 to 08:00 UTC"),
        ),
    ),
    Vague(
        "sell half, close half, exit half, sell part, take partial profits, take partial profit, "
        "partial profit, partial profits, scale out, sell some, sell a third, close part, half "
        "position, half of position, partials, take partials, sell half of position, sell half "
        "position, close half position, take half off",
        "A position can only be closed as a whole.",
        (("close all of it", "sell"),),
    ),
    Vague(
        "news, fundamentals, sentiment, fear and greed, fear and greed index, whales, funding "
        "rate, open interest, order book, orderbook, on chain, tweets, twitter, elon, halving, "
        "dominance, btc dominance, market cap, fib, fibonacci, elliott wave, elliott waves, "
        "trendline, trend line, trendlines, head and shoulders, double bottom, double top, "
        "triangle, flag, bull flag, cup and handle, wyckoff, order block, fair value gap, fvg, "
        "liquidity grab, pivot point, pivot points, pivots, harmonic pattern, wedge, falling "
        "wedge, rising wedge, bos, break of structure, market structure, smart money, volume "
        "profile, poc, point of control",
        "That cannot be computed from candles here.",
        (),
    ),
    Vague(
        "spikes, spike, explodes, moons, pumps hard, dumps hard, crashes hard, big move, "
        "big candle, large candle, strong candle, big green candle, long candle, huge candle, big "
        "red candle, large green candle, large red candle",
        "How big a move that is was not said.",
        (
            ("up 3% or more on one candle", "the change of close over 1 candle is at least 3%"),
            ("down 3% or more on one candle", "the change of close over 1 candle is at most -3%"),
        ),
    ),
    Vague(
        "macd looks good, looks good, looks bullish, looks strong, looks weak, look good, good "
        "time, right time, when profitable conditions, when it is time, i feel like it, feels "
        "right, makes sense, strong, weak, big, huge, small, slightly, significantly, soon, "
        "sometimes, maybe, perhaps, probably, usually, eventually, quickly, fast enough, a lot, a "
        "bit, little bit, somewhat, much, well above, well below, far above, far below, way "
        "above, way below, sharply, suddenly, gradually, reversal, reverses, bounce, bounces, "
        "rejection, rejects, retest, retests, breakout confirmed, overreacts, capitulation, "
        "panic, fomo, euphoria, exhausted, exhaustion, peaks, peak, bottoms, bottom, tops, top, "
        "bottoming, topping",
        "That is no rule a computer can test.",
        (),
    ),
)
"""Every vague phrase; without choices of its own, the question offers to leave it out."""
