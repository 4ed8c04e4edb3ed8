"""A backtest: the job that asks for it, the progress heard meanwhile, the run handed back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from hypertrade.domain.base import Document
from hypertrade.domain.market import Pair, Timeframe, Timerange, TradingMode
from hypertrade.domain.told import Told
from hypertrade.domain.trades import Trade


class SpecStrategy(Document):
    """A typed strategy, as the JSON of its spec: safe by construction.

    ``words`` is the text it was read from, ``assumptions`` what the reading had to assume: both are
    for the report, neither changes a trade.
    """

    kind: Literal["spec"] = "spec"
    spec: dict[str, Any]
    words: str | None = None
    assumptions: tuple[str, ...] = ()


class CodeStrategy(Document):
    """A user's Freqtrade file: never trusted, run confined.

    ``class_name`` picks one of several strategies in the file. ``parameters`` is the content of
    Freqtrade's parameter file beside it, if any.
    """

    kind: Literal["code"] = "code"
    source: str
    class_name: str | None = None
    parameters: dict[str, Any] | None = None


EngineChoice = Literal["auto", "fast", "freqtrade"]
"""HyperTrade's compiled engine, Freqtrade, or ``auto``: the first where it can, else the second."""

Strategy = Annotated[SpecStrategy | CodeStrategy, Field(discriminator="kind")]


class Limits(Document):
    """What one run may take; crossing one ends it with a clean error."""

    wall_seconds: int = Field(default=3600, ge=1)
    cpu_seconds: int = Field(default=3600, ge=1)
    memory_mb: int = Field(default=4096, ge=256)
    threads: int = Field(default=64, ge=1)
    output_mb: int = Field(default=512, ge=1)


class BacktestJob(Document):
    """One backtest, complete but for the candles, which the worker reads from its store.

    ``fee`` (a fraction per side) overrides the exchange's; ``slippage`` (a fraction per fill)
    worsens every fill in the report, since Freqtrade fills at the requested price. ``stake`` and
    ``balance`` are in the pairs' common quote currency. ``protections``: ``None`` means on for a
    spec that has some, off for code (as in Freqtrade). ``engine_reason`` says why whoever submits
    the job settled on Freqtrade, if anything but its own choice made it; it changes no trade.
    """

    version: Literal[1] = 1
    id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    strategy: Strategy
    exchange: str = Field(pattern=r"^[a-z0-9]+$")
    trading_mode: TradingMode = TradingMode.SPOT
    pairs: Annotated[tuple[Pair, ...], Field(min_length=1)]
    timeframe: Timeframe
    detail_timeframe: Timeframe | None = None
    timerange: Timerange = Timerange()
    stake: Annotated[float, Field(gt=0)] | Literal["unlimited"] = 100.0
    balance: float = Field(default=1000.0, gt=0)
    max_open_trades: int = Field(default=3, ge=-1)
    fee: float | None = Field(default=None, ge=0, lt=0.5)
    slippage: float = Field(default=0.0, ge=0, lt=0.5)
    protections: bool | None = None
    engine: EngineChoice = "auto"
    engine_reason: str = ""
    limits: Limits = Limits()


Stage = Literal["preparing", "loading", "indicators", "trading", "report"]


class Progress(Document):
    """How far a run is: within ``stage``, ``done`` of ``total`` candles, reached ``date``."""

    stage: Stage
    done: int = 0
    total: int = 0
    date: datetime | None = None


class ConditionCount(Document):
    """How often one condition of one rule held, over the candles where it could be judged."""

    rule: str
    role: Literal["entry", "exit", "filter"]
    condition: str
    depth: int
    true: int
    candles: int


class SignalCount(Document):
    """How many candles of a pair gave a signal, by tag."""

    pair: str
    signal: Literal["enter_long", "enter_short", "exit_long", "exit_short"]
    tag: str
    count: int


class EngineRun(Document):
    """What the engine hands back: trades and counts, before any metric. Dates are UTC.

    ``market`` is one point a day: the mean over pairs of the close relative to its first close (1.0
    at the start), for the comparison with buying and holding. ``market_change`` is Freqtrade's own
    figure (a fraction). ``told`` are the ``remarks`` as data, by their text, where they are known
    as such.
    """

    engine: str
    engine_version: str
    trades: tuple[Trade, ...]
    backtest_start: datetime
    backtest_end: datetime
    starting_balance: float
    final_balance: float
    stake_currency: str
    fee: float
    market_change: float
    candles_processed: int
    market: tuple[tuple[datetime, float], ...] = ()
    rejected_signals: int = 0
    timed_out_entries: int = 0
    timed_out_exits: int = 0
    canceled_entries: int = 0
    locks: int = 0
    signals: tuple[SignalCount, ...] = ()
    conditions: tuple[ConditionCount, ...] = ()
    remarks: tuple[str, ...] = ()
    told: dict[str, Told] = Field(default_factory=dict)


class Fingerprint(Document):
    """What a result depends on: equal fingerprints mean equal trades. Hashes are SHA-256.

    ``markets_source`` says of which date the market rules are and who says so. ``engine_reason``
    says in plain words why Freqtrade traded where HyperTrade's own engine could not.
    """

    strategy: str
    candles: str
    settings: str
    markets: str
    markets_source: str = ""
    engine: str
    engine_version: str
    engine_reason: str = ""
    hypertrade_version: str
    python_version: str
    confined: bool
    image: str | None = None


class Difference(Document):
    """One value in which two engines disagree; ``where`` is a path such as ``trades[3].amount``."""

    where: str
    ours: str
    theirs: str


class Verification(Document):
    """What running the same job on Freqtrade said about the result.

    ``trades`` and ``figures`` are how many of either were compared, every field of each;
    ``differences`` the first that were found, of ``different`` in all.
    """

    engine: str
    engine_version: str
    trades: int
    figures: int
    different: int = 0
    differences: tuple[Difference, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether every compared value was equal."""
        return not self.different
