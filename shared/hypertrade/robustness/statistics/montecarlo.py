"""Monte Carlo: what else could have come of the same trades, or of the same days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from hypertrade.domain.errors import Invalid
from hypertrade.domain.telling import percent
from hypertrade.robustness.statistics import sentences as say
from hypertrade.robustness.statistics.blocks import mean_block_length
from hypertrade.robustness.statistics.documents import Band, Fan, MonteCarlo
from hypertrade.robustness.statistics.verdict import Level, judged, unknown, worst

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hypertrade.results.drawdown import Underwater
    from hypertrade.robustness.statistics.sample import Sample
    from hypertrade.robustness.statistics.verdict import Verdict

    Floats = NDArray[np.float64]
    Method = Literal["shuffle", "resample", "blocks"]

PATHS = 10_000
RUIN = 0.5
"""Losing half of the starting balance counts as ruin: it takes a doubling to come back."""

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
POINTS = 100
DEEP, TOO_DEEP = 0.3, 0.5
"""Drawdowns that one in twenty histories exceeds: from here doubtful, from here bad."""
RUINOUS, TOO_RUINOUS = 0.01, 0.05
"""Probabilities of ruin: from here doubtful, from here bad."""
FEWEST = 2


def shuffled(
    sample: Sample, *, paths: int = PATHS, seed: int = 0, ruin_level: float = RUIN
) -> MonteCarlo:
    """Return what the same trades would have come to in another order.

    The total stays; the drawdown on the way is what order decides (a permutation of the trades;
    Aronson 2006, "Evidence-Based Technical Analysis", on Monte Carlo permutation).

    Raises:
        Invalid: ``paths`` is below 1 or ``ruin_level`` is not a fraction.
    """
    return _from_trades(sample, "shuffle", paths=paths, seed=seed, ruin_level=ruin_level)


def resampled(
    sample: Sample, *, paths: int = PATHS, seed: int = 0, ruin_level: float = RUIN
) -> MonteCarlo:
    """Return what as many trades drawn with replacement come to (Efron 1979, the bootstrap).

    Raises:
        Invalid: ``paths`` is below 1 or ``ruin_level`` is not a fraction.
    """
    return _from_trades(sample, "resample", paths=paths, seed=seed, ruin_level=ruin_level)


def block_bootstrap(
    sample: Sample,
    *,
    paths: int = PATHS,
    seed: int = 0,
    ruin_level: float = RUIN,
    block_days: float | None = None,
) -> MonteCarlo:
    """Return what as many days come to, drawn in blocks so that good and bad spells stay together.

    Stationary bootstrap of Politis and Romano 1994, "The stationary bootstrap", Journal of the
    American Statistical Association 89: blocks of geometric length, ``block_days`` on average
    (``None``: by ``blocks.mean_block_length``), round the end. Balance and drawdown are those at
    the days' ends.

    Raises:
        Invalid: ``paths`` is below 1, ``ruin_level`` no fraction or ``block_days`` below 1.
    """
    if block_days is not None and block_days < 1:
        raise Invalid(
            f"a block of {block_days} days is too short",
            field="block_days",
            remedy="Give at least 1, or nothing to have it chosen from the returns.",
        )
    if not len(sample):
        return _simulated(sample, "blocks", None, paths=paths, seed=seed, ruin_level=ruin_level)
    length = block_days or mean_block_length(sample.daily_returns())
    return _simulated(
        sample,
        "blocks",
        sample.daily_water(),
        paths=paths,
        seed=seed,
        ruin_level=ruin_level,
        block=length,
    )


def band(values: Floats) -> Band:
    """Return the 5 %, 50 % and 95 % quantiles of at least one value."""
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95)).tolist()
    return Band(low=low, middle=middle, high=high)


def _from_trades(
    sample: Sample, method: Method, *, paths: int, seed: int, ruin_level: float
) -> MonteCarlo:
    return _simulated(sample, method, sample.water(), paths=paths, seed=seed, ruin_level=ruin_level)


def _simulated(  # noqa: PLR0913 - the settings of one simulation
    sample: Sample,
    method: Method,
    water: Underwater | None,
    *,
    paths: int,
    seed: int,
    ruin_level: float,
    block: float | None = None,
) -> MonteCarlo:
    _check(paths, ruin_level)
    count = len(sample)
    if water is None or count < FEWEST:
        return MonteCarlo(
            method=method,
            trades=count,
            paths=0,
            seed=seed,
            compounding=sample.compounding,
            ruin_level=ruin_level,
            verdict=unknown(say.NOTHING_TO_SIMULATE()),
        )
    from hypertrade.robustness.statistics.paths import walk

    equity = sample.balance + water.cumulative
    steps = len(equity) - 1
    marks = np.unique(np.linspace(0, steps, min(steps, POINTS) + 1).round().astype(np.int64))
    finals, falls, lowest, noted = walk(
        _changes(equity, compounding=sample.compounding),
        float(sample.balance),
        sample.compounding,
        method == "shuffle",
        1.0 / (block or 1.0),
        paths,
        seed,
        marks,
    )
    observed = water.deepest(relative=True).relative
    profits = finals / sample.balance - 1
    # Sums in another order differ in their last digits: that is no other outcome.
    worse = float((falls >= observed - 1e-9).mean())
    result = MonteCarlo(
        method=method,
        trades=count,
        paths=paths,
        seed=seed,
        compounding=sample.compounding,
        block_days=block,
        observed_profit=float(equity[-1] / sample.balance - 1),
        observed_drawdown=observed,
        profit=band(profits),
        drawdown=band(falls),
        losing_paths=float((profits < 0).mean()),
        worse_drawdowns=worse,
        ruin_level=ruin_level,
        ruin=float((lowest <= sample.balance * (1 - ruin_level)).mean()),
        fan=Fan(
            step=tuple(marks.tolist()),
            quantiles=QUANTILES,
            curves=tuple(map(tuple, np.quantile(noted, QUANTILES, axis=0).tolist())),
            observed=tuple(equity[marks].tolist()),
        ),
        verdict=unknown(),
    )
    return result.model_copy(update={"verdict": _verdict(result)})


def _changes(equity: Floats, *, compounding: bool) -> Floats:
    change: Floats = np.diff(equity)
    if not compounding:
        return change
    before = equity[:-1]
    return np.divide(change, before, out=np.zeros_like(change), where=before > 0)


def _check(paths: int, ruin_level: float) -> None:
    if paths < 1:
        raise Invalid(f"{paths} paths are none", field="paths", remedy="Give at least 1.")
    if not 0 < ruin_level <= 1:
        raise Invalid(
            f"a loss of {ruin_level} is not a fraction of the balance",
            field="ruin_level",
            remedy="Give a fraction above 0 and up to 1, such as 0.5 for half of the balance.",
        )


def _verdict(result: MonteCarlo) -> Verdict:
    if result.drawdown is None or result.profit is None or result.ruin is None:
        return unknown(say.NOTHING_TO_SIMULATE())
    deep, ruin = result.drawdown.high, result.ruin
    falls: Level = "bad" if deep >= TOO_DEEP else "doubtful" if deep >= DEEP else "good"
    ruins: Level = "bad" if ruin >= TOO_RUINOUS else "doubtful" if ruin >= RUINOUS else "good"
    level = worst(falls, ruins)
    if result.method == "shuffle":
        said = say.SHUFFLED(
            deep=percent(deep, 1),
            fell=percent(result.observed_drawdown, 1),
            share=percent(result.worse_drawdowns, 0),
        )
    else:
        profit = result.profit
        level = worst(
            level, "good" if profit.low > 0 else "doubtful" if profit.middle > 0 else "bad"
        )
        drawn = say.RESAMPLED if result.method == "resample" else say.BLOCKS
        said = drawn(
            low=percent(profit.low, 1, signed=True),
            high=percent(profit.high, 1, signed=True),
            losing=percent(result.losing_paths, 0),
            deep=percent(deep, 1),
        )
    ruined = say.RUIN(share=percent(ruin, 1), part=percent(result.ruin_level, 0))
    told = (said, ruined) if ruins != "good" else (said,)
    return judged(level, *told, trades=result.trades)
