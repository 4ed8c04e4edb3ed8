"""Reads columns and rows by their address in memory.

Pairs differ in length and belong to different owners (candles are shared by every variant of a
sweep, signals are not). Handing their columns to compiled code as addresses copies nothing, one
compiled loop serves any number of pairs, and a function gets one pointer where it would get a
hundred numbers. Whoever packs addresses keeps the arrays alive and has checked their type, length
and contiguity: see ``pack``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numba
from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

_WORD = ir.IntType(64)
_Code = tuple[Any, "Callable[..., Any]"]


def _loader(result: Any, kind: ir.Type) -> _Code:
    """Return the signature and the code that load ``kind`` at an address plus an index."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        address, index = arguments
        column = builder.inttoptr(address, kind.as_pointer())
        return builder.load(builder.gep(column, [index]))

    return result(types.int64, types.int64), generate


@intrinsic  # type: ignore[untyped-decorator]
def float_at(_typing: Any, _address: Any, _index: Any) -> _Code:
    """Return element ``index`` of the float64 column at ``address``."""
    return _loader(types.float64, ir.DoubleType())


@intrinsic  # type: ignore[untyped-decorator]
def int_at(_typing: Any, _address: Any, _index: Any) -> _Code:
    """Return element ``index`` of the int64 column at ``address``."""
    return _loader(types.int64, _WORD)


@intrinsic  # type: ignore[untyped-decorator]
def byte_at(_typing: Any, _address: Any, _index: Any) -> _Code:
    """Return element ``index`` of the uint8 column at ``address``."""
    return _loader(types.uint8, ir.IntType(8))


@intrinsic  # type: ignore[untyped-decorator]
def tag_at(_typing: Any, _address: Any, _index: Any) -> _Code:
    """Return element ``index`` of the int16 column at ``address``."""
    return _loader(types.int16, ir.IntType(16))


def row_reader(dtype: np.dtype[Any]) -> Any:
    """Return a compiled function ``(address, index)`` that gives a row of a table of ``dtype``.

    The row is the table's own memory: assigning to its fields changes the table.
    """
    record = numba.from_dtype(dtype)

    @intrinsic  # type: ignore[untyped-decorator]
    def row_at(_typing: Any, _address: Any, _index: Any) -> _Code:
        def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            address, index = arguments
            offset = builder.mul(index, _WORD(dtype.itemsize))
            return builder.inttoptr(builder.add(address, offset), context.get_value_type(record))

        return record(types.int64, types.int64), generate

    return row_at


def _pointer(kind: Any) -> Any:
    @intrinsic  # type: ignore[untyped-decorator]
    def pointer_to(_typing: Any, _address: Any) -> _Code:
        result = types.CPointer(kind)

        def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            return builder.inttoptr(arguments[0], context.get_value_type(result))

        return result(types.int64), generate

    return pointer_to


floats_at = _pointer(types.float64)
"""The float64 column at an address, for ``numba.carray``."""
ints_at = _pointer(types.int64)
"""The int64 column at an address, for ``numba.carray``."""
flags_at = _pointer(types.boolean)
"""The boolean column at an address, for ``numba.carray``."""
