"""What robustness needs of whatever runs a strategy: declared here, met by ``backtesting``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hypertrade.arrays import Candles
    from hypertrade.engine.model import Account, Ledger, MarketData
    from hypertrade.strategy.spec import StrategySpec

MS_PER_DAY = 86_400_000


class Simulator(Protocol):
    """Runs variants of one strategy over one market; ``hypertrade.backtesting.Session`` is one."""

    @property
    def market(self) -> MarketData:
        """The pairs and their candles."""
        ...

    @property
    def account(self) -> Account:
        """With what money; its ``fee`` is a fraction per side."""
        ...

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

        Args:
            values: tunables by name; missing ones keep their defaults.
            start: begin of the trading window (UTC); its warm-up is taken from before it.
            stop: its end; the candle that opens then is the last, as in Freqtrade's ranges.
            fee: a fraction per side, instead of the account's.
            candles: other candles for the pairs, in their order and of their lengths.

        Raises:
            Invalid: these values contradict each other.
        """
        ...


class SpecSimulator(Simulator, Protocol):
    """A simulator of a typed strategy."""

    @property
    def spec(self) -> StrategySpec:
        """The strategy, its tunables included."""
        ...


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of time in UTC milliseconds."""

    start: int
    stop: int

    @property
    def days(self) -> float:
        """Return its length in days."""
        return (self.stop - self.start) / MS_PER_DAY

    @property
    def dates(self) -> tuple[datetime, datetime]:
        """Return both ends as UTC datetimes."""
        return utc(self.start), utc(self.stop)


def utc(milliseconds: int) -> datetime:
    """Return UTC milliseconds as a datetime."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def trading_span(market: MarketData) -> Span:
    """Return the range in which the run's pairs may trade, warm-up left out."""
    candles = [pair.candles for pair in market.pairs]
    return Span(
        min(one.opens_at(one.begin) for one in candles),
        max(one.opens_at(one.end) for one in candles),
    )
