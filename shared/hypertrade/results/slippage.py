"""Slippage: every fill worsened by a fraction, and the profits that follow from it.

Freqtrade fills an order at the price it asked for. Here each order of a trade is filled a fraction
``s`` worse instead (buys at ``rate * (1 + s)``, sells at ``rate * (1 - s)``), fees are taken on the
worse value, and profits are recomputed by Freqtrade's own rule. Amounts, the moment of every order
and the stops stay as they were: the run is not repeated with a smaller balance.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from hypertrade.domain.backtest import EngineRun
    from hypertrade.domain.trades import Order, Trade


def apply_slippage(run: EngineRun, slippage: float) -> EngineRun:
    """Return ``run`` with every fill worsened by the fraction ``slippage``.

    With 0 the very same run comes back. The final balance moves by what the trades lost.

    Raises:
        Invalid: ``slippage`` is outside [0, 1).
    """
    if not 0 <= slippage < 1:
        raise Invalid(
            f"slippage of {slippage} is not a fraction of the price",
            field="slippage",
            remedy="Give a fraction from 0 to below 1, such as 0.0005 for 0.05%.",
        )
    if slippage == 0:
        return run
    trades = tuple(slipped(trade, slippage) for trade in run.trades)
    lost = math.fsum(
        after.profit_abs - before.profit_abs
        for after, before in zip(trades, run.trades, strict=True)
    )
    return run.model_copy(update={"trades": trades, "final_balance": run.final_balance + lost})


def slipped(trade: Trade, slippage: float) -> Trade:
    """Return ``trade`` with its fills worsened, and its profit lowered by what that costs.

    The cost is the difference between settling the worse fills and settling the engine's own
    (``settle``), so that whatever the engine left out of a trade's profit stays out.
    """
    orders = tuple(_worse(order, slippage) for order in trade.orders)
    if orders:
        before, after = settle(trade, trade.orders), settle(trade, orders)
    else:
        entry = -slippage if trade.is_short else slippage
        before, after = _settled_without_orders(trade, 0.0), _settled_without_orders(trade, entry)
    return after.model_copy(
        update={
            "profit_abs": round(trade.profit_abs + after.profit_abs - before.profit_abs, 8),
            "profit_ratio": trade.profit_ratio + after.profit_ratio - before.profit_ratio,
        }
    )


def settle(trade: Trade, orders: tuple[Order, ...]) -> Trade:
    """Return ``trade`` as it would have ended with ``orders``, at least one of them an entry.

    Each exit is settled against the average entry price at that moment, fees included; the ratio
    is the profit over all that was paid in, times the leverage. Source: ``LocalTrade``'s
    ``recalc_trade_from_orders`` and ``calculate_profit`` in Freqtrade 2026.9. Funding depends on
    amounts and marks, not on our fills, and is kept.
    """
    side = -1.0 if trade.is_short else 1.0
    held = cost = average = paid_in = entered = fees = 0.0
    profits: list[float] = []
    for order in orders:
        value = order.amount * order.rate
        if order.is_entry:
            held += order.amount
            cost += value
            average = cost / held if held else 0.0
            paid_in += value * (1 + side * trade.fee_open)
            entered += value
            fees += value * trade.fee_open
        else:
            held -= order.amount
            cost -= average * order.amount
            fees += value * trade.fee_close
            opening = order.amount * average * (1 + side * trade.fee_open)
            closing = value * (1 - side * trade.fee_close)
            profits.append(side * (closing - opening))
    if profits:
        profits[-1] += trade.funding_fees
    profit = sum(round(one, 8) for one in profits)
    final = next((order.rate for order in reversed(orders) if not order.is_entry), trade.close_rate)
    return trade.model_copy(
        update={
            "orders": orders,
            "open_rate": average,
            "close_rate": final,
            "stake_amount": trade.amount * average / (trade.leverage or 1.0),
            "max_stake_amount": entered / (trade.leverage or 1.0),
            "fees_abs": fees,
            "profit_abs": profit,
            "profit_ratio": profit / paid_in * trade.leverage if paid_in else 0.0,
        }
    )


def _worse(order: Order, slippage: float) -> Order:
    rate = order.rate * (1 + slippage if order.side == "buy" else 1 - slippage)
    return order.model_copy(update={"rate": rate, "cost": order.amount * rate})


def _settled_without_orders(trade: Trade, entry: float) -> Trade:
    """Settle a trade whose orders the engine did not report, from its two rates."""
    side = -1.0 if trade.is_short else 1.0
    open_rate, close_rate = trade.open_rate * (1 + entry), trade.close_rate * (1 - entry)
    opening, closing = trade.amount * open_rate, trade.amount * close_rate
    paid_in = opening * (1 + side * trade.fee_open)
    profit = round(
        side * (closing * (1 - side * trade.fee_close) - paid_in) + trade.funding_fees, 8
    )
    return trade.model_copy(
        update={
            "open_rate": open_rate,
            "close_rate": close_rate,
            "stake_amount": opening / (trade.leverage or 1.0),
            "max_stake_amount": opening / (trade.leverage or 1.0),
            "fees_abs": opening * trade.fee_open + closing * trade.fee_close,
            "profit_abs": profit,
            "profit_ratio": profit / paid_in * trade.leverage if paid_in else 0.0,
        }
    )
