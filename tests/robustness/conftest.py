"""The made-up market that whole checks are made on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.robustness.truth.worlds import world

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder whose one pair falls back to its level."""
    folder = tmp_path_factory.mktemp("market")
    world(folder, "reverting", seed=2, hours=24 * 200)
    return folder
