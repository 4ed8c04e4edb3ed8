"""The profit of an open trade at a rate: ``LocalTrade.calc_profit_ratio`` and what asks for it.

persistence/trade_model.py 1208-1265.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.engine import money
from hypertrade.engine.compiled import compiled

if TYPE_CHECKING:
    from hypertrade.engine.records import Record

NEAR = 1e-7


@compiled
def profit_ratio(run: Record, trade: Record, rate: float) -> float:
    """Return the profit if the trade closed at ``rate``, as a fraction of its margin."""
    return money.trade_profit_ratio(
        trade.amount,
        rate,
        run.fee,
        trade.leverage,
        trade.funding_fees,
        trade.open_trade_value,
        trade.is_short,
    )


@compiled
def profit_against(run: Record, trade: Record, rate: float, threshold: float) -> int:
    """Return -1, 0 or 1: the profit at ``rate`` is below, equal to or above ``threshold``.

    Decimal arithmetic decides near the threshold only. Further away plain floats are sure: they
    err by some 1e-15 of the position's value, and the profit is rounded to 8 decimals.
    """
    value = trade.amount * rate
    if trade.is_short:
        value = value * (1.0 + run.fee) - trade.funding_fees
        rough = (1.0 - value / trade.open_trade_value) * trade.leverage
    else:
        value = value * (1.0 - run.fee) + trade.funding_fees
        rough = (value / trade.open_trade_value - 1.0) * trade.leverage
    if rough > threshold + NEAR:
        return 1
    if rough < threshold - NEAR:
        return -1
    profit = profit_ratio(run, trade, rate)
    if profit > threshold:
        return 1
    return -1 if profit < threshold else 0


@compiled
def close_rate_for_roi(run: Record, trade: Record, profit: float) -> float:
    """Return the rate at which the trade's profit is ``profit`` (a fraction)."""
    return money.close_rate_for_roi(
        profit,
        trade.amount,
        trade.open_rate,
        run.fee,
        trade.leverage,
        trade.funding_fees,
        trade.is_short,
    )
