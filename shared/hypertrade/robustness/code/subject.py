"""A code strategy as a subject: what its process answers, traded and examined here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hypertrade.backtesting.handed import pairs_of
from hypertrade.backtesting.handed_session import HandedSession
from hypertrade.backtesting.ledgers import ledger_of
from hypertrade.domain.market import timeframe_minutes
from hypertrade.domain.telling import counted, english, listed, name
from hypertrade.robustness import sentences as say
from hypertrade.robustness.bias import PLACES
from hypertrade.robustness.code.asks import Asker
from hypertrade.robustness.code.book import Book
from hypertrade.robustness.code.columns import CodeBias
from hypertrade.robustness.code.dials import dials_of
from hypertrade.robustness.code.simulator import AS_IT_IS, CodeSimulator, OnSession
from hypertrade.robustness.reserving import reservation
from hypertrade.robustness.simulator import trading_span
from hypertrade.robustness.space import Space
from hypertrade.robustness.subject import Subject
from hypertrade.strategy.code import inspect_code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from hypertrade.arrays import Candles
    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.backtest import BacktestJob, CodeStrategy
    from hypertrade.domain.telling import Part, Said
    from hypertrade.domain.trades import Trade
    from hypertrade.engine.model import Ledger
    from hypertrade.ports.signals import SignalSession
    from hypertrade.robustness.bias import SignalSource
    from hypertrade.robustness.code.dials import Dials
    from hypertrade.robustness.plan import CheckName
    from hypertrade.robustness.report import Reservation
    from hypertrade.strategy.code import CodeInspection

_MOST_LINES = 5
"""Lines named in one sentence."""

_ONCE: tuple[CheckName, ...] = ("sweep", "walkforward", "noise")
"""Checks that need the strategy to be run many times."""


@dataclass(frozen=True, slots=True)
class CodeSubject:
    """A code strategy under examination: ``looped`` says why Freqtrade's own loop is needed."""

    subject: Subject
    inspection: CodeInspection
    dials: Dials
    looped: str


def code_subject(
    job: BacktestJob,
    store: CandleStore,
    signals: SignalSession,
    trades: Callable[[], Sequence[Trade]],
) -> CodeSubject:
    """Return the code strategy of ``job`` as a subject.

    Args:
        job: what is examined; its strategy is code.
        store: the candles.
        signals: the strategy's process.
        trades: Freqtrade's own trades of the job, without slippage; asked for where nothing else
            can trade the strategy.

    Raises:
        StrategyFailed: the strategy fails as it is.
        Invalid, NotFound: it cannot be traded, or not with what is stored.
    """
    strategy = strategy_of(job)
    inspection = inspect_code(strategy.source, class_name=strategy.class_name)
    dials = dials_of(inspection, strategy.parameters)
    book = Book(signals)
    header, columns = book.signals(AS_IT_IS)
    looped = "; ".join(header.reasons)
    if looped:
        session = HandedSession(job, store, header.startup_candles)
        simulator: Looped | CodeSimulator = Looped(session, trades)
        space = Space(())
    else:
        simulator = CodeSimulator(job, store, book, dials, header.startup_candles)
        space = dials.space
    bias = CodeBias(simulator.market, book, pairs_of(header, columns), header.startup_candles)

    def looks(pair: int, seed: int) -> tuple[SignalSource, list[int]]:
        return bias.source(pair, seed, PLACES), bias.places(pair, seed, PLACES)

    asker = Asker(book, bias, space, None if isinstance(simulator, Looped) else simulator)
    subject = Subject(
        simulator=simulator,
        space=space,
        span=trading_span(simulator.market),
        pairs=job.pairs,
        currency=simulator.currency,
        compounding=job.stake == "unlimited",
        slippage=job.slippage,
        looks=looks,
        noise=None if isinstance(simulator, Looped) else simulator.with_noise,
        prepare=asker.prepare,
        reservations=(
            *_read(inspection),
            *(_about_loop(looped) if looped else _about(job, inspection, dials)),
        ),
        left_out=frozenset(_ONCE) if looped else frozenset(),
        reruns=not looped,
        unvaried=_unvaried(dials),
    )
    return CodeSubject(subject, inspection, dials, looped)


def _read(inspection: CodeInspection) -> tuple[Reservation, ...]:
    """Return where reading the file finds a look ahead, which no sample of places can rule out."""
    found = [one for one in inspection.errors if one.code.startswith("lookahead-")]
    if not found:
        return ()
    told = [
        say.LINE(line=counted(one.line, grouped=False), message=english(one.message))
        for one in found[:_MOST_LINES]
    ]
    lines, more = listed(told, "semicolon"), len(found) - _MOST_LINES
    said = (
        say.READ_AHEAD_MORE(lines=lines, count=counted(more, grouped=False))
        if more > 0
        else say.READ_AHEAD(lines=lines)
    )
    return (reservation(("bias",), said, blocks=True),)


def _about_loop(reason: str) -> tuple[Reservation, ...]:
    """Return what is to be said where Freqtrade trades the strategy, in the strategy's process."""
    return (
        reservation(
            ("significance", "montecarlo", "costs", "regimes", "dependence"),
            say.LOOPED(why=english(reason)),
            blocks=True,
        ),
        reservation(_ONCE, say.NOT_EXAMINED(), blocks=True),
    )


def _about(job: BacktestJob, inspection: CodeInspection, dials: Dials) -> tuple[Reservation, ...]:
    found = []
    if dials.fixed and dials.dials:
        said = say.WERE_NOT_VARIED(parameters=_fixed(dials))
        found.append(reservation(("sweep", "walkforward"), said, blocks=False))
    own = timeframe_minutes(job.timeframe)
    finer = [one for one in inspection.informative_timeframes if timeframe_minutes(one) < own]
    if finer:
        said = say.FINER(timeframes=listed([name(one) for one in finer], "comma"))
        found.append(reservation(("noise",), said, blocks=False))
    return tuple(found)


def _unvaried(dials: Dials) -> tuple[Said, ...]:
    """Return why there is nothing to vary."""
    if not dials.fixed:
        return (say.NOTHING_DECLARED(),)
    return say.NOTHING_DECLARED(), say.NOT_VARIED(parameters=_fixed(dials))


def _fixed(dials: Dials) -> Part:
    return listed(
        [say.FIXED(name=name(each), why=why) for each, why in dials.fixed.items()], "semicolon"
    )


class Looped(OnSession):
    """A strategy that Freqtrade's own loop traded: its trades as they are, and nothing else."""

    def __init__(self, session: HandedSession, trades: Callable[[], Sequence[Trade]]) -> None:
        """Take candles and money from ``session``; ``trades`` are asked for once."""
        super().__init__(session)
        self._trades = trades

    @cached_property
    def _ledger(self) -> Ledger:
        job = self.session.job
        return ledger_of(self._trades(), job.pairs, job.balance)

    def run(
        self,
        values: Mapping[str, float] | None = None,
        *,
        start: datetime | None = None,
        stop: datetime | None = None,
        fee: float | None = None,
        candles: Sequence[Candles] | None = None,
    ) -> Ledger:
        """Return Freqtrade's trades; there are no others.

        Raises:
            ValueError: others are asked for.
        """
        if values or (start, stop, fee, candles) != (None, None, None, None):
            msg = "what Freqtrade's own loop traded is not traded again"
            raise ValueError(msg)
        return self._ledger


def strategy_of(job: BacktestJob) -> CodeStrategy:
    """Return the strategy of ``job``, which is code."""
    if job.strategy.kind != "code":
        msg = "a typed strategy is examined without a process of its own"
        raise ValueError(msg)
    return job.strategy
