"""Runs of a strategy whose signals come from its confined process: a ``Simulator``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.backtesting.handed import Handed, handed_of
from hypertrade.backtesting.handed_session import HandedSession
from hypertrade.domain.errors import Invalid, StrategyFailed
from hypertrade.domain.signals import Jitter, SignalAsk
from hypertrade.robustness.jitter import jittered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hypertrade.arrays import Candles
    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.engine.model import Account, Ledger, MarketData
    from hypertrade.robustness.code.book import Book
    from hypertrade.robustness.code.dials import Dials

AS_IT_IS = SignalAsk()
"""The strategy with the job's own parameters, on the job's own candles."""


class OnSession:
    """What is known of a simulator's market and money by the session it trades in."""

    def __init__(self, session: HandedSession) -> None:
        """Take them from ``session``."""
        self.session = session

    @property
    def market(self) -> MarketData:
        """The pairs and their candles."""
        return self.session.market

    @property
    def account(self) -> Account:
        """With what money."""
        return self.session.account()

    @property
    def currency(self) -> str:
        """The currency of stakes and profits."""
        return self.session.currency


class CodeSimulator(OnSession):
    """The strategy of a job on the engine here, with any settings of its parameters.

    Signals are computed over the job's whole range and cut where a narrower one is run: what
    depends on how far back the candles reach is the warm-up check's to find.
    """

    def __init__(
        self, job: BacktestJob, store: CandleStore, book: Book, dials: Dials, startup: int
    ) -> None:
        """Take the candles from ``store``, ``startup`` of them warm-up, and signals from ``book``.

        Raises:
            Invalid, NotFound: the job cannot be run with what is stored.
        """
        self._job = job
        self._store = store
        self._book = book
        self._dials = dials
        super().__init__(HandedSession(job, store, startup))
        self._sessions = {startup: self.session}

    def ask(self, values: Mapping[str, float] | None) -> SignalAsk:
        """Return what the strategy is asked for a variant."""
        return SignalAsk(parameters=self._dials.parameters(values))

    def ask_with_noise(self, seed: int, strength: float) -> SignalAsk:
        """Return what it is asked for a rerun on jittered candles."""
        return SignalAsk(jitter=Jitter(seed=seed, strength=strength, startup=self.session.startup))

    def run(
        self,
        values: Mapping[str, float] | None = None,
        *,
        start: datetime | None = None,
        stop: datetime | None = None,
        fee: float | None = None,
        candles: Sequence[Candles] | None = None,
    ) -> Ledger:
        """Run one variant and return its trades, as ``robustness.simulator.Simulator`` says.

        ``candles`` must be those that the strategy gave its signals on; see ``with_noise``.

        Raises:
            Invalid: the strategy fails with these values, or cannot be traded here with them.
            StrategyFailed: it fails as it is.
        """
        session, handed = self._handed(self.ask(values))
        return session.trade(handed, start=start, stop=stop, fee=fee, candles=candles)

    def with_noise(self, seed: int, strength: float) -> Ledger:
        """Return the trades on jittered candles, signals and fills.

        Raises:
            StrategyFailed: the strategy fails on them.
        """
        try:
            session, handed = self._handed(self.ask_with_noise(seed, strength))
        except StrategyFailed as error:
            raise failed_on("candles with a little noise", error) from error
        return session.trade(handed, candles=jittered(session.market, seed, strength))

    def _handed(self, ask: SignalAsk) -> tuple[HandedSession, Handed]:
        """Return the signals that answer ``ask``, and the session to trade them in."""
        try:
            header, columns = self._book.signals(ask)
        except StrategyFailed as error:
            if ask.parameters is None:
                raise
            raise _impossible(f"the strategy fails with them: {error.problem}") from error
        if header.reasons:
            raise _impossible("; ".join(header.reasons))
        handed = handed_of(header, columns, protected=bool(self._job.protections))
        if handed.startup not in self._sessions:
            # The warm-up may hang on a parameter.
            self._sessions[handed.startup] = HandedSession(self._job, self._store, handed.startup)
        session = self._sessions[handed.startup]
        refusal = session.refusal(handed)
        if refusal is not None:
            raise Invalid(
                f"HyperTrade's engine cannot trade this: {refusal}",
                field="strategy",
                remedy="Backtest it with --engine freqtrade; its robustness cannot be examined.",
            )
        return session, handed


def failed_on(what: str, error: StrategyFailed) -> StrategyFailed:
    """Return ``error``, saying on which candles the strategy met it."""
    return StrategyFailed(
        f"on {what} the strategy fails: {error.problem}",
        field=error.field,
        remedy=error.remedy,
        line=error.line,
    )


def _impossible(why: str) -> Invalid:
    return Invalid(
        f"these values cannot be run: {why}", field="strategy", remedy="Choose other values."
    )
