"""The rules of the markets that one backtest trades, found or inferred, and never silently."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypertrade.domain.base import canonical_json
from hypertrade.domain.market import TradingMode
from hypertrade.domain.telling import Said, counted, name, number, percent
from hypertrade.markets.rules import MarketRules, ccxt_market
from hypertrade.markets.sentences import DERIVED, INFERRED
from hypertrade.markets.snapshots import load_rules
from hypertrade.markets.tiers import tiers_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from hypertrade.markets.rules import ExchangeRules, PrecisionMode

_SIGNIFICANT_DIGITS = 5
_AMOUNT_DIGITS = 8
_AMOUNT_STEP = 1e-8
_FINEST = 10
"""No exchange quotes finer than this many decimals; more are float noise."""


@dataclass(frozen=True)
class Selection:
    """Markets and leverage tiers in ccxt's shape, by symbol.

    ``precision_mode`` is how the exchange counts; ``content_hash`` covers markets and tiers.
    """

    markets: dict[str, dict[str, Any]]
    leverage_tiers: dict[str, list[dict[str, Any]]]
    as_of: str
    source: str
    remarks: tuple[Said, ...]
    precision_mode: PrecisionMode

    @property
    def content_hash(self) -> str:
        """Return the SHA-256 of the markets and tiers."""
        text = canonical_json([self.markets, self.leverage_tiers])
        return hashlib.sha256(text.encode()).hexdigest()


def select(
    exchange: str,
    pairs: Sequence[str],
    mode: TradingMode,
    *,
    data: Path | None,
    prices: Callable[[str], Iterable[float]],
) -> Selection:
    """Return the rules of ``pairs`` on ``exchange``.

    A pair whose rules are not known gets the exchange's own rule where that says all (significant
    digits), else a tick inferred from ``prices(pair)``, quote currency; a remark tells which.

    Raises:
        Invalid: ccxt knows no such exchange.
    """
    rules = load_rules(exchange, data)
    remarks = []
    found: list[MarketRules] = []
    for pair in pairs:
        market = rules.market(pair)
        if market is None:
            market, remark = _derived(pair, rules, prices)
            remarks.append(remark)
        found.append(market)
    futures = mode is TradingMode.FUTURES
    return Selection(
        markets={market.symbol: ccxt_market(market, rules) for market in found},
        leverage_tiers=tiers_of(exchange, found) if futures else {},
        as_of=rules.as_of.isoformat(),
        source=rules.source,
        remarks=tuple(remarks),
        precision_mode=rules.precision_mode,
    )


def _derived(
    pair: str, rules: ExchangeRules, prices: Callable[[str], Iterable[float]]
) -> tuple[MarketRules, Said]:
    swap = 1.0 if ":" in pair else None
    if rules.precision_mode == "significant_digits":
        market = MarketRules(
            symbol=pair, price=_SIGNIFICANT_DIGITS, amount=_AMOUNT_DIGITS, contract_size=swap
        )
        digits = counted(_SIGNIFICANT_DIGITS)
        return market, DERIVED(pair=name(pair), exchange=name(rules.exchange), digits=digits)
    places = max((_decimals(price) for price in prices(pair)), default=_FINEST)
    by_places = rules.precision_mode == "decimal_places"
    tick = float(Decimal(1).scaleb(-places))
    market = MarketRules(
        symbol=pair,
        price=max(places, 1) if by_places else tick,
        amount=_AMOUNT_DIGITS if by_places else _AMOUNT_STEP,
        contract_size=swap,
    )
    return market, INFERRED(
        pair=name(pair),
        tick=number(float(Decimal(1).scaleb(-places)), places),
        fee=percent(rules.taker, 2),
    )


def _decimals(price: float) -> int:
    """Return how many decimals ``price`` is written with, float noise aside."""
    exponent = Decimal(repr(round(price, _FINEST))).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
