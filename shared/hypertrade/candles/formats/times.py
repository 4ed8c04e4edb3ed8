"""Opening times as exporters write them: seconds, milliseconds, microseconds or ISO dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hypertrade.candles.formats.table import Table, unreadable

if TYPE_CHECKING:
    from numpy.typing import NDArray

# From which number on a count since 1970 is of which unit, and how many of it make a millisecond.
# 10**8 s is 1973 and 10**11 s is the year 5138, so the ranges cannot be confused.
_UNITS = ((1e8, 0.001), (1e11, 1.0), (1e14, 1e3), (1e17, 1e6))
_LEAST, _MOST = 1e8, 1e20
_FORMATS = (
    "ISO8601",
    "%Y-%m-%d %I-%p",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%d.%m.%Y %H:%M:%S.%f",
    "%d.%m.%Y %H:%M:%S",
)
_REMEDY = "Write UTC times as 2018-01-31 13:00:00, or as seconds or milliseconds since 1970."


def read_times(table: Table, column: int) -> NDArray[np.int64]:
    """Return the times in a table's column as UTC milliseconds; a time without a zone is UTC.

    The unit of a number follows from its size, cell by cell: some exporters changed it on the way.

    Raises:
        Invalid: a cell is no time; its place is named.
    """
    cells = table.cells.iloc[:, column]
    if isinstance(cells.dtype, pd.DatetimeTZDtype) or cells.dtype.kind == "M":
        return _known(table, column, pd.to_datetime(cells, utc=True))
    numbers = pd.to_numeric(cells, errors="coerce").to_numpy(dtype=np.float64)
    if np.isfinite(numbers).mean() > 0.5:  # noqa: PLR2004 - most: a few cells may be damaged
        return _counts(table, column, numbers)
    return _texts(table, column)


def _counts(table: Table, column: int, numbers: NDArray[np.float64]) -> NDArray[np.int64]:
    wrong = ~((numbers >= _LEAST) & (numbers < _MOST))
    if wrong.any():
        raise _bad_cell(table, int(np.argmax(wrong)), column)
    result = np.zeros(len(numbers), np.float64)
    for least, per_millisecond in _UNITS:
        rows = numbers >= least
        result[rows] = numbers[rows] / per_millisecond
    return np.floor(result + 1e-6).astype(np.int64)


def _texts(table: Table, column: int) -> NDArray[np.int64]:
    texts = table.cells.iloc[:, column].astype(str).str.strip()
    best: tuple[int, pd.Series[pd.Timestamp]] | None = None
    for form in _FORMATS:
        times = pd.to_datetime(texts, format=form, utc=True, errors="coerce")
        good = int(times.notna().sum())
        if best is None or good > best[0]:
            best = (good, times)
        if good == len(texts):
            break
    assert best is not None  # noqa: S101 - the formats are not empty
    return _known(table, column, best[1])


def _known(table: Table, column: int, times: pd.Series[pd.Timestamp]) -> NDArray[np.int64]:
    missing = times.isna().to_numpy()
    if missing.any():
        raise _bad_cell(table, int(np.argmax(missing)), column)
    return np.asarray(pd.DatetimeIndex(times).as_unit("ms").asi8)


def _bad_cell(table: Table, row: int, column: int) -> Exception:
    cell = str(table.cells.iloc[row, column])[:40]
    return unreadable(table.file, f"{cell!r} is not a time ({table.where(row, column)})", _REMEDY)
