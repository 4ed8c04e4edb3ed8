"""Notices sent: once each, patiently, and no more than somebody can read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.accounts import PLATFORM, Audited
from hypertrade.domain.channels import (
    LONGEST_PAUSE,
    MOST_AN_HOUR,
    MOST_ATTEMPTS,
    MOST_FAILURES,
    pause_after,
)
from hypertrade.domain.runs import RunState
from hypertrade.services.channels.sending import CLAIM, LOST

from tests.ports.faults import KILLED_AFTER, Fault, Killed, faulty
from tests.services.channels.office import VISIT, said
from tests.stand_ins.receiver import Answer

if TYPE_CHECKING:
    from tests.services.channels.office import Office

REFUSED = Answer(500)


def _last(office: Office, channel: str) -> tuple[str, str | None]:
    last = office.shown(channel).last
    assert last is not None
    return last.outcome, last.detail


def _flood(office: Office, many: int = MOST_AN_HOUR + 12) -> None:
    """Have many notices told, at the pace of their queue."""
    for number in range(many):
        office.end_run(f"flood-{number}")
        if number % 30 == 0:
            office.deliver()
            office.clock.move(1)
    office.deliver()


def _fail(office: Office, name: str) -> None:
    """Have a notice fail for good."""
    office.web.always = REFUSED
    office.end_run(name)
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert office.deliver() >= 1
        office.clock.move(pause_after(attempt).total_seconds())


def test_a_notice_is_sent_once_however_often_it_is_told(office: Office) -> None:
    office.webhook()
    event = office.end_run()
    office.platform.work.telling.tell(event)
    assert office.deliver() == 1
    office.platform.work.telling.tell(event)
    assert office.deliver() == 0
    [notice] = office.notices()
    for _ in range(3):
        office.platform.task_handler.handle("notices", {"notice": notice.id})
    [taken] = office.web.taken
    assert taken.headers["webhook-id"] == notice.id
    assert notice.state == "delivered"


def test_of_many_that_deliver_the_same_at_once_one_sends(office: Office) -> None:
    office.webhook()
    office.end_run()
    [notice] = office.notices()
    with ThreadPoolExecutor(8) as pool:
        arrived = list(pool.map(office.platform.work.sending.send, [notice.id] * 16))
    assert sum(arrived) == len(office.web.taken) == 1


def test_what_was_refused_is_sent_again_with_growing_pauses(office: Office) -> None:
    id_ = office.webhook().shown.kept.value.id
    office.web.answers = [REFUSED] * 3
    office.end_run()
    for attempt in (1, 2, 3):
        assert office.deliver() == 1
        assert _last(office, id_) == (
            "retrying",
            "the receiver answered 500 Internal Server Error",
        )
        office.clock.move(pause_after(attempt).total_seconds() - 3)
        assert office.deliver() == 0, "too soon"
        office.clock.move(3)
    assert office.deliver() == 1
    assert _last(office, id_) == ("delivered", None)
    assert office.shown(id_).problem is None
    assert len({taken.headers["webhook-id"] for taken in office.web.taken}) == 1
    stamps = [int(taken.headers["webhook-timestamp"]) for taken in office.web.taken]
    pauses = [after - before for before, after in pairwise(stamps)]
    assert pauses == sorted(pauses)
    assert pauses[-1] > 4 * pauses[0]


@pytest.mark.parametrize(
    ("asked", "paused"), [("600", timedelta(minutes=10)), ("86400", timedelta(hours=1))]
)
def test_a_receiver_is_left_in_peace_as_it_asks_an_hour_at_most(
    office: Office, asked: str, paused: timedelta
) -> None:
    office.webhook()
    office.web.answers = [Answer(429, {"Retry-After": asked})]
    office.end_run()
    office.deliver()
    office.clock.move(paused.total_seconds() - 3)
    assert office.deliver() == 0
    office.clock.move(3)
    assert office.deliver() == 1
    assert len(office.web.taken) == 2


def test_six_attempts_are_the_most(office: Office) -> None:
    id_ = office.webhook().shown.kept.value.id
    _fail(office, "run-1")
    assert len(office.web.taken) == MOST_ATTEMPTS
    assert _last(office, id_)[0] == "failed"
    office.clock.move(LONGEST_PAUSE.total_seconds())
    assert office.deliver() == 0
    office.sweep()
    assert office.deliver() == 0
    assert office.shown(id_).kept.value.state == "on"


def test_five_that_failed_one_after_another_turn_the_channel_off(office: Office) -> None:
    id_ = office.webhook().shown.kept.value.id
    for number in range(MOST_FAILURES - 1):
        _fail(office, f"run-{number}")
    assert office.shown(id_).kept.value.state == "on"
    _fail(office, "run-last")
    off = office.shown(id_).kept.value
    assert off.state == "off"
    assert "5 messages that did not arrive" in (off.problem or "")
    assert "500" in (off.problem or "")
    stopped = [entry for entry in office.audit() if entry.what is Audited.CHANNEL_STOPPED]
    assert [(entry.actor, entry.subject) for entry in stopped] == [(PLATFORM, id_)]
    before = len(office.web.taken)
    office.end_run("run-after")
    assert office.deliver() == 0
    assert len(office.web.taken) == before

    office.web.always = None
    office.channels.change(office.principal(), id_, VISIT, state="on")
    assert office.shown(id_).kept.value.problem is None
    _fail(office, "run-again")
    assert office.shown(id_).kept.value.state == "on", "the count begins anew"


def test_one_that_arrives_begins_the_count_anew(office: Office) -> None:
    id_ = office.webhook().shown.kept.value.id
    for number in range(MOST_FAILURES - 1):
        _fail(office, f"run-{number}")
    office.web.always = None
    office.end_run("run-well")
    office.deliver()
    _fail(office, "run-last")
    assert office.shown(id_).kept.value.state == "on"


def test_a_receiver_that_has_gone_turns_its_channel_off(office: Office) -> None:
    id_ = office.webhook().shown.kept.value.id
    office.web.answers = [Answer(410)]
    office.end_run("run-1")
    office.end_run("run-2")
    office.deliver()
    shown = office.shown(id_)
    assert shown.kept.value.state == "off"
    assert "410 Gone" in (shown.problem or "")
    assert len(office.web.taken) == 1
    assert sorted(notice.state for notice in office.notices()) == ["dropped", "failed"]


def test_a_channel_that_is_off_is_told_nothing_but_may_be_tried(office: Office) -> None:
    id_ = office.webhook().shown.kept.value.id
    office.end_run("run-1")
    office.channels.change(office.principal(), id_, VISIT, state="off")
    office.end_run("run-2")
    assert office.deliver() == 1
    assert not office.web.taken
    office.channels.test(office.principal(), id_)
    assert office.deliver() == 1
    assert said(office.web.taken[0])["type"] == "channel.test"
    assert _last(office, id_) == ("delivered", None)


def test_what_an_hour_cannot_hold_is_counted_and_told_with_the_next(office: Office) -> None:
    office.webhook()
    _flood(office)
    assert len(office.web.taken) == MOST_AN_HOUR
    office.clock.move(3600)
    office.end_run("run-next")
    [following] = [one for one in office.notices() if one.data.get("run") == "run-next"]
    assert office.platform.work.sending.send(following.id)
    office.deliver()
    assert len(office.web.taken) == MOST_AN_HOUR + 1
    last = said(office.web.taken[-1])
    assert last["data"]["more"] == 12, "told by whichever is first, and once"
    office.clock.move(3600)
    office.sweep()
    office.deliver()
    assert len(office.web.taken) == MOST_AN_HOUR + 1


def test_or_at_the_start_of_the_next_hour_by_itself(office: Office) -> None:
    id_ = office.webhook().shown.kept.value.id
    office.clock.move(1800)
    _flood(office)
    office.clock.move(1790)
    assert office.deliver() == 0
    office.clock.move(10 - 3)
    assert office.deliver() == 1
    last = said(office.web.taken[-1])
    assert (last["type"], last["data"]) == ("channel.beyond", {"more": 12})
    assert _last(office, id_) == ("delivered", None)
    tally = office.shown(id_).tally
    assert tally is not None
    assert (tally.beyond, tally.told) == (0, 1)


def test_people_read_how_many_there_were(office: Office) -> None:
    channel = office.email()
    office.channels.confirm(office.principal(), channel.id, office.code(), VISIT)
    _flood(office)
    office.clock.move(3600)
    office.deliver()
    text = office.box.taken[-1].get_content()
    assert "And 12 more" in text
    assert office.box.taken[-1]["Subject"] == "HyperTrade: And 12 more"


def test_hours_of_two_channels_are_their_own(office: Office) -> None:
    office.webhook()
    _flood(office, MOST_AN_HOUR)
    office.webhook(path="other")
    office.end_run("run-last")
    office.deliver()
    assert [taken.path for taken in office.web.taken[MOST_AN_HOUR:]] == ["/other"]


def test_what_died_while_it_was_sent_is_sent_again(office: Office) -> None:
    """Killed between sending and noting: the receiver sees the same id twice."""
    office.webhook()
    office.end_run()
    [notice] = office.notices()
    sending = office.platform.work.sending
    documents = office.platform.parts.documents
    calls = {"commits": 0}
    real = documents.commit

    def dying(writes: object) -> object:
        calls["commits"] += 1
        if calls["commits"] == 2:
            raise Killed
        return real(writes)  # type: ignore[arg-type]

    documents.__dict__["commit"] = dying
    with pytest.raises(Killed):
        sending.send(notice.id)
    del documents.__dict__["commit"]
    assert len(office.web.taken) == 1
    office.clock.move(CLAIM.total_seconds())
    assert office.sweep()["notices"] == 0, "perhaps it lives"
    office.clock.move(LOST.total_seconds())
    assert office.sweep()["notices"] == 1
    office.deliver()
    first, second = office.web.taken
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert [one.state for one in office.notices()] == ["delivered"]


def test_one_that_dies_each_time_has_failed_in_the_end(office: Office) -> None:
    id_ = office.webhook().shown.kept.value.id
    office.end_run()
    [notice] = office.notices()
    for _ in range(MOST_ATTEMPTS):
        assert office.platform.work.sending._claim(notice.id) is not None
        office.clock.move(CLAIM.total_seconds() + LOST.total_seconds())
        assert office.sweep()["notices"] == 1
    office.deliver()
    assert _last(office, id_)[0] == "failed"
    assert not office.web.taken


def test_a_task_that_was_lost_is_found_by_the_sweeper(office: Office) -> None:
    office.webhook()
    tasks = office.platform.parts.tasks
    office.platform.work.telling._tasks = faulty(tasks, Fault("enqueue", how=KILLED_AFTER))
    with pytest.raises(Killed):
        office.end_run()
    office.platform.work.telling._tasks = tasks
    leased = tasks.lease("notices")  # type: ignore[attr-defined]
    tasks.done(leased)  # type: ignore[attr-defined]
    assert office.deliver() == 0
    office.clock.move(LOST.total_seconds() + 1)
    office.sweep()
    assert office.deliver() == 1
    assert len(office.web.taken) == 1


def test_a_kind_that_is_no_longer_set_up_is_a_trouble_like_others(office: Office) -> None:
    id_ = office.webhook().shown.kept.value.id
    office.end_run()
    del office.platform.parts.notifiers["webhook"]  # type: ignore[attr-defined]
    office.deliver()
    outcome, detail = _last(office, id_)
    assert outcome == "retrying"
    assert "not set up" in (detail or "")


def test_a_secret_that_is_gone_is_one_too(office: Office) -> None:
    id_ = office.webhook().shown.kept.value.id
    office.end_run()
    office.platform.parts.secrets.destroy(f"channel-{id_}")
    office.deliver()
    assert _last(office, id_)[0] == "retrying"
    assert not office.web.taken


def test_notices_are_forgotten_after_some_days(office: Office) -> None:
    office.webhook()
    office.end_run(state=RunState.FAILED)
    office.deliver()
    office.clock.move(3 * 86400 - 1)
    office.sweep()
    assert office.notices()
    office.clock.move(1)
    office.sweep()
    assert not office.notices()
