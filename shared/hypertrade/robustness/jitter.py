"""Noise on a whole market: the candles of every pair, each with a generator of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.robustness.statistics.noise import perturbed

if TYPE_CHECKING:
    from hypertrade.arrays import Candles
    from hypertrade.engine.model import MarketData, PrecisionMode


def jittered(market: MarketData, seed: int, strength: float) -> list[Candles]:
    """Return the candles of every pair of ``market`` with jittered prices.

    The jitter of one pair does not depend on how many others there are.
    """
    return [
        perturbed(
            pair.candles,
            seed=(seed << 16) + number,
            strength=strength,
            tick=_tick(market.precision_mode, pair.rules.price_precision),
        )
        for number, pair in enumerate(market.pairs)
    ]


def _tick(mode: PrecisionMode, precision: float) -> float | None:
    """Return the price step in quote currency; ``None`` where it depends on the price."""
    if mode == "tick_size":
        return precision
    return 10.0**-precision if mode == "decimal_places" else None
