"""One Parquet file of candles, read without pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from hypertrade.candles.columns import CandleColumns
from hypertrade.candles.schema import COLUMNS_OF, Kind
from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_Number = TypeVar("_Number", np.int64, np.float64)

_PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def schema(kind: Kind) -> pa.Schema:
    """Return the columns of a file of ``kind``."""
    fields = [pa.field("date", pa.timestamp("ms", tz="UTC"), nullable=False)]
    fields += [pa.field(name, pa.float64(), nullable=False) for name in COLUMNS_OF[kind][1:]]
    return pa.schema(fields)


def footer(path: Path) -> pq.FileMetaData:
    """Return what a file says about itself.

    Raises:
        Invalid: it cannot be read.
    """
    try:
        return pq.read_metadata(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise _damaged(path) from error


def ends(footer: pq.FileMetaData) -> tuple[int, int]:
    """Return the first and the last opening time of a file with rows, UTC milliseconds."""
    # As they are stored: PyArrow's own moments are pandas'.
    unit = footer.schema.to_arrow_schema().field(0).type.unit
    groups = [footer.row_group(i).column(0).statistics for i in range(footer.num_row_groups)]
    low, high = min(group.min_raw for group in groups), max(group.max_raw for group in groups)
    return int(low * 1000 // _PER_SECOND[unit]), int(high * 1000 // _PER_SECOND[unit])


def read(path: Path, kind: Kind) -> CandleColumns:
    """Return the candles of a file.

    Raises:
        Invalid: it cannot be read.
    """
    try:
        # One file is read, not a dataset: its folder's hive values are no columns of ours.
        table = pq.ParquetFile(path).read(columns=list(COLUMNS_OF[kind]))
        dates = table.column("date").cast(pa.timestamp("ms", tz="UTC")).cast(pa.int64())
        return CandleColumns(
            _array(dates, np.int64),
            {
                name: _array(table.column(name).cast(pa.float64()), np.float64)
                for name in COLUMNS_OF[kind][1:]
            },
        )
    except (pa.ArrowInvalid, OSError, KeyError) as error:
        raise _damaged(path) from error


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
