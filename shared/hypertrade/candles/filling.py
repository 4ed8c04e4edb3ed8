"""Gaps: how many candles are absent, and filling them the way Freqtrade does on reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.candles.columns import CandleColumns, columns_of, frame_of
from hypertrade.candles.schema import (
    DAY_MS,
    PRICES,
    dates_ms,
    grid_offset_ms,
    normalise,
    timeframe_ms,
)

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

# Freqtrade fills in a backtest by itself; ``fill`` is for whoever must see what it sees.
__all__ = ["Gaps", "fill", "fill_columns", "find_gaps", "gaps_of"]

_AGGREGATE = {"open": "first", "high": "max", "low": "min", "close": "last", "volume": "sum"}


@dataclass(frozen=True)
class Gaps:
    """Absent candles between the first and the last: ``count`` stretches, ``candles`` in all."""

    count: int
    candles: int
    longest_minutes: int


def find_gaps(frame: pd.DataFrame, timeframe: str) -> Gaps:
    """Return the gaps of an ordered frame without duplicates; ``filled`` is ``candles`` here."""
    return gaps_of(dates_ms(frame), timeframe)


def gaps_of(dates: NDArray[np.int64], timeframe: str) -> Gaps:
    """Return the gaps between ordered opening times (UTC milliseconds) without duplicates."""
    steps = np.diff(dates) // timeframe_ms(timeframe)
    missing = steps[steps > 1] - 1
    longest = int(missing.max()) if len(missing) else 0
    return Gaps(
        count=len(missing),
        candles=int(missing.sum()),
        longest_minutes=longest * timeframe_ms(timeframe) // 60_000,
    )


def fill(frame: pd.DataFrame, timeframe: str) -> pd.DataFrame:
    """Return ``frame`` with a flat candle (the previous close, volume 0) in every gap.

    Equal to Freqtrade's ``ohlcv_fill_up_missing_data``, which every backtest applies on reading;
    the store itself is never filled.
    """
    if frame.empty:
        return normalise(frame)
    # Freqtrade's frequency: seconds, but weeks that end on a Monday, which is where weeks open.
    frequency = "1W-MON" if timeframe == "1w" else f"{timeframe_ms(timeframe) // 1000}s"
    filled = frame.resample(frequency, on="date").agg(_AGGREGATE)
    filled["close"] = filled["close"].ffill()
    for name in PRICES[:3]:
        filled[name] = filled[name].fillna(filled["close"])
    return normalise(filled.reset_index())


def fill_columns(columns: CandleColumns, timeframe: str) -> CandleColumns:
    """Return ``columns`` as ``fill`` would, without pandas wherever the candles are on their grid.

    Candles without gaps come back as they are, not copied.
    """
    dates, step = columns.dates, timeframe_ms(timeframe)
    if not len(dates):
        return columns
    first = int(dates[0])
    rows = (dates - first) // step
    if not _on_grid(first, timeframe) or bool(((dates - first) % step).any()):
        # Freqtrade moves such candles to its own grid (and merges two of them): rare, so pandas.
        return columns_of(fill(frame_of(columns), timeframe))
    size = int(rows[-1]) + 1
    if size == len(dates):
        return columns
    source = np.zeros(size, np.int64)
    source[rows] = np.arange(len(dates))
    absent = np.ones(size, np.bool_)
    absent[rows] = False
    source = np.maximum.accumulate(source)
    close = columns.by_name["close"][source]
    values = {}
    for name, column in columns.by_name.items():
        whole = column[source]
        whole[absent] = close[absent] if name in PRICES else 0.0
        values[name] = whole
    return CandleColumns(first + np.arange(size, dtype=np.int64) * step, values)


def _on_grid(first: int, timeframe: str) -> bool:
    """Return whether Freqtrade's resampling leaves a candle that opens at ``first`` there.

    It counts weeks from Mondays and everything else from midnight of the first candle's day.
    """
    step = timeframe_ms(timeframe)
    if timeframe == "1w":
        return (first - grid_offset_ms(timeframe)) % step == 0
    return first % DAY_MS % step == 0
