"""The leverage that exchanges allow, by the size of a position."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypertrade.markets.rules import leverage_tiers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypertrade.markets.rules import MarketRules

_SHIPPED_BY_FREQTRADE = {
    "binance": "binance_leverage_tiers.json",
    "binanceusdm": "binance_leverage_tiers.json",
}
"""Exchanges whose tiers Freqtrade brings along, for they are not public there (binance.py)."""


def tiers_of(exchange: str, markets: Iterable[MarketRules]) -> dict[str, list[dict[str, Any]]]:
    """Return the leverage tiers of ``markets`` in ccxt's shape, by symbol.

    Where Freqtrade ships an exchange's tiers it backtests with those, so they are read from its
    folder (without importing it); a market that they lack is left out, since Freqtrade will not
    trade it. Everywhere else, and without Freqtrade, one tier follows from the market's rules.
    """
    known = _shipped(_SHIPPED_BY_FREQTRADE[exchange]) if exchange in _SHIPPED_BY_FREQTRADE else None
    if known is None:
        return {market.symbol: leverage_tiers(market) for market in markets}
    return {market.symbol: known[market.symbol] for market in markets if market.symbol in known}


@cache
def _shipped(name: str) -> dict[str, list[dict[str, Any]]] | None:
    package = find_spec("freqtrade")
    if package is None or not package.submodule_search_locations:
        return None
    path = Path(package.submodule_search_locations[0]) / "exchange" / name
    if not path.is_file():
        return None
    known: dict[str, list[dict[str, Any]]] = json.loads(path.read_bytes())
    return known
