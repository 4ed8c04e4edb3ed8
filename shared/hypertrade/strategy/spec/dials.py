"""How the numbers of a strategy are turned by hand: their unit, a step, and the usual range.

The closed range, which no value may leave, stands in ``checks.BOUNDS``; the usual one is where a
slider goes. Both tables name the same numbers, which is tested.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from hypertrade.strategy.catalogue import ParameterDefinition

Unit = Literal["fraction", "candles", "count", "times", "money", "duration", "number"]
"""A fraction is shown as percent; times is a factor; a duration's unit stands beside it."""


class Dial(NamedTuple):
    """A number's unit, the step that changes it, and the ends of its usual range."""

    unit: Unit
    step: float
    low: float
    high: float


def _fraction(low: float, high: float) -> Dial:
    return Dial("fraction", 0.001, low, high)


_SHIFT = Dial("candles", 1, 0, 20)
_CANDLES = Dial("candles", 1, 1, 50)
_TRADES = Dial("count", 1, 1, 20)
_REQUIRED = _fraction(-0.1, 0.1)

DIALS: dict[tuple[str, str], Dial] = {
    ("StrategySpec", "take_profit"): _fraction(0.005, 0.5),
    ("StrategySpec", "stop_loss"): _fraction(0.005, 0.5),
    ("StrategySpec", "leverage"): Dial("times", 1, 1, 20),
    ("StrategySpec", "max_open_trades"): _TRADES,
    ("RoiStep", "profit"): _fraction(-0.1, 0.5),
    ("AtrStop", "multiple"): Dial("times", 0.1, 0.5, 10),
    ("AtrStop", "period"): Dial("candles", 1, 2, 50),
    ("TrailingStop", "distance"): _fraction(0.005, 0.3),
    ("TrailingStop", "after"): _fraction(0.005, 0.5),
    ("BreakEven", "trigger"): _fraction(0.005, 0.3),
    ("BreakEven", "lock"): _fraction(0, 0.2),
    ("FixedStake", "amount"): Dial("money", 1, 10, 1000),
    ("ShareStake", "fraction"): _fraction(0.01, 1),
    ("ScaleIn", "times"): Dial("count", 1, 1, 10),
    ("ScaleIn", "move"): _fraction(0.005, 0.2),
    ("ScaleIn", "size"): Dial("times", 0.1, 0.1, 5),
    ("StoplossGuard", "trades"): _TRADES,
    ("StoplossGuard", "required_profit"): _REQUIRED,
    ("DrawdownGuard", "trades"): _TRADES,
    ("DrawdownGuard", "drawdown"): _fraction(0.01, 0.5),
    ("LowProfitGuard", "trades"): _TRADES,
    ("LowProfitGuard", "required_profit"): _REQUIRED,
    ("Duration", "value"): Dial("duration", 1, 1, 100),
    ("Change", "candles"): _CANDLES,
    ("Trend", "candles"): _CANDLES,
    ("Ago", "candles"): _CANDLES,
    ("Within", "candles"): _CANDLES,
    ("Streak", "candles"): _CANDLES,
    ("Price", "shift"): _SHIFT,
    ("Indicator", "shift"): _SHIFT,
    ("Pattern", "shift"): _SHIFT,
    ("Pattern", "penetration"): _fraction(0, 1),
    ("Constant", "value"): Dial("number", 1, -100, 100),
}
"""By model and field, as ``BOUNDS``."""

_LONG = 20
"""Periods from here on are also used ten times as long: averages over 20 and over 200."""
_LEAST_REACH = 50


def parameter_dial(parameter: ParameterDefinition) -> Dial:
    """Return how a parameter of an indicator is turned: around its default, inside its range."""
    low, high, default = parameter.low, parameter.high, parameter.default
    if parameter.whole:
        most = max(default * (10 if default >= _LONG else 5), _LEAST_REACH)
        return Dial("candles", 1, low, min(high, most))
    step = 10.0 ** (math.floor(math.log10(default)) - 1)
    return Dial("number", round(step, 6), low, min(high, 5 * default))
