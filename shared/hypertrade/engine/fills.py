"""Orders: placed, cancelled, timed out, filled, and what a fill sets in motion.

Follows ``Backtesting._try_close_open_order`` (optimize/backtesting.py 802-834),
``manage_open_orders`` and ``check_order_cancel`` (1330-1406), ``Order.close_bt_order``
(persistence/trade_model.py 304-321) and ``LocalTrade.set_funding_fees`` (819-828).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hypertrade.engine.compiled import compiled
from hypertrade.engine.futures import (
    FUNDING_INTERVAL,
    funding_from,
    funding_of,
    funding_until,
    liquidation_price,
)
from hypertrade.engine.records import ENTRY_ORDER, EXIT_ORDER, NONE, order_at
from hypertrade.engine.stops import adjust_stop_loss, stoploss_adjust
from hypertrade.engine.tables import funding_of_pairs, rules_of
from hypertrade.engine.worth import booked_funding, recalc_trade

if TYPE_CHECKING:
    from hypertrade.engine.records import Candle, Record

LIQUIDATION_BUFFER = 0.05
"""Freqtrade's default ``liquidation_buffer`` (exchange/exchange.py, ``Exchange.__init__``)."""


@compiled
def place_order(  # noqa: PLR0913, PLR0917 - what an order is
    trade: Record, side: int, rate: float, amount: float, time: int, tag: int
) -> None:
    """Make this the open order of ``trade``."""
    trade.order_side = side
    trade.order_rate = rate
    trade.order_amount = amount
    trade.order_time = time
    trade.order_tag = tag


@compiled
def cancel_open_order(trade: Record) -> None:
    """Take back the open order."""
    trade.order_side = NONE


@compiled
def manage_open_order(run: Record, books: Record, trade: Record, now: int) -> bool:
    """Drop an open order that timed out; return whether the trade goes with it.

    The limit counts from the order's candle; ``order_date <= now - timeout`` is late enough
    (``IStrategy.ft_check_timed_out``, strategy/interface.py 1734-1757).
    """
    if trade.order_side == NONE:
        return False
    if trade.order_side == ENTRY_ORDER:
        timeout = run.entry_timeout
        if timeout < 0 or trade.order_time > now - timeout:
            return False
        books.timedout_entry_orders += 1
        trade.order_side = NONE
        unfilled: bool = trade.entries == 0
        return unfilled
    timeout = run.exit_timeout
    if timeout >= 0 and trade.order_time <= now - timeout:
        books.timedout_exit_orders += 1
        trade.order_side = NONE
    return False


@compiled
def close_order(run: Record, books: Record, trade: Record, now: int) -> None:
    """Turn the open order into a filled one (``close_bt_order``).

    The funding fees run up so far belong to it. An entry makes the position anew: the average
    rate, and the stop that belongs to it; the first one sets the initial stop again, now from the
    rounded rate.
    """
    index = books.order_count
    order = order_at(books.orders, index)
    books.order_count = index + 1
    order.is_entry = trade.order_side == ENTRY_ORDER
    order.amount = trade.order_amount
    order.rate = trade.order_rate
    order.time = now
    order.tag = trade.order_tag
    order.funding_fee = trade.funding_fee_running
    order.next = NONE
    if trade.first_order == NONE:
        trade.first_order = index
    else:
        order_at(books.orders, trade.last_order).next = index
    trade.last_order = index
    trade.last_filled = max(trade.last_filled, now)
    trade.funding_fee_running = 0.0
    if run.futures:
        # Funding counts anew from here on: the amount may have changed.
        trade.funding_row = funding_from(funding_of_pairs(run), trade.pair, trade.last_filled)
        trade.funding_sum = 0.0
    trade.order_side = NONE
    if not order.is_entry:
        return
    trade.entries += 1
    trade.open_rate = order.rate
    recalc_trade(run, books, trade)
    if trade.entries == 1:
        trade.initial_stop_loss_pct = math.nan
        trade.is_stop_loss_trailing = False
    adjust_stop_loss(trade, trade.open_rate, trade.stop_loss_pct, False)


@compiled
def run_funding_fees(run: Record, books: Record, trade: Record, now: int, force: bool) -> None:
    """Sum up the funding since the last fill, at every funding time and when forced."""
    if not run.futures:
        return
    if not force and now % FUNDING_INTERVAL != 0:
        return
    trade.funding_row, trade.funding_sum = funding_until(
        funding_of_pairs(run), trade.pair, trade.funding_row, trade.funding_sum, trade.amount, now
    )
    fee = funding_of(trade.funding_sum, trade.is_short)
    trade.funding_fee_running = fee
    trade.funding_fees = booked_funding(books, trade) + fee


@compiled
def update_liquidation_price(run: Record, trade: Record) -> None:
    """Set where the exchange would liquidate the position as it stands now."""
    price = liquidation_price(
        rules_of(run),
        trade.pair,
        trade.open_rate,
        trade.amount,
        trade.stake_amount,
        trade.leverage,
        trade.is_short,
        LIQUIDATION_BUFFER,
        trade.price_precision,
        trade.price_mode,
    )
    if not math.isnan(price):
        trade.liquidation_price = price


@compiled
def try_close_open_order(
    run: Record, books: Record, trade: Record, candle: Candle, now: int
) -> bool:
    """Fill the open order at ``now`` if its rate lies within the candle; return whether it did."""
    rate = trade.order_rate
    if not candle.low <= rate <= candle.high:
        return False
    leaves = trade.order_side == EXIT_ORDER and trade.order_amount == trade.amount
    close_order(run, books, trade, now)
    run_funding_fees(run, books, trade, now, True)
    if not leaves:
        if run.futures:
            update_liquidation_price(run, trade)
        if run.stop_uses_after_fill:
            stoploss_adjust(run, trade, candle.row, rate, rate, rate, True)
    return True
