"""From the pieces' results to the parts of the report."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import numpy as np

from hypertrade.robustness.heat import heat_map
from hypertrade.robustness.report import AxisView, Curve, Sweep, Table, Walk
from hypertrade.robustness.simulator import utc
from hypertrade.robustness.statistics.documents import Window
from hypertrade.robustness.windows import MODES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hypertrade.robustness.plan import Plan
    from hypertrade.robustness.statistics.documents import NoiseTest
    from hypertrade.robustness.subject import Subject
    from hypertrade.robustness.units import RunDone, Variant, WindowDone
    from hypertrade.robustness.windows import Mode


def distinct(variants: Sequence[Variant]) -> list[Variant]:
    """Return each point once, the first of equals: islands may meet."""
    return list({one.point: one for one in reversed(variants)}.values())[::-1]


def daily_matrix(variants: Sequence[Variant]) -> NDArray[np.float64]:
    """Return the daily returns of the variants that could be run, shape (days, variants)."""
    return np.array([one.daily for one in variants if not one.problem]).T


def sweep_of(subject: Subject, plan: Plan, variants: Sequence[Variant]) -> Sweep:
    """Return the sweep's part; the first of ``variants`` is the strategy as it is."""
    from hypertrade.robustness.statistics.overfitting import overfitting
    from hypertrade.robustness.statistics.plateau import plateau
    from hypertrade.robustness.statistics.verdict import unknown

    space = subject.space
    ran = [one for one in variants if not one.problem]
    scored = [at for at, one in enumerate(variants) if one.score is not None]
    nothing = unknown(*subject.unvaried)
    varied = bool(space.axes)
    peak = plateau(
        np.array([one.point for one in ran], dtype=float).reshape(len(ran), len(space.axes)),
        np.array([np.nan if one.score is None else one.score for one in ran]),
        np.array([one.profit for one in ran]),
        chosen=0,
    )
    over = overfitting(daily_matrix(variants))
    best = max(scored, key=lambda at: variants[at].score or 0.0, default=None)
    return Sweep(
        search=search_of(plan, space.size),
        grid=space.size,
        axes=tuple(
            AxisView(name=axis.name, values=axis.values, default=axis.values[axis.default])
            for axis in space.axes
        ),
        table=_table(variants),
        best=best,
        earning=sum(one.profit > 0 for one in ran) / max(len(ran), 1),
        heat=heat_map(space, variants, plan.heat),
        plateau=peak if varied else peak.model_copy(update={"verdict": nothing}),
        overfitting=over if varied else over.model_copy(update={"verdict": nothing}),
    )


def search_of(plan: Plan, size: int) -> Literal["grid", "random", "optuna"]:
    """Return how the variants of a grid of ``size`` points were found."""
    if size <= plan.trials:
        return "grid"
    return "optuna" if plan.search == "optuna" else "random"


def _table(variants: Sequence[Variant]) -> Table:
    return Table(
        points=tuple(one.point for one in variants),
        trades=tuple(one.trades for one in variants),
        profit=tuple(one.profit for one in variants),
        drawdown=tuple(one.drawdown for one in variants),
        sharpe=tuple(one.sharpe for one in variants),
        score=tuple(one.score for one in variants),
        problem=tuple(one.problem for one in variants),
    )


def walks_of(windows: Sequence[WindowDone]) -> tuple[Walk, ...]:
    """Return a walk-forward for each kind of window."""
    found = {mode: [one for one in windows if one.mode == mode] for mode in MODES}
    return tuple(_walk(mode, some) for mode, some in found.items() if some)


def _walk(mode: Mode, windows: Sequence[WindowDone]) -> Walk:
    from hypertrade.robustness.statistics.walkforward import walk_forward

    views = [
        Window(
            in_start=utc(one.in_start),
            in_stop=utc(one.in_stop),
            out_start=utc(one.out_start),
            out_stop=utc(one.out_stop),
            in_profit=one.in_profit,
            out_profit=one.out_profit,
            in_trades=one.in_trades,
            out_trades=one.out_trades,
            values=one.values,
        )
        for one in windows
    ]
    daily = np.concatenate([one.daily for one in windows])
    return Walk(
        mode=mode,
        result=walk_forward(views, out_returns=daily),
        default_profit=tuple(one.default_profit for one in windows),
        curve=_stitched(windows),
    )


def _stitched(windows: Sequence[WindowDone]) -> Curve:
    """Return the out-of-sample balance, each window going on where the one before ended.

    Days of embargo between two windows keep the balance as it is.
    """
    day = utc(windows[0].out_start).date()
    days, values = [day - timedelta(days=1)], [1.0]
    for one in windows:
        first = utc(one.out_start).date()
        while day < first:
            days.append(day)
            values.append(values[-1])
            day += timedelta(days=1)
        for change in one.daily:
            # Where a window ends and the next begins within one day, that day has two returns.
            days.append(max(day, first))
            values.append(values[-1] * (1 + change))
            day = max(day, first) + timedelta(days=1)
    return Curve(day=tuple(days), value=tuple(values))


def noise_of(profit: float, drawdown: float, reruns: Sequence[RunDone], plan: Plan) -> NoiseTest:
    """Return what reruns on jittered candles say."""
    from hypertrade.robustness.statistics.noise import noise_test

    return noise_test(
        profit=profit,
        drawdown=drawdown,
        profits=np.array([one.profit for one in reruns]),
        drawdowns=np.array([one.drawdown for one in reruns]),
        strength=plan.noise_strength,
    )
