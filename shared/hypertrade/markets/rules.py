"""The rules of markets as plain documents, and the same in the shape that ccxt gives them."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from hypertrade.domain.base import Document
from hypertrade.domain.market import Pair

PrecisionMode = Literal["tick_size", "significant_digits", "decimal_places"]
"""How an exchange counts precision; ccxt's TICK_SIZE, SIGNIFICANT_DIGITS and DECIMAL_PLACES."""

_MAINTENANCE_SHARE = 0.5
"""Of the initial margin: what most exchanges ask of the smallest positions."""
_LARGEST_POSITION = 1e9
_USUAL_LEVERAGE = 20.0


class MarketRules(Document):
    """One market's rules.

    ``price`` and ``amount`` are precisions in the exchange's own mode: ticks, or counts of digits.
    ``amount`` and its limits are base currency (contracts on futures), costs quote currency, fees
    fractions; ``None`` stands for no limit, or for the exchange's fee. ``contract_size`` is base
    currency a contract.
    """

    symbol: Pair
    price: float = Field(gt=0)
    amount: float = Field(gt=0)
    min_amount: float | None = Field(default=None, ge=0)
    max_amount: float | None = Field(default=None, ge=0)
    min_price: float | None = Field(default=None, ge=0)
    max_price: float | None = Field(default=None, ge=0)
    min_cost: float | None = Field(default=None, ge=0)
    max_cost: float | None = Field(default=None, ge=0)
    taker: float | None = None
    maker: float | None = None
    contract_size: float | None = Field(default=None, gt=0)
    max_leverage: float | None = Field(default=None, ge=1)


class ExchangeRules(Document):
    """An exchange's rules as of a day; ``taker`` and ``maker`` are its fees at the lowest tier."""

    version: Literal[1] = 1
    exchange: str
    as_of: date
    source: str
    precision_mode: PrecisionMode
    taker: float
    maker: float
    markets: tuple[MarketRules, ...]

    def market(self, symbol: str) -> MarketRules | None:
        """Return the rules of ``symbol``, or ``None`` if they are not known."""
        return next((market for market in self.markets if market.symbol == symbol), None)


def ccxt_market(rules: MarketRules, exchange: ExchangeRules) -> dict[str, Any]:
    """Return ``rules`` as one of the markets of ccxt's ``load_markets``."""
    base, _, rest = rules.symbol.partition("/")
    quote, _, settle = rest.partition(":")
    swap = bool(settle)
    counted = exchange.precision_mode != "tick_size"
    return {
        "id": rules.symbol.replace("/", "").replace(":", "_"),
        "symbol": rules.symbol,
        "base": base,
        "quote": quote,
        "settle": settle or None,
        "baseId": base,
        "quoteId": quote,
        "settleId": settle or None,
        "type": "swap" if swap else "spot",
        "spot": not swap,
        "margin": False,
        "swap": swap,
        "future": False,
        "option": False,
        "active": True,
        "contract": swap,
        "linear": settle == quote if swap else None,
        "inverse": settle == base if swap else None,
        "taker": exchange.taker if rules.taker is None else rules.taker,
        "maker": exchange.maker if rules.maker is None else rules.maker,
        "percentage": True,
        "tierBased": True,
        "contractSize": (rules.contract_size or 1.0) if swap else None,
        "expiry": None,
        "strike": None,
        "optionType": None,
        "precision": {
            "price": int(rules.price) if counted else rules.price,
            "amount": int(rules.amount) if counted else rules.amount,
        },
        "limits": {
            "amount": {"min": rules.min_amount, "max": rules.max_amount},
            "price": {"min": rules.min_price, "max": rules.max_price},
            "cost": {"min": rules.min_cost, "max": rules.max_cost},
            "leverage": {"min": 1.0 if swap else None, "max": rules.max_leverage},
        },
        "info": {},
    }


def leverage_tiers(rules: MarketRules) -> list[dict[str, Any]]:
    """Return one tier of leverage in ccxt's shape: ``max_leverage`` up to any position.

    Exchanges lower the leverage of large positions; for the size of a backtest's one tier is right.
    """
    leverage = rules.max_leverage or _USUAL_LEVERAGE
    return [
        {
            "tier": 1,
            "symbol": rules.symbol,
            "minNotional": 0.0,
            "maxNotional": _LARGEST_POSITION,
            "maintenanceMarginRate": _MAINTENANCE_SHARE / leverage,
            "maxLeverage": leverage,
            "info": {},
        }
    ]
