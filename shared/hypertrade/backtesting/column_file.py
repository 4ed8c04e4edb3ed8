"""What a confined strategy's columns hold in some stretches of candles, for comparing them.

One file: a line of JSON (``ColumnHeader``), then, for each pair in turn, when its rows open (UTC
milliseconds, little-endian int64) and its columns one after the other (little-endian float64).
Conditions are 0 and 1, texts a number of their own each, and what is missing is NaN.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from hypertrade.backtesting.signal_file import parted
from hypertrade.domain.base import Document

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

MOST_COLUMNS = 5_000
LONGEST_NAME = 255
_BYTES = 8

ColumnRole = Literal["indicator", "condition", "signal"]


class ColumnInfo(Document):
    """A column's name and what it is: a signal Freqtrade trades on, yes or no, or any number."""

    name: Annotated[str, Field(max_length=LONGEST_NAME)]
    role: ColumnRole


class PairTable(Document):
    """The columns of one pair, and how many rows of them follow."""

    pair: str
    rows: int = Field(ge=0)
    columns: Annotated[tuple[ColumnInfo, ...], Field(max_length=MOST_COLUMNS)]


class ColumnHeader(Document):
    """What precedes the values."""

    version: Literal[1] = 1
    pairs: tuple[PairTable, ...]


class PairValues:
    """``times`` of shape (rows,), ``values`` of shape (columns, rows)."""

    def __init__(self, times: NDArray[np.int64], values: NDArray[np.float64]) -> None:
        """Take them as they are."""
        self.times = times
        self.values = values


def pack(header: ColumnHeader, pairs: Iterable[PairValues]) -> bytes:
    """Return the content of the file."""
    parts = [header.model_dump_json().encode() + b"\n"]
    for each in pairs:
        parts += [each.times.astype("<i8").tobytes(), each.values.astype("<f8").tobytes()]
    return b"".join(parts)


def unpack(content: bytes) -> tuple[ColumnHeader, list[PairValues]]:
    """Return header and values of a file that may come from a strategy that means harm.

    Raises:
        ValueError: it is no such file.
    """
    import numpy as np

    header, body = parted(content, ColumnHeader)
    sizes = [each.rows * (1 + len(each.columns)) * _BYTES for each in header.pairs]
    if len(body) != sum(sizes):
        msg = "it has another length than its header says"
        raise ValueError(msg)
    pairs, place = [], 0
    for each, size in zip(header.pairs, sizes, strict=True):
        times = np.frombuffer(body, "<i8", each.rows, place)
        count = each.rows * len(each.columns)
        values = np.frombuffer(body, "<f8", count, place + each.rows * _BYTES)
        pairs.append(PairValues(times, values.reshape(len(each.columns), each.rows)))
        place += size
    return header, pairs
