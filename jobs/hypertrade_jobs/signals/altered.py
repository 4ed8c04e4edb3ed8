"""The candles of a job with something taken away or changed, of every series it reads."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from hypertrade.backtesting.exchanges import exchange_of
from hypertrade.backtesting.feeds import FundingFeed
from hypertrade.backtesting.replacing import made_of
from hypertrade.backtesting.windows import Needs, cut
from hypertrade.candles.columns import CandleColumns
from hypertrade.candles.filling import fill_columns
from hypertrade.candles.schema import timeframe_ms, to_ms
from hypertrade.robustness.jitter import jittered

if TYPE_CHECKING:
    from hypertrade.arrays import Candles
    from hypertrade.backtesting.feeds import Feeds
    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.domain.signals import Jitter
    from hypertrade.markets import Selection

_PRICES_AND_VOLUME = ("open", "high", "low", "close", "volume")


def known_at(feeds: Feeds, moment: int) -> Feeds:
    """Return ``feeds`` as they were at ``moment`` (UTC milliseconds): candles closed by then."""
    found = copy(feeds)
    found.series = {
        (pair, timeframe): columns.between(None, moment - timeframe_ms(timeframe) + 1)
        for (pair, timeframe), columns in feeds.series.items()
    }
    found.funding = {
        pair: FundingFeed(
            mark=_some(feed.mark, moment),
            rates=_some(feed.rates, moment),
        )
        for pair, feed in feeds.funding.items()
    }
    return found


def _some(columns: CandleColumns, moment: int) -> CandleColumns:
    """Return what opened by ``moment``, but at least one row: Freqtrade starts with no less."""
    kept = columns.between(None, moment + 1)
    return kept if len(kept) else columns.rows(0, 1)


def with_noise(feeds: Feeds, job: BacktestJob, selection: Selection, jitter: Jitter) -> Feeds:
    """Return ``feeds`` with jittered prices of the traded pairs, coarser candles made of them.

    The prices are those that the engine outside trades on, to the last digit. Finer candles stay as
    they are.

    Raises:
        Invalid: no candle is left after the warm-up.
    """
    asked = job.timerange
    window = cut(
        feeds,
        exchange_of(job.exchange, selection, job.pairs),
        Needs(jitter.startup),
        (job.timeframe, None),
        (
            None if asked.start is None else to_ms(asked.start),
            None if asked.stop is None else to_ms(asked.stop),
        ),
    )
    found = copy(feeds)
    found.series = dict(feeds.series)
    noisy = jittered(window.market, jitter.seed, jitter.strength)
    for pair, candles in zip(job.pairs, noisy, strict=True):
        for (name, timeframe), columns in feeds.series.items():
            if name != pair:
                continue
            if timeframe == job.timeframe:
                found.series[name, timeframe] = _columns(candles)
            elif timeframe_ms(timeframe) > candles.step:
                coarse = _candles(columns, timeframe)
                found.series[name, timeframe] = _columns(made_of(candles, coarse))
    return found


def _columns(candles: Candles) -> CandleColumns:
    import numpy as np

    times = candles.first + candles.step * np.arange(len(candles), dtype=np.int64)
    return CandleColumns(times, {name: getattr(candles, name) for name in _PRICES_AND_VOLUME})


def _candles(columns: CandleColumns, timeframe: str) -> Candles:
    from hypertrade.arrays import Candles

    filled = fill_columns(columns, timeframe)
    return Candles(
        first=int(filled.dates[0]) if len(filled) else 0,
        step=timeframe_ms(timeframe),
        **{name: filled.by_name[name] for name in _PRICES_AND_VOLUME},
        begin=0,
        end=len(filled),
    )
