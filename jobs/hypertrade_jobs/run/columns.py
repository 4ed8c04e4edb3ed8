"""A strategy's columns in some stretches of candles, as numbers that can be compared."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from hypertrade.backtesting.column_file import (
    LONGEST_NAME,
    ColumnHeader,
    ColumnInfo,
    ColumnRole,
    PairTable,
    PairValues,
)
from hypertrade.backtesting.signal_file import FLAGS

from hypertrade_jobs.run.signalling import analyse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.signals import Stretch
    from numpy.typing import NDArray

    from hypertrade_jobs.run.events import Events

_GIVEN = frozenset(
    {"date", "open", "high", "low", "close", "volume"}
    | {f"{name}_count" for name in ("open", "high", "low", "close", "max")}
)
"""Columns that Freqtrade put there before the strategy saw them."""


def columns(
    config: dict[str, Any], stretches: Sequence[Stretch], events: Events
) -> tuple[ColumnHeader, list[PairValues]]:
    """Return what the strategy of ``config`` computed for every pair in ``stretches``.

    Raises:
        Exception: whatever Freqtrade or the strategy raises; ``failures`` translates it.
    """
    tables, values = [], []
    for pair, frame in analyse(config, events).analysed.items():
        # Without a time zone and in milliseconds, whatever unit pandas keeps them in.
        dates = pd.DatetimeIndex(frame["date"]).tz_localize(None).as_unit("ms")
        times: NDArray[np.int64] = dates.to_numpy().astype(np.int64)
        wanted = np.zeros(len(frame), dtype=bool)
        for first, last in stretches:
            wanted |= (times >= first) & (times <= last)
        rows = frame[wanted]
        own = [at for at, name in enumerate(rows.columns) if name not in _GIVEN]
        tables.append(
            PairTable(
                pair=pair,
                rows=len(rows),
                columns=tuple(
                    ColumnInfo(name=str(rows.columns[at])[:LONGEST_NAME], role=_role(frame, at))
                    for at in own
                ),
            )
        )
        numbers = [_numbers(rows.iloc[:, at]) for at in own]
        values.append(PairValues(times[wanted], np.array(numbers).reshape(len(own), len(rows))))
    return ColumnHeader(pairs=tuple(tables)), values


def _role(frame: pd.DataFrame, at: int) -> ColumnRole:
    if frame.columns[at] in FLAGS:
        return "signal"
    column = frame.iloc[:, at]
    numeric = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    return "indicator" if numeric else "condition"


def _numbers(column: pd.Series[Any]) -> NDArray[np.float64]:
    if pd.api.types.is_numeric_dtype(column):
        return column.to_numpy(dtype=float, na_value=np.nan)
    if pd.api.types.is_datetime64_any_dtype(column) or pd.api.types.is_timedelta64_dtype(column):
        kept = column.isna().to_numpy(dtype=bool)
        return np.where(kept, np.nan, column.astype("int64").to_numpy(dtype=float))
    return np.array([_number(value) for value in column.tolist()], dtype=float)


def _number(value: Any) -> float:
    """Return a number for a cell of any kind; equal cells get equal ones."""
    if isinstance(value, bool | int | float):
        return float(value)
    if value is None or value is pd.NA or value is pd.NaT:
        return np.nan
    return float(zlib.crc32(str(value).encode(errors="replace")))
