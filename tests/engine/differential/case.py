"""One case of the differential tests: a whole backtest as a small document."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from hypertrade.domain.backtest import BacktestJob, SpecStrategy
from hypertrade.domain.base import Document
from hypertrade.domain.market import Pair, Timeframe, Timerange, TradingMode
from hypertrade.markets.rules import MarketRules
from pydantic import Field

CASES = Path(__file__).with_name("cases")
"""Counter-examples that were found once, shrunk, and stay."""


class Candlestick(Document):
    """Prices of a random walk, all from ``seed``: the same document, the same candles.

    ``start`` is when the first candle opens; ``price`` the first price in quote currency; ``tick``
    what prices are rounded to (``None``: not at all), from ``coarse_after`` rows on ten times that;
    ``noise`` leaves the float noise of ``count * tick`` in. ``spread`` is the standard deviation of
    a candle's return, ``wick`` how far wicks reach in units of it. The others are chances per
    candle: of a missing candle, of a jump, of a run of flat candles, of no volume. Only the rows
    ``first`` up to ``last`` are kept. ``funding`` is the size of the funding rates, 0 for none
    stored; ``mark`` whether mark prices are stored; ``holes`` the chance of a rate to be missing.
    ``late`` is how many rows the detail candles begin after the others.
    """

    kind: Literal["walk"] = "walk"
    seed: int
    start: datetime
    rows: int
    price: float
    tick: float | None
    coarse_after: int | None = None
    noise: bool = False
    spread: float = 0.01
    wick: float = 1.0
    missing: float = 0.0
    jump: float = 0.0
    flat: float = 0.0
    silent: float = 0.0
    first: int = 0
    last: int | None = None
    funding: float = 0.0
    mark: bool = False
    holes: float = 0.0
    late: int = 0


class Recorded(Document):
    """Real candles: the rows from ``first`` up to ``last`` of ``NAME.feather``."""

    kind: Literal["real"] = "real"
    name: str
    start: datetime
    first: int = 0
    last: int | None = None
    rows: int
    funding: float = 0.0
    mark: bool = False
    holes: float = 0.0
    late: int = 0
    seed: int = 0


class PairCase(Document):
    """A pair, its candles and its market's rules."""

    pair: Pair
    candles: Candlestick | Recorded
    rules: MarketRules


class Case(Document):
    """A backtest: everything that a job has, and the candles and rules it runs on.

    ``tunables`` are parameters set to other than their defaults. With ``window`` the session loads
    all candles and is told ``start`` and ``stop`` when it runs, as a walk-forward does.
    """

    category: str
    seed: int
    exchange: str
    trading_mode: TradingMode = TradingMode.SPOT
    timeframe: Timeframe
    detail_timeframe: Timeframe | None = None
    pairs: tuple[PairCase, ...]
    spec: dict[str, Any]
    tunables: dict[str, float] = Field(default_factory=dict)
    stake: float | Literal["unlimited"] = 100.0
    balance: float = 1000.0
    max_open_trades: int = 3
    fee: float | None = None
    protections: bool | None = None
    start: datetime | None = None
    stop: datetime | None = None
    window: bool = False

    @property
    def name(self) -> str:
        """Return what the case is called in a report."""
        return f"{self.category}-{self.seed}"

    @property
    def futures(self) -> bool:
        """Whether it trades perpetuals."""
        return self.trading_mode is TradingMode.FUTURES

    def job(self) -> BacktestJob:
        """Return the job that a person would submit."""
        ranged = Timerange() if self.window else Timerange(start=self.start, stop=self.stop)
        return BacktestJob(
            id="differential",
            strategy=SpecStrategy(spec=self.spec),
            exchange=self.exchange,
            trading_mode=self.trading_mode,
            pairs=tuple(each.pair for each in self.pairs),
            timeframe=self.timeframe,
            detail_timeframe=self.detail_timeframe,
            timerange=ranged,
            stake=self.stake,
            balance=self.balance,
            max_open_trades=self.max_open_trades,
            fee=self.fee,
            protections=self.protections,
        )

    @property
    def needs_real_candles(self) -> bool:
        """Whether it runs on recorded candles."""
        return any(isinstance(each.candles, Recorded) for each in self.pairs)
