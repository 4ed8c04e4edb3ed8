"""The whole check: run the work, judge the parts, put the report together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from hypertrade.domain.telling import told_of
from hypertrade.robustness.assemble import (
    daily_matrix,
    distinct,
    noise_of,
    sweep_of,
    walks_of,
)
from hypertrade.robustness.bias_verdict import bias_of
from hypertrade.robustness.outcomes import outcome_of, sharpe_of
from hypertrade.robustness.overall import overall
from hypertrade.robustness.pool import run_all
from hypertrade.robustness.report import Base, Report, Trials
from hypertrade.robustness.reserving import reservations_of
from hypertrade.robustness.summary import checks_of
from hypertrade.robustness.sweep import variant_of
from hypertrade.robustness.units import (
    BiasDone,
    FeeUnit,
    NoiseUnit,
    RunDone,
    VariantsDone,
    WindowDone,
)
from hypertrade.robustness.work import units_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypertrade.robustness.plan import Plan
    from hypertrade.robustness.report import Identity, MarketView, StrategyView
    from hypertrade.robustness.statistics.documents import MonteCarlo
    from hypertrade.robustness.statistics.sample import Sample
    from hypertrade.robustness.subject import Subject
    from hypertrade.robustness.units import Variant
    from hypertrade.robustness.work import Result, Work


@dataclass(frozen=True, slots=True)
class Context:
    """What the report says about the subject, and what was tried before.

    ``earlier`` answers, given the variants tried here, the Sharpe ratios per day of all others on
    record, ``None`` for those that never traded. ``job`` is the request, as JSON.
    """

    identity: Identity
    strategy: StrategyView
    market: MarketView
    job: dict[str, Any]
    earlier: Callable[[Sequence[Variant]], tuple[float | None, ...]]


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the work is: ``done`` of ``total`` pieces of a stage."""

    stage: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Examined:
    """The report, and the variants of the sweep with their daily returns."""

    report: Report
    variants: tuple[Variant, ...] = field(default=())


def examine(  # noqa: PLR0913 - what to examine, and how to hear of it
    subject: Subject,
    plan: Plan,
    context: Context,
    *,
    jobs: int,
    on_progress: Callable[[Reached], None],
    cancelled: Callable[[], bool],
) -> Examined:
    """Do every check of ``plan`` with ``jobs`` processes and return the report.

    Equal subjects, plans and contexts give equal reports, whatever ``jobs`` is.

    Raises:
        Invalid: the plan does not fit the strategy or the range.
        Cancelled: ``cancelled`` answered true.
        Unavailable: a worker process died.
    """
    on_progress(Reached("the strategy as it is"))
    ledger = subject.run()
    base = subject.sample(ledger)
    work = units_of(subject, plan)
    if subject.prepare is not None:

        def prepared(done: int, total: int) -> None:
            on_progress(Reached("signals", done, total))

        subject.prepare(plan, work, prepared)
    results = run_all(
        subject,
        plan,
        work,
        jobs=jobs,
        on_progress=lambda done: on_progress(Reached("variants and windows", done, len(work))),
        cancelled=cancelled,
    )
    on_progress(Reached("statistics"))
    found = _Results(work, results)
    if not found.variants:
        found.variants = [variant_of(subject, plan, subject.space.default, ledger)]
    return _judge(subject, plan, context, base, found)


class _Results:
    """Results by the kind of work that made them."""

    def __init__(self, work: Sequence[Work], results: Sequence[Result]) -> None:
        self.variants: list[Variant] = []
        self.windows: list[WindowDone] = []
        self.noise: list[RunDone] = []
        self.fees: list[RunDone] = []
        self.bias: list[BiasDone] = []
        for unit, result in zip(work, results, strict=True):
            match result:
                case VariantsDone():
                    self.variants += result.variants
                case WindowDone():
                    self.windows.append(result)
                case BiasDone():
                    self.bias.append(result)
                case RunDone():
                    if isinstance(unit, NoiseUnit):
                        self.noise.append(result)
                    elif isinstance(unit, FeeUnit):
                        self.fees.append(result)
        self.variants = distinct(self.variants)


def _judge(
    subject: Subject,
    plan: Plan,
    context: Context,
    base: Sample,
    results: _Results,
) -> Examined:
    from hypertrade.robustness.statistics.dependence import dependence
    from hypertrade.robustness.statistics.market import market_days
    from hypertrade.robustness.statistics.regimes import regimes

    outcome = outcome_of(base)
    asked = set(plan.checks) - subject.left_out
    parts: dict[str, Any] = {}
    if "bias" in asked:
        parts["bias"] = bias_of(results.bias)
    if "significance" in asked:
        parts |= _significance(base, plan, context, results.variants)
    if "sweep" in asked:
        parts["sweep"] = sweep_of(subject, plan, results.variants)
    if "walkforward" in asked:
        parts["walks"] = walks_of(results.windows)
    if "montecarlo" in asked:
        parts["monte_carlo"] = _monte_carlo(base, plan)
    if "noise" in asked:
        parts["noise"] = noise_of(outcome.profit, outcome.drawdown, results.noise, plan)
    if "costs" in asked:
        parts |= _costs(subject, results.fees)
    if "regimes" in asked:
        parts["regimes"] = regimes(base, market_days(subject.simulator.market))
    if "dependence" in asked:
        parts["dependence"] = dependence(base)
    report = Report(
        overall="doubtful",
        reasons=(),
        checks=(),
        reservations=reservations_of(subject, plan),
        identity=context.identity,
        strategy=context.strategy,
        market=context.market,
        plan=plan,
        base=Base(
            trades=outcome.trades,
            profit=outcome.profit,
            profit_abs=outcome.profit * base.balance,
            drawdown=outcome.drawdown,
            sharpe_year=outcome.sharpe,
        ),
        job=context.job,
        **parts,
    )
    checks = checks_of(report)
    word, reasons = overall(checks, report.reservations)
    report = report.model_copy(
        update={
            "checks": checks,
            "overall": word,
            "reasons": tuple(one.text for one in reasons),
            "reasons_told": told_of(reasons),
        }
    )
    return Examined(report, tuple(results.variants))


def _significance(
    base: Sample, plan: Plan, context: Context, variants: Sequence[Variant]
) -> dict[str, Any]:
    """Judge the run against every variant ever tried: on record, and in this check."""
    from hypertrade.robustness.statistics.significance import significance

    here = [
        sharpe_of(np.array(one.daily)) if one.trades else None
        for one in variants
        if not one.problem
    ]
    earlier = context.earlier(variants)
    known = [one for one in (*earlier, *here) if one is not None]
    return {
        "trials": Trials(earlier=earlier, here=len(here)),
        "significance": significance(
            base,
            trials=len(earlier) + len(here),
            trial_sharpes=known,
            trial_returns=daily_matrix(variants),
            seed=plan.seed,
        ),
    }


def _monte_carlo(base: Sample, plan: Plan) -> tuple[MonteCarlo, ...]:
    from hypertrade.robustness.statistics.montecarlo import block_bootstrap, resampled, shuffled

    return tuple(
        method(base, paths=plan.paths, seed=plan.seed)
        for method in (shuffled, resampled, block_bootstrap)
    )


def _costs(subject: Subject, fees: Sequence[RunDone]) -> dict[str, Any]:
    from hypertrade.robustness.statistics.costs import costs

    # Costs are multiplied here: they start from the fills as the engine made them.
    raw = subject.sample(subject.run(), slipped=False)
    return {"costs": costs(raw, slippage=subject.slippage), "fee_runs": tuple(fees)}
