"""Gaps: how many candles are absent, and filling them the way Freqtrade does on reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.candles.schema import PRICES, dates_ms, normalise, timeframe_ms

if TYPE_CHECKING:
    import pandas as pd

# Freqtrade fills in a backtest by itself; ``fill`` is for whoever must see what it sees.
__all__ = ["Gaps", "fill", "find_gaps"]

_AGGREGATE = {"open": "first", "high": "max", "low": "min", "close": "last", "volume": "sum"}


@dataclass(frozen=True)
class Gaps:
    """Absent candles between the first and the last: ``count`` stretches, ``candles`` in all."""

    count: int
    candles: int
    longest_minutes: int


def find_gaps(frame: pd.DataFrame, timeframe: str) -> Gaps:
    """Return the gaps of an ordered frame without duplicates; ``filled`` is ``candles`` here."""
    steps = np.diff(dates_ms(frame)) // timeframe_ms(timeframe)
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
