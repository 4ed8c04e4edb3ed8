"""The markets' rules as columns, for compiled code."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hypertrade.engine.liquidation import formula_of
from hypertrade.engine.rounding import MODES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hypertrade.engine.model import MarketData


class MarketRules(NamedTuple):
    """``PairRules`` of every pair: columns of shape (pairs,), NaN where there is no limit.

    The leverage tiers of pair ``i`` are rows ``tier_start[i]`` up to ``tier_start[i + 1]`` of the
    ``tier_`` columns. ``mode`` is ccxt's number of the precision mode, ``formula`` says how the
    exchange's liquidation prices come about (``hypertrade.engine.liquidation``).
    """

    futures: bool
    mode: int
    formula: int
    price_precision: NDArray[np.float64]
    amount_precision: NDArray[np.float64]
    min_amount: NDArray[np.float64]
    max_amount: NDArray[np.float64]
    min_cost: NDArray[np.float64]
    max_cost: NDArray[np.float64]
    contract_size: NDArray[np.float64]
    taker: NDArray[np.float64]
    max_leverage: NDArray[np.float64]
    tier_start: NDArray[np.int64]
    tier_min_notional: NDArray[np.float64]
    tier_max_notional: NDArray[np.float64]
    tier_rate: NDArray[np.float64]
    tier_leverage: NDArray[np.float64]
    tier_amount: NDArray[np.float64]


def _column(values: list[float | None]) -> NDArray[np.float64]:
    """Return ``values`` as an array, NaN for ``None``."""
    return np.array([math.nan if value is None else value for value in values], np.float64)


def market_rules(market: MarketData, *, futures: bool) -> MarketRules:
    """Return the rules of ``market``; in spot a contract is one unit of the base currency."""
    rules = [data.rules for data in market.pairs]
    tiers = [tier for rule in rules for tier in rule.tiers]
    start = np.zeros(len(rules) + 1, np.int64)
    start[1:] = np.cumsum([len(rule.tiers) for rule in rules])
    return MarketRules(
        futures=futures,
        mode=MODES[market.precision_mode],
        formula=formula_of(market.exchange),
        price_precision=_column([rule.price_precision for rule in rules]),
        amount_precision=_column([rule.amount_precision for rule in rules]),
        min_amount=_column([rule.min_amount for rule in rules]),
        max_amount=_column([rule.max_amount for rule in rules]),
        min_cost=_column([rule.min_cost for rule in rules]),
        max_cost=_column([rule.max_cost for rule in rules]),
        contract_size=_column([rule.contract_size if futures else 1.0 for rule in rules]),
        taker=_column([rule.taker for rule in rules]),
        max_leverage=_column([rule.max_leverage for rule in rules]),
        tier_start=start,
        tier_min_notional=_column([tier.min_notional for tier in tiers]),
        tier_max_notional=_column([tier.max_notional for tier in tiers]),
        tier_rate=_column([tier.maintenance_rate for tier in tiers]),
        tier_leverage=_column([tier.max_leverage for tier in tiers]),
        tier_amount=_column([tier.maintenance_amount for tier in tiers]),
    )
