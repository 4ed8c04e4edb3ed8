"""Runs side by side."""

from __future__ import annotations

from typing import Any

from hypertrade.domain.base import Document, Moment

FEWEST, MOST = 2, 8
"""How many runs can be compared."""


class Compared(Document):
    """One of the runs that are compared."""

    id: str
    title: str
    strategy: str | None
    strategy_version: int | None
    created: Moment


class Row(Document):
    """One figure or setting, ``values`` in the order of the runs; ``None`` where one has none."""

    name: str
    values: tuple[Any, ...]


class Comparison(Document):
    """Figures of every run, and the settings in which they differ (paths such as ``stake``)."""

    runs: tuple[Compared, ...]
    figures: tuple[Row, ...]
    differences: tuple[Row, ...]
