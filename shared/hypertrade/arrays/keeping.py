"""Where the machine code is kept, also in a folder that nobody may write.

Numba keeps it in ``__pycache__`` beside the source, and passes over a folder that it cannot write,
even if everything it needs lies there: an installed package, read-only in a confined process, would
be compiled afresh, or refuse to be imported where there is no home to compile into.
"""

from __future__ import annotations

import os
from typing import Any

import numba
from numba.core import caching


class _ReadOnlyLocator(caching.InTreeCacheLocator):  # type: ignore[misc]
    """Finds what set-up left beside the source."""

    def ensure_cache_path(self) -> None:
        """Accept the folder as it is."""

    @classmethod
    def from_function(cls, py_func: Any, py_file: str) -> Any:
        """Return a locator if the folder holds machine code and cannot be written."""
        found = super().from_function(py_func, py_file)
        if found is None or os.access(found.get_cache_path(), os.W_OK):
            return None
        return found if os.path.isdir(found.get_cache_path()) else None  # noqa: PTH112 - Numba's str


class _Cache(caching.FunctionCache):  # type: ignore[misc]
    """Numba's own cache, which does without what it cannot write."""

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep what has been compiled, where that is allowed."""
        if os.access(self.cache_path, os.W_OK):
            super().save_overload(sig, data)


class _Places(caching.CompileResultCacheImpl):  # type: ignore[misc]
    """The folders that Numba tries, with the read-only one before the user's."""

    _locator_classes = (
        caching.UserProvidedCacheLocator,
        caching.InTreeCacheLocator,
        _ReadOnlyLocator,
        caching.UserWideCacheLocator,
    )


_Cache._impl_class = _Places  # noqa: SLF001 - the place that Numba has for it


def keep(dispatcher: Any, stamp: str) -> None:
    """Keep the machine code of ``dispatcher`` on disk for as long as ``stamp`` stays the same.

    The stamp joins Numba's version, which is compared before anything else of an index is read:
    one that names types that no longer exist is never opened.
    """
    try:
        cache = _Cache(dispatcher.py_func)
    except RuntimeError:
        # Nowhere to keep anything: each process compiles for itself.
        return
    cache._cache_file._version = f"{numba.__version__} {stamp}"  # noqa: SLF001 - no public way
    dispatcher._cache = cache  # noqa: SLF001 - what Dispatcher.enable_caching sets
