"""Candles for tests: a store, a frame maker, and an exchange that answers on the loopback."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypertrade.candles.schema import candle_frame, timeframe_ms, to_ms
from hypertrade.candles.series import SeriesKey, SourceRecord
from hypertrade.candles.store import CandleStore

from tests.candles.loopback_exchange import LoopbackExchange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pandas as pd

START = datetime(2020, 1, 6, tzinfo=UTC)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def walk(
    count: int, timeframe: str = "1h", *, start: datetime = START, seed: int = 1, decimals: int = 2
) -> pd.DataFrame:
    """Return ``count`` possible candles without a gap, prices on a tick."""
    random = np.random.default_rng(seed)
    scale = 10.0**decimals
    close = np.rint(100 * np.cumprod(1 + random.normal(0, 0.002, count)) * scale) / scale
    opened = np.concatenate(([100.0], close[:-1]))
    tick = 1 / scale
    high = np.rint((np.maximum(opened, close) + tick * random.integers(0, 9, count)) * scale)
    low = np.rint((np.minimum(opened, close) - tick * random.integers(0, 9, count)) * scale)
    dates = to_ms(start) + np.arange(count, dtype=np.int64) * timeframe_ms(timeframe)
    return candle_frame(
        dates,
        {
            "open": opened,
            "high": high / scale,
            "low": low / scale,
            "close": close,
            "volume": np.rint(random.uniform(1, 1000, count) * 1000) / 1000,
        },
    )


@pytest.fixture
def make() -> Callable[..., pd.DataFrame]:
    """Return the maker of possible candles."""
    return walk


@pytest.fixture
def now() -> datetime:
    """Return a present moment long after every test candle."""
    return NOW


@pytest.fixture
def key() -> SeriesKey:
    """Return the series that most tests write."""
    return SeriesKey("bitfinex", "BTC/USD", "1h")


@pytest.fixture
def source() -> SourceRecord:
    """Return where test candles come from."""
    return SourceRecord(name="test", fingerprint="test")


@pytest.fixture
def store(tmp_path: Path) -> CandleStore:
    """Return an empty store."""
    return CandleStore(tmp_path / "data")


@pytest.fixture
def exchange() -> Iterator[LoopbackExchange]:
    """Return an exchange on the loopback, which a real ccxt client asks over real HTTP."""
    with LoopbackExchange() as running:
        yield running
