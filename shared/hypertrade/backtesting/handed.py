"""A backtest on signals that a confined strategy handed over: it decides, the books are kept here.

Candles, market rules, fees and money are read again from their own sources; of the strategy's
process nothing is believed but when it would trade, and its own settings of stops and targets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from hypertrade.arrays import NO_TAG, PairSignals, SignalSet
from hypertrade.backtesting import runs
from hypertrade.backtesting.exchanges import exchange_of, fee_of
from hypertrade.backtesting.feeds import Feeds
from hypertrade.backtesting.terms import stake_currency
from hypertrade.backtesting.windows import Needs, Window, cut
from hypertrade.candles.schema import to_ms
from hypertrade.domain.errors import StrategyFailed
from hypertrade.domain.market import TradingMode
from hypertrade.engine.model import Account
from hypertrade.markets import select

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from hypertrade.arrays import Candles
    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.backtest import BacktestJob, EngineRun
    from hypertrade.engine.model import Plan

_Value = TypeVar("_Value", np.uint8, np.int16)


@dataclass(frozen=True, slots=True, eq=False)
class HandedPair:
    """One pair's signals, a row a candle of the range; the first opens at ``first`` (UTC ms).

    ``flags`` are enter_long, exit_long, enter_short and exit_short (uint8, 0 or 1), ``tags`` those
    of entries and exits (int16 indices, ``NO_TAG`` for none), all of shape (rows,).
    """

    pair: str
    first: int
    flags: Sequence[NDArray[np.uint8]]
    tags: Sequence[NDArray[np.int16]]


@dataclass(frozen=True, slots=True, eq=False)
class Handed:
    """Everything a strategy hands over.

    ``startup`` is how many candles it warms up for; unfilled orders time out after
    ``entry_timeout`` and ``exit_timeout`` minutes.
    """

    plan: Plan
    startup: int
    tags: tuple[str, ...]
    pairs: tuple[HandedPair, ...]
    entry_timeout: float | None = None
    exit_timeout: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class HandedRun:
    """What came of it: the run, or why the engine could not trade these signals."""

    run: EngineRun | None
    refusal: str | None = None


def trade(
    job: BacktestJob, store: CandleStore, handed: Handed, remarks: Iterable[str] = ()
) -> HandedRun:
    """Return the run of ``job`` on the signals ``handed`` over.

    Raises:
        StrategyFailed: the signals are not those of the job's candles.
        Invalid, NotFound: the job cannot be run with what is stored.
    """
    from hypertrade.engine import refusal, simulate

    window, fee = _window(job, store, handed.startup)
    account = Account(
        stake=job.stake,
        balance=job.balance,
        max_open_trades=job.max_open_trades,
        fee=fee,
        futures=job.trading_mode is TradingMode.FUTURES,
        entry_timeout=handed.entry_timeout,
        exit_timeout=handed.exit_timeout,
    )
    why = refusal(window.market, handed.plan, account)
    if why is not None:
        return HandedRun(None, why)
    signals = SignalSet(handed.tags, tuple(_placed(window, handed)))
    ledger = simulate(window.market, signals, handed.plan, account)
    run = runs.engine_run(
        ledger,
        window,
        fee=fee,
        currency=stake_currency(job),
        signals=runs.signal_counts(window, signals),
        conditions=(),
        remarks=(*remarks, *runs.moved_start(job, window.start, handed.startup)),
    )
    return HandedRun(run)


def _window(job: BacktestJob, store: CandleStore, startup: int) -> tuple[Window, float]:
    feeds = Feeds(job, store)
    feeds.add_traded((), startup)
    if job.trading_mode is TradingMode.FUTURES:
        for pair in job.pairs:
            feeds.add_funding(pair)
    selection = select(
        job.exchange, feeds.pairs, job.trading_mode, data=store.root, prices=feeds.prices
    )
    asked = job.timerange
    span = tuple(None if day is None else to_ms(day) for day in (asked.start, asked.stop))
    window = cut(
        feeds,
        exchange_of(job.exchange, selection, job.pairs),
        Needs(startup),
        (job.timeframe, job.detail_timeframe),
        (span[0], span[1]),
    )
    return window, fee_of(selection, job.pairs[0]) if job.fee is None else job.fee


def _placed(window: Window, handed: Handed) -> Iterable[PairSignals]:
    """Yield every pair's signals over all of its candles, silent while it warms up."""
    given = {each.pair: each for each in handed.pairs}
    for data in window.market.pairs:
        candles, mine = data.candles, given.get(data.rules.pair)
        rows = candles.end - candles.begin
        if mine is None and not rows:
            mine = HandedPair(data.rules.pair, 0, *_nothing())
        if mine is None or len(mine.flags[0]) != rows:
            raise _other(data.rules.pair)
        if rows and mine.first != candles.opens_at(candles.begin):
            raise _other(data.rules.pair)
        flags = [_over(candles, column, np.uint8(0)) for column in mine.flags]
        tags = [_over(candles, column, np.int16(NO_TAG)) for column in mine.tags]
        yield PairSignals(flags[0], flags[1], flags[2], flags[3], tags[0], tags[1])


def _nothing() -> tuple[list[NDArray[np.uint8]], list[NDArray[np.int16]]]:
    return [np.zeros(0, np.uint8)] * 4, [np.zeros(0, np.int16)] * 2


def _over(candles: Candles, column: NDArray[_Value], silent: _Value) -> NDArray[_Value]:
    placed = np.full(len(candles), silent, type(silent))
    placed[candles.begin : candles.end] = column
    return placed


def _other(pair: str) -> StrategyFailed:
    return StrategyFailed(
        f"the strategy's signals of {pair} are not those of the backtest's candles",
        field="strategy",
        remedy="Return the candles that were given, every row of them.",
    )
