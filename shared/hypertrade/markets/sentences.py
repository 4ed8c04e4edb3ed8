"""What is told about market rules that nobody recorded."""

from __future__ import annotations

from hypertrade.domain.telling import Sentence

DERIVED = Sentence(
    "markets.derived",
    "market rules of {pair} derived from {exchange}'s: prices of {digits} significant digits, no "
    "smallest order",
)
INFERRED = Sentence(
    "markets.inferred",
    "market rules of {pair} inferred from its candles: a tick of {tick}, amounts of 8 decimals, no "
    "smallest order, a fee of {fee}",
)
