"""The report of a run on HyperTrade's own engine: the same folder that Freqtrade's path leaves."""

from __future__ import annotations

import os
import platform
import shutil
from typing import TYPE_CHECKING

from hypertrade import __version__
from hypertrade.backtesting import runs
from hypertrade.domain.backtest import Fingerprint, Progress
from hypertrade.domain.errors import Cancelled
from hypertrade.results import publish
from hypertrade.results.build import build
from hypertrade.results.document import StrategyView
from hypertrade.results.write import EXPORT, LOGS
from hypertrade.results.write import write as write_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypertrade.backtesting.session import Session
    from hypertrade.domain.backtest import EngineRun, SpecStrategy
    from hypertrade.results.document import BacktestResult
    from hypertrade.strategy.spec import StrategySpec

IMAGE_VARIABLE = "HYPERTRADE_IMAGE"
"""The digest of the container image that runs, if one does."""


def run(
    session: Session,
    *,
    on_progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> BacktestResult:
    """Run ``session`` as its job says and return the whole result; nothing is written.

    Raises:
        Cancelled: ``cancelled`` answered true.
    """
    for stage in ("indicators", "trading"):
        _go_on(cancelled)
        on_progress(Progress.model_validate({"stage": stage}))
        if stage == "indicators":
            session.signals()
    ledger = session.run()
    _go_on(cancelled)
    on_progress(Progress(stage="report"))
    return result_of(session, session.engine_run(ledger))


def result_of(session: Session, done: EngineRun) -> BacktestResult:
    """Return the whole result of ``done``, a run of ``session``."""
    strategy: SpecStrategy = session.job.strategy  # type: ignore[assignment]  # a session's is one
    return build(
        done,
        job=session.job,
        quality=session.quality,
        fingerprint=fingerprint_of(session),
        strategy=view_of(session.spec, strategy),
    )


def fingerprint_of(session: Session) -> Fingerprint:
    """Return what a run of ``session`` on HyperTrade's engine depends on."""
    selection = session.selection
    return Fingerprint(
        strategy=session.strategy_hash,
        candles=session.candles_hash,
        settings=session.settings_hash,
        markets=selection.content_hash,
        markets_source=f"{selection.as_of}: {selection.source}",
        engine=runs.ENGINE,
        engine_version=runs.ENGINE_VERSION,
        hypertrade_version=__version__,
        python_version=platform.python_version(),
        confined=False,
        image=os.environ.get(IMAGE_VARIABLE),
    )


def view_of(spec: StrategySpec, strategy: SpecStrategy) -> StrategyView:
    """Return a typed strategy as the report shows it."""
    from hypertrade.strategy.english import explain

    return StrategyView(
        name=spec.name, kind="spec", reading=explain(spec), assumptions=strategy.assumptions
    )


def place(result: BacktestResult, source: str, out: Path, *, beside: Path | None = None) -> Path:
    """Write the report to ``out``, whole or not at all, and return its ``result.json``.

    ``source`` is the strategy's file. ``beside`` is Freqtrade's report of the same job: its export
    and its log come along.

    Raises:
        Invalid: a report cannot be put there.
    """
    publish.check(out)
    growing = publish.partial(out, result.settings.job_id)
    export, logs = (
        path if path and path.is_file() else None
        for path in (beside / EXPORT if beside else None, beside / LOGS if beside else None)
    )
    try:
        written = write_files(result, growing, export_zip=export, logs=logs, source=source)
        publish.place(growing, out)
    finally:
        shutil.rmtree(growing, ignore_errors=True)
    return out / written.name


def _go_on(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled("the run was cancelled")
