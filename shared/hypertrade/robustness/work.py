"""Doing one piece of work; the one place that knows every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.robustness import bias
from hypertrade.robustness.heat import check_wanted
from hypertrade.robustness.outcomes import outcome_of
from hypertrade.robustness.sweep import run_island, run_variant, sweep_units
from hypertrade.robustness.units import (
    BiasDone,
    BiasUnit,
    FeeUnit,
    IslandUnit,
    NoiseUnit,
    RunDone,
    VariantsDone,
    VariantUnit,
    WindowDone,
    WindowUnit,
)
from hypertrade.robustness.walkforward import run_window
from hypertrade.robustness.windows import MODES, splits

if TYPE_CHECKING:
    from hypertrade.robustness.outcomes import Outcome
    from hypertrade.robustness.plan import Plan
    from hypertrade.robustness.subject import Subject

Work = VariantUnit | IslandUnit | WindowUnit | NoiseUnit | FeeUnit | BiasUnit
Result = VariantsDone | WindowDone | RunDone | BiasDone


def units_of(subject: Subject, plan: Plan) -> list[Work]:
    """Return every piece of work that ``plan`` asks for: a function of plan and data alone.

    Raises:
        Invalid: the plan does not fit the strategy or the range.
    """
    check_wanted(subject.space, plan.heat)
    asked = set(plan.checks) - subject.left_out
    found: list[Work] = []
    if "walkforward" in asked:
        # Long pieces first, so that no worker is left alone with one at the end.
        step = subject.candle_minutes * 60_000
        for mode in MODES:
            count = len(splits(subject.span, step, plan, mode))
            found += [WindowUnit(mode=mode, number=number) for number in range(count)]
    if "bias" in asked and subject.has_columns:
        found += [BiasUnit(pair=number) for number in range(len(subject.pairs))]
    if not subject.reruns:
        return found
    if {"sweep", "significance"} & asked:
        found += sweep_units(subject.space, plan)
    if "noise" in asked:
        found += [NoiseUnit(seed=plan.seed + number) for number in range(plan.noise_reruns)]
    if "costs" in asked:
        found += [FeeUnit(multiple=multiple) for multiple in plan.multiples]
    return found


def execute(subject: Subject, plan: Plan, unit: Work) -> Result:
    """Do ``unit``; errors of the strategy and the data come through as they are."""
    match unit:
        case VariantUnit():
            return VariantsDone(variants=(run_variant(subject, plan, unit.point),))
        case IslandUnit():
            return VariantsDone(variants=tuple(run_island(subject, plan, unit)))
        case WindowUnit():
            return run_window(subject, plan, unit)
        case NoiseUnit():
            return _noise(subject, plan, unit)
        case FeeUnit():
            return _fee(subject, unit)
        case BiasUnit():
            return _bias(subject, plan, unit)


def _noise(subject: Subject, plan: Plan, unit: NoiseUnit) -> RunDone:
    ledger = subject.with_noise(unit.seed, plan.noise_strength)
    return _done(outcome_of(subject.sample(ledger)), subject.simulator.account.fee)


def _fee(subject: Subject, unit: FeeUnit) -> RunDone:
    fee = subject.simulator.account.fee * unit.multiple
    return _done(subject.outcome(fee=fee), fee)


def _done(outcome: Outcome, fee: float) -> RunDone:
    return RunDone(trades=outcome.trades, profit=outcome.profit, drawdown=outcome.drawdown, fee=fee)


def _bias(subject: Subject, plan: Plan, unit: BiasUnit) -> BiasDone:
    source, rows = subject.look(unit.pair, plan.seed)
    # A cut keeps the rows before it: cut after the row that is looked at.
    found = bias.lookahead(source, [row + 1 for row in rows]) + bias.warmup(source, rows)
    return BiasDone(
        pair=source.pair, places=len(rows), startup=source.startup, findings=tuple(found)
    )
