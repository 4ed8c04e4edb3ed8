"""Reads columns by their address in memory.

Pairs differ in length and belong to different owners (candles are shared by every variant of a
sweep, signals are not). Handing their columns to compiled code as addresses copies nothing, and
one compiled loop serves any number of pairs. Whoever packs addresses keeps the arrays alive and
has checked their type, length and contiguity: see ``pack``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

if TYPE_CHECKING:
    from collections.abc import Callable

_Loader = tuple[Any, "Callable[..., Any]"]


def _loader(result: Any, kind: ir.Type) -> _Loader:
    """Return the signature and the code that load ``kind`` at an address plus an index."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        address, index = arguments
        column = builder.inttoptr(address, kind.as_pointer())
        return builder.load(builder.gep(column, [index]))

    return result(types.int64, types.int64), generate


@intrinsic
def float_at(_typing: Any, _address: Any, _index: Any) -> _Loader:
    """Return element ``index`` of the float64 column at ``address``."""
    return _loader(types.float64, ir.DoubleType())


@intrinsic
def byte_at(_typing: Any, _address: Any, _index: Any) -> _Loader:
    """Return element ``index`` of the uint8 column at ``address``."""
    return _loader(types.uint8, ir.IntType(8))


@intrinsic
def tag_at(_typing: Any, _address: Any, _index: Any) -> _Loader:
    """Return element ``index`` of the int16 column at ``address``."""
    return _loader(types.int16, ir.IntType(16))
