"""The outcome of a robustness check as one document: what page, terminal and certificate show.

Ratios are fractions (0.05 is 5 %), of the starting balance where they are profits. No figure
depends on the clock, on the machine or on how the work was dealt out.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from hypertrade.domain.base import Document
from hypertrade.domain.told import Told
from hypertrade.robustness.heat import HeatMap
from hypertrade.robustness.plan import CheckName, Plan
from hypertrade.robustness.statistics.documents import (
    Costs,
    Dependence,
    MonteCarlo,
    NoiseTest,
    Overfitting,
    Plateau,
    Regimes,
    Significance,
    WalkForward,
)
from hypertrade.robustness.statistics.verdict import Verdict
from hypertrade.robustness.units import BiasDone, RunDone
from hypertrade.robustness.windows import Mode

Overall = Literal["passes", "doubtful", "fails"]


class Check(Document):
    """One line of the summary: a check, its verdict and its most telling figure.

    A ``decisive`` check alone can make the whole fail. ``figure_told`` is the figure as data.
    """

    name: CheckName
    title: str
    figure: str
    figure_told: Told | None = None
    verdict: Verdict
    decisive: bool


class Reservation(Document):
    """What could not be examined as it should be, of which checks, and why.

    One that ``blocks`` keeps the whole from passing. ``told`` is ``text`` as data.
    """

    checks: tuple[CheckName, ...]
    text: str
    told: tuple[Told, ...] = ()
    blocks: bool


class Identity(Document):
    """What the result depends on; hashes are SHA-256. Equal ones give equal figures."""

    strategy: str
    family: str
    candles: str
    settings: str
    plan: str
    engine: str
    engine_version: str
    hypertrade_version: str


class StrategyView(Document):
    """The strategy as the report names it; ``suggested`` tunables were not its author's.

    ``labels`` name the values of tunables that are no numbers, by their places.
    """

    kind: Literal["spec", "code"] = "spec"
    name: str
    reading: str
    tunables: tuple[str, ...]
    suggested: bool
    labels: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class MarketView(Document):
    """Where, over what time and with what money it was examined."""

    exchange: str
    trading_mode: str
    pairs: tuple[str, ...]
    timeframe: str
    start: datetime
    stop: datetime
    currency: str
    balance: float
    fee: float
    slippage: float
    synthetic: bool


class Base(Document):
    """The run of the strategy as it is, which everything else is compared with.

    ``sharpe_year`` is of the daily returns of the balance, times the root of 365.
    """

    trades: int
    profit: float
    profit_abs: float
    drawdown: float
    sharpe_year: float


class AxisView(Document):
    """A tunable and the values it may take."""

    name: str
    values: tuple[float, ...]
    default: float


class Table(Document):
    """The variants as columns, one entry a variant; the first is the strategy as it is.

    ``points`` index the axes' values. ``score`` is ``null`` with too few trades, ``problem`` says
    why a variant could not be run.
    """

    points: tuple[tuple[int, ...], ...]
    trades: tuple[int, ...]
    profit: tuple[float, ...]
    drawdown: tuple[float, ...]
    sharpe: tuple[float, ...]
    score: tuple[float | None, ...]
    problem: tuple[str, ...]


class Sweep(Document):
    """Every variant tried, the map of them, the plateau, and the chance of having overfitted."""

    search: Literal["grid", "random", "optuna"]
    grid: int
    axes: tuple[AxisView, ...]
    table: Table
    best: int | None
    earning: float
    heat: HeatMap | None
    plateau: Plateau
    overfitting: Overfitting


class Curve(Document):
    """A balance over days; ``value`` starts at 1."""

    day: tuple[date, ...]
    value: tuple[float, ...]


class Walk(Document):
    """A walk-forward of one kind; ``default_profit`` is the unchanged strategy's, per window."""

    mode: Mode
    result: WalkForward
    default_profit: tuple[float, ...]
    curve: Curve


class Bias(Document):
    """What recomputing columns on cut data showed, pair by pair."""

    pairs: tuple[BiasDone, ...]
    lookahead: Verdict
    warmup: Verdict


class Trials(Document):
    """What the significance was deflated by: every variant ever tried.

    ``earlier`` are the Sharpe ratios per day of those on record that this check did not try again
    (``null`` where one never traded); ``here`` is how many it tried itself.
    """

    earlier: tuple[float | None, ...]
    here: int


class Report(Document):
    """The whole outcome; a part is ``null`` where its check was not asked for.

    ``reasons_told`` are the ``reasons``, one by one, as data.
    """

    version: Literal[1] = 1
    overall: Overall
    reasons: tuple[str, ...]
    reasons_told: tuple[Told, ...] = ()
    checks: tuple[Check, ...]
    reservations: tuple[Reservation, ...] = ()
    identity: Identity
    strategy: StrategyView
    market: MarketView
    plan: Plan
    base: Base
    bias: Bias | None = None
    trials: Trials | None = None
    significance: Significance | None = None
    sweep: Sweep | None = None
    walks: tuple[Walk, ...] = ()
    monte_carlo: tuple[MonteCarlo, ...] = ()
    noise: NoiseTest | None = None
    costs: Costs | None = None
    fee_runs: tuple[RunDone, ...] = ()
    regimes: Regimes | None = None
    dependence: Dependence | None = None
    job: dict[str, Any]
