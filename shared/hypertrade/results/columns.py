"""Trades as arrays: the one form in which every figure is computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.domain.trades import Trade

Floats = npt.NDArray[np.float64]
Stamps = npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class Columns:
    """One value per trade, in the order of the engine; stamps are UTC microseconds.

    ``profit`` and ``fees`` are quote currency, ``ratio`` fractions, ``minutes`` whole minutes.
    """

    profit: Floats
    ratio: Floats
    fees: Floats
    minutes: Floats
    opened: Stamps
    closed: Stamps
    short: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of trades."""
        return len(self.profit)

    def take(self, index: npt.NDArray[np.intp]) -> Columns:
        """Return the trades at ``index``, in that order."""
        return Columns(
            profit=self.profit[index],
            ratio=self.ratio[index],
            fees=self.fees[index],
            minutes=self.minutes[index],
            opened=self.opened[index],
            closed=self.closed[index],
            short=self.short[index],
        )


def columns_of(trades: Sequence[Trade]) -> Columns:
    """Return ``trades`` as arrays; their dates are taken to be UTC."""
    return Columns(
        profit=np.array([trade.profit_abs for trade in trades], dtype=float),
        ratio=np.array([trade.profit_ratio for trade in trades], dtype=float),
        fees=np.array([trade.fees_abs for trade in trades], dtype=float),
        minutes=np.array([trade.duration_minutes for trade in trades], dtype=float),
        opened=stamps([trade.open_date.timestamp() for trade in trades]),
        closed=stamps([trade.close_date.timestamp() for trade in trades]),
        short=np.array([trade.is_short for trade in trades], dtype=bool),
    )


def stamps(seconds: Sequence[float]) -> Stamps:
    """Return seconds since 1970 as ``datetime64`` in microseconds."""
    return np.round(np.array(seconds, dtype=float) * 1e6).astype("int64").astype("datetime64[us]")
