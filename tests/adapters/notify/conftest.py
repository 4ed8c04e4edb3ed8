"""Receivers on loopback, with and without TLS."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stand_ins.receiver import Receiver, Trust, running_receiver, trust

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running_receiver() as running:
        yield running


@pytest.fixture(scope="session")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Trust:
    return trust(tmp_path_factory.mktemp("trust"))


@pytest.fixture
def secure(trusted: Trust) -> Iterator[Receiver]:
    with running_receiver(trusted.server) as running:
        yield running
