"""Exchanges' trading rules: precision, limits and fees, shipped for the pairs people start with."""

from hypertrade.markets.rules import ExchangeRules, MarketRules, ccxt_market, leverage_tiers
from hypertrade.markets.selection import Selection, select
from hypertrade.markets.snapshots import exchange_names, load_rules, save_rules

__all__ = [
    "ExchangeRules",
    "MarketRules",
    "Selection",
    "ccxt_market",
    "exchange_names",
    "leverage_tiers",
    "load_rules",
    "save_rules",
    "select",
]
