"""Many pairs and long ranges, made of a random walk: for memory and growth, not for trades."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

_STEP = 300_000
_DAY = 288
_BEGIN = datetime(2020, 1, 1, tzinfo=UTC)


def walking(count: int) -> tuple[str, ...]:
    """Return the names of the first ``count`` pairs."""
    return tuple(f"W{number:02}/USD" for number in range(count))


def grow(folder: Path, count: int, years: int) -> None:
    """Put ``count`` pairs with ``years`` of 5-minute candles into the store at ``folder``."""
    from hypertrade.candles.schema import candle_frame, to_ms
    from hypertrade.candles.series import SeriesKey, SourceRecord
    from hypertrade.candles.store import CandleStore

    store = CandleStore(folder)
    rows = years * 365 * _DAY
    dates = to_ms(_BEGIN) + np.arange(rows) * _STEP
    for number, pair in enumerate(walking(count)):
        key = SeriesKey("bitfinex", pair, "5m")
        walk = np.random.default_rng(number).normal(0, 0.0015, rows).cumsum()
        close = np.round(1000 * np.exp(walk - walk.mean()), 1)
        opened = np.concatenate((close[:1], close[:-1]))
        values = {
            "open": opened,
            "high": np.round(np.maximum(opened, close) * 1.0005, 1),
            "low": np.round(np.minimum(opened, close) * 0.9995, 1),
            "close": close,
            "volume": np.full(rows, 10.0),
        }
        store.write(
            key, candle_frame(dates, values), source=SourceRecord(name="walk"), synthetic=True
        )
