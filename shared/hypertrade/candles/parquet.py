"""One Parquet file of candles, read without pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pyarrow as pa

# The reader inside ``pyarrow.parquet``, which itself imports file systems of object stores, their
# encryption and all of Arrow's compute functions: longer than reading years of candles takes.
from pyarrow._parquet import ParquetReader

from hypertrade.candles.columns import CandleColumns
from hypertrade.candles.schema import COLUMNS_OF, Kind
from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_Number = TypeVar("_Number", np.int64, np.float64)

_MOMENT = pa.timestamp("ms", tz="UTC")
_PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def schema(kind: Kind) -> pa.Schema:
    """Return the columns of a file of ``kind``."""
    fields = [pa.field("date", _MOMENT, nullable=False)]
    fields += [pa.field(name, pa.float64(), nullable=False) for name in COLUMNS_OF[kind][1:]]
    return pa.schema(fields)


def rows_and_ends(path: Path) -> tuple[int, int, int]:
    """Return how many rows a file has, and its first and last opening time (UTC milliseconds).

    Raises:
        Invalid: it cannot be read.
    """
    reader = _open(path)
    footer = reader.metadata
    if not footer.num_rows:
        return 0, 0, 0
    # As they are stored: PyArrow's own moments are pandas'.
    per_second = _PER_SECOND[reader.schema_arrow.field(0).type.unit]
    groups = [footer.row_group(i).column(0).statistics for i in range(footer.num_row_groups)]
    low, high = min(group.min_raw for group in groups), max(group.max_raw for group in groups)
    return footer.num_rows, int(low * 1000 // per_second), int(high * 1000 // per_second)


def read(path: Path, kind: Kind) -> CandleColumns:
    """Return the candles of a file.

    Raises:
        Invalid: it cannot be read.
    """
    names = COLUMNS_OF[kind]
    try:
        # One file is read, not a dataset: its folder's hive values are no columns of ours.
        reader = _open(path)
        table = reader.read_all([reader.column_name_idx(name) for name in names])
        return CandleColumns(
            _array(_as(_as(table.column("date"), _MOMENT), pa.int64()), np.int64),
            {name: _array(_as(table.column(name), pa.float64()), np.float64) for name in names[1:]},
        )
    except (pa.ArrowInvalid, OSError, KeyError) as error:
        raise _damaged(path) from error


def _open(path: Path) -> ParquetReader:
    reader = ParquetReader()
    try:
        reader.open(str(path))
    except (pa.ArrowInvalid, OSError) as error:
        raise _damaged(path) from error
    return reader


def _as(column: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    """Return ``column`` as ``kind``; moments as whole numbers are but another view of them."""
    if column.type == kind:
        return column
    if column.type == _MOMENT and kind == pa.int64():
        return pa.chunked_array([chunk.view(kind) for chunk in column.chunks], kind)
    return column.cast(kind)


def _array(column: pa.ChunkedArray, kind: type[_Number]) -> NDArray[_Number]:
    """Return a column as an array of its own; PyArrow's ``to_numpy`` would import pandas."""
    parts = []
    for chunk in column.chunks:
        if chunk.null_count:
            raise pa.ArrowInvalid(f"{chunk.null_count} values are missing")
        size = np.dtype(kind).itemsize
        parts.append(np.frombuffer(chunk.buffers()[1], kind, len(chunk), chunk.offset * size))
    return np.concatenate(parts) if parts else np.empty(0, kind)


def _damaged(path: Path) -> Invalid:
    return Invalid(
        f"{path} is not a readable candle file",
        field="data",
        remedy="Remove it and import or download that year again.",
    )
