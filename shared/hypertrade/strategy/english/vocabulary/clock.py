"""Words for time."""

from __future__ import annotations

TIME: dict[str, dict[str, str]] = {
    "UNIT": {
        "minutes": "minute, minutes, min, mins, mn",
        "hours": "hour, hours, hr, hrs",
        "days": "day, days",
        "weeks": "week, weeks, wk, wks",
        "candles": (
            "candle, candles, bar, bars, period, periods, kline, klines, candlestick, "
            "candlesticks, sticks, tick, ticks, intervals, prd, per candle"
        ),
        "months": "month, months",
        "years": "year, years",
    },
    "TFUNIT": {
        "minutes": "minute, minutes, min, mins, mn",
        "hours": "hour, hours, hr, hrs",
        "days": "day, days",
        "weeks": "week, weeks, wk, wks",
    },
    "TFWORD": {
        "1h": "hourly",
        "1d": "daily, eod, end of day",
        "1w": "weekly",
    },
    "TIMEFRAME": {
        "timeframe": (
            "timeframe, time frame, tf, chart, charts, candle size, interval, graph, time frames, "
            "timeframes, chart timeframe, candle chart, candlestick chart"
        ),
    },
    "WEEKDAY": {
        "mon": "monday, mon, mondays",
        "tue": "tuesday, tue, tues, tuesdays",
        "wed": "wednesday, wed, wednesdays, weds",
        "thu": "thursday, thu, thur, thurs, thursdays",
        "fri": "friday, fri, fridays",
        "sat": "saturday, sat, saturdays",
        "sun": "sunday, sun, sundays",
    },
    "DAYGROUP": {
        "week": (
            "weekdays, weekday, working days, business days, work days, during week, work week, "
            "workdays"
        ),
        "weekend": "weekend, weekends, week end, week ends",
    },
    "EVERYDAY": {"all": "every day, all days, each day"},
    "DAYIS": {"day": "day is, weekday is"},
    "TIMEIS": {"time": "time is"},
    "UTC": {
        "utc": (
            "utc, gmt, utc time, o clock, oclock, zulu, gmt time, o clock utc, h utc, hours utc, "
            "in utc"
        ),
    },
    "MIDNIGHT": {
        "00:00": "midnight",
        "12:00": "noon, midday",
    },
    "YESTERDAY": {
        "yesterday": (
            "yesterday, yesterdays, previous day, prior day, previous days, prior days, last day, "
            "day before"
        ),
    },
    "TODAY": {"today": "today, todays"},
}
"""Units, timeframes, days and hours."""
