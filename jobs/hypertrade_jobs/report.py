"""The heavy ends of a run, in the parent's second thread: inputs first, the report last."""

from __future__ import annotations

import os
import platform
from importlib import import_module
from typing import TYPE_CHECKING

from hypertrade import __version__
from hypertrade.candles.store import CandleStore
from hypertrade.domain.backtest import CodeStrategy, Fingerprint, SpecStrategy
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


def write(
    job: BacktestJob, prepared: Prepared, *, outputs: Path, target: Path, confined: bool
) -> Path:
    """Write the report into the new folder ``target`` and return the path of its ``result.json``.

    What the child has yet to leave, its log and Freqtrade's export, stands there empty until
    ``complete``.

    Args:
        job: what was asked.
        prepared: what the inputs were made of.
        outputs: what the child left, which is read as a stranger's.
        target: made here.
        confined: whether the child was confined.

    Raises:
        StrategyFailed: what the child left is no result of ``job``.
    """
    from hypertrade.results.build import build
    from hypertrade.results.write import EXPORT, LOGS
    from hypertrade.results.write import write as write_files

    run = left.read_run(outputs, job)
    target.mkdir(parents=True)
    result = build(
        run,
        job=job,
        quality=prepared.quality,
        fingerprint=_fingerprint(run, prepared, reason=job.engine_reason, confined=confined),
        strategy=_view(job, prepared),
    )
    # The page links to what stands beside it.
    for name in (EXPORT, LOGS):
        (target / name).touch()
    return write_files(result, target, export_zip=None, logs=None, source=prepared.source)


def complete(job: BacktestJob, *, outputs: Path, log: bytes, target: Path) -> None:
    """Add to the report in ``target`` the ``log`` of a child that ended well, and its export.

    Raises:
        StrategyFailed: it left no export.
    """
    from hypertrade.results.write import EXPORT, LOGS

    (target / LOGS).write_bytes(log)
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
