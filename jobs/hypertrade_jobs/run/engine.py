"""Freqtrade's own backtest, step by step as ``Backtesting.start`` does it, without its console.

``trade`` makes everything that HyperTrade's report is made of; ``export`` then makes Freqtrade's
own statistics, for which nobody needs to wait.
"""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from freqtrade.data.converter import trim_dataframe
from freqtrade.data.metrics import calculate_market_change, combined_dataframes_with_rel_mean
from freqtrade.enums import BacktestState
from freqtrade.optimize.backtest_caching import get_strategy_run_id
from freqtrade.optimize.optimize_reports import generate_backtest_stats, store_backtest_results
from freqtrade.util import dt_now

from hypertrade_jobs.run.events import CandleCounter
from hypertrade_jobs.run.loop import QuietBacktesting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from hypertrade_jobs.run.events import Events

logger = logging.getLogger(__name__)


class ReportedBacktesting(QuietBacktesting):
    """Freqtrade's backtest, which tells how far it is and keeps its analysed candles."""

    def __init__(self, config: dict[str, Any], events: Events) -> None:
        """Load strategy, exchange and pairs of ``config``."""
        self.analysed: dict[str, pd.DataFrame] = {}
        self._events = events
        self._counter: CandleCounter | None = None
        self._ticks: dict[tuple[str, int, int], tuple[float | None, int]] = {}
        self._start: datetime | None = None
        # A callback switches Freqtrade's console progress off.
        super().__init__(config, progress_callback=lambda _task: None)
        # Its progress bar costs more than the candles it counts; the two methods below replace it.
        self.progress = None

    def backtest(self, processed: dict[str, Any], start_date: datetime, end_date: datetime) -> Any:
        """Trade from ``start_date`` to ``end_date``; keeps the candles with their signals."""
        self._start = start_date
        result = super().backtest(processed, start_date, end_date)
        if self._counter:
            self._counter.finish()
        # Freqtrade has put each pair's analysed, trimmed candles back into the dictionary.
        self.analysed = processed
        return result

    def get_pair_precision(self, pair: str, current_time: datetime) -> tuple[float | None, int]:
        """Return the tick of ``pair`` at that time: Freqtrade's own, asked once a month.

        Ticks change with the month, and looking one up in a pandas series for every order takes
        longer than filling it.
        """
        month = (pair, current_time.year, current_time.month)
        if month not in self._ticks:
            self._ticks[month] = super().get_pair_precision(pair, current_time)
        return self._ticks[month]

    def _set_progress_step(self, action: BacktestState, total: float) -> None:
        self._counter = None
        if action is BacktestState.ANALYZE:
            self._events.progress("indicators")
        if action is BacktestState.BACKTEST and self._start is not None:
            self._counter = CandleCounter(self._events, self._start, self.timeframe_td, int(total))

    def _increment_progress(self, advance: float = 1) -> None:  # noqa: ARG002 - Freqtrade's signature
        if self._counter:
            self._counter.step()


@dataclass(frozen=True)
class Outcome:
    """What trading left behind.

    ``content`` is Freqtrade's account of it; ``data`` the candles as loaded, warm-up included;
    ``analysed`` those with indicators and signals, without it; ``market_change`` Freqtrade's figure
    (a fraction); ``asked_start`` in seconds since 1970, 0 if open.
    """

    backtesting: ReportedBacktesting
    content: dict[str, Any]
    data: dict[str, pd.DataFrame]
    analysed: dict[str, pd.DataFrame]
    start: datetime
    stop: datetime
    market_change: float
    asked_start: int

    @property
    def trades(self) -> pd.DataFrame:
        """Return the closed trades, one a row."""
        trades: pd.DataFrame = self.content["results"]
        return trades

    def ranged(self, analysed: pd.DataFrame) -> pd.DataFrame:
        """Return one pair's analysed candles cut to the backtest's range, as Freqtrade does."""
        cut: pd.DataFrame = trim_dataframe(
            analysed,
            self.backtesting.timerange,
            startup_candles=self.backtesting.required_startup,
        )
        return cut


def trade(config: dict[str, Any], events: Events) -> Outcome:
    """Load the candles of ``config`` and trade.

    Raises:
        Exception: whatever Freqtrade or the strategy raises; ``failures`` translates it.
    """
    with phase("exchange and strategy"):
        backtesting = ReportedBacktesting(config, events)
    asked_start = backtesting.timerange.startts if backtesting.timerange.starttype else 0
    events.progress("loading")
    with phase("candles"):
        data, timerange = backtesting.load_bt_data()
    strategy = backtesting.strategylist[0]
    name = strategy.get_strategy_name()
    backtesting.run_ids = {name: get_strategy_run_id(strategy)}
    with phase("indicators and trading"):
        start, stop = backtesting.backtest_one_strategy(strategy, data, timerange)
    return Outcome(
        backtesting=backtesting,
        content=backtesting.all_bt_content[name],
        data=data,
        analysed=backtesting.analysed,
        start=start,
        stop=stop,
        market_change=calculate_market_change(data, "close", min_date=start),
        asked_start=asked_start,
    )


def export(config: dict[str, Any], outcome: Outcome) -> Path:
    """Make Freqtrade's statistics of ``outcome`` and return the zip that holds them."""
    backtesting, data = outcome.backtesting, outcome.data
    strategy = backtesting.strategylist[0]
    name = strategy.get_strategy_name()
    with phase("statistics"):
        results = generate_backtest_stats(
            data, backtesting.all_bt_content, min_date=outcome.start, max_date=outcome.stop
        )
    with phase("export"):
        path: Path = store_backtest_results(
            config,
            results,
            dt_now().strftime("%Y-%m-%d_%H-%M-%S"),
            market_change_data=_QuickFeather(
                combined_dataframes_with_rel_mean(data, outcome.start, outcome.stop)
            ),
            wallet_summary={name: _QuickFeather(outcome.content["wallet_summary"])},
            strategy_files={name: strategy.__file__},
        )
    return path


class _QuickFeather(pd.DataFrame):
    """A frame that Freqtrade stores without the hardest of compressions, 0.2 s for a year of 5m."""

    @property
    def _constructor(self) -> type[_QuickFeather]:
        return _QuickFeather

    def to_feather(self, path: Any, **options: Any) -> None:
        options.pop("compression_level", None)
        super().to_feather(path, **options)


@contextmanager
def phase(name: str) -> Iterator[None]:
    """Log how long the body took, for whoever asks where the time goes."""
    begin = time.perf_counter()
    try:
        yield
    finally:
        logger.info("phase %s: %.3f s", name, time.perf_counter() - begin)
