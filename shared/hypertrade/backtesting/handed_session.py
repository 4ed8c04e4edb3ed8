"""Books on a strategy's signals: candles, rules and money are here, when to trade comes from it.

Candles, market rules, fees and money are read again from their own sources.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hypertrade.backtesting import (
    lean,  # noqa: F401 - before anything imports the engine
    runs,
)
from hypertrade.backtesting.exchanges import exchange_of, fee_of
from hypertrade.backtesting.handed import placed
from hypertrade.backtesting.loading import load_market
from hypertrade.backtesting.ranges import Ranges
from hypertrade.backtesting.replacing import replaced
from hypertrade.backtesting.terms import stake_currency
from hypertrade.backtesting.windows import Needs, Window, cut
from hypertrade.domain.market import TradingMode
from hypertrade.engine.model import Account

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from hypertrade.arrays import Candles
    from hypertrade.backtesting.handed import Handed
    from hypertrade.backtesting.ranges import Span
    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.backtest import BacktestJob, EngineRun
    from hypertrade.domain.telling import Said
    from hypertrade.engine.model import Ledger, MarketData


@dataclass(frozen=True, slots=True, eq=False)
class HandedRun:
    """What came of signals: the run, or why the engine could not trade them."""

    run: EngineRun | None
    refusal: str | None = None


class HandedSession:
    """The market and money of a job whose strategy is code, ready for its signals."""

    def __init__(self, job: BacktestJob, store: CandleStore, startup: int) -> None:
        """Load the candles of ``job``, ``startup`` of them warm-up.

        Raises:
            Invalid, NotFound: the job cannot be run with what is stored.
        """
        self.job = job
        self.startup = startup
        self.currency = stake_currency(job)
        needs = Needs(startup)
        feeds, selection = load_market(job, store, needs)
        exchange = exchange_of(job.exchange, selection, job.pairs)
        self.fee = fee_of(selection, job.pairs[0]) if job.fee is None else job.fee

        def window(span: Span) -> Window:
            return cut(feeds, exchange, needs, (job.timeframe, job.detail_timeframe), span)

        self._ranges: Ranges[Window] = Ranges(job.timerange, window)

    def window(self, start: datetime | None = None, stop: datetime | None = None) -> Window:
        """Return the candles from ``start`` to ``stop`` (UTC; ``None``: the job's own end).

        Raises:
            Invalid: the range leaves the job's, or holds no candle.
        """
        return self._ranges.get(start, stop)

    @property
    def market(self) -> MarketData:
        """Return the pairs, their rules and their candles over the job's whole range."""
        return self.window().market

    def account(self, handed: Handed | None = None) -> Account:
        """Return with what money ``handed`` is traded: the job's."""
        job = self.job
        return Account(
            stake=job.stake,
            balance=job.balance,
            max_open_trades=job.max_open_trades,
            fee=self.fee,
            futures=job.trading_mode is TradingMode.FUTURES,
            entry_timeout=handed.entry_timeout if handed else None,
            exit_timeout=handed.exit_timeout if handed else None,
        )

    def refusal(self, handed: Handed) -> str | None:
        """Return why the engine cannot trade this, in plain words; ``None`` if it can."""
        from hypertrade.engine import refusal

        return refusal(self.market, handed.plan, self.account(handed))

    def trade(
        self,
        handed: Handed,
        *,
        start: datetime | None = None,
        stop: datetime | None = None,
        fee: float | None = None,
        candles: Sequence[Candles] | None = None,
    ) -> Ledger:
        """Return the trades on the signals ``handed`` over, which are of the job's whole range.

        Args:
            handed: the signals, not refused.
            start: begin of the trading window (UTC), ``None`` for the job's.
            stop: its end; the candle that opens then is the last.
            fee: a fraction per side, instead of the account's.
            candles: other candles for the pairs, as ``Session.run`` takes them: those that the
                signals were computed on.

        Raises:
            StrategyFailed: the signals are not those of the job's candles.
            Invalid: the range leaves the job's, or the candles stand at other times.
        """
        from hypertrade.engine import simulate

        window = self.window(start, stop)
        signals = placed(window, handed, part=start is not None or stop is not None)
        if candles is not None:
            window = replaced(window, candles)
        account = self.account(handed)
        if fee is not None:
            account = replace(account, fee=fee)
        return simulate(window.market, signals, handed.plan, account)

    def run(self, handed: Handed, remarks: Iterable[Said] = ()) -> HandedRun:
        """Return the whole run on the signals ``handed`` over, as a document; errors as ``trade``.

        ``remarks`` precede its own.
        """
        why = self.refusal(handed)
        if why is not None:
            return HandedRun(None, why)
        window = self.window()
        run = runs.engine_run(
            self.trade(handed),
            window,
            fee=self.fee,
            currency=self.currency,
            signals=runs.signal_counts(window, placed(window, handed)),
            conditions=(),
            remarks=(*remarks, *runs.moved_start(self.job, window.start, self.startup)),
        )
        return HandedRun(run)
