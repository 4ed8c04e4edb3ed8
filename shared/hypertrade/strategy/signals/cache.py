"""Columns kept between evaluations, so that a sweep computes each once."""

from __future__ import annotations

import itertools
import threading
import weakref
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    from hypertrade.arrays import Candles

DEFAULT_BYTES = 512 * 2**20

Key = tuple["Hashable", ...]


class IndicatorCache:
    """Computed columns by candles, computation and numbers; the least recently used go first.

    One cache serves any number of pairs, strategies and threads. Candles are known by their
    arrays, and their columns are forgotten when the arrays are; whoever changes an array in place
    must make a copy instead. What a cache hands out must not be written to.
    """

    def __init__(self, most_bytes: int = DEFAULT_BYTES) -> None:
        """Keep at most ``most_bytes`` of columns."""
        self._most = most_bytes
        self._held = 0
        self._columns: OrderedDict[Key, NDArray[Any]] = OrderedDict()
        self._tokens: dict[Key, tuple[int, tuple[weakref.ref[Any], ...]]] = {}
        self._numbers = itertools.count()
        self._lock = threading.RLock()

    def token(self, candles: Candles) -> int:
        """Return the number that stands for ``candles``: the same for the same arrays."""
        arrays = (candles.open, candles.high, candles.low, candles.close, candles.volume)
        identity = (candles.first, candles.step, *(id(item) for item in arrays))
        with self._lock:
            known = self._tokens.get(identity)
            if known is not None:
                return known[0]
            number = next(self._numbers)

            def forget(_: object) -> None:
                self._forget(identity, number)

            # An id is free for others once its array is gone, so all of them are watched.
            self._tokens[identity] = (number, tuple(weakref.ref(item, forget) for item in arrays))
            return number

    def clear(self) -> None:
        """Forget every column."""
        with self._lock:
            self._columns.clear()
            self._held = 0

    def get(self, key: Key) -> NDArray[Any] | None:
        """Return the column kept under ``key``, or ``None``."""
        with self._lock:
            column = self._columns.get(key)
            if column is not None:
                self._columns.move_to_end(key)
            return column

    def put(self, key: Key, column: NDArray[Any], *, passing: bool = False) -> None:
        """Keep ``column`` under ``key``, whose first part is its candles' token.

        A ``passing`` column will hardly be wanted again: it is the first to go.
        """
        with self._lock:
            old = self._columns.pop(key, None)
            self._held -= 0 if old is None else old.nbytes
            if column.nbytes > self._most:
                return
            self._columns[key] = column
            self._columns.move_to_end(key, last=not passing)
            self._held += column.nbytes
            while self._held > self._most:
                _, gone = self._columns.popitem(last=False)
                self._held -= gone.nbytes

    def _forget(self, identity: Key, token: int) -> None:
        with self._lock:
            self._tokens.pop(identity, None)
            for key in list(self._columns):
                if key[0] == token:
                    self._held -= self._columns.pop(key).nbytes
