"""Buckets: so many at once, so many a second, each key by itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from hypertrade.ports.buckets import Buckets

PORT = "buckets"

SLOW = 1e-6  # tokens a second: none comes back while a test runs


def test_a_bucket_is_full_at_first_and_then_empty(subject: Buckets) -> None:
    for expected in (2, 1, 0):
        left, wait = subject.take("a", rate=SLOW, burst=3)
        assert left == pytest.approx(expected, abs=1e-3)
        assert wait == 0
    left, wait = subject.take("a", rate=SLOW, burst=3)
    assert left == pytest.approx(0, abs=1e-3)
    assert wait == pytest.approx(1e6, rel=0.01)


def test_keys_have_buckets_of_their_own(subject: Buckets) -> None:
    assert subject.take("a", rate=SLOW, burst=1)[1] == 0
    assert subject.take("a", rate=SLOW, burst=1)[1] > 0
    for key in ("b", "A", "", "é", "a" * 10_000):
        assert subject.take(key, rate=SLOW, burst=1)[1] == 0


def test_a_cost_is_taken_whole_or_not_at_all(subject: Buckets) -> None:
    left, wait = subject.take("a", rate=SLOW, burst=10, cost=7.5)
    assert left == pytest.approx(2.5, abs=1e-3)
    assert wait == 0
    left, wait = subject.take("a", rate=SLOW, burst=10, cost=3)
    assert left == pytest.approx(2.5, abs=1e-3)
    assert wait == pytest.approx(0.5e6, rel=0.01)
    assert subject.take("a", rate=SLOW, burst=10, cost=2.5)[1] == 0


def test_tokens_come_back(subject: Buckets) -> None:
    assert subject.take("a", rate=1e9, burst=5, cost=5)[1] == 0
    assert subject.take("a", rate=1e9, burst=5, cost=5)[1] == 0


def test_a_burst_is_never_exceeded_by_many_at_once(subject: Buckets) -> None:
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: subject.take("a", rate=SLOW, burst=50)[1], range(400)))
    assert waits.count(0) == 50
