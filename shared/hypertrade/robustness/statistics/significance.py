"""Can the result be told from luck, given every variant that was ever tried?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.domain.errors import Invalid
from hypertrade.domain.telling import Part, Said, counted, number, percent
from hypertrade.results.document import LOW_SAMPLE
from hypertrade.results.formulas import DAYS_PER_YEAR, p_value
from hypertrade.robustness.statistics import sentences as say
from hypertrade.robustness.statistics import sharpe as ratios
from hypertrade.robustness.statistics.documents import Interval, Significance
from hypertrade.robustness.statistics.verdict import judged, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hypertrade.robustness.statistics.sample import Sample
    from hypertrade.robustness.statistics.verdict import Level, Verdict

    Floats = NDArray[np.float64]

CONFIDENCE = 0.95
LIKELIER_LUCK = 0.5
DRAWS = 10_000
YEAR = math.sqrt(DAYS_PER_YEAR)
FEWEST = 2


def significance(
    sample: Sample,
    *,
    trials: int = 1,
    trial_sharpes: Sequence[float] | Floats | None = None,
    trial_returns: Floats | None = None,
    seed: int = 0,
) -> Significance:
    """Return how the run's Sharpe ratio and mean trade stand against luck.

    The deflated Sharpe ratio (Bailey and Lopez de Prado 2014) is the probabilistic one against the
    best that so many worthless variants are expected to show. What their Sharpe ratios' variance is
    then taken to be: that of ``trial_sharpes``, as in the paper; or, where the returns are known,
    (1 - r) / (days - 1), which chance gives worthless variants of mean correlation r, so that bad
    variants in a sweep do not count against a good one; or, with neither, 1 / (days - 1). N is
    always the number of trials, since a variance of what correlated variants do not share has
    accounted for the correlation already. With the paper's effective number as well, 7 % of the
    best of 20 or 100 worthless variants with r = 0.9 passed at 95 %; so 4 % do.

    Args:
        sample: The run's trades.
        trials: Every variant ever tried for this strategy, this one included.
        trial_sharpes: Sharpe ratios per day of those on record, shape (n,).
        trial_returns: Their daily returns, shape (days, n), to tell how alike they are.
        seed: Of the bootstrap.

    Raises:
        Invalid: ``trials`` is below 1.
    """
    if trials < 1:
        raise Invalid(
            f"{trials} trials cannot have led to this run",
            field="trials",
            remedy="Count the run itself: give at least 1.",
        )
    returns = sample.daily_returns()
    sharpes = np.asarray(() if trial_sharpes is None else trial_sharpes, dtype=float)
    sharpes = sharpes[np.isfinite(sharpes)]
    if trial_returns is not None and trial_returns.ndim != 2:  # noqa: PLR2004 - a list of no variants
        trial_returns = None
    alike = None if trial_returns is None else ratios.mean_correlation(trial_returns)
    trials = max(trials, len(sharpes), 0 if trial_returns is None else trial_returns.shape[1])
    effective = ratios.effective_trials(alike or 0.0, trials)
    result = Significance(
        trades=len(sample),
        low_sample=len(sample) < LOW_SAMPLE,
        days=len(returns),
        confidence=CONFIDENCE,
        trials=trials,
        effective_trials=effective,
        verdict=unknown(say.SIGNIFICANCE_FEW()),
    )
    if len(sample) < FEWEST:
        return result
    result = result.model_copy(update=_of_trades(sample, seed))
    found = ratios.moments(returns)
    if found is None:
        return result.model_copy(update={"verdict": unknown(say.SAME_DAYS())})
    by_chance = 1 / math.sqrt(found.count - 1)
    if alike is not None:
        deviation = math.sqrt(1 - alike) * by_chance
    else:
        deviation = float(sharpes.std(ddof=1)) if len(sharpes) >= FEWEST else by_chance
    best = ratios.expected_best(trials, deviation)
    psr = ratios.probabilistic(found)
    result = result.model_copy(
        update={
            "sharpe": found.sharpe,
            "sharpe_year": _yearly(found.sharpe, returns),
            "skewness": found.skewness,
            "kurtosis": found.kurtosis,
            "psr": psr,
            "min_days": ratios.min_track_length(found, 0.0, CONFIDENCE),
            "expected_best": best,
            "dsr": ratios.probabilistic(found, best),
            "min_days_deflated": ratios.min_track_length(found, best, CONFIDENCE),
            **_haircut(found.sharpe, psr, effective),
        }
    )
    return result.model_copy(update={"verdict": _verdict(result)})


def bootstrap_p_value(values: Floats, *, draws: int = DRAWS, seed: int = 0) -> float | None:
    """Return how often the mean of ``values`` would look this good if it were truly 0.

    Studentised bootstrap of the centred values, one-sided: Efron and Tibshirani 1993, "An
    Introduction to the Bootstrap", section 16.4. ``None`` if fewer than two values, or all equal.
    """
    if ratios.daily_sharpe(values) is None:
        return None
    spread = float(values.std(ddof=1))
    from hypertrade.robustness.statistics.paths import count_better

    mean = float(values.mean())
    above = count_better(values - mean, mean / spread, draws, seed)
    # One more for the sample itself: no finite number of draws shows a probability of 0.
    return (above + 1) / (draws + 1)


def _of_trades(sample: Sample, seed: int) -> dict[str, object]:
    from statsmodels.stats.proportion import proportion_confint

    # The report's t-test is two-sided; half of it asks only whether the mean is above 0.
    two_sided = p_value(sample.profit_abs, sample.balance)
    half = two_sided / 2
    wins, count = int((sample.profit_ratio > 0).sum()), len(sample)
    low, high = proportion_confint(wins, count, alpha=1 - CONFIDENCE, method="wilson")
    return {
        "p_value": half if sample.profit_abs.sum() > 0 else 1 - half,
        "p_bootstrap": bootstrap_p_value(sample.profit_abs, seed=seed),
        "winrate": Interval(
            value=wins / count, low=float(low), high=float(high), confidence=CONFIDENCE
        ),
    }


def _yearly(sharpe: float, returns: Floats) -> Interval | None:
    reach = ratios.sharpe_interval(returns, CONFIDENCE)
    if reach is None:
        return None
    low, high = reach
    return Interval(value=sharpe * YEAR, low=low * YEAR, high=high * YEAR, confidence=CONFIDENCE)


def _haircut(sharpe: float, psr: float | None, trials: float) -> dict[str, float | None]:
    """Return the p-value times the trials, and the Sharpe ratio a single try would have had.

    Bonferroni's adjustment, of Harvey and Liu 2015, "Backtesting", Journal of Portfolio Management
    42; here one-sided and by the probabilistic Sharpe ratio. No ratio is left of a p-value of a
    half or more.
    """
    if psr is None:
        return {}
    from scipy.special import ndtri

    adjusted = min((1 - psr) * trials, 1.0)
    before, after = float(ndtri(psr)), float(ndtri(1 - adjusted))
    if sharpe <= 0 or after <= 0:
        left = min(sharpe, 0.0)
    elif math.isfinite(before) and math.isfinite(after):
        left = sharpe * after / before
    else:
        left = sharpe  # so far from luck that no count of trials matters
    return {"p_adjusted": adjusted, "haircut_sharpe_year": left * YEAR}


def _verdict(result: Significance) -> Verdict:
    if result.sharpe is None or result.dsr is None or result.expected_best is None:
        return unknown(say.ALIKE())
    year, dsr = result.sharpe * YEAR, result.dsr
    if year <= 0:
        return judged("bad", say.NO_EDGE(sharpe=number(year)), trades=result.trades)
    # Each test has distributions on which it passes luck too often; not all have the same.
    p_trades = max(
        1.0 if result.p_bootstrap is None else result.p_bootstrap,
        1.0 if result.p_value is None else result.p_value,
    )
    level: Level = "doubtful"
    if dsr >= CONFIDENCE and p_trades <= 1 - CONFIDENCE:
        level = "good"
    elif dsr < LIKELIER_LUCK:
        level = "bad"
    if result.trials == 1:
        said = [say.ONE_TRY(sharpe=number(year), luck=_share(1 - dsr))]
    else:
        one = say.MANY_TRIES(
            count=counted(result.trials),
            expected=number(result.expected_best * YEAR),
            sharpe=number(year),
            luck=_share(1 - dsr),
        )
        said = [one]
    needed = result.min_days_deflated
    if needed is not None and needed > result.days:
        said.append(say.LONGER(count=counted(math.ceil(needed)), days=counted(result.days)))
    elif level == "doubtful" and dsr >= CONFIDENCE:
        said.append(say.MEAN_IS_ZERO(p=number(p_trades)))
    return judged(level, *said, trades=result.trades)


def _share(value: float) -> Part | Said:
    least = 0.001
    return say.LESS_THAN(share=percent(least, 1)) if value < least else percent(value, 1)
