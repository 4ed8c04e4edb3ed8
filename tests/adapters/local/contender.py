"""One of several processes that want the same thing: ``python -m ...contender WHAT FOLDER SELF``.

Waits for a line on standard input, so that all start together, and prints what it got as JSON.
"""

from __future__ import annotations

import itertools
import json
import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypertrade.adapters.local.buckets import LocalBuckets
from hypertrade.bootstrap.local import LocalParts
from hypertrade.domain.errors import Stale
from hypertrade.ports.documents import ABSENT, Where, Write
from hypertrade.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

THREADS = 4


def create(parts: LocalParts, number: int) -> bool:
    try:
        parts.documents.commit(
            [
                Write("things", "one", {"by": number}, ABSENT),
                Write("marks", str(number), {"by": number}, ABSENT),
            ]
        )
    except Stale:
        return False
    return True


def count(parts: LocalParts, number: int) -> int:
    """Add one 25 times, each time as a new thread of questions would."""
    retries = 0
    for _ in range(25):
        while True:
            now = parts.documents.get("things", "sum")
            parts.documents.count("things", [Where(f"f{number}", "==", 1)])
            n = 0 if now is None else now.fields["n"]
            write = Write("things", "sum", {"n": n + 1}, ABSENT if now is None else now.revision)
            try:
                parts.documents.commit([write])
            except Stale:
                retries += 1
                continue
            break
    return retries


def store(parts: LocalParts, number: int) -> bool:
    try:
        parts.blobs.put("one", str(number).encode() * 50_000, if_generation=0)
    except Stale:
        return False
    return True


def overwrite(parts: LocalParts, number: int) -> list[int]:
    generations = []
    for _ in range(10):
        generations.append(parts.blobs.put("same", str(number % 10).encode() * 9000).generation)
        content = parts.blobs.get("same")
        assert len(content) == 9000
        assert len(set(content)) == 1
    return generations


class SlowBuckets(LocalBuckets):
    """Waits between reading a bucket and writing it: whoever is let in meanwhile counts wrong."""

    def _find(self, *place: Any) -> tuple[int, float]:
        found = super()._find(*place)
        time.sleep(0.001)
        return found


def take(parts: LocalParts, _: int) -> int:
    return sum(parts.buckets.take("same", rate=1e-9, burst=20)[1] == 0 for _ in range(10))


def lease(parts: LocalParts, _: int) -> list[str]:
    had = []
    idle = 0
    while idle < 20:
        leased = parts.tasks.lease("runs")
        if leased is None:
            idle += 1
            continue
        idle = 0
        had.append(leased.task.name)
        assert parts.tasks.done(leased)
    return had


def key(parts: LocalParts, _: int) -> str:
    return parts.place.key("some").hex()


def write_until_killed(parts: LocalParts, number: int) -> None:
    """Write for ever, in step: documents in pairs, and blobs of one letter."""
    for n in itertools.count(1):
        both = [Write("pairs", f"{number}-{side}", {"n": n}) for side in ("left", "right")]
        parts.documents.commit(both)
        parts.blobs.put(f"letters/{number}", b"ab"[n % 2 : n % 2 + 1] * 20_000)
        if n == 3:
            print(json.dumps(os.getpid()), flush=True)  # noqa: T201 - how it is heard


WHATS: dict[str, Callable[[LocalParts, int], Any]] = {
    name: globals()[name]
    for name in ("create", "count", "store", "overwrite", "take", "lease", "key")
} | {"write": write_until_killed}


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    what, folder, self = WHATS[sys.argv[1]], Path(sys.argv[2]), int(sys.argv[3])
    its = LocalParts(Settings(data=folder))
    its.buckets = SlowBuckets(its.place.file("buckets"))
    sys.stdin.readline()
    with ThreadPoolExecutor(THREADS) as pool:
        numbers = range(self * THREADS, (self + 1) * THREADS)
        print(json.dumps(list(pool.map(lambda n: what(its, n), numbers))))  # noqa: T201 - the answer
