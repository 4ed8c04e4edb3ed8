"""The candles of one run, as the files that Freqtrade reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.backtesting.feeds import FUTURES_TIMEFRAME, MARK_OF, Feeds
from hypertrade.candles.columns import frame_of
from hypertrade.domain.errors import HyperTradeError
from hypertrade.domain.market import TradingMode, pair_filename, timeframe_minutes

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.candles.columns import CandleColumns
    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.backtest import BacktestJob

    from hypertrade_jobs.prepare.planning import PlannedStrategy


def load(job: BacktestJob, store: CandleStore, planned: PlannedStrategy) -> Feeds:
    """Return everything that ``planned`` will ask for.

    Raises:
        NotFound, Invalid: candles that it names are not stored.
    """
    feeds, warmup = Feeds(job, store), planned.startup_candles
    feeds.add_traded((), warmup)
    for named, timeframe in planned.wanted:
        for pair in (named,) if named else job.pairs:
            feeds.add(pair, timeframe, warmup)
    if planned.open_ended:
        _add_coarser(feeds, job, store, warmup)
    if job.trading_mode is TradingMode.FUTURES:
        for pair in job.pairs:
            feeds.add_funding(pair)
    return feeds


def _add_coarser(feeds: Feeds, job: BacktestJob, store: CandleStore, warmup: int) -> None:
    """Add every stored timeframe of the traded pairs that the strategy might merge in."""
    own = timeframe_minutes(job.timeframe)
    for info in store.list():
        mine = info.exchange == job.exchange and info.pair in job.pairs
        if info.kind != "candles" or not mine or timeframe_minutes(info.timeframe) < own:
            continue
        try:
            feeds.add(info.pair, info.timeframe, warmup)
        except HyperTradeError:
            # A guess at what the strategy may want: it has no candles in the range.
            continue


def write(feeds: Feeds, job: BacktestJob, folder: Path) -> None:
    """Write ``feeds`` as Freqtrade's candle files into ``folder``, which is made."""
    folder.mkdir(parents=True)
    futures = job.trading_mode is TradingMode.FUTURES
    if futures:
        (folder / "futures").mkdir()
    for (pair, timeframe), columns in feeds.series.items():
        _save(columns, folder, f"{pair_filename(pair)}-{timeframe}", "futures" if futures else "")
    price = MARK_OF.get(job.exchange, "mark")
    for pair, feed in feeds.funding.items():
        name = f"{pair_filename(pair)}-{FUTURES_TIMEFRAME}"
        if price != "futures" or (pair, FUTURES_TIMEFRAME) not in feeds.series:
            _save(feed.mark, folder, name, price)
        _save(feed.rates, folder, name, "funding_rate")


def _save(columns: CandleColumns, folder: Path, name: str, kind: str) -> None:
    # As Freqtrade's FeatherDataHandler writes, but compressed for speed: the file is read once.
    path = folder / "futures" / f"{name}-{kind}.feather" if kind else folder / f"{name}.feather"
    frame_of(columns).to_feather(path, compression="lz4")
