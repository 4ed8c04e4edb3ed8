"""The candles of one job, straight from the store: every series the run needs, unfilled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.backtesting.sentences import NO_FUNDING
from hypertrade.candles.columns import CandleColumns
from hypertrade.candles.obtaining import obtain
from hypertrade.candles.schema import PRICES
from hypertrade.domain.errors import HyperTradeError
from hypertrade.domain.telling import Said, name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.domain.quality import CandleQuality

FUTURES_TIMEFRAME = "1h"
"""Of funding rates and mark prices, as Freqtrade 2026.9 reads them; tested against it."""

MARK_OF = {"hyperliquid": "futures"}
"""What Freqtrade takes for the mark price (``mark_ohlcv_price``), where it is not ``mark``."""


@dataclass(frozen=True, slots=True)
class FundingFeed:
    """A perpetual's mark prices (candles) and funding rates, as they are stored."""

    mark: CandleColumns
    rates: CandleColumns


class Feeds:
    """The series of one job, in the order they were asked for, and what is known about them."""

    def __init__(self, job: BacktestJob, store: CandleStore) -> None:
        """Take candles of ``job`` from ``store``; nothing is read yet."""
        self._job = job
        self._store = store
        self.series: dict[tuple[str, str], CandleColumns] = {}
        """Candles from the warm-up to the range's end, by pair and timeframe."""
        self.funding: dict[str, FundingFeed] = {}
        self.quality: list[CandleQuality] = []
        """One report for each series, the traded pairs' first."""
        self.remarks: list[Said] = []
        """What had to be assumed."""

    @property
    def pairs(self) -> tuple[str, ...]:
        """Return every pair with candles, the traded ones first."""
        return tuple(dict.fromkeys(pair for pair, _ in self.series))

    def prices(self, pair: str) -> Iterable[float]:
        """Return the prices of ``pair``'s first series, quote currency."""
        found = next(each for (name, _), each in self.series.items() if name == pair)
        for column in PRICES:
            unique: list[float] = np.unique(found.by_name[column]).tolist()
            yield from unique

    def add(self, pair: str, timeframe: str, warmup: int) -> None:
        """Load one series with ``warmup`` candles before the range, unless it is there already.

        Raises:
            NotFound, Invalid: it is not stored.
        """
        if (pair, timeframe) in self.series:
            return
        job = self._job
        start, stop = job.timerange.start, job.timerange.stop
        obtained = obtain(self._store, job.exchange, pair, timeframe, start, stop, warmup)
        self.series[pair, timeframe] = _writable(obtained.columns)
        self.quality.append(obtained.quality)

    def add_traded(self, timeframes: Iterable[str], warmup: int) -> None:
        """Load what the traded pairs need: own candles, finer ones, then other ``timeframes``.

        Raises:
            NotFound, Invalid: something of it is not stored.
        """
        job = self._job
        for pair in job.pairs:
            self.add(pair, job.timeframe, warmup)
        if job.detail_timeframe:
            for pair in job.pairs:
                self.add(pair, job.detail_timeframe, 0)
        for timeframe in timeframes:
            for pair in job.pairs:
                self.add(pair, timeframe, warmup)

    def add_funding(self, pair: str) -> None:
        """Load mark prices and funding rates, or say that there are none."""
        read = self._store.read_columns
        exchange = self._job.exchange
        mark = read(exchange, pair, FUTURES_TIMEFRAME, kind="mark")
        rates = read(exchange, pair, FUTURES_TIMEFRAME, kind="funding_rate")
        if not len(mark):
            mark = self._own_mark(pair)
        if not len(rates):
            rates = CandleColumns(mark.dates, {"funding_rate": np.zeros(len(mark))})
            self.remarks.append(NO_FUNDING(pair=name(pair)))
        own = self.series.get((pair, FUTURES_TIMEFRAME))
        if own is not None and MARK_OF.get(exchange) == "futures":
            mark = own
        self.funding[pair] = FundingFeed(mark=mark, rates=rates)

    def forget(self) -> None:
        """Let go of all candles; what is known about them stays."""
        self.series.clear()
        self.funding.clear()

    def _own_mark(self, pair: str) -> CandleColumns:
        job = self._job
        span = (job.timerange.start, job.timerange.stop)
        try:
            return obtain(self._store, job.exchange, pair, FUTURES_TIMEFRAME, *span).columns
        except HyperTradeError:
            # Coarser candles only: without funding, any moment of theirs will do.
            return self.series[pair, job.timeframe]


def _writable(columns: CandleColumns) -> CandleColumns:
    """Return ``columns`` as arrays of one kind: compiled code takes a read-only one for another."""
    return CandleColumns(
        columns.dates, {name: _plain(column) for name, column in columns.by_name.items()}
    )


def _plain(column: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.require(column, np.float64, ("C", "W"))
