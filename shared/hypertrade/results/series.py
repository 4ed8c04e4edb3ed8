"""The daily series behind the charts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.results.document import Series
from hypertrade.results.drawdown import underwater

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.results.columns import Columns, Floats

_EPOCH = date(1970, 1, 1)


def daily_series(
    columns: Columns,
    market: Sequence[tuple[datetime, float]],
    first: datetime,
    last: datetime,
    balance: float,
) -> Series:
    """Return equity, drawdown and buy-and-hold for each UTC day from ``first`` to ``last``."""
    low = (utc_date(first) - _EPOCH).days
    high = max((utc_date(last) - _EPOCH).days, low)
    size = high - low + 1
    equity = np.full(size, balance)
    fall = np.zeros(size)
    if len(columns):
        water = underwater(columns, balance)
        day = np.clip(water.closed.astype("datetime64[D]").astype("int64") - low, 0, size - 1)
        # Closes are sorted by time: the last one of a day stands for every day until the next.
        until = np.searchsorted(day, np.arange(size), side="right")
        equity = balance + water.cumulative[until]
        fall = -water.relative[until]
        np.minimum.at(fall, day, -water.relative[1:])
    return Series(
        date=tuple(_EPOCH + timedelta(days=low + at) for at in range(size)),
        equity=_plain(equity),
        drawdown=_plain(fall + 0.0),
        market=_market(market, low, size, balance),
    )


def daily_returns(series: Series, balance: float) -> Floats:
    """Return each day's change of equity over the day before's, as fractions.

    Days after the balance is gone have no return and are left out.
    """
    equity = np.concatenate([[balance], np.array(series.equity)])
    before = equity[:-1]
    usable = before > 0
    returns: Floats = (equity[1:][usable] - before[usable]) / before[usable]
    return returns


def utc_date(moment: datetime) -> date:
    """Return the UTC day of ``moment``."""
    return moment.astimezone(UTC).date()


def _market(
    market: Sequence[tuple[datetime, float]], low: int, size: int, balance: float
) -> tuple[float | None, ...]:
    by_day = {(utc_date(moment) - _EPOCH).days - low: value for moment, value in market}
    values: list[float | None] = []
    value: float | None = None
    for at in range(size):
        value = by_day.get(at, value)
        values.append(None if value is None else value * balance)
    return tuple(values)


def _plain(values: Floats) -> tuple[float, ...]:
    # Values beyond a double's range can only come from a forged run; the nearest number will do.
    return tuple(np.nan_to_num(values, nan=0.0).tolist())
