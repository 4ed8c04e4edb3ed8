"""What ``compile.helpers`` computes with pandas, on arrays: the indicators TA-Lib has not.

Each function does the same operations in the same order as its namesake there, so that results
are the same to the last bit. Columns are float64 of shape (n,).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.strategy.signals import native

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hypertrade.strategy.signals.candles import Columns

    Floats = NDArray[np.float64]

Outputs = Mapping[str, "Floats"]
_DAY = 86_400_000  # milliseconds


def shifted(values: Floats, rows: int) -> Floats:
    """Return ``values`` of ``rows`` rows before; missing where there is none."""
    if rows <= 0:
        return values
    result = np.empty_like(values)
    rows = min(rows, len(values))
    result[:rows] = np.nan
    result[rows:] = values[: len(values) - rows]
    return result


def without_gaps(values: Floats) -> Floats:
    """Return ``values`` with each missing one replaced by the last present before it."""
    missing = np.isnan(values)
    if not missing.any():
        return values
    last = np.where(missing, 0, np.arange(len(values)))
    np.maximum.accumulate(last, out=last)
    return values[last]


def _absent_if_zero(values: Floats) -> Floats:
    return np.where(values == 0, np.nan, values)


def _simple(name: str, source: Floats, period: int) -> Floats:
    return native.call(name, {native.PRICE: source}, {"timeperiod": period})["value"]


def _true_range(candles: Columns) -> Floats:
    return native.call("TRANGE", candles.prices, {})["value"]


def _hull_average(candles: Columns, source: Floats, period: int) -> Outputs:
    del candles

    def weighted(values: Floats, length: int) -> Floats:
        return values if length < 2 else _simple("WMA", values, length)  # noqa: PLR2004 - one value is its own average

    raw = 2 * weighted(source, period // 2) - weighted(source, period)
    return {"value": weighted(raw, int(np.sqrt(period)))}


def _zero_lag_average(candles: Columns, source: Floats, period: int) -> Outputs:
    del candles
    ahead = 2 * source - shifted(source, (period - 1) // 2)
    return {"value": _simple("EMA", ahead, period)}


def _wilder_average(candles: Columns, source: Floats, period: int) -> Outputs:
    from hypertrade.strategy.signals.rolling import exponential_mean

    del candles
    return {"value": exponential_mean(source, 1 / period, period)}


def _volume_weighted_average(candles: Columns, source: Floats, period: int) -> Outputs:
    from hypertrade.strategy.signals.rolling import rolling_sum

    volume = candles.price("volume")
    return {"value": rolling_sum(source * volume, period) / rolling_sum(volume, period)}


def _session_vwap(candles: Columns, source: Floats | None) -> Outputs:
    from hypertrade.strategy.signals.rolling import running_sum

    del source
    volume, day = candles.price("volume"), candles.opens // _DAY
    traded = running_sum(candles.price("hlc3") * volume, day)
    return {"value": traded / running_sum(volume, day)}


def _chaikin_money_flow(candles: Columns, source: Floats | None, period: int) -> Outputs:
    from hypertrade.strategy.signals.rolling import rolling_sum

    del source
    high, low, close, volume = (candles.price(n) for n in ("high", "low", "close", "volume"))
    span = _absent_if_zero(high - low)
    place = (2 * close - low - high) / span
    flow = np.where(np.isnan(place), 0, place) * volume
    return {"value": rolling_sum(flow, period) / rolling_sum(volume, period)}


def _choppiness_index(candles: Columns, source: Floats | None, period: int) -> Outputs:
    from hypertrade.strategy.signals.rolling import rolling_max, rolling_min, rolling_sum

    del source
    path = rolling_sum(_true_range(candles), period)
    span = rolling_max(candles.price("high"), period) - rolling_min(candles.price("low"), period)
    ratio = np.where(path > 0, path / _absent_if_zero(span), np.nan)
    return {"value": 100 * np.log10(ratio) / np.log10(period)}


def _stochastic_rsi(  # noqa: PLR0913, PLR0917 - the periods that the indicator has
    candles: Columns, source: Floats, period: int, window: int, smooth: int, signal: int
) -> Outputs:
    from hypertrade.strategy.signals.rolling import rolling_max, rolling_mean, rolling_min

    del candles
    rsi = _simple("RSI", source, period)
    lowest = rolling_min(rsi, window)
    span = _absent_if_zero(rolling_max(rsi, window) - lowest)
    k = rolling_mean(100 * (rsi - lowest) / span, smooth)
    return {"k": k, "d": rolling_mean(k, signal)}


def _standard_score(candles: Columns, source: Floats, period: int) -> Outputs:
    from hypertrade.strategy.signals.rolling import rolling_deviation, rolling_mean

    del candles
    deviation = _absent_if_zero(rolling_deviation(source, period))
    return {"value": (source - rolling_mean(source, period)) / deviation}


def _supertrend(candles: Columns, source: Floats | None, period: int, multiplier: float) -> Outputs:
    from hypertrade.strategy.signals.loops import supertrend
    from hypertrade.strategy.signals.rolling import rolling_mean

    del source
    middle = candles.price("hl2")
    distance = multiplier * rolling_mean(_true_range(candles), period)
    close = np.array(candles.price("close"))
    line, direction = supertrend(middle + distance, middle - distance, close, period)
    return {"line": line, "direction": direction}


def _ichimoku(  # noqa: PLR0913, PLR0917 - the periods that Ichimoku has
    candles: Columns,
    source: Floats | None,
    conversion: int,
    base: int,
    span: int,
    displacement: int,
) -> Outputs:
    from hypertrade.strategy.signals.rolling import rolling_max, rolling_min

    del source
    high, low = candles.price("high"), candles.price("low")

    def middle(period: int) -> Floats:
        return (rolling_max(high, period) + rolling_min(low, period)) / 2

    lines = {"conversion": middle(conversion), "base": middle(base)}
    lines["leading_a"] = (lines["conversion"] + lines["base"]) / 2
    lines["leading_b"] = middle(span)
    lines["span_a"] = shifted(lines["leading_a"], displacement - 1)
    lines["span_b"] = shifted(lines["leading_b"], displacement - 1)
    return lines


def _keltner_channel(
    candles: Columns, source: Floats, period: int, atr_period: int, multiplier: float
) -> Outputs:
    middle = _simple("EMA", source, period)
    true_range = native.call("ATR", candles.prices, {"timeperiod": atr_period})["value"]
    distance = multiplier * true_range
    return {"middle": middle, "upper": middle + distance, "lower": middle - distance}


def _donchian_channel(candles: Columns, source: Floats | None, period: int) -> Outputs:
    from hypertrade.strategy.signals.rolling import rolling_max, rolling_min

    del source
    upper = rolling_max(candles.price("high"), period)
    lower = rolling_min(candles.price("low"), period)
    return {"upper": upper, "middle": (upper + lower) / 2, "lower": lower}


def _heikin_ashi(candles: Columns, source: Floats | None) -> Outputs:
    from hypertrade.strategy.signals.rolling import exponential_mean

    del source
    close = candles.price("ohlc4")
    first = (candles.price("open") + candles.price("close")) / 2
    before = shifted(close, 1)
    opening = exponential_mean(np.where(np.isnan(before), first, before), 0.5)
    high = np.maximum(candles.price("high"), np.fmax(opening, close))
    low = np.minimum(candles.price("low"), np.fmin(opening, close))
    return {"open": opening, "close": close, "high": high, "low": low}


HELPERS: dict[str, Callable[..., Outputs]] = {
    "hull_average": _hull_average,
    "zero_lag_average": _zero_lag_average,
    "wilder_average": _wilder_average,
    "volume_weighted_average": _volume_weighted_average,
    "session_vwap": _session_vwap,
    "chaikin_money_flow": _chaikin_money_flow,
    "choppiness_index": _choppiness_index,
    "stochastic_rsi": _stochastic_rsi,
    "standard_score": _standard_score,
    "supertrend": _supertrend,
    "ichimoku": _ichimoku,
    "keltner_channel": _keltner_channel,
    "donchian_channel": _donchian_channel,
    "heikin_ashi": _heikin_ashi,
}
"""By the name of the function in ``compile.helpers``; takes candles, source, then parameters."""
