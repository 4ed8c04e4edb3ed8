"""One timeframe's candles as the columns that indicators read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from hypertrade.arrays import Candles

    Floats = NDArray[np.float64]

PLAIN = ("open", "high", "low", "close", "volume")


class Columns:
    """The prices of one series of candles, and the usual averages of them."""

    def __init__(self, candles: Candles) -> None:
        """Take the candles."""
        self.candles = candles
        self.prices: Mapping[str, Floats] = {name: getattr(candles, name) for name in PLAIN}

    def __len__(self) -> int:
        return len(self.candles)

    @property
    def opens(self) -> NDArray[np.int64]:
        """When each candle opens, UTC milliseconds, shape (n,)."""
        return np.arange(len(self), dtype=np.int64) * self.candles.step + self.candles.first

    def price(self, field: str) -> Floats:
        """Return a column, or an average of columns, by the spec's name of it."""
        # Added from left to right, as the compiled strategy does.
        prices = self.prices
        match field:
            case "hl2":
                return (prices["high"] + prices["low"]) / 2
            case "hlc3":
                return (prices["high"] + prices["low"] + prices["close"]) / 3
            case "ohlc4":
                total = prices["open"] + prices["high"] + prices["low"] + prices["close"]
                return total / 4
            case _:
                return prices[field]
