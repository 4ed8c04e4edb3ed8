"""Doing one piece of work; the one place that knows every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.robustness import bias
from hypertrade.robustness.heat import check_wanted
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
    from collections.abc import Sequence

    from hypertrade.arrays import Candles
    from hypertrade.engine.model import PrecisionMode
    from hypertrade.robustness.plan import Plan
    from hypertrade.robustness.subject import Subject

Work = VariantUnit | IslandUnit | WindowUnit | NoiseUnit | FeeUnit | BiasUnit
Result = VariantsDone | WindowDone | RunDone | BiasDone

CUTS = 24
"""Places a pair where columns are computed again."""


def units_of(subject: Subject, plan: Plan) -> list[Work]:
    """Return every piece of work that ``plan`` asks for: a function of plan and data alone.

    Raises:
        Invalid: the plan does not fit the strategy or the range.
    """
    check_wanted(subject.space, plan.heat)
    found: list[Work] = []
    if "walkforward" in plan.checks:
        # Long pieces first, so that no worker is left alone with one at the end.
        step = subject.candle_minutes * 60_000
        for mode in MODES:
            count = len(splits(subject.span, step, plan, mode))
            found += [WindowUnit(mode=mode, number=number) for number in range(count)]
    if "bias" in plan.checks and subject.sources is not None:
        found += [BiasUnit(pair=number) for number in range(len(subject.pairs))]
    if {"sweep", "significance"} & set(plan.checks):
        found += sweep_units(subject.space, plan)
    if "noise" in plan.checks:
        found += [NoiseUnit(seed=plan.seed + number) for number in range(plan.noise_reruns)]
    if "costs" in plan.checks:
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
    from hypertrade.robustness.statistics.noise import perturbed

    market = subject.simulator.market
    # A generator a pair: the jitter of one does not depend on how many others there are.
    candles = [
        perturbed(
            pair.candles,
            seed=(unit.seed << 16) + number,
            strength=plan.noise_strength,
            tick=_tick(market.precision_mode, pair.rules.price_precision),
        )
        for number, pair in enumerate(market.pairs)
    ]
    return _done(subject, candles=candles, fee=None)


def _tick(mode: PrecisionMode, precision: float) -> float | None:
    """Return the price step in quote currency; ``None`` where it depends on the price."""
    if mode == "tick_size":
        return precision
    return 10.0**-precision if mode == "decimal_places" else None


def _fee(subject: Subject, unit: FeeUnit) -> RunDone:
    return _done(subject, candles=None, fee=subject.simulator.account.fee * unit.multiple)


def _done(subject: Subject, *, candles: Sequence[Candles] | None, fee: float | None) -> RunDone:
    outcome = subject.outcome(candles=candles, fee=fee)
    return RunDone(
        trades=outcome.trades,
        profit=outcome.profit,
        drawdown=outcome.drawdown,
        fee=subject.simulator.account.fee if fee is None else fee,
    )


def _bias(subject: Subject, plan: Plan, unit: BiasUnit) -> BiasDone:
    if subject.sources is None:
        msg = "a strategy without columns has nothing to recompute"
        raise ValueError(msg)
    source = subject.sources(unit.pair)
    rows = bias.places(source, plan.seed + unit.pair, CUTS)
    # A cut keeps the rows before it: cut after the row that is looked at.
    found = bias.lookahead(source, [row + 1 for row in rows]) + bias.warmup(source, rows)
    return BiasDone(
        pair=source.pair, places=len(rows), startup=source.startup, findings=tuple(found)
    )
