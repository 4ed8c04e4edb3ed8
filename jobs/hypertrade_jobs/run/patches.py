"""Every change to Freqtrade's own code, each with its reason. None changes a trade."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from hypertrade_jobs.run import lean

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

_DIGITS = 14
"""Significant digits that Freqtrade looks at."""
_EXACT_POWER = 22
"""The largest power of ten that a float holds exactly."""
_DOUBT = 0.05
_SPOT = ("spot", None)
_HUGE = 1e18
_PRICES = ("open", "high", "low", "close")


def apply() -> None:
    """Put the replacements in place; call once, before a backtest."""
    from freqtrade.data import metrics
    from freqtrade.optimize import backtesting
    from freqtrade.optimize.optimize_reports import bt_storage, optimize_reports
    from freqtrade.persistence import LocalTrade
    from freqtrade.strategy import strategy_wrapper

    backtesting.get_tick_size_over_time = tick_size_over_time
    metrics.stats = _Statistics
    optimize_reports._calculate_stats_for_period = period_stats  # noqa: SLF001 - see there
    LocalTrade.calc_close_trade_value = close_value(LocalTrade.calc_close_trade_value)
    # The export is mostly series that are compressed already: trying hard takes half a second.
    bt_storage.ZipFile = partial(ZipFile, compresslevel=1)
    # Each of a candle's dozen callbacks is wrapped anew, and copying names and docstrings onto the
    # wrapper takes longer than most callbacks.
    strategy_wrapper.wraps = lambda _wrapped: lambda wrapper: wrapper


def tick_size_over_time(candles: pd.DataFrame) -> pd.Series[float]:
    """Return the tick of each month: ten to the minus most decimals of any price in it.

    Freqtrade's ``get_tick_size_over_time`` formats each price and searches the text with a regular
    expression: 40 times slower than this. Equal on every price, as ``tests/jobs/run`` shows. Like
    Freqtrade's it leaves its working columns (``open_count`` and so on) in ``candles``, because
    strategies see them.
    """
    import numpy as np

    for name in _PRICES:
        counts = decimals(candles[name].to_numpy(dtype=float))
        # As Freqtrade's ``.str.len()``: whole numbers, or floats where a price has no decimals.
        candles[f"{name}_count"] = counts if np.isnan(counts).any() else counts.astype("int64")
    # In Freqtrade's order, for the columns' common type to be the same.
    candles["max_count"] = candles[["open_count", "close_count", "high_count", "low_count"]].max(
        axis=1
    )
    monthly = candles.set_index("date", drop=True)["max_count"].resample("MS").max()
    return 1 / 10**monthly


class _Statistics:
    """The one function of ``scipy.stats`` that a report calls: importing all takes 0.7 s."""

    @staticmethod
    def ttest_1samp(sample: pd.Series[float], popmean: float) -> tuple[float, float]:
        """Return t and the two-sided p-value of ``sample``'s mean being ``popmean``.

        The same operations in the same order as SciPy's, hence the same last digit.
        """
        import numpy as np

        stdtr = lean.scipy_functions().stdtr

        values = np.asarray(sample, dtype=float)
        count = len(values)
        mean = np.mean(values)
        variance = np.mean((values - mean) ** 2) * np.divide(count, count - 1)
        statistic = (mean - popmean) / np.sqrt(variance / count)
        return float(statistic), float(2 * stdtr(count - 1, -np.abs(statistic)))


def period_stats(data: pd.DataFrame) -> dict[str, Any]:
    """Return a period's line of Freqtrade's breakdown by day, week, month, year and weekday.

    Freqtrade's compares and counts in Python, for each day of years: half a second for a thousand.
    """
    profits = data["profit_abs"]
    values = profits.to_numpy()
    won, lost = values > 0, values < 0
    wins, draws, losses = int(won.sum()), int((values == 0).sum()), int(lost.sum())
    # Pandas' own sum, for its order of adding.
    winning, losing = profits[won].sum() if wins else 0.0, profits[lost].sum() if losses else 0.0
    return {
        "profit_abs": round(profits.sum(), 10),
        "wins": wins,
        "draws": draws,
        "losses": losses,
        "trades": wins + draws + losses,
        "profit_factor": round(winning / abs(losing) if losing else 0.0, 8),
    }


def close_value(original: Callable[..., float]) -> Callable[..., float]:
    """Return Freqtrade's ``LocalTrade.calc_close_trade_value`` in C's decimals instead of Python's.

    Both multiply exactly and round once, to the nearest float. What does not fit 100 digits, or is
    no number, is left to ``original``; it is called several times for each candle of a trade.
    """
    exact = Context(prec=100, traps=[Inexact, InvalidOperation])
    multiply, subtract, add = exact.multiply, exact.subtract, exact.add

    def calc_close_trade_value(trade: Any, rate: float, amount: float | None = None) -> float:
        held = amount or trade.amount
        if trade.trading_mode not in _SPOT or not (
            type(rate) is type(held) is float and -_HUGE < rate < _HUGE
        ):
            return original(trade, rate, amount)
        try:
            value = multiply(Decimal(repr(held)), Decimal(repr(rate)))
            fees = multiply(value, Decimal(repr(trade.fee_close or 0.0)))
            return float(add(value, fees) if trade.is_short else subtract(value, fees))
        except (Inexact, InvalidOperation):
            return original(trade, rate, amount)

    return calc_close_trade_value


def decimals(prices: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many decimals each price has among its 14 significant digits; NaN if none."""
    import numpy as np

    size = np.abs(prices)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        places = _DIGITS - 1 - np.floor(np.log10(size))
        scaled = size * 10.0**places
    whole = np.rint(scaled)
    # The product is off by less than a hundredth: where that could change the rounding, where a
    # power of ten is not exact, or the logarithm fell on the wrong side, digits decide.
    sure = (
        (places <= _EXACT_POWER)
        & (places >= 0)
        & (np.abs(np.abs(scaled - whole) - 0.5) > _DOUBT)
        & (whole >= 10.0 ** (_DIGITS - 1))
        & (whole < 10.0**_DIGITS)
    )
    digits = np.where(sure, whole, 10.0).astype("int64")
    zeros = np.zeros(prices.shape, dtype="int64")
    for step in (8, 4, 2, 1):
        divisible = digits % 10**step == 0
        zeros += np.where(divisible, step, 0)
        digits = np.where(divisible, digits // 10**step, digits)
    counts = np.where(sure, places - zeros, np.nan)
    for index in np.flatnonzero(~sure):
        counts[index] = _decimals(float(prices[index]))
    return np.where(counts > 0, counts, np.nan)


def _decimals(price: float) -> float:
    """Return what Freqtrade's regular expression finds in one formatted price."""
    import numpy as np

    text = np.format_float_positional(
        price, precision=_DIGITS, unique=False, fractional=False, trim="-"
    )
    fraction = text.partition(".")[2].rstrip("0")
    return len(fraction) if fraction else np.nan
