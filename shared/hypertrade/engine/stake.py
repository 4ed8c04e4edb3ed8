"""How much a trade may take: Freqtrade's wallets and the exchange's limits.

Money is stake (quote) currency. Line numbers are those of Freqtrade 2026.9: ``wallets.py``, and
``exchange/exchange.py`` for the limits of a market.
"""

from __future__ import annotations

import math

import numpy as np

from hypertrade.engine.compiled import compiled
from hypertrade.engine.liquidation import OKX
from hypertrade.engine.rounding import contracts_to_amount
from hypertrade.engine.rules import MarketRules  # noqa: TC001 - numba types do not need it, readers do

ENTRY_RESERVE = 0.05
"""The stop loss that ``get_min_pair_stake_amount`` is asked with for a first entry
(optimize/backtesting.py, line 1088); 0 for further entries, 0.1 for ``adjust_trade_position``."""
MOST_RESERVE = 1.5
STRETCH = 1.3
"""A stake is raised to the market's minimum by at most 30 % (wallets.py, line 441)."""


@compiled
def starting_balance(wallet: float, ratio: float) -> float:
    """Return ``get_starting_balance`` (line 299): the tradable part of the first wallet."""
    return wallet * ratio


@compiled
def free_stake(start: float, closed_profit: float, realized: float, tied_up: float) -> float:
    """Return the free balance: ``Wallets._update_dry``, lines 117-176.

    ``start`` is the starting wallet, ``closed_profit`` the running sum of closed trades' profits in
    closing order, ``realized`` the sum of open trades' realised profits and ``tied_up`` the sum of
    their stakes, both in opening order: float sums depend on their order.
    """
    return start + (closed_profit + realized) - tied_up


@compiled
def total_stake(tied_up: float, free: float, ratio: float) -> float:
    """Return ``get_total_stake_amount`` (line 314): the balance that trading may use."""
    return (tied_up + free) * ratio


@compiled
def available_stake(tied_up: float, free: float, ratio: float) -> float:
    """Return ``get_available_stake_amount`` (line 336): what may still be tied up."""
    return min(total_stake(tied_up, free, ratio) - tied_up, free)


@compiled
def trade_stake(
    stake: float, unlimited: bool, available: float, tied_up: float, max_open_trades: float
) -> float:
    """Return ``get_trade_stake_amount`` (line 385); NaN where it raises and the trade is skipped.

    ``max_open_trades`` may be infinite; an unlimited stake is then 0, as in Freqtrade.
    """
    wanted = stake
    if unlimited:
        if max_open_trades == 0.0:
            wanted = 0.0
        else:
            wanted = min((available + tied_up) / max_open_trades, available)
    if available < wanted:
        return np.nan
    return max(wanted, 0.0)


@compiled
def min_stake(  # noqa: PLR0913, PLR0917 - the arguments of _get_stake_amount_limit
    rules: MarketRules,
    pair: int,
    price: float,
    stoploss: float,
    leverage: float,
    amount_reserve: float,
) -> float:
    """Return ``get_min_pair_stake_amount`` (line 1129), 0 where the market has no minimum.

    ``amount_reserve`` is the configuration's ``amount_reserve_percent`` (a fraction); ``stoploss``
    is what Freqtrade passes, not the strategy's: see ``ENTRY_RESERVE``.
    """
    margin_reserve = 1.0 + amount_reserve
    reserve = MOST_RESERVE
    if abs(stoploss) != 1.0:
        reserve = margin_reserve / (1.0 - abs(stoploss))
    reserve = max(min(reserve, MOST_RESERVE), 1.0)
    least = 0.0
    size = rules.contract_size[pair]
    if not math.isnan(rules.min_cost[pair]):
        least = contracts_to_amount(rules.min_cost[pair], size) * reserve
    if not math.isnan(rules.min_amount[pair]):
        amount = contracts_to_amount(rules.min_amount[pair], size)
        least = max(least, amount * price * margin_reserve)
    return least / leverage


@compiled
def max_stake(rules: MarketRules, pair: int, price: float, leverage: float) -> float:
    """Return ``get_max_pair_stake_amount`` (line 1134), infinite without a limit.

    OKX has its own (okx.py): no limit in spot, the last tier's in futures.
    """
    first = rules.tier_start[pair]
    last = rules.tier_start[pair + 1] - 1
    if rules.formula == OKX:
        if not rules.futures or last < first or math.isnan(rules.tier_max_notional[last]):
            return np.inf
        return float(rules.tier_max_notional[last]) / leverage
    most = np.inf
    if rules.futures:
        # _get_max_notional_from_tiers, line 3944: the highest tier that allows the leverage.
        for tier in range(last, first - 1, -1):
            if leverage <= rules.tier_leverage[tier]:
                notional = rules.tier_max_notional[tier]
                if notional > 0.0:
                    most = notional
                break
    size = rules.contract_size[pair]
    if not math.isnan(rules.max_cost[pair]):
        most = min(most, contracts_to_amount(rules.max_cost[pair], size))
    if not math.isnan(rules.max_amount[pair]):
        most = min(most, contracts_to_amount(rules.max_amount[pair], size) * price)
    return most / leverage


@compiled
def valid_stake(
    stake: float, least: float, most: float, available: float, tied_in_trade: float
) -> float:
    """Return ``validate_stake_amount`` (line 408): the stake within the limits; 0 skips the entry.

    ``least`` and ``most`` are ``min_stake`` and ``max_stake``; ``tied_in_trade`` the trade's stake
    when adding to it, else 0.
    """
    if not stake > 0.0:
        return 0.0
    allowed = min(most, available)
    if tied_in_trade != 0.0:
        allowed = min(allowed, most - tied_in_trade)
    if least > allowed:
        return 0.0
    wanted = stake
    if wanted < least:
        if wanted * STRETCH < least:
            return 0.0
        wanted = least
    return min(wanted, allowed)
