"""Fixtures: the real candles as a store, and plain candles made here."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

# Helper modules are imported by their path from the root, as mypy sees them.
_ROOT = str(Path(__file__).parents[2])
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

from hypertrade.candles.importing import import_files  # noqa: E402 - after the path is set
from hypertrade.candles.series import SeriesKey  # noqa: E402 - after the path is set
from hypertrade.candles.store import CandleStore  # noqa: E402 - after the path is set


@pytest.fixture(scope="session")
def store(real_candles: Path, tmp_path_factory: pytest.TempPathFactory) -> CandleStore:
    """Return a store with the real hourly candles of four pairs and a year of 5m of one."""
    made = CandleStore(tmp_path_factory.mktemp("store"))
    names = [f"{base}_USD-1h" for base in ("BTC", "ETH", "LTC", "XRP")] + ["BTC_USD-5m"]
    for name in names:
        pair, timeframe = name.split("-")
        key = SeriesKey("bitfinex", pair.replace("_", "/"), timeframe)
        file = real_candles / "bitfinex" / f"{name}.feather"
        import_files(made, [file], key, now=datetime.now(UTC))
    return made
