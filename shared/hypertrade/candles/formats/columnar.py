"""Feather (Freqtrade's own layout) and Parquet."""

from __future__ import annotations

import io

import pandas as pd
import pyarrow as pa
import pyarrow.feather as pf
import pyarrow.parquet as pq

from hypertrade.candles.formats.table import Table, unreadable

FEATHER_MAGIC = (b"ARROW1", b"FEA1")
PARQUET_MAGIC = b"PAR1"


def read_columnar(file: str, content: bytes) -> Table:
    """Return the columns of a Feather or Parquet file, a time index included.

    Raises:
        Invalid: the file is damaged.
    """
    parquet = content.startswith(PARQUET_MAGIC)
    form = "Parquet" if parquet else "Feather"
    try:
        buffer = io.BytesIO(content)
        frame = (pq.ParquetFile(buffer).read() if parquet else pf.read_table(buffer)).to_pandas()
    except (pa.ArrowException, OSError) as error:
        raise unreadable(
            file, f"it is a damaged {form} file", "Export or download it again."
        ) from error
    if isinstance(frame.index, pd.DatetimeIndex):
        frame = frame.rename_axis(frame.index.name or "date").reset_index()
    names = tuple(str(name) for name in frame.columns)
    return Table(file, frame.set_axis(range(len(names)), axis=1), names, form)
