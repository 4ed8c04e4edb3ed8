"""Loops compiled to machine code by Numba, with the types of the Python they are."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from numba import njit

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


@cache
def _stamp() -> str:
    """Return a digest of this package's sources."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile ``function`` on its first call, and keep the machine code on disk.

    Never ``fastmath``: results must be those of pandas' own C code to the last bit. Division is
    NumPy's: x / 0 is an infinity or missing. What is kept holds as long as the content of this
    package's files does; Numba by itself would go by the time of change of one of them.
    """
    dispatcher = njit(cache=True, nogil=True, error_model="numpy")(function)
    if hasattr(dispatcher, "_cache"):  # not where NUMBA_DISABLE_JIT leaves plain Python
        # Compared before a kept file is trusted (numba.core.caching); no public way sets it.
        dispatcher._cache._cache_file._source_stamp = _stamp()  # noqa: SLF001 - as above
    return dispatcher  # type: ignore[no-any-return]
