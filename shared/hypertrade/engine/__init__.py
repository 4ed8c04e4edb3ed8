"""Freqtrade's candle loop, compiled: arrays in, trades out; knows no Freqtrade and no pandas."""

from hypertrade.engine.model import (
    Account,
    AtrStop,
    BreakEven,
    Ledger,
    LeverageTier,
    MarketData,
    Orders,
    PairData,
    PairRules,
    Plan,
    Protection,
    ScaleIn,
    Trades,
)
from hypertrade.engine.refusal import refusal
from hypertrade.engine.simulate import simulate
from hypertrade.engine.warm import warm

__all__ = [
    "Account",
    "AtrStop",
    "BreakEven",
    "Ledger",
    "LeverageTier",
    "MarketData",
    "Orders",
    "PairData",
    "PairRules",
    "Plan",
    "Protection",
    "ScaleIn",
    "Trades",
    "refusal",
    "simulate",
    "warm",
]
