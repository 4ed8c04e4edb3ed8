"""One walk-forward window: the best variant in sample, and what it did out of sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid
from hypertrade.robustness.objectives import score
from hypertrade.robustness.space import draw
from hypertrade.robustness.sweep import best_of
from hypertrade.robustness.units import WindowDone
from hypertrade.robustness.windows import splits

if TYPE_CHECKING:
    from hypertrade.robustness.outcomes import Outcome
    from hypertrade.robustness.plan import Plan
    from hypertrade.robustness.simulator import Span
    from hypertrade.robustness.space import Point
    from hypertrade.robustness.subject import Subject
    from hypertrade.robustness.units import WindowUnit


def run_window(subject: Subject, plan: Plan, unit: WindowUnit) -> WindowDone:
    """Try every candidate in sample and run the best one out of sample.

    Candidates are the same in every window. Where none trades enough in sample, the strategy stays
    as it is.
    """
    step = subject.candle_minutes * 60_000
    split = splits(subject.span, step, plan, unit.mode)[unit.number]
    needed = max(1, round(plan.min_trades * split.inside.days / subject.span.days))
    outcomes: dict[Point, Outcome] = {}
    for point in draw(subject.space, plan.walk_trials, plan.seed):
        outcome = _try(subject, point, split.inside)
        if outcome is not None:
            outcomes[point] = outcome
    scores = {point: score(one, plan.objective, needed) for point, one in outcomes.items()}
    default = subject.space.default
    chosen = best_of(scores) or default
    values = subject.space.values(chosen)
    inside, outside = outcomes[chosen], subject.outcome(values, span=split.outside)
    as_is = outside if chosen == default else subject.outcome(span=split.outside)
    return WindowDone(
        mode=unit.mode,
        number=unit.number,
        in_start=split.inside.start,
        in_stop=split.inside.stop,
        out_start=split.outside.start,
        out_stop=split.outside.stop,
        values=values,
        in_profit=inside.profit,
        in_trades=inside.trades,
        out_profit=outside.profit,
        out_trades=outside.trades,
        default_profit=as_is.profit,
        daily=tuple(outside.daily.tolist()),
        in_daily=tuple(inside.daily.tolist()),
    )


def _try(subject: Subject, point: Point, span: Span) -> Outcome | None:
    try:
        return subject.outcome(subject.space.values(point), span=span)
    except Invalid:
        if point == subject.space.default:
            raise
        return None  # these values contradict each other; the sweep says so
