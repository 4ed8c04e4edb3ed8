"""Strategies over the real local documents, with a clock that tests move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypertrade.adapters.local.documents import LocalDocuments
from hypertrade.services.strategies import Strategies

from tests.ports.clocks import Hands

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.ports.documents import Documents


@dataclass
class Desk:
    """The service, and what is behind it."""

    documents: Documents
    clock: Hands
    strategies: Strategies

    def over(self, documents: Documents) -> Strategies:
        """Return another process's view, over other documents."""
        return Strategies(documents, self.clock)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    documents = LocalDocuments(tmp_path / "documents.sqlite")
    clock = Hands()
    return Desk(documents, clock, Strategies(documents, clock))
