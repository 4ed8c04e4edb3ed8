"""Counters that end by themselves, for rate limits: quick, and lost without harm."""

from __future__ import annotations

from typing import Protocol


class Buckets(Protocol):
    """Token buckets, shared by every process of one door."""

    def take(self, key: str, *, rate: float, burst: int, cost: float = 1.0) -> tuple[float, float]:
        """Take ``cost`` tokens from the bucket of ``key``, if it holds so many.

        A bucket holds ``burst`` at most, is full at first, and gains ``rate`` a second. Returns
        what is left in it, and how many seconds to wait until ``cost`` could be taken: 0 if it was.
        """
        ...
