"""Higher timeframes seen from the strategy's own candles, without lookahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hypertrade.arrays import Candles


class Merge:
    """Lifts columns of coarse candles to fine ones: each sees the last coarse one that closed.

    As ``@informative`` merges (freqtrade/strategy/strategy_helper.py of 2026.9, lines 16 and 70,
    _prepare_informative_pair and _merge_prepared_informative_pair): a coarse candle meets the fine
    one that closes with it, and later ones repeat it. A quirk of line 98: fine candles before the
    first meeting see the coarse candle before it if one is loaded, but where the two never meet
    (``first_valid_index`` is None) nothing is seen, whatever was loaded.
    """

    def __init__(self, fine: Candles, coarse: Candles) -> None:
        """Take both series; ``coarse.step`` is a multiple of ``fine.step``."""
        self._rows = len(fine)
        self._known = len(coarse)
        self._ratio = coarse.step // fine.step
        # Fine rows from the one that closes with the coarse candle 0 to the fine row 0.
        behind = fine.first - (coarse.first + coarse.step - fine.step)
        self._behind, odd = divmod(behind, fine.step)
        self._meets = odd == 0 and self._any_meeting()

    def _any_meeting(self) -> bool:
        # Coarse candle k closes with the fine row k * ratio - behind.
        first = max(-(-self._behind // self._ratio), 0)
        return first < self._known and first * self._ratio - self._behind < self._rows

    def lift(self, column: NDArray[Any]) -> NDArray[Any]:
        """Return ``column`` of coarse candles, shape (m,), on the fine ones, shape (n,).

        Where no coarse candle is seen a float is missing and a flag false.
        """
        nothing: Any = False if column.dtype == np.bool_ else np.nan
        if not self._meets:
            return np.full(self._rows, nothing, column.dtype)
        first, phase = divmod(self._behind, self._ratio)
        last = (self._behind + self._rows - 1) // self._ratio
        seen = np.arange(first, last + 1)
        values = column[np.clip(seen, 0, self._known - 1)]
        values[seen < 0] = nothing
        return np.repeat(values, self._ratio)[phase : phase + self._rows]
