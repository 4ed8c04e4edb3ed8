"""The columns of one evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from hypertrade.strategy.signals.cache import IndicatorCache, Key


class Memo:
    """Columns of one evaluation, backed by a cache that outlives it.

    A sweep asks the same conditions again with other values of the tunables. One that reads none
    is answered from its flags, so the columns behind it will hardly be wanted again; of one that
    does the columns will be, its flags hardly. The cache lets go of the unwanted first.
    """

    def __init__(self, cache: IndicatorCache) -> None:
        """Start empty."""
        self._cache = cache
        self._columns: dict[Key, NDArray[Any]] = {}
        self._tuned = True

    def find(self, key: Key) -> NDArray[Any] | None:
        """Return the column of ``key``, or ``None``."""
        column = self._columns.get(key)
        if column is None:
            column = self._cache.get(key)
            if column is not None:
                self._columns[key] = column
        return column

    def keep(self, key: Key, column: NDArray[Any], *, wanted: bool = True) -> None:
        """Remember ``column``; one not ``wanted`` came along with another."""
        self._columns[key] = column
        self._cache.put(key, column, passing=not (wanted and self._tuned))

    def of(self, key: Key, compute: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        """Return the column of ``key``, computing it if it is new."""
        column = self.find(key)
        if column is None:
            column = compute()
            self.keep(key, column)
        return column

    def flags(self, key: Key, compute: Callable[[], NDArray[Any]], *, tuned: bool) -> NDArray[Any]:
        """Return the flags of a condition, ``tuned`` if it reads tunables."""
        flags = self.find(key)
        if flags is None:
            before, self._tuned = self._tuned, tuned
            flags = compute()
            self._tuned = before
            self._columns[key] = flags
            self._cache.put(key, flags, passing=tuned)
        return flags
