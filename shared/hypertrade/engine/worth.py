"""What a trade is worth, from its record: averages over its entries, and the profit it closes with.

``money`` has the arithmetic; this is ``LocalTrade.recalc_trade_from_orders`` and ``close``
(persistence/trade_model.py 1267-1346 and 967-982).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from numba import carray

from hypertrade.engine import money
from hypertrade.engine.columns import float_at, floats_at, int_at
from hypertrade.engine.compiled import compiled
from hypertrade.engine.records import NONE, order_at
from hypertrade.engine.rounding import (
    ROUND,
    TICK_SIZE,
    amount_to_contract_precision,
    price_to_precision,
)
from hypertrade.engine.rules import MarketRules
from hypertrade.engine.stops import adjust_stop_loss

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hypertrade.engine.records import Record

AMOUNT_PRECISION = MarketRules._fields.index("amount_precision")
CONTRACT_SIZE = MarketRules._fields.index("contract_size")


@compiled
def cut_amount(run: Record, index: int, amount: float) -> float:
    """Return ``amount`` (base currency) of pair ``index`` cut to what the exchange accepts."""
    return amount_to_contract_precision(
        amount,
        float_at(int_at(run.rules, AMOUNT_PRECISION), index),
        run.mode,
        float_at(int_at(run.rules, CONTRACT_SIZE), index),
    )


@compiled
def entry_column(address: int, count: int) -> NDArray[np.float64]:
    """Return one of the two columns that ``gather_entries`` fills."""
    column: NDArray[np.float64] = carray(floats_at(address), count)
    return column


@compiled
def gather_entries(books: Record, trade: Record) -> int:
    """Copy the filled entries of ``trade`` side by side; return how many there are."""
    amounts = entry_column(books.entry_amounts, trade.entries)
    rates = entry_column(books.entry_rates, trade.entries)
    count = 0
    index = trade.first_order
    while index != NONE:
        order = order_at(books.orders, index)
        if order.is_entry:
            amounts[count] = order.amount
            rates[count] = order.rate
            count += 1
        index = order.next
    return count


@compiled
def booked_funding(books: Record, trade: Record) -> float:
    """Return the funding fees that filled orders carry."""
    total = 0.0
    index = trade.first_order
    while index != NONE:
        total += order_at(books.orders, index).funding_fee
        index = order_at(books.orders, index).next
    return total


@compiled
def recalc_trade(run: Record, books: Record, trade: Record) -> None:
    """Compute amount, average rate, stake and value of an open position from its entries.

    Two quirks: funding since the last fill drops out of ``funding_fees`` until the next funding
    time, and the stop may tighten, since its distance now counts from the rounded average.
    """
    trade.funding_fees = booked_funding(books, trade)
    count = gather_entries(books, trade)
    if count == 0:
        trade.max_stake_amount = 0.0
        return
    total, average, value = money.entry_average(
        entry_column(books.entry_amounts, count), entry_column(books.entry_rates, count), count
    )
    trade.max_stake_amount = value / trade.leverage
    set_position(run, trade, total, average, value)


@compiled
def set_position(run: Record, trade: Record, total: float, average: float, value: float) -> None:
    """Take ``total`` at the unrounded ``average`` for the position, if an exchange would."""
    amount = cut_amount(run, trade.pair, total)
    if amount > 0.0:
        trade.open_rate = price_to_precision(
            average, trade.price_precision, trade.price_mode, ROUND
        )
        trade.amount = amount
        trade.stake_amount = value / trade.leverage
        trade.open_trade_value = money.open_trade_value(
            amount, trade.open_rate, run.fee, trade.is_short
        )
        adjust_stop_loss(trade, trade.open_rate, trade.stop_loss_pct, False)


@compiled
def settle(run: Record, books: Record, trade: Record, amount: float, rate: float) -> None:
    """Compute the profit of a trade that an exit of ``amount`` at ``rate`` has just closed.

    Quirk: where amounts have significant digits, several entries may sum up to more digits than
    one exit can sell. What is left is then reported as the closed trade's position
    (``recalc_trade_from_orders``, trade_model.py 1330-1342).
    """
    trade.funding_fees = booked_funding(books, trade)
    count = gather_entries(books, trade)
    fee = run.fee
    amounts = entry_column(books.entry_amounts, count)
    rates = entry_column(books.entry_rates, count)
    _, average, value = money.entry_average(amounts, rates, count)
    trade.max_stake_amount = value / trade.leverage
    paid = money.total_entry_value(amounts, rates, count, fee, trade.is_short)
    trade.close_profit_abs, trade.close_profit = money.closing_profit(
        amount, rate, average, paid, fee, trade.leverage, trade.funding_fees, trade.is_short
    )
    if count > 1 and run.mode != TICK_SIZE:
        left, left_rate, left_value = money.left_over(amounts, rates, count, amount)
        set_position(run, trade, left, left_rate, left_value)
