"""Three strategies whose truth is known, taken all the way to their certificates."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypertrade.bootstrap import bootstrap
from hypertrade.robustness.family import written_out
from hypertrade.robustness.plan import Plan
from hypertrade.robustness.tunables import suggest
from hypertrade.services.robustness import Watch
from hypertrade.settings import Settings
from hypertrade.strategy.spec import read_spec

from tests.robustness.certificate.reports import examined
from tests.robustness.truth.biased import biased_subject
from tests.robustness.truth.worlds import DIP_BUYER, MANY_NUMBERS, job_of, read, world

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.robustness.report import Report
    from hypertrade.strategy.spec import StrategySpec

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PLAN = Plan(trials=60, walk_trials=24, windows=5, noise_reruns=12, paths=500)
TRIES = 300


def certify(
    folder: Path, spec: StrategySpec, plan: Plan = PLAN, *, fee: float | None = None
) -> Report:
    """Return the report of ``spec`` on the candles in ``folder``, history and all."""
    watch = Watch(jobs=1, on_progress=lambda _reached: None, cancelled=lambda: False)
    service = bootstrap(Settings(data=folder)).robustness
    return service.run(job_of(spec, fee), plan, folder / "out", watch=watch, now=NOW)


def sound(folder: Path, seed: int, plan: Plan = PLAN) -> Report:
    """Return the report of a dip buyer where prices do fall back."""
    world(folder, "reverting", seed)
    return certify(folder, read(DIP_BUYER), plan)


def faint(folder: Path, seed: int, plan: Plan = PLAN) -> Report:
    """Return the report of the same dip buyer where prices fall back a little."""
    world(folder, "faint", seed)
    return certify(folder, read(DIP_BUYER), plan)


def clairvoyant(folder: Path, seed: int, plan: Plan = PLAN) -> Report:
    """Return the report of a strategy that knows the price six candles ahead."""
    return examined(biased_subject(world(folder, "noise", seed)), plan).report


def unlucky(folder: Path, seed: int, plan: Plan = PLAN) -> Report:
    """Return the report of the same dip buyer, untouched, where nothing can be predicted."""
    world(folder, "noise", seed)
    return certify(folder, read(DIP_BUYER), plan)


def overfitted(folder: Path, seed: int, plan: Plan = PLAN) -> Report:
    """Return the report of the best of many variants where nothing can be predicted.

    As a person would: try many, keep the one with the best Sharpe ratio, write its numbers down as
    if they had never been others, and have that certified. There is no fee, so that nothing but
    the number of tries speaks against it.
    """
    world(folder, "noise", seed)
    spec = read(MANY_NUMBERS)
    tries = certify(
        folder, spec, plan.model_copy(update={"checks": ("sweep",), "trials": TRIES}), fee=0.0
    )
    sweep = tries.sweep
    assert sweep is not None
    best = sweep.table.points[sweep.best or 0]
    values = {axis.name: axis.values[at] for axis, at in zip(sweep.axes, best, strict=True)}
    chosen = read_spec(written_out(suggest(spec), values) | {"name": "A fresh idea"})
    return certify(folder, chosen, plan, fee=0.0)
