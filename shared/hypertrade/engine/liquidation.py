"""Which exchanges' futures the engine knows, and by which formula their positions liquidate.

Freqtrade picks the formula by its exchange class (``dry_run_liquidation_price``): Binance, Bybit,
Bitget and Hyperliquid have their own, the others share the one of ``exchange/exchange.py``.
"""

from __future__ import annotations

SHARED = 0
BINANCE = 1
BYBIT = 2
BITGET = 3
HYPERLIQUID = 4
OKX = 5
"""OKX liquidates by the shared formula; it has its own limit of a position's size."""

FORMULAS = {
    "binance": BINANCE,
    "binanceusdm": BINANCE,
    "bitget": BITGET,
    "bybit": BYBIT,
    "gate": SHARED,
    "gateio": SHARED,
    "hyperliquid": HYPERLIQUID,
    "krakenfutures": SHARED,
    "okx": OKX,
}
"""Exchanges whose futures Freqtrade 2026.9 trades with isolated margin."""

SPOT_LIKE_OKX = frozenset({"okx", "myokx", "okxus"})
"""Freqtrade's classes over OKX: no upper limit of a stake in spot (okx.py)."""


def formula_of(exchange: str) -> int:
    """Return the formula of ``exchange`` (ccxt's name)."""
    name = exchange.lower()
    return OKX if name in SPOT_LIKE_OKX else FORMULAS.get(name, SHARED)


def unsupported_exchange(exchange: str, *, futures: bool) -> str | None:
    """Return why the engine cannot simulate ``exchange``; ``None``: it can.

    Spot is the same everywhere. Futures are known for the exchanges Freqtrade itself supports with
    isolated margin; cross margin is not simulated.
    """
    if not futures or exchange.lower() in FORMULAS:
        return None
    known = ", ".join(sorted(FORMULAS))
    return f"Freqtrade has no isolated futures for {exchange}; it has for {known}"
