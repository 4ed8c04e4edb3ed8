"""The results of the statistical checks.

Ratios are fractions (0.05 is 5 %), of the starting balance where they are profits; money is in the
run's stake currency. A number that does not exist is ``null``. Each document carries a verdict.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from hypertrade.domain.base import Document
from hypertrade.results.document import Money, Ratio
from hypertrade.robustness.statistics.verdict import Verdict


class Band(Document):
    """What 5 %, 50 % and 95 % of the outcomes stay below."""

    low: float
    middle: float
    high: float


class Fan(Document):
    """How the balance spreads out along the simulated paths.

    ``step`` counts trades or days from 0; ``curves[i][j]`` is the balance that ``quantiles[i]`` of
    the paths stay below at ``step[j]``; ``observed[j]`` is the run's own balance there.
    """

    step: tuple[int, ...]
    quantiles: tuple[float, ...]
    curves: tuple[tuple[float, ...], ...]
    observed: tuple[float, ...]


class MonteCarlo(Document):
    """Outcomes of many simulated histories made of the run's own trades or days.

    ``method``: ``shuffle`` (the same trades in another order), ``resample`` (as many trades drawn
    with replacement), ``blocks`` (stretches of days drawn with replacement, ``block_days`` long on
    average). ``compounding``: gains and losses scale with the balance; without it they are amounts
    of money. ``drawdown`` is the deepest fall as a fraction of the balance's peak, and
    ``worse_drawdowns`` the share of paths that fell at least as deep as the run. ``ruin`` is the
    share of paths that ever lost ``ruin_level`` of the starting balance.
    """

    method: Literal["shuffle", "resample", "blocks"]
    trades: int
    paths: int
    seed: int
    compounding: bool
    block_days: float | None = None
    observed_profit: Ratio | None = None
    observed_drawdown: Ratio | None = None
    profit: Band | None = None
    drawdown: Band | None = None
    losing_paths: Ratio | None = None
    worse_drawdowns: Ratio | None = None
    ruin_level: Ratio
    ruin: Ratio | None = None
    fan: Fan | None = None
    verdict: Verdict


class NoiseTest(Document):
    """Reruns on candles whose prices were jittered by ``strength`` of each candle's own range.

    ``kept`` is the median rerun's profit over the run's own; ``null`` if that made none.
    """

    strength: Ratio
    reruns: int
    observed_profit: Ratio
    observed_drawdown: Ratio
    profit: Band | None = None
    drawdown: Band | None = None
    earning: Ratio | None = None
    kept: float | None = None
    verdict: Verdict


class CostPoint(Document):
    """The run's profit with its fees and slippage times ``multiple``."""

    multiple: float
    fee: Ratio
    slippage: Ratio
    profit_abs: Money
    profit: Ratio


class Costs(Document):
    """What higher costs leave of the profit; fees and slippage are fractions per fill.

    The fills' moments and amounts stay those of the run. ``break_even_slippage`` is the slippage
    per fill at which the profit is gone (with the run's fee), ``break_even_fee`` the fee (with the
    run's slippage), ``break_even_multiple`` how many times both costs; each ``null`` if the run
    loses as it stands, or if no cost below 100 % takes the profit away (``unbreakable``).
    """

    trades: int
    fills: int
    turnover: Money
    fee: Ratio
    slippage: Ratio
    gross_profit_abs: Money
    points: tuple[CostPoint, ...]
    break_even_slippage: Ratio | None = None
    break_even_fee: Ratio | None = None
    break_even_multiple: float | None = None
    unbreakable: bool = False
    verdict: Verdict


class Interval(Document):
    """A figure and the range that holds its true value with ``confidence``."""

    value: float
    low: float
    high: float
    confidence: float


class Significance(Document):
    """Whether the result can be told from luck, the number of variants tried included.

    Sharpe ratios are of the daily returns of the balance: ``sharpe`` per day, ``sharpe_year`` times
    the root of 365 (with its interval; not the report's ``sharpe``, which is Freqtrade's).
    ``psr``: probability that the true Sharpe ratio is above 0. ``dsr``: that it is above
    ``expected_best``, the Sharpe per day which the best of ``trials`` worthless variants would show
    (``effective_trials``: how many independent ones they amount to). ``min_days``: days of such
    returns needed before ``psr`` passes ``confidence`` (``min_days_deflated``: before ``dsr``
    does). ``p_value`` is the t-test's that the mean trade makes nothing against its making money,
    ``p_bootstrap`` the same by bootstrap. ``p_adjusted`` is (1 - ``psr``) times
    ``effective_trials``, and ``haircut_sharpe_year`` the yearly Sharpe ratio that would have had
    that p-value as a single try.
    """

    trades: int
    low_sample: bool
    days: int
    confidence: Ratio
    trials: int
    effective_trials: float
    sharpe: float | None = None
    sharpe_year: Interval | None = None
    skewness: float | None = None
    kurtosis: float | None = None
    psr: Ratio | None = None
    min_days: float | None = None
    expected_best: float | None = None
    dsr: Ratio | None = None
    min_days_deflated: float | None = None
    p_value: float | None = None
    p_bootstrap: float | None = None
    p_adjusted: float | None = None
    haircut_sharpe_year: float | None = None
    winrate: Interval | None = None
    verdict: Verdict


class Overfitting(Document):
    """Does the variant that was best in one half of the days stay good in the other half?

    ``pbo`` is the share of ``combinations`` of halves in which the in-sample winner ends in the
    lower half out of sample; ``loss`` the share in which it then loses money; ``slope`` that of its
    out-of-sample Sharpe on its in-sample Sharpe. ``in_sample`` and ``out_of_sample`` are bands of
    the winner's yearly Sharpe ratio. ``ranks`` counts the winner's out-of-sample rank in ten
    classes from worst to best.
    """

    variants: int
    days: int
    blocks: int
    combinations: int
    pbo: Ratio | None = None
    loss: Ratio | None = None
    slope: float | None = None
    in_sample: Band | None = None
    out_of_sample: Band | None = None
    ranks: tuple[int, ...] = ()
    verdict: Verdict


class Regime(Document):
    """The trades opened on days of one kind; ``share`` is their part of the total profit.

    ``sharpe_year`` is of the profit per day of such days, over the starting balance.
    """

    name: Literal["trending", "ranging", "high_volatility", "low_volatility", "unlabelled"]
    days: int
    trades: int
    winrate: Ratio | None
    profit_abs: Money
    profit: Ratio
    share: float | None
    sharpe_year: float | None


class Quarter(Document):
    """One calendar quarter, such as 2025Q3, and the trades closed in it."""

    name: str
    start: date
    trades: int
    profit_abs: Money
    profit: Ratio


class Regimes(Document):
    """In which markets the profit was made.

    Each day is labelled from what was known when it began. ``axes`` holds trending, ranging, high
    and low volatility, and days too early for a label. ``without_best`` is the profit without the
    best quarter.
    """

    trades: int
    window_days: int
    axes: tuple[Regime, ...] = ()
    quarters: tuple[Quarter, ...] = ()
    best: Quarter | None = None
    worst: Quarter | None = None
    best_share: float | None = None
    without_best: Ratio | None = None
    profitable_quarters: Ratio | None = None
    verdict: Verdict


class Without(Document):
    """The profit left when the ``trades`` most profitable trades are taken away."""

    share: Ratio
    trades: int
    profit_abs: Money
    profit: Ratio


class PairShare(Document):
    """One pair's trades; ``share`` is their part of the total profit, ``null`` without profit."""

    pair: str
    trades: int
    profit_abs: Money
    profit: Ratio
    share: float | None


class Dependence(Document):
    """How much hangs on a handful of trades, on one pair, and on the order of wins.

    ``gini`` and ``herfindahl`` are of the winning trades' profits: 0 and 1/n if all won alike, 1 if
    one won everything; ``effective_wins`` is 1 / Herfindahl. ``losing_streak`` is the longest run
    of trades without profit, ``expected_streak`` the mean longest run if wins fell independently,
    ``streak_chance`` how often it would then be at least as long.
    """

    trades: int
    profit_abs: Money
    profit: Ratio
    without: tuple[Without, ...] = ()
    trades_to_zero: int | None = None
    gini: float | None = None
    herfindahl: float | None = None
    effective_wins: float | None = None
    pairs: tuple[PairShare, ...] = ()
    without_best_pair: Ratio | None = None
    losing_streak: int = 0
    expected_streak: float | None = None
    streak_chance: Ratio | None = None
    verdict: Verdict


class Neighbourhood(Document):
    """The variants within ``steps`` steps of the chosen one in every parameter, itself excluded.

    ``kept`` is their median score over the chosen score, ``null`` unless that is above 0.
    """

    steps: int
    variants: int
    earning: Ratio | None
    median_score: float | None
    kept: float | None


class Plateau(Document):
    """Whether the chosen variant stands on a plateau or on a peak.

    Scores are the sweep's objective, higher is better. The centre is the variant whose own
    neighbourhood (one step, itself included) has the best median; ``centre_distance`` is how many
    steps the chosen one is away from it, in the parameter where it is farthest.
    """

    variants: int
    chosen: int
    chosen_score: float | None = None
    earning: Ratio | None = None
    near: Neighbourhood | None = None
    far: Neighbourhood | None = None
    centre: int | None = None
    centre_score: float | None = None
    centre_distance: float | None = None
    verdict: Verdict


class Window(Document):
    """One window of a walk-forward: chosen on the first part, judged on the second.

    Profits are fractions of the starting balance; ``values`` are the chosen tunables.
    """

    in_start: datetime
    in_stop: datetime
    out_start: datetime
    out_stop: datetime
    in_profit: Ratio
    out_profit: Ratio
    in_trades: int
    out_trades: int
    values: dict[str, float] = Field(default_factory=dict)


class WalkForward(Document):
    """In-sample against out-of-sample over all windows.

    ``in_year`` and ``out_year`` are profits per 365 days; ``efficiency`` is the second over the
    first, ``null`` unless the first is above 0. ``profitable`` is the share of windows that earned
    out of sample, ``best_share`` the best window's part of the whole out-of-sample profit.
    ``psr``: probability that the Sharpe ratio of all out-of-sample days is above 0.
    """

    windows: tuple[Window, ...]
    out_profit: Ratio | None = None
    out_trades: int = 0
    in_year: Ratio | None = None
    out_year: Ratio | None = None
    efficiency: float | None = None
    profitable: Ratio | None = None
    best_share: float | None = None
    psr: Ratio | None = None
    verdict: Verdict
