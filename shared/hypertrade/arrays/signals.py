"""What a strategy says about every candle, as columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NO_TAG = -1
"""The index that stands for no tag."""


@dataclass(frozen=True, slots=True, eq=False)
class PairSignals:
    """Signals of one pair, one row a candle of its ``Candles`` (warm-up included).

    Row ``i`` says what held when candle ``i`` had closed; nothing is shifted yet. The four flags
    are uint8 of shape (n,), 1 where they hold; tags are int16 indices into ``SignalSet.tags``,
    ``NO_TAG`` where there is none. ``atr`` is the average true range of an ATR stop, float64 of
    shape (n,) in quote currency, ``None`` without such a stop.
    """

    enter_long: NDArray[np.uint8]
    exit_long: NDArray[np.uint8]
    enter_short: NDArray[np.uint8]
    exit_short: NDArray[np.uint8]
    enter_tag: NDArray[np.int16]
    exit_tag: NDArray[np.int16]
    atr: NDArray[np.float64] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SignalSet:
    """Signals of every pair of a run, in the pairs' order, and the tags they name."""

    tags: tuple[str, ...]
    pairs: tuple[PairSignals, ...]
