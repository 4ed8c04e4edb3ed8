"""The heavy ends of a run, in the parent's second thread: inputs first, the report last."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from hypertrade import __version__
from hypertrade.candles.store import CandleStore
from hypertrade.domain.backtest import CodeStrategy, Fingerprint, SpecStrategy
from hypertrade.domain.telling import by_text
from hypertrade.results.document import StrategyView
from hypertrade.strategy.spec import StrategySpec

from hypertrade_jobs import outputs as left
from hypertrade_jobs import prepare as preparation

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.domain.backtest import BacktestJob, EngineRun

    from hypertrade_jobs.prepare import Prepared

IMAGE_VARIABLE = "HYPERTRADE_IMAGE"
"""The digest of the container image the worker runs in, if it runs in one."""


def prepare(job: BacktestJob, data: Path, inputs: Path) -> Prepared:
    """Write what the child needs into ``inputs``, from the candle store in ``data``."""
    return preparation.prepare(job, CandleStore(data), inputs)


def warm_up() -> None:
    """Import what the report needs while the child works."""
    from hypertrade.results.warm import warm_up as warm_up_results

    warm_up_results()
    # For its reading of a spec.
    import_module("hypertrade.strategy.english")


@dataclass(frozen=True)
class Traded:
    """What became of a job: its run, why Freqtrade made it, and whether its export is to come.

    Without a ``run`` the engine cannot trade the signals it was given, for the reason told, and
    Freqtrade has to begin anew.
    """

    run: EngineRun | None
    engine_reason: str = ""
    exported: bool = True


def traded(job: BacktestJob, prepared: Prepared, *, outputs: Path, data: Path) -> Traded:
    """Return the run of ``job``: what the child made of it, or what its signals make here.

    Args:
        job: what was asked.
        prepared: what the inputs were made of.
        outputs: what the child left, which is read as a stranger's.
        data: the folder of the candle store.

    Raises:
        StrategyFailed: what the child left is no result of ``job``.
        Invalid: the job insists on the fast engine, which cannot trade this strategy.
    """
    if job.strategy.kind == "spec" or job.engine == "freqtrade":
        return Traded(_read_run(outputs, job, prepared), job.engine_reason)
    given = left.read_signals(outputs, job)
    from hypertrade.backtesting.choosing import refused
    from hypertrade.backtesting.handed import handed_of
    from hypertrade.backtesting.handed_session import HandedSession

    header, columns = given
    reason = "; ".join(header.reasons)
    if not reason:
        # The books are kept here, out of the strategy's reach.
        handed = handed_of(header, columns, protected=bool(job.protections))
        session = HandedSession(job, CandleStore(data), handed.startup)
        kept = session.run(handed, prepared.remarks)
        if kept.run is not None:
            return Traded(kept.run, exported=False)
        reason = kept.refusal or ""
    if job.engine == "fast":
        raise refused(reason)
    return Traded(_read_run(outputs, job, prepared) if header.reasons else None, reason)


def _read_run(outputs: Path, job: BacktestJob, prepared: Prepared) -> EngineRun:
    """Return the run that the child left, with what this process had to say about it as data."""
    run = left.read_run(outputs, job)
    return run.model_copy(update={"told": by_text(prepared.remarks)})


def write(
    job: BacktestJob, prepared: Prepared, made: Traded, *, target: Path, confined: bool
) -> Path:
    """Write the report into the new folder ``target`` and return the path of its ``result.json``.

    What the child has yet to leave, its log and Freqtrade's export, stands there empty until
    ``complete``.

    Args:
        job: what was asked.
        prepared: what the inputs were made of.
        made: the run, of this job.
        target: made here.
        confined: whether the child was confined.
    """
    from hypertrade.results.build import build
    from hypertrade.results.write import EXPORT, LOGS
    from hypertrade.results.write import write as write_files

    run = made.run
    if run is None:
        msg = "there is no run to write about"
        raise ValueError(msg)
    target.mkdir(parents=True)
    result = build(
        run,
        job=job,
        quality=prepared.quality,
        fingerprint=_fingerprint(run, prepared, reason=made.engine_reason, confined=confined),
        strategy=_view(job, prepared),
    )
    # The page links to what stands beside it.
    for name in (EXPORT, LOGS) if made.exported else (LOGS,):
        (target / name).touch()
    return write_files(result, target, export_zip=None, logs=None, source=prepared.source)


def complete(job: BacktestJob, made: Traded, *, outputs: Path, log: bytes, target: Path) -> None:
    """Add to the report in ``target`` the ``log`` of a child that ended well, and any export.

    Raises:
        StrategyFailed: it left no export.
    """
    from hypertrade.results.write import EXPORT, LOGS

    (target / LOGS).write_bytes(log)
    if made.exported:
        left.take_export(outputs, job, target / EXPORT)


def _fingerprint(run: EngineRun, prepared: Prepared, *, reason: str, confined: bool) -> Fingerprint:
    return Fingerprint(
        strategy=prepared.strategy_hash,
        candles=prepared.candles_hash,
        settings=prepared.settings_hash,
        markets=prepared.markets_hash,
        markets_source=f"{prepared.markets_as_of}: {prepared.markets_source}",
        engine=run.engine,
        engine_version=run.engine_version,
        engine_reason=reason,
        hypertrade_version=__version__,
        python_version=platform.python_version(),
        confined=confined,
        image=os.environ.get(IMAGE_VARIABLE),
    )


def _view(job: BacktestJob, prepared: Prepared) -> StrategyView:
    if isinstance(job.strategy, CodeStrategy):
        return StrategyView(name=prepared.class_name, kind="code")
    return _spec_view(job.strategy)


def _spec_view(strategy: SpecStrategy) -> StrategyView:
    from hypertrade.strategy.english import explain

    spec = StrategySpec.model_validate(strategy.spec)
    return StrategyView(
        name=spec.name,
        kind="spec",
        reading=explain(spec),
        assumptions=strategy.assumptions,
    )
