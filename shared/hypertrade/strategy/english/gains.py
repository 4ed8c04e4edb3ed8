"""A profit or loss of the position itself, as in "sell at 10% profit": a limit, no condition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypertrade.strategy.spec import ParameterRef


@dataclass(frozen=True, slots=True)
class Gain:
    """The position stands ``ratio`` (a fraction) in profit, or in loss."""

    profit: bool
    ratio: float | ParameterRef


@dataclass(frozen=True, slots=True)
class Opposite:
    """The entry's rule the other way round, as in "sell on the opposite cross"."""
