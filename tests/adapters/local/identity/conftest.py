"""Local identity with one account, and a clock that tests move."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ports.clocks import Hands
from tests.stand_ins.quick_identity import quick_identity

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.adapters.local.identity import LocalIdentity

EMAIL, PASSWORD = "ada@example.com", "a long password"


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def identity(tmp_path: Path, clock: Hands) -> LocalIdentity:
    made = quick_identity(tmp_path, clock)
    made.sign_up(EMAIL, PASSWORD)
    return made
