"""Falls of the balance below its highest value so far, over closed trades."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hypertrade.results.columns import Columns, Floats, Stamps


@dataclass(frozen=True)
class Drawdown:
    """The deepest fall: how much in quote currency, what fraction of the peak, and when.

    ``high`` and ``low`` are cumulated profit at the peak and the trough.
    """

    absolute: float
    relative: float
    high_date: datetime
    low_date: datetime
    high: float
    low: float


@dataclass(frozen=True)
class Underwater:
    """The running fall after each trade, in closing order, with a zero row before the first.

    Source: ``freqtrade.data.metrics._calc_drawdown_series``.
    """

    closed: Stamps
    cumulative: Floats
    high: Floats
    fall: Floats
    relative: Floats

    def deepest(self, *, relative: bool) -> Drawdown:
        """Return the deepest fall, in quote currency or (``relative``) as a fraction of its peak.

        The peak's and the trough's dates are those of the trades closed there. Source:
        ``freqtrade.data.metrics.calculate_max_drawdown``.
        """
        low = int(np.argmax(self.relative) if relative else np.argmin(self.fall))
        high = int(np.argmax(self.high[: low + 1]))
        return Drawdown(
            absolute=abs(float(self.fall[low])),
            relative=float(self.relative[low]),
            high_date=moment(self.closed[max(high - 1, 0)]),
            low_date=moment(self.closed[max(low - 1, 0)]),
            high=float(self.cumulative[high]),
            low=float(self.cumulative[low]),
        )

    def longest_seconds(self, start: np.datetime64, end: np.datetime64) -> float:
        """Return the longest time below a peak, in seconds, from ``start`` to ``end``.

        A fall still open at the end lasts until the end.
        """
        dates = np.concatenate([[start], self.closed, [max(end, self.closed[-1])]])
        at_peak = np.concatenate([self.fall >= 0, [True]])
        last_peak = np.maximum.accumulate(np.where(at_peak, np.arange(len(dates)), 0))
        before = np.concatenate([[0], last_peak[:-1]])
        below = np.concatenate([[False], self.fall < 0])
        spans = (dates - dates[before]) / np.timedelta64(1, "s")
        return float(spans[below].max(initial=0.0))


def underwater(columns: Columns, starting_balance: float) -> Underwater:
    """Return the running fall of ``starting_balance`` over at least one trade.

    The sort is deliberately the unstable one Freqtrade's ``sort_values`` uses: with several trades
    closed on one candle, the order decides the figure.
    """
    order = np.argsort(columns.closed, kind="quicksort")
    cumulative = np.concatenate([[0.0], np.cumsum(columns.profit[order])])
    high = np.maximum.accumulate(np.maximum(cumulative, 0.0))
    peak = starting_balance + high
    return Underwater(
        closed=columns.closed[order],
        cumulative=cumulative,
        high=high,
        fall=cumulative - high,
        relative=(peak - (starting_balance + cumulative)) / peak,
    )


def moment(stamp: np.datetime64) -> datetime:
    """Return a UTC ``datetime64`` as an aware datetime."""
    microseconds: datetime = stamp.astype("datetime64[us]").item()
    return microseconds.replace(tzinfo=UTC)
