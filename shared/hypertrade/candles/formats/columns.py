"""Which column is which: by name, or by the layouts of the usual exporters."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from hypertrade.candles.formats.names import NAMES, plain
from hypertrade.candles.formats.table import Table, unreadable
from hypertrade.candles.formats.times import read_times
from hypertrade.candles.schema import COLUMNS, candle_frame

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_LAYOUTS: dict[int, tuple[tuple[str, tuple[int, ...]], ...]] = {
    6: (
        ("ccxt's order: time, open, high, low, close, volume", (0, 1, 2, 3, 4, 5)),
        ("Bitfinex's order: time, open, close, high, low, volume", (0, 1, 3, 4, 2, 5)),
        ("Coinbase's order: time, low, high, open, close, volume", (0, 3, 2, 1, 4, 5)),
    ),
    7: (("Kraken's download: time, open, high, low, close, volume, trades", (0, 1, 2, 3, 4, 5)),),
    8: (("Kraken's API: time, open, high, low, close, vwap, volume, count", (0, 1, 2, 3, 4, 6)),),
    12: (("Binance's klines: open time, open, high, low, close, volume, ...", (0, 1, 2, 3, 4, 5)),),
}
"""Layouts without a header, by width; the positions are those of the schema's columns."""

_EMPTY = {"", "nan", "null", "none", "na", "n/a", "<na>"}
_HEADER_REMEDY = "Name the columns timestamp (or date), open, high, low, close and volume."


@dataclass(frozen=True)
class Parsed:
    """A file's candles in the file's order, and how it was understood."""

    frame: pd.DataFrame
    format: str


def to_candles(table: Table, pair: str) -> Parsed:
    """Return the candles of ``table``.

    Raises:
        Invalid: a column is missing or a cell is no number or time; the place is named.
    """
    if table.cells.empty:
        raise unreadable(table.file, "it holds no candle", "Give a file with candles.")
    if table.names is None:
        return _by_layout(table)
    places = _by_name(table, pair)
    return Parsed(_frame(table, places), table.format)


def _by_name(table: Table, pair: str) -> tuple[int, ...]:
    names = [plain(name) for name in table.names or ()]
    base, quote = pair.partition(":")[0].lower().split("/")
    places = []
    for column in COLUMNS:
        known = NAMES[column]
        if column == "volume":
            # Where both are given, Freqtrade's volume is the one in base currency.
            known = (f"volume{base}", f"vol{base}", *known)
        found = [names.index(name) for name in known if name in names]
        if not found:
            raise _missing(table, column, quote in "".join(names))
        places.append(found[0])
    return tuple(places)


def _missing(table: Table, column: str, other_volume: bool) -> Exception:
    names = ", ".join(table.names or ())
    wanted = "timestamp or date" if column == "date" else column
    hint = " (in base currency)" if column == "volume" and other_volume else ""
    return unreadable(table.file, f"no column {wanted}{hint} among: {names}", _HEADER_REMEDY)


def _by_layout(table: Table) -> Parsed:
    width = table.cells.shape[1]
    layouts = _LAYOUTS.get(width)
    if not layouts:
        raise unreadable(
            table.file,
            f"it has {width} columns and no header, which is no known exporter's layout",
            f"Add a header line. {_HEADER_REMEDY}",
        )
    for name, places in layouts:
        frame = _frame(table, places)
        # Orders tell apart by what a candle can be: its high is its highest price.
        if len(layouts) == 1 or _plausible(frame):
            return Parsed(frame, f"{table.format}, {name}")
    raise unreadable(
        table.file,
        "its columns have no header, and no known order of them gives possible candles",
        f"Add a header line. {_HEADER_REMEDY}",
    )


def _plausible(frame: pd.DataFrame) -> bool:
    opened, high, low, close = (frame[name].to_numpy() for name in COLUMNS[1:5])
    fine = (high >= np.maximum(opened, close)) & (low <= np.minimum(opened, close))
    return bool(fine.mean() > 0.9)  # noqa: PLR2004 - nearly all: a few may be faulty


def _frame(table: Table, places: tuple[int, ...]) -> pd.DataFrame:
    dates = read_times(table, places[0])
    values = {name: _numbers(table, at) for name, at in zip(COLUMNS[1:], places[1:], strict=True)}
    return candle_frame(dates, values)


def _numbers(table: Table, column: int) -> NDArray[np.float64]:
    cells = table.cells.iloc[:, column]
    if cells.dtype.kind in "iuf":
        return np.asarray(cells.to_numpy(dtype=np.float64))
    with contextlib.suppress(pa.ArrowException):
        # Arrow reads a text to the nearest float64, as Python does and pandas.to_numeric does not.
        exact = pa.array(cells, from_pandas=True).cast(pa.float64())
        return np.asarray(exact.to_numpy(zero_copy_only=False), dtype=np.float64)
    # One of the cells is not a plain number: find it.
    return np.array([_number(table, row, column, cell) for row, cell in enumerate(cells)])


def _number(table: Table, row: int, column: int, cell: object) -> float:
    """Return a cell as a number; an empty one is missing, which cleaning counts."""
    if cell is None or str(cell).strip().lower() in _EMPTY:
        return float("nan")
    try:
        return float(str(cell))
    except ValueError as error:
        raise unreadable(
            table.file,
            f"{str(cell)[:40]!r} is not a number ({table.where(row, column)})",
            "Write numbers with a decimal point and without thousands separators.",
        ) from error
