"""Token buckets in a small file that every process of one machine maps into its memory."""

from __future__ import annotations

import fcntl
import hashlib
import math
import mmap
import os
import struct
import threading
import time
import weakref
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_SLOT = struct.Struct("<Qdd")  # digest of the key (0: free), tokens, when they were counted
_WAYS = 8  # slots that a key may take; the one that was used longest ago gives way
_SETS = 8192
_BYTES = _SLOT.size * _WAYS * _SETS  # 1.5 MiB: 65,536 keys


class LocalBuckets:
    """Counts requests, as ``ports.buckets.Buckets`` says, for every process of one machine.

    Losing a bucket fills it, and so does a restart of the machine: its clock starts again.
    """

    def __init__(self, path: Path, *, now: Callable[[], float] = time.monotonic) -> None:
        """Keep buckets in the file ``path``; ``now`` is in seconds, the same in every process."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        weakref.finalize(self, os.close, self._file)
        if os.fstat(self._file).st_size < _BYTES:
            os.ftruncate(self._file, _BYTES)
        self._memory = mmap.mmap(self._file, _BYTES)
        self._now = now
        self._threads = threading.Lock()  # the file's locks are a process's, not a thread's

    def take(self, key: str, *, rate: float, burst: int, cost: float = 1.0) -> tuple[float, float]:
        """Take ``cost`` tokens, as ``Buckets.take`` says; infinity if it can never be had."""
        digest = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) or 1
        start = digest % _SETS * _WAYS * _SLOT.size
        with self._locked(start):
            now = self._now()
            place, tokens = self._find(digest, start, now, rate, burst)
            left = tokens - cost if tokens >= cost else tokens
            _SLOT.pack_into(self._memory, place, digest, left, now)
        if tokens >= cost:
            return left, 0.0
        if rate <= 0 or cost > burst:
            return left, math.inf
        return left, (cost - tokens) / rate

    def _find(
        self, digest: int, start: int, now: float, rate: float, burst: int
    ) -> tuple[int, float]:
        """Return where the key's slot is, or is to be, and how many tokens it holds now."""
        oldest, oldest_stamp = start, math.inf
        for place in range(start, start + _WAYS * _SLOT.size, _SLOT.size):
            found, tokens, stamp = _SLOT.unpack_from(self._memory, place)
            if found == digest and stamp <= now:
                return place, min(float(burst), tokens + (now - stamp) * rate)
            # What was counted later than now was counted before the machine started again.
            age = -math.inf if found in {0, digest} or stamp > now else stamp
            if age < oldest_stamp:
                oldest, oldest_stamp = place, age
        return oldest, float(burst)

    @contextmanager
    def _locked(self, start: int) -> Iterator[None]:
        """Keep every other thread and process from one set of slots."""
        with self._threads:
            fcntl.lockf(self._file, fcntl.LOCK_EX, _WAYS * _SLOT.size, start)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN, _WAYS * _SLOT.size, start)
