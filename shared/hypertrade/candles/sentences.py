"""What is told about candles: how they were cleaned, and what a range lacks."""

from __future__ import annotations

from hypertrade.domain.telling import Sentence

MORE_DATES = Sentence("part.moreDates", "{dates} and {count} more")
FLOORED = Sentence(
    "candles.floored",
    "{count} candles floored to the minute ({dates})",
    one="{count} candle floored to the minute ({dates})",
)
FUTURE = Sentence(
    "candles.future",
    "{count} candles removed: opens in the future ({dates})",
    one="{count} candle removed: opens in the future ({dates})",
)
OFF_GRID = Sentence(
    "candles.offGrid",
    "{count} candles removed: off the {timeframe} grid ({dates})",
    one="{count} candle removed: off the {timeframe} grid ({dates})",
)
REMOVED = Sentence(
    "candles.removed",
    "{count} candles removed: {why} ({dates})",
    one="{count} candle removed: {why} ({dates})",
)
NO_NUMBER = Sentence("candles.noNumber", "not a number")
NO_PRICE = Sentence("candles.noPrice", "price zero or negative")
NEGATIVE_VOLUME = Sentence("candles.negativeVolume", "negative volume")
HIGH_BELOW_LOW = Sentence("candles.highBelowLow", "high below low")
OUTSIDE = Sentence("candles.outside", "open or close outside low to high")
CONFLICTING = Sentence(
    "candles.conflicting",
    "{count} candles given several times with different values, the last kept ({dates})",
    one="{count} candle given several times with different values, the last kept ({dates})",
)
MADE_UP = Sentence("candles.madeUp", "made up by the demo market's generator, not traded")
FIRST_DROPPED = Sentence(
    "candles.firstDropped", "the first {timeframe} candle was incomplete and dropped"
)
LAST_DROPPED = Sentence(
    "candles.lastDropped", "the last {timeframe} candle was incomplete and dropped"
)
BEGIN_LATE = Sentence("candles.beginLate", "candles begin on {first}, after the range's start")
SHORT_WARMUP = Sentence(
    "candles.shortWarmup", "{warmup} of the {wanted} warm-up candles before the start exist"
)
END_EARLY = Sentence("candles.endEarly", "candles end on {last}, before the range's end")
