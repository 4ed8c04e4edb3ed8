"""Does the chosen variant stand on a plateau of good neighbours, or on a lonely peak?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hypertrade.domain.errors import Invalid
from hypertrade.domain.telling import counted, number, percent
from hypertrade.robustness.statistics import sentences as say
from hypertrade.robustness.statistics.documents import Neighbourhood, Plateau
from hypertrade.robustness.statistics.verdict import judged, unknown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hypertrade.domain.telling import Part, Said
    from hypertrade.robustness.statistics.verdict import Level, Verdict

    Floats = NDArray[np.float64]

EARNING, LOSING = 0.8, 0.5
"""Shares of neighbours that earn: from here good, below here bad."""
KEPT, LOST = 0.5, 0.2
"""Parts of the chosen score that the median neighbour keeps: from here good, below here bad."""
FEWEST = 2
ROWS = 256
ROUNDING = 1e-6
"""Steps are quotients of decimals: 3 steps may come as 2.9999999."""


def plateau(steps: Floats, scores: Floats, profits: Floats, chosen: int) -> Plateau:
    """Return how the variants around row ``chosen`` fare.

    Neighbours are those at most 1 (``near``) or 2 (``far``) steps away in every parameter. The idea
    of judging a point by its surroundings: Pardo 2008, "The Evaluation and Optimization of Trading
    Strategies", on the optimisation profile; the thresholds are our own.

    Args:
        steps: Each variant's parameters in units of the sweep's step, shape (v, k).
        scores: The sweep's objective, higher is better, shape (v,); NaN where there is none.
        profits: Total profit over the starting balance, shape (v,); above 0 earns.
        chosen: Row of the chosen variant.

    Raises:
        Invalid: the shapes differ, or ``chosen`` is no row.
    """
    count = len(scores)
    if len(steps) != count or len(profits) != count or not 0 <= chosen < max(count, 1):
        raise Invalid(
            f"{len(steps)} points, {count} scores, {len(profits)} profits and row {chosen} do not "
            "go together",
            field="scores",
            remedy="Give one point, score and profit a variant, and choose one of them.",
        )
    result = Plateau(
        variants=count,
        chosen=chosen,
        verdict=unknown(say.NO_NEIGHBOUR()),
    )
    finite = np.isfinite(scores)
    if not count or not finite[chosen]:
        return result
    scores = np.where(finite, scores, scores[finite].min())
    earns = np.nan_to_num(profits, nan=0.0) > 0
    away = np.abs(steps - steps[chosen]).max(axis=1, initial=0.0)
    near, far = (_around(away, scores, earns, chosen, reach) for reach in (1, 2))
    centre, level = _centre(steps, scores, away)
    result = result.model_copy(
        update={
            "chosen_score": float(scores[chosen]),
            "earning": float(earns.mean()),
            "near": near,
            "far": far,
            "centre": centre,
            "centre_score": level,
            "centre_distance": float(away[centre]),
        }
    )
    return result.model_copy(update={"verdict": _verdict(result)})


def _around(
    away: Floats, scores: Floats, earns: NDArray[np.bool_], chosen: int, reach: int
) -> Neighbourhood:
    mine = away <= reach + ROUNDING
    mine[chosen] = False
    count = int(mine.sum())
    if not count:
        return Neighbourhood(steps=reach, variants=0, earning=None, median_score=None, kept=None)
    median, score = float(np.median(scores[mine])), float(scores[chosen])
    return Neighbourhood(
        steps=reach,
        variants=count,
        earning=float(earns[mine].mean()),
        median_score=median,
        kept=median / score if score > 0 else None,
    )


def _centre(steps: Floats, scores: Floats, away: Floats) -> tuple[int, float]:
    """Return the row whose neighbourhood, itself included, has the best median, and that median.

    Of equals the better mean wins, then the one nearer to the chosen row. A row with fewer
    neighbours than half of the most has too few to be a centre, so that the corner of a grid is not
    taken for a plateau.
    """
    count = len(scores)
    medians, means, sizes = np.empty(count), np.empty(count), np.empty(count)
    for first in range(0, count, ROWS):
        part = steps[first : first + ROWS]
        close = np.abs(part[:, None, :] - steps[None, :, :]).max(axis=2, initial=0.0)
        for row, mine in enumerate(close <= 1 + ROUNDING, start=first):
            near = scores[mine]
            medians[row], means[row], sizes[row] = np.median(near), near.mean(), len(near)
    medians[sizes < sizes.max() / 2] = -np.inf
    centre = int(np.lexsort((away, -means, -medians))[0])
    return centre, float(medians[centre])


def _verdict(result: Plateau) -> Verdict:
    near, far = result.near, result.far
    around = near if near is not None and near.variants >= FEWEST else far
    if around is None or around.variants < FEWEST or around.earning is None:
        return unknown(say.FEW_NEIGHBOURS())
    near_ones: dict[str, Part | Said] = {
        "count": counted(around.variants),
        "steps": say.ONE_STEP() if around.steps == 1 else say.TWO_STEPS(),
        "earning": percent(around.earning, 0),
    }
    if around.kept is None:
        return judged("bad", say.NO_SCORE(**near_ones, score=number(result.chosen_score)))
    said = [say.NEIGHBOURS(**near_ones, kept=percent(around.kept, 0))]
    level: Level = "doubtful"
    if around.earning < LOSING or around.kept < LOST:
        level = "bad"
    elif around.earning >= EARNING and around.kept >= KEPT:
        level = "good"
    distance = result.centre_distance or 0.0
    if distance > 2 + ROUNDING:
        said.append(say.ELSEWHERE(distance=number(distance, 0)))
    return judged(level, *said)
