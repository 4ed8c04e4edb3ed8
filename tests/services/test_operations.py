"""What operators see of a whole platform, and that nobody else does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.accounts import User, Visit
from hypertrade.domain.errors import Conflict, Denied, NotFound, Unavailable
from hypertrade.domain.operations import SILENT_SECONDS
from hypertrade.domain.paging import Asked
from hypertrade.domain.principals import Principal, Role, Scope
from hypertrade.domain.runs import Failure, RunState
from hypertrade.services.accounts.log import Log
from hypertrade.services.operations import Operations
from hypertrade.stores.audit import AuditLog
from hypertrade.stores.users import Users

from tests.services.runs.yard import ANN, BOB, Yard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypertrade.domain.runs import Run

OLGA = Principal(id="olga", roles=frozenset({Role.OPERATOR}), scopes=frozenset(Scope))
VISIT = Visit(address="192.0.2.7", request="request-1")


class Office(Yard):
    """A platform of runs with somebody who looks after it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, capacity=10)
        documents = self.parts.documents
        self.users = Users(documents)
        self.log = Log(documents, self.clock)
        self.operations = Operations(
            self.work.records,
            self.users,
            self.parts.tasks,
            self.work.stopping,
            self.log,
            self.clock,
        )
        for who in (ANN, BOB):
            self.users.create(
                User(id=who.id, email=f"{who.id}@example.org", plan="own", created=self.clock.now())
            )

    def fail(self, code: str, who: Principal = ANN) -> Run:
        _, _, hold = self.running(who)
        return hold.fail(Failure(code=code, problem="of the test"), refund=False)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


ACTS: dict[str, Callable[[Operations, Principal], Any]] = {
    "overview": lambda operations, who: operations.overview(who),
    "queues": lambda operations, who: operations.queues(who),
    "runs": lambda operations, who: operations.runs(who, Asked()),
    "cancel": lambda operations, who: operations.cancel(who, "run", VISIT),
}


@pytest.mark.parametrize("act", ACTS)
def test_nobody_else_may(office: Office, act: str) -> None:
    with pytest.raises(Denied):
        ACTS[act](office.operations, ANN)


def test_an_empty_platform_has_nothing_to_tell(office: Office) -> None:
    seen = office.operations.overview(OLGA)
    assert set(seen.runs.model_dump().values()) == {0}
    assert (seen.oldest_queued, seen.failures, seen.tenants) == (None, (), ())
    assert (seen.heartbeats.working, seen.heartbeats.quietest) == (0, None)
    assert {queue.name: queue.depth for queue in seen.queues} == {"runs": 0, "notices": 0}


def test_runs_are_counted_by_state(office: Office) -> None:
    office.fail("Invalid")
    _, _, hold = office.running(BOB)
    office.succeed(hold)
    office.running(BOB)
    office.submit(BOB)
    waiting = office.submit()
    office.runs.cancel(ANN, waiting.id)
    counts = office.operations.overview(OLGA).runs
    assert (counts.queued, counts.starting, counts.running) == (1, 0, 1)
    assert (counts.failed, counts.succeeded, counts.cancelled, counts.expired) == (1, 1, 1, 0)
    office.clock.move(timedelta(hours=25).total_seconds())
    counts = office.operations.overview(OLGA).runs
    assert (counts.failed, counts.succeeded, counts.cancelled) == (0, 0, 0), "these ended long ago"
    assert (counts.queued, counts.starting, counts.running) == (1, 0, 1)


def test_the_longest_wait_is_the_oldest_runs(office: Office) -> None:
    first = office.submit()
    office.clock.move(90)
    office.submit(BOB)
    oldest = office.operations.overview(OLGA).oldest_queued
    assert oldest is not None
    assert (oldest.run, oldest.owner, oldest.seconds) == (first.id, ANN.id, 90.0)
    office.runs.cancel(ANN, first.id)
    oldest = office.operations.overview(OLGA).oldest_queued
    assert oldest is not None
    assert (oldest.owner, oldest.seconds) == (BOB.id, 0.0)


def test_a_lost_heartbeat_shows(office: Office) -> None:
    run, _, hold = office.running()
    beats = office.operations.overview(OLGA).heartbeats
    assert (beats.working, beats.silent, beats.quietest, beats.seconds) == (1, 0, run.id, 0.0)
    office.clock.move(SILENT_SECONDS)
    assert office.operations.overview(OLGA).heartbeats.silent == 1
    hold.beat(None)
    assert office.operations.overview(OLGA).heartbeats.silent == 0


def test_failures_are_told_by_code_with_the_last_run(office: Office) -> None:
    office.fail("Invalid")
    office.clock.move(1)
    last = office.fail("Invalid", BOB)
    office.clock.move(1)
    other = office.fail(Unavailable.__name__)
    seen = office.operations.overview(OLGA)
    assert [(one.code, one.count, one.last_run) for one in seen.failures] == [
        ("Invalid", 2, last.id),
        ("Unavailable", 1, other.id),
    ]
    assert seen.failures_read == 3


def test_tenants_are_those_who_used_most_today(office: Office) -> None:
    _, _, hold = office.running(ANN)
    ended = office.succeed(hold)
    for _ in range(2):
        office.submit(BOB)
    office.users.create(User(id="cyd", email="cyd@example.org", created=office.clock.now()))
    seen = office.operations.overview(OLGA)
    bob, ann = seen.tenants
    assert (bob.email, bob.runs, bob.candle_years) == ("bob@example.org", 2, 2.0)
    assert (ann.email, ann.runs, ann.plan) == ("ann@example.org", 1, "own")
    assert ann.storage_bytes == sum(one.size for one in ended.artifacts) > 0
    assert (bob.running + bob.queued, ann.running + ann.queued) == (2, 0)
    assert (seen.users.total, seen.users.new_today) == (3, 3)
    office.clock.move(timedelta(days=1).total_seconds())
    later = office.operations.overview(OLGA)
    assert (later.tenants, later.users.total, later.users.new_today) == ((), 3, 0)


def test_everybodys_runs_are_listed_page_by_page(office: Office) -> None:
    made = []
    for who in (ANN, BOB, ANN):
        made.append(office.submit(who))
        office.clock.move(1)
    office.runs.cancel(BOB, made[1].id)
    first = office.operations.runs(OLGA, Asked(limit=2))
    rest = office.operations.runs(OLGA, Asked(limit=2, cursor=first.next))
    assert [one.run.id for one in (*first.items, *rest.items)] == [run.id for run in made[::-1]]
    assert [one.email for one in first.items] == ["ann@example.org", "bob@example.org"]
    ended = office.operations.runs(OLGA, Asked(), state=RunState.CANCELLED)
    assert [one.run.id for one in ended.items] == [made[1].id]
    anns = office.operations.runs(OLGA, Asked(), state=RunState.QUEUED, owner=ANN.id)
    assert [one.run.id for one in anns.items] == [made[2].id, made[0].id]


def test_a_cancelled_run_stands_once_in_its_owners_log(office: Office) -> None:
    waiting = office.submit()
    for _ in range(2):
        ended = office.operations.cancel(OLGA, waiting.id, VISIT)
        assert (ended.run.state, ended.email) == (RunState.CANCELLED, "ann@example.org")
    [entry] = AuditLog(office.parts.documents).about(ANN.id, Asked()).items
    assert (entry.what, entry.actor, entry.subject) == ("run.cancelled", OLGA.id, waiting.id)
    assert (entry.address, entry.request) == (VISIT.address, VISIT.request)
    run, _, hold = office.running()
    assert office.operations.cancel(OLGA, run.id, VISIT).run.cancel_requested
    assert len(AuditLog(office.parts.documents).about(ANN.id, Asked()).items) == 2
    hold.cancelled()
    with pytest.raises(NotFound):
        office.operations.cancel(OLGA, "0" * 32, VISIT)


def test_what_has_ended_is_not_cancelled(office: Office) -> None:
    _, _, hold = office.running()
    ended = office.succeed(hold)
    with pytest.raises(Conflict):
        office.operations.cancel(OLGA, ended.id, VISIT)
    assert AuditLog(office.parts.documents).about(ANN.id, Asked()).items == ()
