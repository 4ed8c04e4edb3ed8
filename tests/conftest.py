"""Fixtures every folder of tests may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.stand_ins.google.fixtures"]

REPO = Path(__file__).resolve().parents[1]
CANDLES = REPO.parent / "shared" / "data"

# The same examples on every run: a failure seen once is seen again.
settings.register_profile(
    "house",
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


def pytest_configure() -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in [name for name in os.environ if name.startswith("HYPERTRADE_")]:
        del os.environ[name]


@pytest.fixture(scope="session")
def repo() -> Path:
    """Return the root of the project."""
    return REPO


@pytest.fixture(scope="session")
def real_candles() -> Path:
    """Return the folder of real candles beside the project, ``bitfinex/BTC_USD-1h.feather``..."""
    if not (CANDLES / "bitfinex").is_dir():
        pytest.skip("no real candles: ../shared/data is not beside the project")
    return CANDLES


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of made-up candles, for a file of tests that leaves them as they are."""
    from tests.platform.market import make_market

    folder = tmp_path_factory.mktemp("market")
    make_market(folder)
    return folder
