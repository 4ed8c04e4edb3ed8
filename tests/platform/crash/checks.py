"""What must be true after a storm: everything once, and nothing left."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypertrade.domain.channels import MOST_AN_HOUR
from hypertrade.domain.principals import Principal
from hypertrade.domain.runs import Run, RunState
from hypertrade.services.runs.records import trades_key

if TYPE_CHECKING:
    from hypertrade.domain.dispatch import Outgoing

    from tests.platform.crash.storm import Storm


def check(storm: Storm, ids: list[str]) -> Counter[int]:
    """Return how many runs took how many attempts, if each has one result and one charge."""
    runs = storm.runs()
    assert len(set(ids)) == storm.count, "a request was lost"
    assert {run.id for run in runs} == set(ids), "a request made two runs"
    states = Counter(run.state for run in runs)
    assert states == {RunState.SUCCEEDED: storm.count}, f"not every run has a result: {states}"
    _check_results(storm, runs)
    _check_books(storm, runs)
    _check_notices(storm, runs)
    return Counter(run.attempt for run in runs)


def _check_results(storm: Storm, runs: list[Run]) -> None:
    summaries = {str(run.summary) for run in runs}
    assert len(summaries) == 1, "the same work gave different results"
    blobs = {blob.name: blob for blob in storm.parts.blobs.list("artifacts/")}
    for run in runs:
        assert {one.name for one in run.artifacts} >= {"result.json", "report.html"}
        for artifact in run.artifacts:
            assert blobs.pop(artifact.blob).size == artifact.size, "a file was changed"
        assert run.summary is not None
        trades = storm.parts.analytics.trades(run.owner, trades_key(run), limit=1000)
        assert len(trades) == run.summary["total_trades"], "trades were lost or doubled"
    # What dead attempts left is known, and deleted once it has settled.
    known = {
        f"{message.leftovers.run}/{message.leftovers.attempt}"
        for message in _outbox(storm)
        if message.leftovers is not None
    }
    for name in blobs:
        _, _, run_id, attempt, _ = name.split("/")
        assert f"{run_id}/{attempt}" in known, f"nobody will delete {name}"


def _check_books(storm: Storm, runs: list[Run]) -> None:
    owner = Principal(id=runs[0].owner, plan="own")
    allowance = storm.platform.runs.allowance(owner)
    assert allowance.runs_today == storm.count, "a run was charged twice, or not at all"
    assert (allowance.running, allowance.queued) == (0, 0)
    kept = sum(artifact.size for run in runs for artifact in run.artifacts)
    assert allowance.storage_bytes == kept
    assert storm.parts.executions.running() == [], "an execution is left"
    assert [one.id for one in _outbox(storm) if one.leftovers is None] == [], "a message is left"
    told = Counter(
        heard.event.subject
        for heard in storm.parts.events.since(0, 100_000)
        if heard.event.kind == "run.succeeded"
    )
    assert told == dict.fromkeys((run.id for run in runs), 1), "an event was lost or doubled"


def _check_notices(storm: Storm, runs: list[Run]) -> None:
    """One for each run: told, counted as too many for the hour, or held by whoever was killed."""
    notices = [one for one in storm.notices() if one.event == "run.succeeded"]
    told = Counter(one.data["run"] for one in notices)
    assert told == dict.fromkeys((run.id for run in runs), 1), "a notice was lost or doubled"
    received = Counter(storm.told)
    for one in notices:
        if one.state == "delivered":
            assert received[one.id] >= 1, "what was not received was noted as delivered"
        else:
            assert one.state == "dropped" or one.attempt, "a notice was never sent"
    beyond = sum(one.state == "dropped" for one in notices)
    assert beyond == max(0, storm.count - MOST_AN_HOUR), "an hour holds so many"
    # Whoever is killed between sending and noting is why one comes again, and that is rare.
    again = sum(received.values()) - len(received)
    assert again <= storm.weather.kills["queue worker"], "what was delivered was sent again"


def _outbox(storm: Storm) -> list[Outgoing]:
    return [kept.value for kept in storm.platform.work.records.outbox.every(most=10_000)]
