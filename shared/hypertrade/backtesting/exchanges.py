"""Market rules as the engine takes them, out of the shape that ccxt gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.backtesting.windows import Exchange
from hypertrade.engine.model import LeverageTier, PairRules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.markets import Selection


def exchange_of(name: str, selection: Selection, pairs: Sequence[str]) -> Exchange:
    """Return the exchange ``name`` with the rules of ``pairs``, in their order."""
    return Exchange(
        name=name,
        precision_mode=selection.precision_mode,
        rules=tuple(_rules(pair, selection) for pair in pairs),
    )


def fee_of(selection: Selection, pair: str) -> float:
    """Return the fee of a backtest (a fraction per side): the worse one of its first pair.

    Source: ``Backtesting.set_fee``.
    """
    market = selection.markets[pair]
    return max(float(fee) for fee in (market["taker"], market["maker"]) if fee is not None)


def _rules(pair: str, selection: Selection) -> PairRules:
    market = selection.markets[pair]
    amount, cost = market["limits"]["amount"], market["limits"]["cost"]
    tiers = selection.leverage_tiers.get(pair, [])
    return PairRules(
        pair=pair,
        price_precision=float(market["precision"]["price"]),
        amount_precision=float(market["precision"]["amount"]),
        min_amount=amount["min"],
        max_amount=amount["max"],
        min_cost=cost["min"],
        max_cost=cost["max"],
        contract_size=float(market["contractSize"] or 1.0),
        taker=market["taker"],
        max_leverage=market["limits"]["leverage"]["max"],
        tiers=tuple(map(_tier, tiers)),
    )


def _tier(tier: dict[str, Any]) -> LeverageTier:
    """Return one of ccxt's tiers (``Exchange.parse_leverage_tier``)."""
    known = tier.get("info", {}).get("cum")
    return LeverageTier(
        min_notional=tier["minNotional"],
        max_notional=tier["maxNotional"],
        maintenance_rate=tier["maintenanceMarginRate"],
        max_leverage=tier["maxLeverage"],
        maintenance_amount=None if known is None else float(known),
    )
