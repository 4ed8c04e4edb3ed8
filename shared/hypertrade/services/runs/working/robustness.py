"""A robustness check as a run: its page, its certificate, its verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.domain.backtest import Progress
from hypertrade.services.runs.keeping import Done
from hypertrade.services.runs.working.files import files_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from hypertrade.domain.runs import RobustnessWork
    from hypertrade.robustness.examine import Reached
    from hypertrade.robustness.report import Report
    from hypertrade.services.robustness import Robustness


def robustness(
    work: RobustnessWork,
    checks: Robustness,
    out: Path,
    now: datetime,
    on_progress: Callable[[Progress], None],
) -> Done:
    """Do ``work`` with its report in ``out``, on every core, and return what came of it.

    Raises:
        HyperTradeError: it cannot be done, as ``Robustness.run`` says.
    """
    from hypertrade.robustness.plan import Plan
    from hypertrade.robustness.pool import cores
    from hypertrade.services.robustness import Watch

    def tell(reached: Reached) -> None:
        on_progress(Progress(stage="trading", done=reached.done, total=reached.total))

    watch = Watch(jobs=cores(), on_progress=tell, cancelled=lambda: False)
    plan = Plan.model_validate(work.plan)
    report = checks.run(work.job, plan, out, watch=watch, now=now)
    return Done(summary_of(report), files_in(out))


def summary_of(report: Report) -> dict[str, Any]:
    """Return the verdicts of ``report``."""
    return {
        "overall": report.overall,
        "reasons": list(report.reasons),
        "checks": [
            {
                "name": check.name,
                "title": check.title,
                "figure": check.figure,
                "level": check.verdict.level,
                "text": check.verdict.text,
            }
            for check in report.checks
        ],
        "family": report.identity.family,
        "synthetic": report.market.synthetic,
    }
