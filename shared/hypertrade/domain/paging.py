"""Pages of a list: items, and where the next page starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

MOST_ITEMS = 100
"""The largest page."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items in order; ``next`` is an opaque cursor, ``None`` on the last page."""

    items: tuple[T, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of a list is wanted: how many, from where, in which order."""

    limit: int = 50
    cursor: str | None = None
    descending: bool = True
