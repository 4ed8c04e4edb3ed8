"""Leverage, liquidation and funding as Freqtrade simulates them (isolated margin).

Line numbers are those of ``freqtrade/exchange/exchange.py`` in 2026.9 unless another file is named.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hypertrade.engine.compiled import compiled
from hypertrade.engine.liquidation import BINANCE, BITGET, BYBIT, HYPERLIQUID
from hypertrade.engine.rounding import ROUND, price_to_precision
from hypertrade.engine.rules import MarketRules  # noqa: TC001 - numba types do not need it, readers do

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hypertrade.arrays import Funding

FUNDING_INTERVAL = 3_600_000
"""``funding_fee_timeframe`` is 1h at every exchange (line 165): fees are brought up to date at
candles that open on a full hour, and whenever an order fills."""


@compiled
def max_leverage(rules: MarketRules, pair: int, stake: float) -> float:
    """Return ``get_max_leverage`` (line 3876) for a stake; NaN: too high for the pair.

    Freqtrade raises there and the whole backtest ends. Spot is 1; Hyperliquid has one figure per
    market (hyperliquid.py). A tier's bounds are its notional divided by leverage, the lower bound
    by the leverage of the tier below.
    """
    if not rules.futures:
        return 1.0
    if rules.formula == HYPERLIQUID:
        return float(rules.max_leverage[pair])
    first = rules.tier_start[pair]
    stop = rules.tier_start[pair + 1]
    if stop == first:
        return 1.0
    if stake == 0.0:
        return float(rules.tier_leverage[first])
    for tier in range(first, stop):
        highest = np.inf
        if not math.isnan(rules.tier_max_notional[tier]):
            highest = rules.tier_max_notional[tier] / rules.tier_leverage[tier]
        # Whether the stake lies in the tier or in the gap below it, this is the tier.
        if stake <= highest:
            return float(rules.tier_leverage[tier])
    return np.nan


@compiled
def trade_leverage(wished: float, allowed: float) -> float:
    """Return the leverage of a trade: capped at both ends, optimize/backtesting.py line 1084."""
    return min(max(wished, 1.0), allowed)


@compiled
def maintenance(rules: MarketRules, pair: int, notional: float) -> tuple[float, float]:
    """Return (ratio, amount) of ``get_maintenance_ratio_and_amt`` (line 4337), NaN where unknown.

    Freqtrade passes the *stake* as ``notional``: leveraged positions are put into a lower tier
    than the exchange would.
    """
    for tier in range(rules.tier_start[pair + 1] - 1, rules.tier_start[pair] - 1, -1):
        if notional >= rules.tier_min_notional[tier]:
            return float(rules.tier_rate[tier]), float(rules.tier_amount[tier])
    return np.nan, np.nan


@compiled
def liquidation_estimate(  # noqa: PLR0913, PLR0917 - the arguments of dry_run_liquidation_price
    rules: MarketRules,
    pair: int,
    open_rate: float,
    amount: float,
    stake: float,
    leverage: float,
    is_short: bool,
) -> float:
    """Return ``dry_run_liquidation_price`` (line 4279 and the exchanges' own); NaN where unknown.

    ``amount`` is base currency with leverage, ``stake`` the margin, which in isolated mode is also
    the wallet balance.
    """
    side = -1.0 if is_short else 1.0
    if rules.formula == HYPERLIQUID:
        most = float(rules.max_leverage[pair])
        margin = stake - open_rate * amount / most / 2.0
        share = 1.0 / (most * 2.0)
        return open_rate - side * margin / amount / (1.0 - share * side)
    ratio, maintenance_amount = maintenance(rules, pair, stake)
    if rules.formula == BINANCE:
        return ((stake + 0.0 + maintenance_amount) - (side * amount * open_rate)) / (
            (amount * ratio) - (side * amount)
        )
    if rules.formula == BYBIT:
        value = amount * open_rate
        margin = (value / leverage - value * ratio) / amount
        return open_rate + margin if is_short else open_rate - margin
    taker = float(rules.taker[pair])
    if rules.formula == BITGET:
        return (stake - (amount * open_rate * side)) / (amount * (ratio + taker - side))
    value = stake / amount
    if is_short:
        return (open_rate + value) / (1.0 + (ratio + taker))
    return (open_rate - value) / (1.0 - (ratio + taker))


@compiled
def liquidation_price(  # noqa: PLR0913, PLR0917 - what LocalTrade knows
    rules: MarketRules,
    pair: int,
    open_rate: float,
    amount: float,
    stake: float,
    leverage: float,
    is_short: bool,
    buffer: float,
    precision: float,
    mode: int,
) -> float:
    """Return a trade's liquidation price, rounded to the tick; 0 means none, as in Freqtrade.

    ``get_liquidation_price`` (line 4230) moves it ``buffer`` of the way towards the entry and never
    below 0; ``LocalTrade.set_liquidation_price`` (trade_model.py, line 808) rounds it. Asked for
    whenever an entry fills; NaN (no tier known) means: keep the price there was.
    """
    if not rules.futures:
        return 0.0
    price = liquidation_estimate(rules, pair, open_rate, amount, stake, leverage, is_short)
    if math.isnan(price):
        return price
    distance = abs(open_rate - price) * buffer
    price = price - distance if is_short else price + distance
    return price_to_precision(max(price, 0.0), precision, mode, ROUND)


class FundingTable(NamedTuple):
    """Funding of every pair: rows ``start[i]`` up to ``start[i + 1]`` belong to pair ``i``.

    ``time`` is UTC milliseconds, ``fee`` quote currency per unit of base currency: rate times mark
    price (``_add_funding_columns``, line 4149).
    """

    start: NDArray[np.int64]
    time: NDArray[np.int64]
    fee: NDArray[np.float64]


def funding_table(funding: Sequence[Funding | None]) -> FundingTable:
    """Return the funding of every pair as one table; a pair without funding has no rows."""
    start = np.zeros(len(funding) + 1, np.int64)
    start[1:] = np.cumsum([0 if item is None else len(item.time) for item in funding])
    known = [item for item in funding if item is not None]
    return FundingTable(
        start,
        np.concatenate([np.empty(0, np.int64), *(item.time for item in known)]),
        np.concatenate([np.empty(0), *(item.rate * item.mark for item in known)]),
    )


@compiled
def funding_from(table: FundingTable, pair: int, open_time: int) -> int:
    """Return the row of the first fee at or after ``open_time``: ``funding_until`` starts there."""
    low = int(table.start[pair])
    high = int(table.start[pair + 1])
    while low < high:
        middle = (low + high) // 2
        if table.time[middle] < open_time:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def funding_until(  # noqa: PLR0913, PLR0917 - a window, what it adds up to and over what
    table: FundingTable, pair: int, row: int, total: float, amount: float, close_time: int
) -> tuple[int, float]:
    """Add the fees from ``row`` up to and including ``close_time``; return (next row, total).

    Carrying (row, total) on while the amount stays the same gives, bit by bit, the sum that
    ``calculate_funding_fees`` (line 4166) makes anew each time: Python adds from left to right
    (up to 3.11, which Freqtrade runs on here; 3.12 compensates).
    """
    stop = table.start[pair + 1]
    while row < stop and table.time[row] <= close_time:
        total += table.fee[row] * amount
        row += 1
    return row, total


@compiled
def funding_of(total: float, is_short: bool) -> float:
    """Return a trade's fees from their sum: a short earns what a long pays; 0 if any is unknown."""
    if math.isnan(total) or total == 0.0:
        return 0.0
    return total if is_short else -total
