"""Decimal arithmetic as Freqtrade does it with ccxt's ``Precise``, exact to the last bit.

``Precise(str(x))`` reads a float by its shortest decimal form, multiplies, adds and subtracts
whole numbers without loss, divides down to 18 decimals, and ``float(str(...))`` turns the result
into the nearest float. Here the same values come from pairs of floats wherever an error bound
proves the rounding, and from whole numbers of many limbs where it does not.
"""

from hypertrade.engine.exact.decimals import decimal_of
from hypertrade.engine.exact.nearest import nearest, nearest_natural
from hypertrade.engine.exact.rounding import round_to

__all__ = ["decimal_of", "nearest", "nearest_natural", "round_to"]
