"""The strategy under examination: its simulator, its grid, and runs of it as samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade.robustness.bias import places
from hypertrade.robustness.jitter import jittered
from hypertrade.robustness.outcomes import Outcome, outcome_of
from hypertrade.robustness.sentences import NO_NUMBER
from hypertrade.robustness.simulator import Span, trading_span, utc
from hypertrade.robustness.space import Space, space_of
from hypertrade.robustness.spec_source import SpecSource
from hypertrade.robustness.statistics.sample import Sample, sample_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hypertrade.arrays import Candles
    from hypertrade.backtesting import Session
    from hypertrade.domain.telling import Said
    from hypertrade.engine.model import Ledger
    from hypertrade.robustness.bias import SignalSource
    from hypertrade.robustness.plan import CheckName, Plan
    from hypertrade.robustness.report import Reservation
    from hypertrade.robustness.simulator import Simulator, SpecSimulator
    from hypertrade.robustness.units import Unit

    Prepare = Callable[[Plan, Sequence[Unit], Callable[[int, int], None]], None]
    """Takes the plan, the pieces of work, and who hears how many steps of how many are done."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A simulator and what follows from it; ``span`` is where it may trade.

    ``sources`` are the strategy's columns on a pair, by its number. What follows them is for
    strategies of which those do not say everything: ``looks`` gives a pair's columns and the rows
    to look at, by a seed; ``noise`` the trades on jittered candles, by seed and strength;
    ``prepare`` gets ready for pieces of work. ``reservations`` are about checks that cannot be
    made as they should be, those in ``left_out`` not at all. Without ``reruns`` the strategy runs
    as it is and in no other way. ``unvaried`` says why there is nothing to vary, if so.
    """

    simulator: Simulator
    space: Space
    span: Span
    pairs: tuple[str, ...]
    currency: str
    compounding: bool
    slippage: float
    sources: Callable[[int], SignalSource] | None = None
    looks: Callable[[int, int], tuple[SignalSource, list[int]]] | None = None
    noise: Callable[[int, float], Ledger] | None = None
    prepare: Prepare | None = None
    reservations: tuple[Reservation, ...] = ()
    left_out: frozenset[CheckName] = frozenset()
    reruns: bool = True
    unvaried: tuple[Said, ...] = (NO_NUMBER(),)

    @classmethod
    def of(
        cls,
        simulator: SpecSimulator,
        *,
        slippage: float = 0.0,
        sources: Callable[[int], SignalSource] | None = None,
    ) -> Subject:
        """Return ``simulator`` as a subject.

        Args:
            simulator: runs the strategy.
            slippage: a fraction by which every fill is worsened, as ``results.slippage`` does.
            sources: the strategy's columns on a pair, by its number.
        """
        market, spec = simulator.market, simulator.spec
        pairs = tuple(pair.rules.pair for pair in market.pairs)
        shared = spec.stake is not None and spec.stake.kind == "share"
        return cls(
            simulator=simulator,
            space=space_of(spec),
            span=trading_span(market),
            pairs=pairs,
            currency=pairs[0].rpartition("/")[2].partition(":")[0],
            compounding=shared or simulator.account.stake == "unlimited",
            slippage=slippage,
            sources=sources,
        )

    @property
    def candle_minutes(self) -> int:
        """The length of a candle in minutes."""
        return self.simulator.market.pairs[0].candles.step // 60_000

    @property
    def has_columns(self) -> bool:
        """Whether there are columns to compute again."""
        return self.sources is not None or self.looks is not None

    def look(self, pair: int, seed: int) -> tuple[SignalSource, list[int]]:
        """Return the columns of a pair, by its number, and the rows where to look at them again.

        Raises:
            ValueError: the strategy has no columns.
        """
        if self.looks is not None:
            return self.looks(pair, seed)
        if self.sources is None:
            msg = "a strategy without columns has nothing to recompute"
            raise ValueError(msg)
        source = self.sources(pair)
        return source, places(source, seed + pair)

    def with_noise(self, seed: int, strength: float) -> Ledger:
        """Return the trades on jittered candles."""
        if self.noise is not None:
            return self.noise(seed, strength)
        return self.run(candles=jittered(self.simulator.market, seed, strength))

    def run(
        self,
        values: Mapping[str, float] | None = None,
        *,
        span: Span | None = None,
        fee: float | None = None,
        candles: Sequence[Candles] | None = None,
    ) -> Ledger:
        """Run one variant, over ``span`` if one is given; errors as ``Simulator.run``."""
        start, stop = None, None
        if span:
            # A range's stop is its last candle's opening, as Freqtrade has it.
            step = self.candle_minutes * 60_000
            start, stop = utc(span.start), utc(span.stop - step)
        return self.simulator.run(values, start=start, stop=stop, fee=fee, candles=candles)

    def sample(
        self,
        ledger: Ledger,
        span: Span | None = None,
        fee: float | None = None,
        *,
        slipped: bool = True,
    ) -> Sample:
        """Return the trades of ``ledger``, which was run over ``span`` with ``fee``, as columns.

        Fills are worsened by the slippage unless ``slipped`` is false.
        """
        start, stop = (span or self.span).dates
        found = sample_of(
            ledger,
            pairs=self.pairs,
            start=start,
            stop=stop,
            currency=self.currency,
            compounding=self.compounding,
            fee=self.simulator.account.fee if fee is None else fee,
        )
        return found.slipped(self.slippage) if slipped and self.slippage else found

    def outcome(
        self,
        values: Mapping[str, float] | None = None,
        *,
        span: Span | None = None,
        fee: float | None = None,
    ) -> Outcome:
        """Run one variant and return its figures; errors as ``Simulator.run``."""
        return outcome_of(self.sample(self.run(values, span=span, fee=fee), span, fee))


def session_subject(session: Session) -> Subject:
    """Return the strategy of ``session`` as a subject, with what its job says about slippage."""
    higher = session.window().higher

    def source(number: int) -> SignalSource:
        return SpecSource(session.spec, session.market.pairs[number], higher[number])

    return Subject.of(session, slippage=session.job.slippage, sources=source)
