"""What a position cost, what closing it brings, and the profit: LocalTrade's arithmetic, exact.

Amounts are base currency, rates quote currency per base currency, values and profits quote
currency, fees fractions. Line numbers are those of freqtrade/persistence/trade_model.py in 2026.9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hypertrade.engine.compiled import compiled
from hypertrade.engine.exact.decimals import decimal_of, reduced
from hypertrade.engine.exact.limbs import (
    add,
    compare,
    divide,
    natural,
    product,
    scale_by_ten,
    subtract,
)
from hypertrade.engine.exact.nearest import MOST_PLACES, nearest, nearest_natural
from hypertrade.engine.exact.rounding import round_to
from hypertrade.engine.rounding import QUOTIENT_PLACES, decimal_quotient

if TYPE_CHECKING:
    from numpy.typing import NDArray

PROFIT_PLACES = 8
"""Freqtrade rounds profits and profit ratios to 8 decimals (calculate_profit, line 1157)."""
PROFIT_UNITS = 1e8
DOUBT = 2.0**-48
HALF = 0.5
FEE_PLACES = 18
TENS = np.array([10**power for power in range(FEE_PLACES + 1)], dtype=np.int64)


@compiled
def value_with_fee(amount: float, rate: float, fee: float, sign: int) -> float:
    """Return the float nearest to ``amount * rate * (1 + sign * fee)`` of the decimal values.

    Freqtrade computes ``value + value * fee`` without loss, which is the same number. ``sign`` is
    1 where the fee adds to the value and -1 where it is taken off.
    """
    digits, places = decimal_of(amount)
    rate_digits, rate_places = decimal_of(rate)
    fee_digits, fee_places = decimal_of(fee)
    if fee_places > FEE_PLACES:
        fee_digits, fee_places = reduced(fee_digits, fee_places)
    if fee_places <= FEE_PLACES and fee <= 1.0:
        factor = TENS[fee_places] + sign * fee_digits
        total = places + rate_places + fee_places
        if total > MOST_PLACES:
            return 0.0
        return nearest(digits, rate_digits, factor, total)
    # A fee with more decimals than 18: noise of a multiplication (0.1 * 3e-4).
    value = product(natural(digits), natural(rate_digits))
    fees = product(value, natural(fee_digits))
    scale_by_ten(value, fee_places)
    if sign > 0:
        add(value, fees)
    else:
        subtract(value, fees)
    return nearest_natural(value, min(places + rate_places + fee_places, MOST_PLACES))


@compiled
def open_trade_value(amount: float, rate: float, fee: float, is_short: bool) -> float:
    """Return what opening cost, fee included: ``_calc_open_trade_value``, line 1057.

    A long pays the fee on top, a short receives less.
    """
    return value_with_fee(amount, rate, fee, -1 if is_short else 1)


@compiled
def close_trade_value(
    amount: float, rate: float, fee: float, is_short: bool, funding_fees: float
) -> float:
    """Return what closing brings, fee included: ``calc_close_trade_value``, line 1105.

    ``funding_fees`` (0 in spot) adds to a long's proceeds and comes off what a short pays.
    """
    value = value_with_fee(amount, rate, fee, 1 if is_short else -1)
    return value - funding_fees if is_short else value + funding_fees


@compiled
def profit_ratio(close_value: float, open_value: float, leverage: float, is_short: bool) -> float:
    """Return the profit as a fraction of the margin: ``calc_profit_ratio``, line 1208."""
    if open_value == 0.0:
        return 0.0
    if is_short:
        ratio = (1.0 - close_value / open_value) * leverage
    else:
        ratio = (close_value / open_value - 1.0) * leverage
    return round_to(ratio, PROFIT_PLACES)


@compiled
def trade_profit_ratio(  # noqa: PLR0913, PLR0917 - what LocalTrade knows
    amount: float,
    rate: float,
    fee: float,
    leverage: float,
    funding_fees: float,
    open_value: float,
    is_short: bool,
) -> float:
    """Return ``profit_ratio`` of the trade's ``close_trade_value`` at ``rate``, the same bits.

    Asked for at every candle of a trade: plain floats are off by less than 32 units of the last
    place of the figures at hand, which 8 decimals do not show unless the ratio lies next to a half.
    """
    if open_value > 0.0:
        value = amount * rate
        value = value + value * fee if is_short else value - value * fee
        value = value - funding_fees if is_short else value + funding_fees
        share = value / open_value
        ratio = (1.0 - share if is_short else share - 1.0) * leverage
        scaled = ratio * PROFIT_UNITS
        near = np.rint(scaled)
        figures = (abs(share) + abs(funding_fees) / open_value + 1.0) * leverage
        if abs(scaled - near) + figures * PROFIT_UNITS * DOUBT < HALF:
            return float(near) / PROFIT_UNITS
    value = close_trade_value(amount, rate, fee, is_short, funding_fees)
    return profit_ratio(value, open_value, leverage, is_short)


@compiled
def close_rate_for_roi(  # noqa: PLR0913, PLR0917 - what LocalTrade knows
    roi: float,
    amount: float,
    open_rate: float,
    fee: float,
    leverage: float,
    funding_fees: float,
    is_short: bool,
) -> float:
    """Return the rate at which the profit is ``roi``: ``calc_close_rate_for_roi``, line 1238."""
    open_value = open_trade_value(amount, open_rate, fee, is_short)
    at_zero = close_trade_value(amount, 0.0, fee, is_short, funding_fees)
    at_one = close_trade_value(amount, 1.0, fee, is_short, funding_fees)
    alpha = at_one - at_zero
    side = -1.0 if is_short else 1.0
    adjusted = 1.0 + (roi / leverage) / side
    return (adjusted * open_value - at_zero) / alpha


@compiled
def order_stake(amount: float, rate: float, leverage: float) -> float:
    """Return an order's margin: ``Order.stake_amount`` and ``stake_amount_filled``, lines 172-187.

    The quotient is cut after 18 decimals, as everywhere in ``Precise``.
    """
    digits, places = reduced(*decimal_of(amount))
    rate_digits, rate_places = reduced(*decimal_of(rate))
    by, by_places = reduced(*decimal_of(leverage))
    number = product(natural(digits), natural(rate_digits))
    return _cut_quotient(number, places + rate_places, natural(by), by_places)


@compiled
def _cut_quotient(
    number: NDArray[np.int64], places: int, by: NDArray[np.int64], by_places: int
) -> float:
    """Return ``Precise.div`` as a float; spends its arguments."""
    shift = QUOTIENT_PLACES - places + by_places
    if shift >= 0:
        scale_by_ten(number, shift)
    else:
        scale_by_ten(by, -shift)
    return nearest_natural(divide(number, by), QUOTIENT_PLACES)


@compiled
def entry_average(
    amounts: NDArray[np.float64], rates: NDArray[np.float64], count: int
) -> tuple[float, float, float]:
    """Return (amount, average rate, value) of the first ``count`` filled entries of a trade.

    ``recalc_trade_from_orders``, line 1267, for a trade without partial exits: all three before
    any rounding to the exchange's precision. The average is exact and cut after 18 decimals, even
    for one entry: a rate with more decimals than that loses them.
    """
    if count == 1:
        average = rates[0]
        if reduced(*decimal_of(average))[1] > QUOTIENT_PLACES:
            average = decimal_quotient(average, 1.0)
        return amounts[0], average, value_with_fee(amounts[0], rates[0], 0.0, 1)
    total, most_amount, value, most_value = _entry_sums(amounts, rates, count)
    amount = nearest_natural(total, most_amount)
    cost = nearest_natural(value, most_value)
    return amount, _cut_quotient(value, most_value, total, most_amount), cost


@compiled
def _entry_sums(
    amounts: NDArray[np.float64], rates: NDArray[np.float64], count: int
) -> tuple[NDArray[np.int64], int, NDArray[np.int64], int]:
    """Return the amount and the value of the entries, each as digits and decimal places."""
    most_amount = 0
    most_value = 0
    for order in range(count):
        places = reduced(*decimal_of(amounts[order]))[1]
        most_amount = max(most_amount, places)
        most_value = max(most_value, places + reduced(*decimal_of(rates[order]))[1])
    total = natural(0)
    value = natural(0)
    for order in range(count):
        digits, places = reduced(*decimal_of(amounts[order]))
        rate_digits, rate_places = reduced(*decimal_of(rates[order]))
        part = natural(digits)
        bought = product(part, natural(rate_digits))
        scale_by_ten(part, most_amount - places)
        add(total, part)
        scale_by_ten(bought, most_value - places - rate_places)
        add(value, bought)
    return total, most_amount, value, most_value


@compiled
def left_over(
    amounts: NDArray[np.float64], rates: NDArray[np.float64], count: int, exit_amount: float
) -> tuple[float, float, float]:
    """Return (amount, average rate, value) that the entries keep after an exit of ``exit_amount``.

    The exit counts at the entries' average (``recalc_trade_from_orders``, lines 1291-1299). All
    three are 0 where it was the whole amount.
    """
    total, places, value, value_places = _entry_sums(amounts, rates, count)
    sold, sold_places = reduced(*decimal_of(exit_amount))
    shift = QUOTIENT_PLACES - value_places + places
    over, under = value.copy(), total.copy()
    if shift >= 0:
        scale_by_ten(over, shift)
    else:
        scale_by_ten(under, -shift)
    spent = product(divide(over, under), natural(sold))
    spent_places = QUOTIENT_PLACES + sold_places
    gone = natural(sold)
    scale_by_ten(total, max(sold_places - places, 0))
    scale_by_ten(gone, max(places - sold_places, 0))
    if compare(total, gone) <= 0:
        return 0.0, 0.0, 0.0
    subtract(total, gone)
    scale_by_ten(value, max(spent_places - value_places, 0))
    scale_by_ten(spent, max(value_places - spent_places, 0))
    subtract(value, spent)
    places, value_places = max(places, sold_places), max(value_places, spent_places)
    amount = nearest_natural(total, places)
    cost = nearest_natural(value, value_places)
    return amount, _cut_quotient(value, value_places, total, places), cost


@compiled
def total_entry_value(
    amounts: NDArray[np.float64],
    rates: NDArray[np.float64],
    count: int,
    fee: float,
    is_short: bool,
) -> float:
    """Return ``total_stake`` of ``recalc_trade_from_orders`` (line 1314): entries with fees."""
    total = 0.0
    for order in range(count):
        total += open_trade_value(amounts[order], rates[order], fee, is_short)
    return total


@compiled
def closing_profit(  # noqa: PLR0913, PLR0917 - what LocalTrade knows
    exit_amount: float,
    exit_rate: float,
    average: float,
    total_value: float,
    fee: float,
    leverage: float,
    funding_fees: float,
    is_short: bool,
) -> tuple[float, float]:
    """Return (profit_abs, profit_ratio) of a trade that one exit order closes, lines 1301-1346.

    ``average`` is the entries' unrounded average rate and ``total_value`` their
    ``total_entry_value``; ``funding_fees`` the sum over the trade's orders. The absolute profit is
    rounded to 8 decimals, the ratio to the value of the entries is not rounded at all.
    """
    close_value = close_trade_value(exit_amount, exit_rate, fee, is_short, funding_fees)
    open_value = open_trade_value(exit_amount, average, fee, is_short)
    profit = open_value - close_value if is_short else close_value - open_value
    profit = round_to(profit, PROFIT_PLACES)
    return profit, (profit / total_value) * leverage
