"""One strategy over one market: loaded once, run in as many variants as anybody likes."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hypertrade.backtesting import (
    fingerprints,
    lean,  # noqa: F401 - before anything imports the engine
    runs,
)
from hypertrade.backtesting.exchanges import exchange_of, fee_of
from hypertrade.backtesting.loading import load_market
from hypertrade.backtesting.plans import fill_in, plan_of
from hypertrade.backtesting.ranges import Ranges
from hypertrade.backtesting.replacing import replaced
from hypertrade.backtesting.signalling import Signaller
from hypertrade.backtesting.terms import check_spec, check_terms, stake_currency
from hypertrade.backtesting.windows import Needs, Window, cut
from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import TradingMode
from hypertrade.engine.model import Account
from hypertrade.markets import load_rules
from hypertrade.strategy.signals.cache import IndicatorCache
from hypertrade.strategy.signals.evaluator import needs
from hypertrade.strategy.spec import ParameterRef, read_spec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hypertrade.arrays import Candles, SignalSet
    from hypertrade.backtesting.feeds import Feeds
    from hypertrade.backtesting.ranges import Span
    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.backtest import BacktestJob, EngineRun
    from hypertrade.domain.quality import CandleQuality
    from hypertrade.domain.telling import Said
    from hypertrade.engine.model import Ledger, MarketData, Plan
    from hypertrade.markets import Selection
    from hypertrade.strategy.compile import CompiledStrategy
    from hypertrade.strategy.spec import StrategySpec

FEW_TRADES = 30
"""Below this many trades a run also says which conditions held how often, as Freqtrade's does."""


@dataclass(frozen=True, slots=True, eq=False)
class _Ready:
    """A time range and what evaluates the strategy over it."""

    window: Window
    signaller: Signaller


class Session:
    """A spec, its candles and its money, ready to run.

    ``job`` is what was asked for, ``spec`` the strategy, ``pairs`` what is traded, ``account`` with
    what money if nothing is tuned, ``quality`` the reports on all candles, the traded pairs' first.
    """

    def __init__(
        self,
        job: BacktestJob,
        spec: StrategySpec,
        feeds: Feeds,
        selection: Selection,
        cache: IndicatorCache | None = None,
    ) -> None:
        """Use ``load``."""
        self.job = job
        self.spec = spec
        self.pairs = job.pairs
        self.currency = stake_currency(job)
        self.selection = selection
        self.protected = bool(spec.protections) if job.protections is None else job.protections
        self._feeds = feeds
        self._fee = fee_of(selection, job.pairs[0]) if job.fee is None else job.fee
        self._needs = needs = needs_of(spec)
        self._cache = cache = cache or IndicatorCache()
        exchange = exchange_of(job.exchange, selection, job.pairs)

        # Without this session in it, whose candles would else wait for the collector of garbage.
        def ready(span: Span) -> _Ready:
            timeframes = (job.timeframe, job.detail_timeframe)
            window = cut(feeds, exchange, needs, timeframes, span)
            return _Ready(window, Signaller(spec, window, cache))

        self._ranges: Ranges[_Ready] = Ranges(job.timerange, ready)
        self.account = self._account(fill_in(spec, None), self._fee)

    @classmethod
    def load(
        cls, job: BacktestJob, store: CandleStore, cache: IndicatorCache | None = None
    ) -> Session:
        """Return the session of ``job``, whose strategy is a spec, with its candles loaded.

        Indicators are kept in ``cache``, which sessions may share; by default in one of its own.

        Raises:
            Invalid, NotFound: the job cannot be run with what is stored.
        """
        if job.strategy.kind != "spec":
            raise Invalid(
                "the strategy is code, which only runs confined",
                field="strategy",
                remedy="Run it on Freqtrade: --engine freqtrade.",
            )
        stake_currency(job)
        check_terms(job)
        # Before the candles, which an exchange that does not exist lacks too.
        load_rules(job.exchange, store.root)
        spec = read_spec(job.strategy.spec)
        check_spec(job, spec)
        feeds, selection = load_market(job, store, needs_of(spec))
        session = cls(job, spec, feeds, selection, cache)
        session.window()
        return session

    def with_terms(self, job: BacktestJob) -> Session:
        """Return this session with the money of ``job``, which else asks for the same.

        Candles and indicators are shared.

        Raises:
            Invalid: its money contradicts itself.
        """
        check_terms(job)
        twin = copy(self)
        twin.__dict__.pop("settings_hash", None)
        twin.job = job
        twin.protected = bool(self.spec.protections) if job.protections is None else job.protections
        twin._fee = fee_of(self.selection, job.pairs[0]) if job.fee is None else job.fee  # noqa: SLF001 - one of us
        twin.account = twin._account(fill_in(self.spec, None), twin._fee)  # noqa: SLF001 - the same
        return twin

    # What it is made of

    @property
    def quality(self) -> tuple[CandleQuality, ...]:
        """Return the report on every series of candles, the traded pairs' first."""
        return tuple(self._feeds.quality)

    @property
    def market(self) -> MarketData:
        """Return the pairs, their rules and their candles over the job's whole range."""
        return self.window().market

    @property
    def startup_candles(self) -> int:
        """Return how many candles the strategy warms up for."""
        return self._needs.startup

    @cached_property
    def compiled(self) -> CompiledStrategy:
        """Return the strategy as a Freqtrade file, defaults filled in."""
        from hypertrade.strategy.compile import compile_spec

        return compile_spec(self.spec)

    @cached_property
    def settings_hash(self) -> str:
        """Return the SHA-256 of what the job sets, as Freqtrade's path computes it."""
        return fingerprints.settings_hash(self.job, self.currency, protections=self.protected)

    @property
    def candles_hash(self) -> str:
        """Return the SHA-256 of all candles, as Freqtrade's path computes it."""
        return fingerprints.candles_hash(self.quality)

    @property
    def strategy_hash(self) -> str:
        """Return the SHA-256 of the strategy's file, as Freqtrade's path computes it."""
        return fingerprints.strategy_hash(self.compiled.source, None)

    def window(self, start: datetime | None = None, stop: datetime | None = None) -> Window:
        """Return the candles from ``start`` to ``stop`` (UTC; ``None``: the job's own end).

        Raises:
            Invalid: the range leaves the job's, or holds no candle.
        """
        return self._ranges.get(start, stop).window

    # Running

    def refusal(self, values: Mapping[str, float] | None = None) -> str | None:
        """Return why the engine cannot run this, in plain words; ``None`` if it can."""
        from hypertrade.engine import refusal

        filled = fill_in(self.spec, values)
        return refusal(self.market, self._plan(filled), self._account(filled, self._fee))

    def run(
        self,
        values: Mapping[str, float] | None = None,
        *,
        start: datetime | None = None,
        stop: datetime | None = None,
        fee: float | None = None,
        candles: Sequence[Candles] | None = None,
    ) -> Ledger:
        """Run one variant and return its trades.

        A narrower range is what Freqtrade would make of that ``--timerange``: indicators start
        afresh at the warm-up before it, and ticks are those of its own candles. Indicators are kept
        between variants of one range.

        Args:
            values: tunables by name; missing ones keep their defaults.
            start: begin of the trading window (UTC); its warm-up is taken from before it.
            stop: its end; the candle that opens then is the last, as in Freqtrade's ranges.
            fee: a fraction per side, instead of the account's.
            candles: other candles of the strategy's own timeframe for the pairs, in their order,
                each on the same grid and of the same length as the window's; higher timeframes and
                finer ones follow them where they are made of them.

        Raises:
            Invalid: values, range or candles do not fit the strategy or the job.
        """
        from hypertrade.engine import simulate

        filled = fill_in(self.spec, values)
        ready = self._ranges.get(start, stop)
        if candles is not None:
            window = replaced(ready.window, candles)
            # Nobody will ask for these candles again: what they give is not kept.
            ready = _Ready(window, Signaller(self.spec, window, IndicatorCache()))
        return simulate(
            ready.window.market,
            ready.signaller.signals(filled),
            self._plan(filled),
            self._account(filled, self._fee if fee is None else fee),
        )

    def signals(self, values: Mapping[str, float] | None = None) -> SignalSet:
        """Return what a variant says about every candle of the job's range."""
        return self._ranges.get().signaller.signals(fill_in(self.spec, values))

    def plan(self, values: Mapping[str, float] | None = None) -> Plan:
        """Return what a variant does with positions, as the engine takes it."""
        return self._plan(fill_in(self.spec, values))

    def forget_indicators(self) -> None:
        """Forget what was computed for earlier variants; the candles stay."""
        self._cache.clear()

    def settle(self) -> None:
        """Let go of the candles as they were stored: the job's range stays, and is all there is."""
        self.window()
        self._feeds.forget()

    def engine_run(self, ledger: Ledger, values: Mapping[str, float] | None = None) -> EngineRun:
        """Return ``ledger``, which ``run(values)`` made of the whole range, as a document."""
        filled = fill_in(self.spec, values)
        ready = self._ranges.get()
        few = len(ledger.trades) < FEW_TRADES
        return runs.engine_run(
            ledger,
            ready.window,
            fee=self._fee,
            currency=self.currency,
            signals=runs.signal_counts(ready.window, ready.signaller.signals(filled)),
            conditions=ready.signaller.conditions(filled) if few else (),
            remarks=self._remarks(ready.window),
        )

    # Parts

    def _plan(self, filled: Mapping[str, float]) -> Plan:
        return plan_of(self.spec, filled, protections=self.protected)

    def _account(self, filled: Mapping[str, float], fee: float) -> Account:
        job, slots = self.job, self.spec.max_open_trades
        return Account(
            stake=job.stake,
            balance=job.balance,
            # A tunable limit is set by the strategy while it runs, whatever was configured.
            max_open_trades=(
                int(filled[slots.param]) if isinstance(slots, ParameterRef) else job.max_open_trades
            ),
            fee=fee,
            futures=job.trading_mode is TradingMode.FUTURES,
        )

    def _remarks(self, window: Window) -> tuple[Said, ...]:
        remarks = [*self._feeds.remarks, *self.selection.remarks]
        return (*remarks, *runs.moved_start(self.job, window.start, self._needs.startup))


def needs_of(spec: StrategySpec) -> Needs:
    """Return the warm-up and the higher timeframes that the compiled ``spec`` declares."""
    startup = needs(spec)
    return Needs(startup=max(startup.values()), timeframes=tuple(list(startup)[1:]))
