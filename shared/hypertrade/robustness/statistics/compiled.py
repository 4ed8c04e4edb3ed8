"""Numba's compiler, typed.

The engine's own (``engine.compiled``) stamps its machine code with the engine's sources; here all
compiled code lies in one file, ``paths``, so that Numba's own stamp, of that file, is enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec, TypeVar

import numba

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Return ``function`` compiled at its first call and kept on disk; never with fast maths."""
    return numba.njit(cache=True, error_model="numpy", nogil=True)(function)  # type: ignore[no-any-return]
