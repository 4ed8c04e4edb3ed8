"""Fixtures: the shared candles as a store, and a plain Freqtrade to compare with."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

# Helper modules are imported by their path from the root, as mypy sees them.
_ROOT = str(Path(__file__).parents[3])
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

from typing import TYPE_CHECKING  # noqa: E402 - after the path is set

from hypertrade.candles.importing import import_files  # noqa: E402 - after the path is set
from hypertrade.candles.series import SeriesKey  # noqa: E402 - after the path is set
from hypertrade.candles.store import CandleStore  # noqa: E402 - after the path is set

from tests.jobs.run.running import PlainFreqtrade, plain_freqtrade  # noqa: E402 - after the path is set

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(_ROOT)
SHARED = ROOT.parent / "shared" / "data" / "bitfinex"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real candles."""
    if not SHARED.is_dir():
        pytest.skip(f"the real candles of {SHARED} are not here")
    return SHARED


@pytest.fixture(scope="session")
def store(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> CandleStore:
    """Return a store with all of the real candles, imported as a user imports them."""
    made = CandleStore(tmp_path_factory.mktemp("store"))
    for path in sorted(shared_data.glob("*.feather")):
        pair, timeframe = path.stem.split("-")
        key = SeriesKey("bitfinex", pair.replace("_", "/"), timeframe)
        import_files(made, [path], key, now=datetime.now(UTC))
    return made


@pytest.fixture(scope="session")
def plain(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlainFreqtrade]:
    """Return plain Freqtrade in a process of its own, which lives as long as the tests."""
    with plain_freqtrade(tmp_path_factory.mktemp("plain"), shared_data) as running:
        yield running
