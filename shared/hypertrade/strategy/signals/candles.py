"""One timeframe's candles as the columns that indicators read."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from hypertrade.arrays import Candles

    Floats = NDArray[np.float64]

_PLAIN = ("open", "high", "low", "close", "volume")


class Columns:
    """The prices of one series of candles, and the averages of them, each computed once."""

    def __init__(self, candles: Candles) -> None:
        """Take the candles."""
        self.candles = candles
        self.prices: Mapping[str, Floats] = {name: getattr(candles, name) for name in _PLAIN}
        self._averages: dict[str, Floats] = {}

    def __len__(self) -> int:
        return len(self.candles)

    @cached_property
    def opens(self) -> NDArray[np.int64]:
        """When each candle opens, UTC milliseconds, shape (n,)."""
        return np.arange(len(self), dtype=np.int64) * self.candles.step + self.candles.first

    def price(self, field: str) -> Floats:
        """Return a column, or a usual average of columns, by the spec's name of it."""
        if field in self.prices:
            return self.prices[field]
        if field not in self._averages:
            self._averages[field] = self._average(field)
        return self._averages[field]

    def _average(self, field: str) -> Floats:
        # Added from left to right, as the compiled strategy does.
        high, low, close = (self.prices[name] for name in ("high", "low", "close"))
        match field:
            case "hl2":
                return (high + low) / 2
            case "hlc3":
                return (high + low + close) / 3
            case _:
                return (self.prices["open"] + high + low + close) / 4
