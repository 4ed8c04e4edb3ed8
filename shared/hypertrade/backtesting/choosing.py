"""Which engine trades a job, and in which words it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from hypertrade.domain.backtest import BacktestJob


def on_freqtrade(job: BacktestJob, reason: str) -> BacktestJob:
    """Return ``job`` for Freqtrade, since HyperTrade's engine cannot trade it for that reason.

    Raises:
        Invalid: the job insists on the fast engine.
    """
    if job.engine == "fast":
        raise refused(reason)
    return job.model_copy(update={"engine": "freqtrade", "engine_reason": reason})


def refused(reason: str) -> Invalid:
    """Return the error of a job that HyperTrade's engine cannot trade for that reason."""
    return Invalid(
        f"the fast engine cannot run this: {reason}",
        field="engine",
        remedy="Leave --engine out, or use --engine freqtrade.",
    )


def only_specs() -> Invalid:
    """Return the error of code where a typed strategy is needed."""
    return Invalid(
        "Python strategies are not compared: there is one way to run their code",
        field="verify",
        remedy="Verify a strategy from --text or --spec.",
    )
