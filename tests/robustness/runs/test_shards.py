from __future__ import annotations

import os
import signal
import time
from typing import Any

import pytest
from hypertrade.domain.backtest import BacktestJob, SpecStrategy
from hypertrade.domain.errors import Cancelled, Conflict, Invalid, Unavailable
from hypertrade.robustness import pool
from hypertrade.robustness.plan import Plan
from hypertrade.robustness.pool import run_all
from hypertrade.robustness.shards import Shard, ShardResult, deal, do_share, merge
from hypertrade.robustness.subject import Subject
from hypertrade.robustness.work import units_of

from tests.robustness.runs.toys import Toy, spec_with, toy_subject

PLAN = Plan(
    checks=("sweep", "walkforward", "noise", "costs"),
    trials=60,
    walk_trials=12,
    search="optuna",
    noise_reruns=5,
    seed=9,
)


def _job() -> BacktestJob:
    spec = spec_with(("n_0", 8, 20, 1, 14), ("n_1", 8, 20, 1, 14))
    return BacktestJob(
        id="toy",
        strategy=SpecStrategy(spec=spec.model_dump(mode="json")),
        exchange="binance",
        pairs=("BTC/USDT",),
        timeframe="1h",
    )


@pytest.fixture(scope="module")
def whole() -> list[Any]:
    [shard] = deal(_job(), PLAN, 1)
    return merge([do_share(toy_subject(), shard)])


@pytest.mark.parametrize("count", [2, 7])
def test_any_number_of_shards_comes_to_the_same(count: int, whole: list[Any]) -> None:
    results = []
    for shard in deal(_job(), PLAN, count):
        # Through JSON and another subject, as between machines.
        document = Shard.model_validate_json(shard.model_dump_json())
        result = do_share(toy_subject(), document)
        results.append(ShardResult.model_validate_json(result.model_dump_json()))
    assert merge(results[::-1]) == whole


def test_every_piece_is_a_window_a_variant_or_a_seed_never_a_pair() -> None:
    work = units_of(toy_subject(), PLAN)
    assert {one.kind for one in work} == {"variant", "island", "window", "noise", "fee"}
    assert len(work) == len(set(work))


def test_missing_and_foreign_shards_are_refused() -> None:
    subject = toy_subject()
    results = [do_share(subject, shard) for shard in deal(_job(), PLAN, 3)]
    with pytest.raises(Conflict, match="pieces of work are missing"):
        merge(results[:2])
    other = do_share(subject, deal(_job(), PLAN.model_copy(update={"seed": 1}), 3)[2])
    with pytest.raises(Conflict, match="not of one piece of work"):
        merge([*results[:2], other])


def test_a_shard_beyond_the_count_is_refused() -> None:
    from pathlib import Path

    from hypertrade.candles.store import CandleStore
    from hypertrade.robustness.shards import run_shard

    shard = Shard(job=_job(), plan=PLAN, index=3, count=3)
    with pytest.raises(Invalid, match="no shard 3 of 3"):
        run_shard(shard, CandleStore(Path("nowhere")))


def _run(subject: Subject, jobs: int, **changed: Any) -> list[Any]:
    heard: list[int] = []
    options: dict[str, Any] = {"on_progress": heard.append, "cancelled": lambda: False} | changed
    work = units_of(subject, PLAN)
    results = run_all(subject, PLAN, work, jobs=jobs, **options)
    assert heard[-1] == len(work)
    assert heard == sorted(heard)
    return results


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_any_number_of_processes_comes_to_the_same(jobs: int, whole: list[Any]) -> None:
    assert _run(toy_subject(), jobs) == whole


class _Slow(Toy):
    """Takes its time, so that it can be stopped in the middle; says in which processes it ran."""

    def run(self, *arguments: Any, **named: Any) -> Any:
        time.sleep(0.05)
        return super().run(*arguments, **named)


class _Broken(Toy):
    """Fails at one variant, each time in the same way."""

    def __init__(self, failure: str) -> None:
        super().__init__(spec_with(("n_0", 8, 20, 1, 14), ("n_1", 8, 20, 1, 14)), days=60)
        self.failure = failure

    def run(self, values: Any = None, **named: Any) -> Any:
        if values and values["n_0"] == 15:
            if self.failure == "domain":
                raise Unavailable("the candles went away", field="data", remedy="Fetch them.")
            if self.failure == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            raise ZeroDivisionError("a fault of ours")
        return super().run(values, **named)


def _children() -> set[str]:
    with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:  # noqa: PTH123 - no file of ours
        return set(file.read().split())


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_domain_error_ends_the_whole_with_that_error(jobs: int) -> None:
    before = _children()
    with pytest.raises(Unavailable, match="the candles went away") as caught:
        _run(Subject.of(_Broken("domain")), jobs)
    assert caught.value.remedy == "Fetch them."
    assert _children() <= before


def test_a_fault_of_ours_shows_its_own_traceback() -> None:
    with pytest.raises(pool.WorkerFailed, match="ZeroDivisionError: a fault of ours"):
        _run(Subject.of(_Broken("fault")), 2)


def test_a_killed_worker_is_said() -> None:
    with pytest.raises(Unavailable, match="ended from outside"):
        _run(Subject.of(_Broken("killed")), 2)


@pytest.mark.parametrize("jobs", [1, 2])
def test_cancelling_leaves_no_process_behind(jobs: int) -> None:
    before = _children()
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 3

    subject = Subject.of(_Slow(spec_with(("n_0", 8, 20, 1, 14)), days=60))
    with pytest.raises(Cancelled):
        run_all(
            subject,
            PLAN,
            units_of(subject, PLAN),
            jobs=jobs,
            on_progress=lambda _done: None,
            cancelled=cancelled,
        )
    assert _children() <= before


def test_workers_do_not_hear_the_signals_of_the_terminal() -> None:
    """Ctrl-C reaches the whole group: the parent decides, and its handlers are not inherited."""
    heard: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _frame: heard.append(number))
    try:
        test_cancelling_leaves_no_process_behind(2)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert not heard
