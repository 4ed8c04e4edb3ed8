"""A small made-up market, and code examined on it as the command does."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.bootstrap import bootstrap
from hypertrade.domain.backtest import CodeStrategy
from hypertrade.domain.market import Timerange
from hypertrade.robustness.plan import Plan
from hypertrade.services.backtests import Market, Money, job_for_code
from hypertrade.services.robustness import Watch
from hypertrade.settings import Settings
from hypertrade_jobs import confine

from tests.robustness.truth.worlds import PAIR

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.robustness.report import Report

NOW = datetime(2026, 11, 28, tzinfo=UTC)
SMALL = Plan(trials=12, walk_trials=6, windows=4, noise_reruns=4, paths=200, min_trades=5)
"""A plan of every check that starts few processes."""


@pytest.fixture(scope="session", autouse=True)
def _confinement() -> None:
    """Skip where code cannot be confined, saying why."""
    available = confine.available()
    if not available.ok:
        pytest.skip(f"code cannot be confined here: {available.reason}")


@pytest.fixture
def data(market: Path, tmp_path: Path) -> Path:
    """Return a copy of the market, with a history of its own."""
    return shutil.copytree(market, tmp_path / "data")


def code_job(source: str, parameters: dict[str, Any] | None = None, **named: Any) -> BacktestJob:
    """Return the job that tests ``source`` on the made-up pair."""
    market = Market("binance", (PAIR,), None, Timerange.parse("-"))
    strategy = CodeStrategy(source=source, parameters=parameters)
    job = job_for_code(strategy, market, Money(stake=200.0), timeframe="1h")
    return job.model_copy(update=named)


def examine(data: Path, job: BacktestJob, plan: Plan = SMALL, *, jobs: int = 2) -> Report:
    """Return the report on ``job``, its files in ``data/out``."""
    watch = Watch(jobs=jobs, on_progress=lambda _reached: None, cancelled=lambda: False)
    service = bootstrap(Settings(data=data)).robustness
    return service.run(job, plan, data / "out", watch=watch, now=NOW)


@pytest.fixture
def examined(data: Path) -> Callable[..., Report]:
    """Return what examines a source in the checks named, all of them by default."""

    def run(source: str, *checks: str, **more: Any) -> Report:
        asked = {"checks": checks} if checks else {}
        plan = Plan.model_validate(SMALL.model_dump() | asked | more.pop("plan", {}))
        return examine(data, code_job(source, **more), plan)

    return run
