"""Candles as NumPy columns: what the engine reads, without pandas in between.

A frame (``schema``) is the same thing for people; ``columns_of`` and ``frame_of`` turn one into the
other without copying.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.candles.schema import COLUMNS_OF, Kind, candle_frame, dates_ms

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class CandleColumns:
    """Clean candles, oldest first, at most one per opening time; gaps are absent rows.

    ``dates`` are opening times, int64 UTC milliseconds of shape (n,); ``by_name`` holds the kind's
    columns after ``date`` in the schema's order, float64 of shape (n,).
    """

    dates: NDArray[np.int64]
    by_name: dict[str, NDArray[np.float64]]

    def __len__(self) -> int:
        """Return the number of candles."""
        return len(self.dates)

    def rows(self, begin: int, end: int) -> CandleColumns:
        """Return the candles ``begin`` up to, not including, ``end``, as views."""
        return CandleColumns(
            self.dates[begin:end], {name: each[begin:end] for name, each in self.by_name.items()}
        )

    def between(self, low: int | None, high: int | None) -> CandleColumns:
        """Return the candles that open in ``[low, high)`` (UTC milliseconds), as views."""
        begin = 0 if low is None else int(np.searchsorted(self.dates, low))
        end = len(self) if high is None else int(np.searchsorted(self.dates, high))
        return self if (begin, end) == (0, len(self)) else self.rows(begin, end)


def columns_of(frame: pd.DataFrame) -> CandleColumns:
    """Return a candle frame's columns."""
    names = [name for name in frame.columns if name != "date"]
    return CandleColumns(
        dates_ms(frame), {name: frame[name].to_numpy(dtype=np.float64) for name in names}
    )


def frame_of(columns: CandleColumns) -> pd.DataFrame:
    """Return columns as a candle frame."""
    return candle_frame(columns.dates, columns.by_name)


def no_columns(kind: Kind = "candles") -> CandleColumns:
    """Return columns of ``kind`` without rows."""
    names = COLUMNS_OF[kind][1:]
    return CandleColumns(np.empty(0, np.int64), {name: np.empty(0, np.float64) for name in names})


def joined(parts: list[CandleColumns], kind: Kind) -> CandleColumns:
    """Return ``parts``, oldest first, as one."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return no_columns(kind)
    names = list(parts[0].by_name)
    return CandleColumns(
        np.concatenate([part.dates for part in parts]),
        {name: np.concatenate([part.by_name[name] for part in parts]) for name in names},
    )
