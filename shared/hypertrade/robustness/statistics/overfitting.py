"""Probability of backtest overfitting: does picking the best variant of a sweep help at all?"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

from hypertrade.domain.errors import Invalid
from hypertrade.domain.telling import counted, number, percent
from hypertrade.robustness.statistics import sentences as say
from hypertrade.robustness.statistics.documents import Overfitting
from hypertrade.robustness.statistics.montecarlo import band
from hypertrade.robustness.statistics.significance import YEAR
from hypertrade.robustness.statistics.verdict import judged, unknown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hypertrade.robustness.statistics.verdict import Level, Verdict

    Floats = NDArray[np.float64]

BLOCKS = 16
FEWEST_DAYS = 2
"""Per block."""
FEWEST_VARIANTS = 2
CLASSES = 10
UNLIKELY = 0.15
"""The best of ten worthless variants gets a lower ``pbo`` and ``loss`` in one case of twenty."""

NEVER = 0.01
LUCK, OFTEN = 0.5, 0.33
AT_ONCE = 2_000_000
"""Sharpe ratios held in memory at once."""


def overfitting(returns: Floats, *, blocks: int = BLOCKS) -> Overfitting:
    """Return how the best variant of one half of the days fares in the other half.

    Combinatorially symmetric cross-validation: the days are cut into ``blocks`` of equal length;
    every choice of half of them is in-sample once, the rest out-of-sample. Bailey, Borwein, Lopez
    de Prado and Zhu 2017, "The probability of backtest overfitting", Journal of Computational
    Finance 20, section 2. The measure is the Sharpe ratio; the rank of the winner among N variants
    is r / (N + 1), and the logit ln(rank / (1 - rank)) is at most 0 in the lower half. Days that
    fill no block are dropped from the start.

    Args:
        returns: Daily returns of every variant, shape (days, variants).
        blocks: An even number; fewer are taken if there are too few days.

    Raises:
        Invalid: ``blocks`` is odd or below 2.
    """
    if blocks < 2 or blocks % 2:  # noqa: PLR2004 - two halves
        raise Invalid(
            f"{blocks} blocks cannot be halved", field="blocks", remedy="Give an even number."
        )
    if returns.ndim != 2 or not returns.size:  # noqa: PLR2004 - a list of no variants has one axis
        returns = np.empty((0, 0))
    usable = returns[:, returns.std(axis=0) > 0] if len(returns) else returns
    days, variants = usable.shape
    blocks = min(blocks, days // FEWEST_DAYS // 2 * 2)
    result = Overfitting(
        variants=variants,
        days=days,
        blocks=blocks,
        combinations=0,
        verdict=unknown(say.NOTHING_TO_RANK()),
    )
    if variants < FEWEST_VARIANTS:
        return result
    if blocks < FEWEST_VARIANTS:
        few = unknown(say.FEW_DAYS(count=counted(days)))
        return result.model_copy(update={"verdict": few})
    inside, outside, ranks = _winners(usable, blocks)
    pbo = float((ranks <= 0.5).mean())  # noqa: PLR2004 - the lower half
    loss = float((outside < 0).mean())
    spread = float(inside.var())
    slope = float(((inside - inside.mean()) * outside).mean()) / spread if spread > 0 else None
    classes = np.minimum((ranks * CLASSES).astype(np.int64), CLASSES - 1)
    return result.model_copy(
        update={
            "combinations": len(ranks),
            "pbo": pbo,
            "loss": loss,
            "slope": slope,
            "in_sample": band(inside * YEAR),
            "out_of_sample": band(outside * YEAR),
            "ranks": tuple(np.bincount(classes, minlength=CLASSES).tolist()),
            "verdict": _verdict(pbo, loss, variants, float(np.median(outside)) * YEAR),
        }
    )


def _winners(returns: Floats, blocks: int) -> tuple[Floats, Floats, Floats]:
    """Return the winner's Sharpe ratio in and out of sample, and its rank there, shape (c,) each.

    All sums over a half follow from sums over blocks, so that no half is ever put together.
    """
    days, variants = returns.shape
    length = days // blocks
    cut = returns[days - length * blocks :].reshape(blocks, length, variants)
    # Sums of squares about a common mean lose no digits where the mean is far from 0.
    cut = cut - cut.mean(axis=(0, 1))
    means = returns[days - length * blocks :].mean(axis=0)
    sums, squares = cut.sum(axis=1), (cut**2).sum(axis=1)
    halves = np.array(list(itertools.combinations(range(blocks), blocks // 2)))
    count = len(halves)
    chosen = np.zeros((count, blocks))
    chosen[np.arange(count)[:, None], halves] = 1.0
    inside, outside, ranks = np.empty(count), np.empty(count), np.empty(count)
    at_once = max(1, AT_ONCE // variants)
    for first in range(0, count, at_once):
        part = slice(first, first + at_once)
        best_in = _sharpes(chosen[part], sums, squares, means, length)
        out = _sharpes(1.0 - chosen[part], sums, squares, means, length)
        rows = np.arange(len(out))
        winner = best_in.argmax(axis=1)
        inside[part], outside[part] = best_in[rows, winner], out[rows, winner]
        below = (out < outside[part, None]).sum(axis=1)
        equal = (out == outside[part, None]).sum(axis=1)
        ranks[part] = (below + (equal + 1) / 2) / (variants + 1)
    return inside, outside, ranks


def _sharpes(chosen: Floats, sums: Floats, squares: Floats, means: Floats, length: int) -> Floats:
    count = float(chosen[0].sum()) * length
    centre = chosen @ sums / count
    spread = np.sqrt(np.maximum(chosen @ squares / count - centre**2, 0.0))
    ratios: Floats = np.divide(centre + means, spread, out=np.zeros_like(centre), where=spread > 0)
    return ratios


def _verdict(pbo: float, loss: float, variants: int, outside: float) -> Verdict:
    level: Level = "doubtful"
    # Where all variants are equally good, ranks are luck, and the choice does no harm.
    if (pbo <= UNLIKELY and loss <= UNLIKELY) or loss <= NEVER:
        level = "good"
    elif outside <= 0 or (pbo >= LUCK and loss >= OFTEN):
        level = "bad"
    said = say.PICKED(
        count=counted(variants),
        worse=percent(pbo, 0),
        lost=percent(loss, 0),
        sharpe=number(outside),
    )
    return judged(level, said)
