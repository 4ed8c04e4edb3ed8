"""Looking at runs: lists, files, trades, comparisons, progress."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.backtest import Progress
from hypertrade.domain.errors import Conflict, Invalid, NotFound
from hypertrade.domain.paging import Asked
from hypertrade.domain.runs import BacktestWork, DownloadWork, Run, RunState
from hypertrade.ports.analytics import TradeRow
from hypertrade.services.runs import Filters, Request
from hypertrade.services.runs.keeping import Done
from hypertrade.services.runs.records import trades_key
from hypertrade.services.runs.watching import watch

from tests.services.runs.yard import ANN, BOB, JOB, Yard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hypertrade.domain.backtest import BacktestJob

DOWNLOAD = DownloadWork(exchange="kraken", pairs=("BTC/USD",), timeframe="1h", since="20240101")


def _finished(yard: Yard, job: BacktestJob = JOB, **summary: Any) -> Run:
    yard.submit(work=BacktestWork(job=job))
    yard.pump()
    hold = yard.claim()
    return hold.succeed({"profit_total": 0.1, **summary}, ())


def test_a_list_shows_ones_own_newest_first_page_by_page(yard: Yard) -> None:
    made = []
    for _ in range(5):
        made.append(yard.submit().id)
        yard.clock.move(1)
    yard.submit(BOB)
    first = yard.runs.page(ANN, Asked(limit=3))
    second = yard.runs.page(ANN, Asked(limit=3, cursor=first.next))
    assert [run.id for run in (*first.items, *second.items)] == made[::-1]
    assert second.next is None


def test_a_list_is_filtered(yard: Yard) -> None:
    start = yard.clock.now()
    run = yard.submit()
    yard.clock.move(60)
    download = yard.submit(work=DOWNLOAD)
    yard.runs.cancel(ANN, run.id)

    def found(**wanted: Any) -> list[str]:
        return [one.id for one in yard.runs.page(ANN, Asked(), Filters(**wanted)).items]

    assert found(kind="download") == [download.id]
    assert found(state=RunState.CANCELLED) == [run.id]
    assert found(kind="download", state=RunState.CANCELLED) == []
    assert found(since=start + timedelta(seconds=30)) == [download.id]
    assert found(until=start + timedelta(seconds=30)) == [run.id]
    assert found(strategy="x") == []


def test_a_file_has_an_address_for_its_owner(yard: Yard) -> None:
    run, _, hold = yard.running()
    yard.succeed(hold)
    assert f"/v1/blobs/artifacts/ann/{run.id}/1/result.txt" in yard.runs.address(
        ANN, run.id, "result.txt"
    )
    for who, name in ((BOB, "result.txt"), (ANN, "other.txt"), (ANN, "../../bob/x")):
        with pytest.raises(NotFound):
            yard.runs.address(who, run.id, name)


def _rows(key: str, count: int) -> tuple[TradeRow, ...]:
    day = datetime(2024, 1, 1, tzinfo=UTC)
    numbers = range(count)
    return tuple(
        TradeRow(
            run=key,
            number=number,
            pair="BTC/USDT" if number % 2 else "ETH/USDT",
            side="long",
            opened=day,
            closed=day + timedelta(days=number),
            open_rate=1.0,
            close_rate=2.0,
            amount=1.0,
            stake=1.0,
            leverage=1.0,
            fees=0.0,
            profit=float(number),
            profit_ratio=0.1,
            entry_tag="",
            exit_reason="roi",
        )
        for number in numbers
    )


def test_trades_are_those_of_the_attempt_that_won(yard: Yard) -> None:
    run, one, first = yard.running()
    yard.work.keeping.keep(first.run, Done({}, (), _rows(trades_key(first.run), 9)))
    yard.die(one)
    yard.sweep_after(10)
    second = yard.claim()
    yard.work.keeping.keep(second.run, Done({}, (), _rows(trades_key(second.run), 4)))
    second.succeed({}, ())
    found = yard.runs.trades(ANN, run.id)
    assert [row.number for row in found] == [0, 1, 2, 3]
    assert {row.run for row in found} == {run.id}
    assert [row.number for row in yard.runs.trades(ANN, run.id, after=0, limit=2)] == [1, 2]
    assert [row.number for row in yard.runs.trades(ANN, run.id, pair="BTC/USDT")] == [1, 3]
    [group] = yard.runs.groups(ANN, [run.id], "run")
    assert (group.key, group.trades) == (run.id, 4)
    assert {group.key for group in yard.runs.groups(ANN, [run.id], "pair")} == {
        "BTC/USDT",
        "ETH/USDT",
    }
    with pytest.raises(NotFound):
        yard.runs.trades(BOB, run.id)
    with pytest.raises(NotFound):
        yard.runs.groups(BOB, [run.id], "run")


def test_runs_side_by_side_show_figures_and_what_was_asked_differently(yard: Yard) -> None:
    other = JOB.model_copy(
        update={"stake": 250.0, "pairs": ("BTC/USDT", "ETH/USDT"), "id": "another"}
    )
    one, two = _finished(yard, sharpe=1.5), _finished(yard, other, sharpe=None)
    seen = yard.runs.compare(ANN, [two.id, one.id])
    assert [run.id for run in seen.runs] == [two.id, one.id]
    assert {row.name: row.values for row in seen.figures} == {
        "profit_total": (0.1, 0.1),
        "sharpe": (None, 1.5),
    }
    assert {row.name: row.values for row in seen.differences} == {
        "stake": (250.0, 100.0),
        "pairs": (["BTC/USDT", "ETH/USDT"], ["BTC/USDT"]),
    }


def test_a_difference_within_a_strategy_is_named_by_its_path(yard: Yard) -> None:
    def with_spec(**spec: Any) -> BacktestJob:
        strategy = JOB.strategy.model_copy(update={"spec": spec})
        return JOB.model_copy(update={"strategy": strategy})

    one = _finished(yard, with_spec(name="A", entries=[{"name": "dip", "value": 30}]))
    two = _finished(yard, with_spec(name="A", entries=[{"name": "dip", "value": 25}]))
    [row] = yard.runs.compare(ANN, [one.id, two.id]).differences
    assert (row.name, row.values) == ("strategy.spec.entries[0].value", (30, 25))


def test_what_cannot_be_compared_is_refused(yard: Yard) -> None:
    done, queued = _finished(yard), yard.submit()
    download = yard.submit(work=DOWNLOAD)
    with pytest.raises(Invalid, match="1 runs"):
        yard.runs.compare(ANN, [done.id])
    with pytest.raises(Invalid, match="9 runs"):
        yard.runs.compare(ANN, [done.id] * 9)
    with pytest.raises(Invalid, match="twice"):
        yard.runs.compare(ANN, [done.id, done.id])
    with pytest.raises(Conflict, match="queued"):
        yard.runs.compare(ANN, [done.id, queued.id])
    with pytest.raises(Invalid, match="download"):
        yard.runs.compare(ANN, [done.id, download.id])
    with pytest.raises(NotFound):
        yard.runs.compare(BOB, [done.id, queued.id])


def test_a_watch_tells_each_change_once_and_ends_with_the_run(yard: Yard) -> None:
    run = yard.submit()
    hold: list[Any] = []
    steps: Iterator[Callable[[], object]] = iter(
        [
            lambda: None,
            yard.pump,
            lambda: None,
            lambda: hold.append(yard.claim()),
            lambda: hold[0].beat(Progress(stage="trading", done=1, total=2)),
            lambda: yard.succeed(hold[0]),
        ]
    )

    def step(_seconds: float) -> None:
        next(steps)()

    told = list(watch(yard.work.records, ANN, run.id, 0, longest=1e9, sleep=step))
    states = [None if one is None else one.state.value for one in told]
    assert states == ["queued", None, "starting", None, "running", "running", "succeeded"]
    sequences = [one.sequence for one in told if one]
    assert sequences == sorted(set(sequences))


def test_a_watch_resumes_after_what_was_seen(yard: Yard) -> None:
    run, _, hold = yard.running()
    now = yard.read(run)
    seen = watch(yard.work.records, ANN, run.id, now.sequence, longest=0)
    assert list(seen) == [None]
    done = yard.succeed(hold)
    assert list(watch(yard.work.records, ANN, run.id, now.sequence, longest=0)) == [done]
    assert list(watch(yard.work.records, ANN, run.id, done.sequence, longest=0)) == [None]


def test_a_watch_is_bounded_and_ends_with_a_deletion(yard: Yard) -> None:
    run = yard.submit()
    naps: list[float] = []
    told = watch(yard.work.records, ANN, run.id, 0, pause=0.01, longest=0.05, sleep=naps.append)
    assert next(told) is not None
    assert all(one is None for one in itertools.islice(told, 100_000))
    yard.runs.cancel(ANN, run.id)
    other = yard.submit()
    told = watch(yard.work.records, ANN, other.id, 0, sleep=lambda _: _delete(yard, other))
    assert [one.id for one in told if one] == [other.id]


def _delete(yard: Yard, run: Run) -> None:
    yard.runs.cancel(ANN, run.id)
    yard.runs.delete(ANN, run.id)


def test_an_allowance_counts_what_is_used(yard: Yard) -> None:
    for _ in range(3):
        yard.submit()
    yard.pump()
    allowance = yard.runs.allowance(ANN)
    assert (allowance.running, allowance.queued, allowance.runs_today) == (2, 1, 3)
    assert yard.runs.allowance(BOB).runs_today == 0


def test_an_estimate_is_had_without_a_run(yard: Yard) -> None:
    assert yard.runs.estimate(Request(DOWNLOAD).work) == yard.work.cost
    assert yard.used() == (0, 0.0)
