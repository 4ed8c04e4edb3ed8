"""Which engine trades a job, and in which words it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.backtest import Progress
from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypertrade.backtesting.session import Session
    from hypertrade.candles.store import CandleStore
    from hypertrade.domain.backtest import BacktestJob


def attempt(
    job: BacktestJob,
    store: CandleStore,
    out: Path,
    *,
    on_progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> Path | BacktestJob:
    """Run ``job``, a typed strategy, on HyperTrade's engine if that can trade it.

    Returns:
        The path of the report's ``result.json``, or the job for Freqtrade, with the reason in it.

    Raises:
        Invalid: the job insists on the fast engine, which cannot; ``problem`` says why.
        HyperTradeError: the job cannot be run as it stands, or was cancelled.
    """
    from hypertrade.backtesting import reporting

    session = load(job, store, out, on_progress=on_progress)
    refusal = session.refusal()
    if refusal is None:
        result = reporting.run(session, on_progress=on_progress, cancelled=cancelled)
        return reporting.place(result, session.compiled.source, out)
    if job.engine == "fast":
        raise refused(refusal)
    return job.model_copy(update={"engine": "freqtrade", "engine_reason": refusal})


def load(
    job: BacktestJob, store: CandleStore, out: Path, *, on_progress: Callable[[Progress], None]
) -> Session:
    """Return the session of ``job``, having seen that its report can be put to ``out``.

    Raises:
        HyperTradeError: the job cannot be run as it stands.
    """
    from hypertrade.backtesting.session import Session
    from hypertrade.results import publish

    publish.check(out)
    on_progress(Progress(stage="preparing"))
    session = Session.load(job, store)
    session.settle()
    return session


def refused(reason: str) -> Invalid:
    """Return the error of a job that HyperTrade's engine cannot trade for that reason."""
    return Invalid(
        f"the fast engine cannot run this: {reason}",
        field="engine",
        remedy="Leave --engine out, or use --engine freqtrade.",
    )
