"""Candles as columns on a regular grid of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Candles:
    """One pair's candles of one timeframe, oldest first, without gaps.

    Row ``i`` opens at ``first + i * step`` (UTC milliseconds). Gaps are filled as Freqtrade fills
    them (``ohlcv_fill_up_missing_data``: the previous close, no volume). Every column is a
    contiguous float64 array of shape (n,); prices in quote currency, volume in base currency.

    Rows ``begin`` up to, not including, ``end`` are those of the backtest's range; the rows before
    are warm-up. Freqtrade drops the range's first row too, after having shifted signals by one.
    """

    first: int
    step: int
    open: NDArray[np.float64]
    high: NDArray[np.float64]
    low: NDArray[np.float64]
    close: NDArray[np.float64]
    volume: NDArray[np.float64]
    begin: int
    end: int

    def __len__(self) -> int:
        """Return the number of rows, warm-up included."""
        return len(self.close)

    def opens_at(self, row: int) -> int:
        """Return when ``row`` opens, in UTC milliseconds."""
        return self.first + row * self.step


@dataclass(frozen=True, slots=True, eq=False)
class Funding:
    """Funding rates and mark prices of a perpetual, joined as Freqtrade joins them.

    All of shape (m,): ``time`` in UTC milliseconds, ``rate`` as a fraction, ``mark`` the mark
    price's open in quote currency (``Exchange.combine_funding_and_mark``).
    """

    time: NDArray[np.int64]
    rate: NDArray[np.float64]
    mark: NDArray[np.float64]
