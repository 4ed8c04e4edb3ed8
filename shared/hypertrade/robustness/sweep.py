"""Trying variants: points of a grid, or a search by Optuna."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid
from hypertrade.robustness.objectives import NEVER, score
from hypertrade.robustness.outcomes import outcome_of
from hypertrade.robustness.space import draw
from hypertrade.robustness.units import IslandUnit, Variant, VariantUnit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypertrade.engine.model import Ledger
    from hypertrade.robustness.plan import Plan
    from hypertrade.robustness.space import Point, Space
    from hypertrade.robustness.subject import Subject

ISLANDS = 4
"""Searches that know nothing of each other; a fixed number, so that sharding changes nothing."""

_ISLAND_TRIALS = 20
"""Fewer trials than this leave Optuna's sampler hardly anything to learn from."""


def sweep_units(space: Space, plan: Plan) -> list[VariantUnit | IslandUnit]:
    """Return the variants to try; the first is the strategy as it is.

    Raises:
        Invalid: the whole grid is wanted and is larger than ``plan.trials``.
    """
    if plan.search == "grid" and space.size > plan.trials:
        raise Invalid(
            f"the grid has {space.size:,} points, and {plan.trials:,} trials are allowed",
            field="--trials",
            remedy=f"Use --trials {space.size}, or --search random.",
        )
    if plan.search != "optuna" or space.size <= plan.trials:
        return [VariantUnit(point=point) for point in draw(space, plan.trials, plan.seed)]
    # Half of the trials describe the neighbourhood and the grid at large, the others search.
    drawn = draw(space, plan.trials // 2, plan.seed)
    wanted = plan.trials - len(drawn)
    islands = max(1, min(ISLANDS, wanted // _ISLAND_TRIALS))
    return [
        *(VariantUnit(point=point) for point in drawn),
        *(
            IslandUnit(
                seed=plan.seed + number, trials=wanted // islands + (number < wanted % islands)
            )
            for number in range(islands)
        ),
    ]


def run_variant(subject: Subject, plan: Plan, point: Point) -> Variant:
    """Run one point of the grid over the whole time.

    Raises:
        Invalid: it is the strategy as it is, and cannot be run.
    """
    values = subject.space.values(point)
    try:
        ledger = subject.run(values)
    except Invalid as error:
        # Two tunables may contradict each other, such as a trailing stop's start and distance.
        if point == subject.space.default:
            raise
        return Variant(point=point, problem=str(error))
    return variant_of(subject, plan, point, ledger)


def variant_of(subject: Subject, plan: Plan, point: Point, ledger: Ledger) -> Variant:
    """Return the figures of ``ledger``, which the run of ``point`` over the whole time made."""
    outcome = outcome_of(subject.sample(ledger))
    worth = score(outcome, plan.objective, plan.min_trades)
    return Variant(
        point=point,
        trades=outcome.trades,
        profit=outcome.profit,
        drawdown=outcome.drawdown,
        sharpe=outcome.sharpe,
        score=None if worth == NEVER else worth,
        daily=tuple(outcome.daily.tolist()),
    )


def run_island(subject: Subject, plan: Plan, unit: IslandUnit) -> list[Variant]:
    """Search by Optuna's tree-structured Parzen estimator (Bergstra et al. 2011).

    The same seed tries the same variants; repeated ones are run once and reported once.
    """
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    study = optuna.create_study(
        direction="maximize", sampler=optuna.samplers.TPESampler(seed=unit.seed)
    )
    found: dict[Point, Variant] = {}
    for _ in range(unit.trials):
        trial = study.ask()
        point = tuple(
            trial.suggest_int(axis.name, 0, len(axis.values) - 1) for axis in subject.space.axes
        )
        if point not in found:
            found[point] = run_variant(subject, plan, point)
        worth = found[point].score
        study.tell(trial, _floor(found) if worth is None else worth)
    return list(found.values())


def _floor(found: Mapping[Point, Variant]) -> float:
    """Return a score below every real one: the search learns to stay away, and stays finite."""
    scores = [one.score for one in found.values() if one.score is not None]
    return min([*scores, 0.0]) - 1.0


def best_of(scores: Mapping[Point, float]) -> Point | None:
    """Return the point with the highest score, the earliest of equals; ``None`` if none counts."""
    best, chosen = -math.inf, None
    for point, worth in scores.items():
        if worth > best:
            best, chosen = worth, point
    return chosen
