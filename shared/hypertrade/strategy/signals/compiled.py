"""Loops compiled to machine code by Numba, with the types of the Python they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """Compile ``function`` on its first call, and keep the machine code beside its source.

    Functions may call each other within one file only: Numba forgets machine code when that file
    changes, and no other. Never ``fastmath``: results must be those of pandas' own C code to the
    last bit. Division is NumPy's: x / 0 is an infinity or missing.
    """
    return cast("F", njit(cache=True, nogil=True, error_model="numpy")(function))
