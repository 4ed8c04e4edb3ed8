"""Prices and amounts as an exchange accepts them: Freqtrade's and ccxt's rounding, compiled.

``freqtrade/exchange/exchange_utils.py`` (``price_to_precision``, ``amount_to_precision``,
``amount_to_contract_precision``, lines 196-385 in 2026.9) over ``decimal_to_precision`` of ccxt.
Both work on the shortest decimal form of a float; so does this, on whole digits.

A precision of NaN stands for Freqtrade's ``None``: the value passes unrounded.
"""

from __future__ import annotations

import math

import numpy as np

from hypertrade.engine.compiled import compiled
from hypertrade.engine.exact.decimals import decimal_of, reduced
from hypertrade.engine.exact.limbs import add, divide, natural, scale_by_ten, subtract
from hypertrade.engine.exact.nearest import MOST_PLACES, nearest, nearest_natural
from hypertrade.engine.exact.rounding import HALF, round_to

# ccxt's own numbers (ccxt/base/decimal_to_precision.py)
TRUNCATE = 0
ROUND = 1
ROUND_UP = 2
ROUND_DOWN = 3
DECIMAL_PLACES = 2
SIGNIFICANT_DIGITS = 3
TICK_SIZE = 4

MODES = {
    "decimal_places": DECIMAL_PLACES,
    "significant_digits": SIGNIFICANT_DIGITS,
    "tick_size": TICK_SIZE,
}
"""``MarketData.precision_mode`` to ccxt's number."""

QUOTIENT_PLACES = 18
"""``Precise.div`` keeps 18 decimals and drops the rest (ccxt/base/precise.py)."""
STOP_PLACES = 14
"""``price_to_precision`` rounds a rounded-up or rounded-down tick to 14 decimals."""
FEW = 2.0**39
EDGE = 2.0**-10
PLAIN = 10**12
"""A step of 15 digits that this divides has at most three that count..."""
FEW_DIGITS = 10**3
"""...and a whole one below this has no more either."""
ROOM = 10**17
"""What may still be multiplied by ten without leaving an int64 far behind."""


@compiled
def _on_grid(digits: int, places: int, step: int, step_places: int, rounding: int) -> float:
    """Return ``digits / 10**places`` on the grid of ``step / 10**step_places``; not negative."""
    while places > step_places and digits % 10 == 0 and digits > 0:
        digits //= 10
        places -= 1
    wide = step
    wide_places = step_places
    while places > wide_places and wide < ROOM:
        wide *= 10
        wide_places += 1
    if places > wide_places:
        # The step is larger than any 17 digits: the value lies below one step, and below half.
        return nearest(step, 1, 1, step_places) if rounding == ROUND_UP and digits > 0 else 0.0
    shift = wide_places - places
    lifted = digits
    while shift > 0 and lifted < ROOM:
        lifted *= 10
        shift -= 1
    if shift > 0:
        return _on_fine_grid(digits, places, wide, wide_places, rounding)
    count = lifted // wide
    missing = lifted - count * wide
    if missing > 0 and (rounding == ROUND_UP or (rounding == ROUND and missing >= wide - missing)):
        count += 1
    return nearest(count, wide, 1, wide_places)


@compiled
def _on_fine_grid(digits: int, places: int, step: int, step_places: int, rounding: int) -> float:
    """Do the same where the digits at the step's places do not fit into an int64."""
    shift = step_places - places
    missing = digits % step
    for _ in range(shift):
        missing = missing * 10 % step
    number = natural(digits)
    scale_by_ten(number, shift)
    subtract(number, natural(missing))
    if missing > 0 and (rounding == ROUND_UP or (rounding == ROUND and missing >= step - missing)):
        add(number, natural(step))
    return nearest_natural(number, step_places)


@compiled
def _by_tick(value: float, tick: float, rounding: int) -> float:
    """Round to a multiple of ``tick``; towards zero (TRUNCATE), half away from zero, up or down.

    A quotient below 2**39 is off by less than 2**-12, so away from whole and half numbers it says
    by itself where the value goes, and at a whole number whether the value is already there: then
    it has at most 15 digits, and a float has only one such form. Anything else goes by digits.
    """
    step, step_places = decimal_of(tick)
    ratio = value / tick
    if 0.0 <= ratio < FEW:
        count = int(ratio)
        rest = ratio - count
        if EDGE < rest < 1.0 - EDGE:
            if abs(rest - HALF) > EDGE:
                if rounding == ROUND_UP or (rounding == ROUND and rest > HALF):
                    count += 1
                return nearest(count, step, 1, step_places)
        elif (step % PLAIN == 0 or step < FEW_DIGITS) and nearest(
            int(np.rint(ratio)), step, 1, step_places
        ) == value:
            return value
    step, step_places = reduced(step, step_places)
    if value >= 0.0:
        digits, places = decimal_of(value)
        return _on_grid(digits, places, step, step_places, rounding)
    turned = rounding
    if rounding == ROUND_UP:
        turned = ROUND_DOWN
    elif rounding == ROUND_DOWN:
        turned = ROUND_UP
    digits, places = decimal_of(-value)
    return -_on_grid(digits, places, step, step_places, turned)


@compiled
def _by_power(value: float, exponent: int, rounding: int) -> float:
    """Round to a multiple of 10**``exponent``: towards zero or half away from zero."""
    digits, places = decimal_of(abs(value))
    step = 10**exponent if exponent > 0 else 1
    rounded = _on_grid(digits, places, step, max(-exponent, 0), rounding)
    return -rounded if value < 0.0 else rounded


@compiled
def _digits_before_point(value: float) -> int:
    """Return ``Decimal(str(value)).adjusted()`` of a value that is not zero."""
    digits, places = decimal_of(abs(value))
    count = -1
    while digits > 0:
        digits //= 10
        count += 1
    return count - places


@compiled
def _by_significant_digits(value: float, digits: int, rounding: int) -> float:
    """Round to ``digits`` significant digits."""
    if value == 0.0:
        return value
    exponent = _digits_before_point(value) + 1 - digits
    if exponent <= 0:
        return _by_power(value, exponent, rounding)
    if rounding == TRUNCATE:
        return _by_power(value, exponent, TRUNCATE) if digits > 0 else 0.0
    step = 10.0**exponent
    below = _by_power(value, exponent, ROUND_DOWN)
    above = below + step
    if rounding == ROUND:
        # The nearer of the two, the lower one at a tie (decimal_to_precision).
        return above if above - abs(value) < abs(value) - below else below
    # Rounding up moves on even from a value that needs no rounding: exchange_utils.py,
    # __price_to_precision_significant_digits, lines 315-321.
    return above if rounding == ROUND_UP else below


@compiled
def price_to_precision(  # noqa: PLR0911 - one return a mode, as in Freqtrade
    price: float, precision: float, mode: int, rounding: int
) -> float:
    """Return ``price`` (quote currency) as the exchange accepts it: ``price_to_precision``.

    ``mode`` is TICK_SIZE, SIGNIFICANT_DIGITS or DECIMAL_PLACES; ``rounding`` is ROUND for orders
    and liquidation prices, ROUND_UP for a long's stop, ROUND_DOWN for a short's.
    """
    if math.isnan(precision) or math.isnan(price):
        return price
    if mode == TICK_SIZE:
        rounded = _by_tick(price, precision, rounding)
        if rounding == ROUND or rounded == price:
            return rounded
        return round_to(rounded, STOP_PLACES)
    if rounding == ROUND:
        places = int(precision)
        if mode == DECIMAL_PLACES:
            return _by_power(price, -places, ROUND)
        return _by_significant_digits(price, places, ROUND)
    places = int(np.rint(precision))
    if mode == DECIMAL_PLACES:
        # Plain float arithmetic here, unlike everywhere else: exchange_utils.py, lines 369-375.
        power = 10.0**places
        ticks = price * power
        return (math.ceil(ticks) if rounding == ROUND_UP else math.floor(ticks)) / power
    return _by_significant_digits(price, places, rounding)


@compiled
def amount_to_precision(amount: float, precision: float, mode: int) -> float:
    """Return ``amount`` (base currency or contracts) cut to what the exchange accepts."""
    if math.isnan(precision):
        return amount
    if mode == TICK_SIZE:
        return _by_tick(amount, precision, TRUNCATE)
    if mode == DECIMAL_PLACES:
        return _by_power(amount, -int(precision), TRUNCATE)
    return _by_significant_digits(amount, int(precision), TRUNCATE)


@compiled
def decimal_quotient(value: float, divisor: float) -> float:
    """Return ``float(Precise(value) / Precise(divisor))``: exact, then cut to 18 decimals.

    Both are positive (``value`` may be zero).
    """
    digits, places = decimal_of(value)
    digits, places = reduced(digits, places)
    by, by_places = decimal_of(divisor)
    by, by_places = reduced(by, by_places)
    shift = QUOTIENT_PLACES - places + by_places
    number = natural(digits)
    under = natural(by)
    if shift >= 0:
        scale_by_ten(number, shift)
    else:
        scale_by_ten(under, -shift)
    return nearest_natural(divide(number, under), QUOTIENT_PLACES)


@compiled
def amount_to_contracts(amount: float, contract_size: float) -> float:
    """Return how many contracts ``amount`` (base currency) is: ``amount_to_contracts``."""
    if contract_size in (0.0, 1.0):
        return amount
    return decimal_quotient(amount, contract_size)


@compiled
def contracts_to_amount(contracts: float, contract_size: float) -> float:
    """Return the amount (base currency) of ``contracts``: ``contracts_to_amount``."""
    if contract_size in (0.0, 1.0):
        return contracts
    digits, places = decimal_of(contracts)
    by, by_places = decimal_of(contract_size)
    return nearest(digits, by, 1, min(places + by_places, MOST_PLACES))


@compiled
def amount_to_contract_precision(
    amount: float, precision: float, mode: int, contract_size: float
) -> float:
    """Return ``amount`` cut to whole steps of contracts: ``amount_to_contract_precision``."""
    if math.isnan(precision):
        return amount
    contracts = amount_to_contracts(amount, contract_size)
    return contracts_to_amount(amount_to_precision(contracts, precision, mode), contract_size)


@compiled
def stop_rate(  # noqa: PLR0913, PLR0917 - the arguments of LocalTrade.adjust_stop_loss and its trade's
    current_rate: float,
    stoploss: float,
    leverage: float,
    precision: float,
    mode: int,
    is_short: bool,
) -> float:
    """Return the stop's rate: ``LocalTrade.adjust_stop_loss``, trade_model.py lines 858-869.

    ``stoploss`` is a fraction of the margin (its sign does not matter), so it is divided by the
    leverage; a long's stop rounds up to the tick, a short's down.
    """
    if is_short:
        rate = current_rate * (1.0 + abs(stoploss / leverage))
        return price_to_precision(rate, precision, mode, ROUND_DOWN)
    rate = current_rate * (1.0 - abs(stoploss / leverage))
    return price_to_precision(rate, precision, mode, ROUND_UP)
