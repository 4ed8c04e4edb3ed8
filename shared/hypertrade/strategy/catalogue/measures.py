"""What the lines of an indicator measure: their unit, and the range that they cannot leave."""

from __future__ import annotations

from typing import Literal, NamedTuple

Unit = Literal["price", "volume", "percent", "ratio", "degrees", "points"]
"""Quote currency, base currency, hundredths, a fraction, degrees; points have no unit."""


class Measure(NamedTuple):
    """The unit of a line and its closed range, ``None`` where it has no bounds."""

    unit: Unit
    low: float | None = None
    high: float | None = None


_PRICE = Measure("price")
_VOLUME = Measure("volume")
_HUNDRED = Measure("points", 0, 100)
_BOTH_WAYS = Measure("points", -100, 100)
_POINTS = Measure("points")
_PERCENT = Measure("percent")
_SOURCE = _PRICE
"""What is computed from any source is in its unit; without one named, that is the close's."""

_OF_INDICATOR: dict[str, Measure] = {
    **dict.fromkeys(
        (
            *("sma", "ema", "wma", "dema", "tema", "trima", "t3", "kama", "hma", "zlema"),
            *("rma", "vwma", "midpoint", "linreg", "ht_trendline"),
            *("macd", "apo", "momentum", "parabolic_sar", "supertrend", "ichimoku"),
            *("linreg_slope", "bollinger", "keltner", "donchian", "atr", "true_range"),
            *("vwap", "session_vwap", "highest", "lowest", "mean", "median", "total"),
            *("deviation", "heikin_ashi"),
        ),
        _SOURCE,
    ),
    **dict.fromkeys(
        (
            *("rsi", "stochastic", "stochastic_fast", "stochastic_rsi", "mfi"),
            *("ultimate_oscillator", "adx", "adxr", "dx", "plus_di", "minus_di", "aroon"),
            *("choppiness", "percent_rank"),
        ),
        _HUNDRED,
    ),
    **dict.fromkeys(("cmo", "aroon_oscillator"), _BOTH_WAYS),
    **dict.fromkeys(("cci", "zscore"), _POINTS),
    **dict.fromkeys(("ppo", "roc", "trix"), _PERCENT),
    **dict.fromkeys(("obv", "ad_line", "ad_oscillator"), _VOLUME),
    "williams_r": Measure("points", -100, 0),
    "bop": Measure("ratio", -1, 1),
    "cmf": Measure("ratio", -1, 1),
    "linreg_angle": Measure("degrees", -90, 90),
    "natr": Measure("percent", 0),
}
_OF_OUTPUT: dict[tuple[str, str], Measure] = {
    ("supertrend", "direction"): Measure("points", -1, 1),
    ("bollinger", "width"): Measure("ratio", 0),
    ("bollinger", "percent_b"): Measure("ratio"),
}


def measure(name: str, output: str) -> Measure:
    """Return what an output of an indicator measures, its source being the one it has by itself.

    Raises:
        KeyError: the indicator is not in the catalogue.
    """
    return _OF_OUTPUT.get((name, output)) or _OF_INDICATOR[name]
