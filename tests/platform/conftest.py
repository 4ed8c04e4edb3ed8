"""The embedded platform as a whole, for a file of tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platform.running import Up, small_market, up

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    """Return a platform over a small market, with its demo user."""
    data = tmp_path_factory.mktemp("up")
    small_market(data)
    with up(data) as running:
        yield running
