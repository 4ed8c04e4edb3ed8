"""Worlds for the tests of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.functions.toys import toys
from tests.functions.world import World, make_world

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Return the real API over a platform of its own."""
    return make_world(tmp_path)


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Return an API of a few routes that show the conventions; Ada has signed in."""
    return make_world(tmp_path_factory.mktemp("toy"), toys=[toys])


@pytest.fixture
def new_toy(tmp_path: Path) -> World:
    """Return the same for one test alone, which may move its clock."""
    return make_world(tmp_path, toys=[toys])
