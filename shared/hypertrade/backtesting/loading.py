"""What a job trades on, from the stores: its candles and its markets' rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.backtesting.feeds import Feeds
from hypertrade.domain.market import TradingMode
from hypertrade.markets import select

if TYPE_CHECKING:
    from hypertrade.backtesting.windows import Needs
    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.markets import Selection


def load_market(job: BacktestJob, store: CandleStore, needs: Needs) -> tuple[Feeds, Selection]:
    """Return the candles of ``job``, funding included, and the rules of its pairs.

    Raises:
        Invalid, NotFound: something of it is not stored.
    """
    feeds = Feeds(job, store)
    feeds.add_traded(needs.timeframes, needs.startup)
    if job.trading_mode is TradingMode.FUTURES:
        for pair in job.pairs:
            feeds.add_funding(pair)
    selection = select(
        job.exchange, feeds.pairs, job.trading_mode, data=store.root, prices=feeds.prices
    )
    return feeds, selection
