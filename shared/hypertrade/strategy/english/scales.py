"""On which scale an indicator moves: with the price, between 0 and 100, around 0."""

from __future__ import annotations

from hypertrade.strategy.english.context import Context, Unsure
from hypertrade.strategy.english.titles import indicator_title
from hypertrade.strategy.spec import Arithmetic, Change, Constant, Indicator, Operand, Price

AVERAGES = frozenset(
    [
        "sma",
        "ema",
        "wma",
        "dema",
        "tema",
        "trima",
        "t3",
        "kama",
        "hma",
        "zlema",
        "rma",
        "vwma",
        "mean",
        "linreg",
        "midpoint",
        "median",
        "ht_trendline",
    ]
)
"""Indicators that follow their source."""

_PRICE = frozenset(
    [
        "parabolic_sar",
        "supertrend",
        "ichimoku",
        "bollinger",
        "keltner",
        "donchian",
        "vwap",
        "session_vwap",
        "highest",
        "lowest",
        "heikin_ashi",
    ]
)
_OFF_PRICE = frozenset(
    {("supertrend", "direction"), ("bollinger", "width"), ("bollinger", "percent_b")}
)

HUNDRED = frozenset(
    [
        "rsi",
        "mfi",
        "stochastic",
        "stochastic_fast",
        "stochastic_rsi",
        "ultimate_oscillator",
        "percent_rank",
        "aroon",
    ]
)
"""Indicators from 0 to 100 that say up above 50."""

ZERO = frozenset(
    [
        "macd",
        "ppo",
        "apo",
        "cci",
        "roc",
        "momentum",
        "trix",
        "cmo",
        "bop",
        "aroon_oscillator",
        "linreg_slope",
        "linreg_angle",
        "cmf",
        "ad_oscillator",
        "zscore",
    ]
)
"""Indicators around 0 that say up above 0."""

_LEVELS: dict[str, tuple[float, float]] = {
    "rsi": (30, 70),
    "mfi": (20, 80),
    "stochastic": (20, 80),
    "stochastic_fast": (20, 80),
    "stochastic_rsi": (20, 80),
    "williams_r": (-80, -20),
    "cci": (-100, 100),
    "ultimate_oscillator": (30, 70),
    "cmo": (-50, 50),
}


def scale(operand: Operand) -> str:  # noqa: PLR0911 - one case a kind
    """Return "price", "volume", "number", "zero", "hundred", or the indicator's own name."""
    if isinstance(operand, Constant):
        return "number"
    if isinstance(operand, Price):
        return "volume" if operand.field == "volume" else "price"
    if isinstance(operand, Change):
        return "zero"
    if isinstance(operand, Arithmetic):
        sides = [scale(side) for side in (operand.left, operand.right)]
        return next((side for side in sides if side != "number"), "number")
    if (
        operand.name in AVERAGES or operand.name in {"highest", "lowest"}
    ) and operand.source is not None:
        return scale(operand.source)
    if operand.name in _PRICE and (operand.name, operand.output) not in _OFF_PRICE:
        return "price"
    if operand.name in HUNDRED:
        return "hundred"
    return "zero" if operand.name in ZERO else operand.name


def threshold(left: Operand | None, ctx: Context, *, low: bool) -> float:
    """Return the level at which ``left`` counts as oversold (``low``) or overbought.

    Raises:
        Unsure: there is no usual level for it.
    """
    levels = _LEVELS.get(left.name) if isinstance(left, Indicator) else None
    if levels is None or not isinstance(left, Indicator):
        raise Unsure(
            f"“{ctx.said()}” does not say which indicator.",
            (("RSI", "RSI(14) is below 30" if low else "RSI(14) is above 70"),),
            ctx.place,
        )
    level = levels[0 if low else 1]
    ctx.assume(
        f"{indicator_title(left.name, left.output)} {'oversold' if low else 'overbought'}: "
        f"{'below' if low else 'above'} {level:g}"
    )
    return level
