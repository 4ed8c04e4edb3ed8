"""The trades of one run as the columns that every statistic starts from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.results.columns import Columns
from hypertrade.results.drawdown import Underwater, underwater

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from hypertrade.engine.model import Ledger

    Floats = NDArray[np.float64]

DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Closed trades as columns of shape (t,) in the engine's order, and what frames them.

    Times are UTC milliseconds; the trading window is ``start`` up to ``stop``. ``balance`` is the
    starting balance and, like ``profit_abs``, ``entered`` and ``left``, stake currency.
    ``profit_ratio`` is Freqtrade's, leverage and fees included. ``entered`` and ``left`` are the
    values (amount times rate) of all entry and exit fills of a trade, without fees; ``fills`` their
    number. ``fee`` is a fraction per fill. ``compounding`` says that stakes follow the balance, so
    that histories are simulated with growth factors instead of amounts.
    """

    start: int
    stop: int
    balance: float
    currency: str
    compounding: bool
    fee: float
    pairs: tuple[str, ...]
    pair: NDArray[np.int32]
    is_short: NDArray[np.bool_]
    open_time: NDArray[np.int64]
    close_time: NDArray[np.int64]
    profit_abs: Floats
    profit_ratio: Floats
    entered: Floats
    left: Floats
    fills: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of trades."""
        return len(self.profit_abs)

    @property
    def days(self) -> int:
        """How many UTC days the trading window touches, at least 1."""
        return max(-(-self.stop // DAY_MS) - self.start // DAY_MS, 1)

    def day_of(self, times: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return each time's UTC day, counted from the window's first and clipped to the window."""
        days: NDArray[np.int64] = np.clip(times // DAY_MS - self.start // DAY_MS, 0, self.days - 1)
        return days

    def daily_profit(self) -> Floats:
        """Return the profit of the trades closed on each day of the window, shape (days,)."""
        sums: Floats = np.bincount(
            self.day_of(self.close_time), self.profit_abs, minlength=self.days
        ).astype(float)
        return sums

    def daily_returns(self) -> Floats:
        """Return each day's profit over the balance the day began with, shape (days,).

        The same as ``results.series.daily_returns``; days after the balance is gone return 0, so
        that the series of several runs of one window stay parallel.
        """
        profit = self.daily_profit()
        before = self.balance + np.concatenate([[0.0], np.cumsum(profit)[:-1]])
        alive = np.logical_and.accumulate(before > 0)
        returns: Floats = np.divide(profit, before, out=np.zeros_like(profit), where=alive)
        return returns

    def water(self) -> Underwater | None:
        """Return the balance after each trade in closing order, ``None`` without trades."""
        return _water(self.profit_abs, self.open_time, self.close_time, self.balance)

    def daily_water(self) -> Underwater:
        """Return the balance at the end of each day."""
        ends = (self.start // DAY_MS + 1 + np.arange(self.days)) * DAY_MS
        water = _water(self.daily_profit(), ends, ends, self.balance)
        assert water is not None  # noqa: S101 - a window has at least one day
        return water

    def cost_of(self, fee: float, slippage: float) -> Floats:
        """Return each trade's fees and slippage, shape (t,), at the given fractions per fill.

        A buy of value v costs v (1 + s)(1 + f), a sale yields v (1 - s)(1 - f), as
        ``results.slippage`` settles them; the cost is what that is worse than v.
        """
        bought = np.where(self.is_short, self.left, self.entered)
        sold = np.where(self.is_short, self.entered, self.left)
        cost: Floats = bought * ((1 + slippage) * (1 + fee) - 1) + sold * (
            1 - (1 - slippage) * (1 - fee)
        )
        return cost

    def slipped(self, slippage: float) -> Sample:
        """Return the sample with every fill worsened by the fraction ``slippage``.

        ``profit_ratio`` follows the profit in proportion to what was paid in.
        """
        extra = self.cost_of(self.fee, slippage) - self.cost_of(self.fee, 0.0)
        profit = self.profit_abs - extra
        direction = np.where(self.is_short, -1.0, 1.0)
        paid_in = self.entered * (1 + direction * self.fee)
        worse = self.entered * (1 + direction * slippage) * (1 + direction * self.fee)
        leverage = np.divide(
            self.profit_ratio * paid_in,
            self.profit_abs,
            out=np.ones_like(profit),
            where=self.profit_abs != 0,
        )
        ratio = np.divide(profit * leverage, worse, out=np.zeros_like(profit), where=worse > 0)
        return replace(self, profit_abs=profit, profit_ratio=ratio)


def sample_of(  # noqa: PLR0913 - what frames a ledger, each by its name
    ledger: Ledger,
    *,
    pairs: Sequence[str],
    start: datetime,
    stop: datetime,
    currency: str,
    compounding: bool,
    fee: float,
) -> Sample:
    """Return the columns of ``ledger``, whose trading window was ``start`` to ``stop``.

    Args:
        ledger: The engine's books of one run.
        pairs: Names of the run's pairs, in the order ``ledger`` indexes them.
        start: First moment of the trading window, UTC.
        stop: End of the trading window, UTC, exclusive.
        currency: The stake currency's name.
        compounding: Whether stakes follow the balance (an unlimited stake, or a share of it).
        fee: Fraction charged per fill.
    """
    trades, orders = ledger.trades, ledger.orders
    count = len(trades)
    value = orders.amount * orders.rate
    entry = orders.is_entry
    return Sample(
        start=round(start.timestamp() * 1000),
        stop=round(stop.timestamp() * 1000),
        balance=ledger.starting_balance,
        currency=currency,
        compounding=compounding,
        fee=fee,
        pairs=tuple(pairs),
        pair=trades.pair,
        is_short=trades.is_short,
        open_time=trades.open_time,
        close_time=trades.close_time,
        profit_abs=trades.profit_abs,
        profit_ratio=trades.profit_ratio,
        entered=np.bincount(orders.trade[entry], value[entry], minlength=count).astype(float),
        left=np.bincount(orders.trade[~entry], value[~entry], minlength=count).astype(float),
        fills=np.bincount(orders.trade, minlength=count),
    )


def _water(
    profit: Floats, opened: NDArray[np.int64], closed: NDArray[np.int64], balance: float
) -> Underwater | None:
    """Return the report's own running drawdown, so that ties in time fall as they do there."""
    if not len(profit):
        return None
    columns = Columns(
        profit=profit,
        ratio=profit / balance,
        fees=np.zeros_like(profit),
        minutes=(closed - opened) / 60_000,
        opened=(opened * 1000).astype("datetime64[us]"),
        closed=(closed * 1000).astype("datetime64[us]"),
        short=np.zeros(len(profit), dtype=bool),
    )
    return underwater(columns, balance)
