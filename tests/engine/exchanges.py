"""Freqtrade's exchange classes without an exchange, for the arithmetic in them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
from freqtrade.enums import MarginMode, RunMode, TradingMode
from freqtrade.exchange import Binance, Bitget, Bybit, Exchange, Gate, Hyperliquid, Okx
from freqtrade.exchange.krakenfutures import Krakenfutures
from hypertrade.arrays import Candles
from hypertrade.engine.model import MarketData, PairData, PairRules
from hypertrade.engine.rules import MarketRules, market_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

CLASSES: dict[str, type[Exchange]] = {
    "binance": Binance,
    "bitget": Bitget,
    "bybit": Bybit,
    "gate": Gate,
    "hyperliquid": Hyperliquid,
    "krakenfutures": Krakenfutures,
    "okx": Okx,
}


def bare(
    name: str,
    rules: Sequence[PairRules],
    *,
    futures: bool,
    reserve: float = 0.05,
    buffer: float = 0.05,
) -> Exchange:
    """Return Freqtrade's class for ``name`` that knows ``rules`` and nothing else."""
    exchange = object.__new__(CLASSES[name])
    exchange._config = {
        "dry_run": True,
        "runmode": RunMode.BACKTEST,
        "stake_currency": "USDT",
        "amount_reserve_percent": reserve,
        "trading_mode": "futures" if futures else "spot",
    }
    exchange.trading_mode = TradingMode.FUTURES if futures else TradingMode.SPOT
    exchange.margin_mode = MarginMode.ISOLATED if futures else MarginMode.NONE
    exchange.liquidation_buffer = buffer
    exchange._api = SimpleNamespace(describe=dict, name=name)
    exchange._api_async = exchange._ws_async = exchange._exchange_ws = None
    exchange.loop = None
    exchange._markets = {rule.pair: market(rule) for rule in rules}
    exchange._leverage_tiers = {
        rule.pair: [
            {
                "minNotional": tier.min_notional,
                "maxNotional": tier.max_notional,
                "maintenanceMarginRate": tier.maintenance_rate,
                "maxLeverage": tier.max_leverage,
                "maintAmt": tier.maintenance_amount,
            }
            for tier in rule.tiers
        ]
        for rule in rules
        if rule.tiers
    }
    return exchange


def market(rule: PairRules) -> dict[str, Any]:
    """Return ccxt's market structure of ``rule``."""
    return {
        "limits": {
            "amount": {"min": rule.min_amount, "max": rule.max_amount},
            "cost": {"min": rule.min_cost, "max": rule.max_cost},
            "leverage": {"max": rule.max_leverage},
        },
        "precision": {"price": rule.price_precision, "amount": rule.amount_precision},
        "contractSize": rule.contract_size,
        "taker": rule.taker,
        "inverse": False,
    }


def columns(name: str, rules: Sequence[PairRules], *, futures: bool) -> MarketRules:
    """Return the engine's columns of ``rules``."""
    none = np.empty(0)
    candles = Candles(0, 300_000, none, none, none, none, none, 0, 0)
    pairs = tuple(PairData(rule, candles) for rule in rules)
    return market_rules(MarketData(name, "tick_size", pairs), futures=futures)
