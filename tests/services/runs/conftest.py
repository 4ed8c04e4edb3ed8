"""A platform of runs for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.runs.yard import Yard

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    return Yard(tmp_path)
