"""The abstract values that the flow analysis computes with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypertrade.strategy.code.tables import Table


class Kind(Enum):
    """What an expression is, as far as candles are concerned."""

    UNKNOWN = auto()
    FRAME = auto()
    """A whole frame of candles."""
    COLUMN = auto()
    """A whole column, or anything computed from one, candle by candle."""
    ROWS = auto()
    """``.loc``, ``.iloc``, ``.at`` or ``.iat`` of a frame or a column."""
    ROW = auto()
    """One candle."""
    WINDOW = auto()
    """A rolling, expanding, weighted or grouped view."""


@dataclass(frozen=True)
class Value:
    """An abstract value."""

    kind: Kind = Kind.UNKNOWN
    table: Table | None = None
    of_column: bool = False
    """Of rows: whether they are a column's."""
    provider: bool = False
    """Whether the frame comes from the data provider, with candles of its own dates."""

    @property
    def whole(self) -> bool:
        """Return whether it spans all candles, those yet to come included."""
        return self.kind in {Kind.FRAME, Kind.COLUMN}


NOTHING = Value()
COLUMN = Value(Kind.COLUMN)
WINDOW = Value(Kind.WINDOW)
