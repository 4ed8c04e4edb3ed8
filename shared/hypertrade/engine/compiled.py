"""One way to compile for the whole engine: machine code that is kept, and thrown away when stale.

Numba keeps the machine code of a function beside its source and forgets it when *that* file
changes; code inlined from other files would go stale unseen. Here the stamp is the content of
every file of the engine, so a change anywhere in it compiles afresh, and a checkout, a copy or an
image that leaves the content alone does not.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import numba

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


@cache
def _stamp() -> str:
    """Return a digest of the engine's own sources."""
    folder = Path(__file__).parent
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile ``function`` with Numba at its first call and keep the machine code on disk.

    Strict IEEE arithmetic: never fastmath, no contraction, so results are those of Python's own
    floats bit by bit. Division follows NumPy (x / 0 is inf or nan, no exception): guard it where
    Freqtrade would raise. The global interpreter lock is released.
    """
    dispatcher = numba.njit(cache=True, error_model="numpy", nogil=True)(function)
    # The stamp that Numba compares before it trusts what it finds on disk (numba.core.caching,
    # IndexDataCacheFile): there is no public way to widen it beyond the function's own file.
    dispatcher._cache._cache_file._source_stamp = _stamp()  # noqa: SLF001 - as above
    return dispatcher  # type: ignore[no-any-return]
