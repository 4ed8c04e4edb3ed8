"""Channels on every store of documents: claimed once, counted, found when overdue, forgotten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.paging import Asked
from hypertrade.services.channels.sending import CLAIM, LOST

from tests.services.channels.office import VISIT, Office, open_office
from tests.stand_ins.mailbox import Mailbox
from tests.stand_ins.receiver import Answer, Receiver, running_receiver

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hypertrade.ports.documents import Documents

PORT = "documents"


@pytest.fixture
def web() -> Iterator[Receiver]:
    with running_receiver() as running:
        yield running


@pytest.fixture
def office(tmp_path: Path, web: Receiver, subject: Documents) -> Office:
    return open_office(tmp_path, web, Mailbox(), subject)


def test_channels_are_listed_newest_first_in_pages(office: Office) -> None:
    made = []
    for _ in range(3):
        made.append(office.webhook().shown.kept.value.id)
        office.clock.move(1)
    office.webhook(who="bob")
    first = office.channels.page(office.principal(), Asked(limit=2))
    rest = office.channels.page(office.principal(), Asked(limit=2, cursor=first.next))
    found = [shown.kept.value.id for shown in (*first.items, *rest.items)]
    assert found == made[::-1]
    assert rest.next is None


def test_a_notice_is_told_once_by_whoever_is_first(office: Office) -> None:
    office.webhook()
    event = office.end_run()
    office.platform.work.telling.tell(event)
    [notice] = office.notices()
    with ThreadPoolExecutor(4) as pool:
        arrived = list(pool.map(office.platform.work.sending.send, [notice.id] * 4))
    assert sum(arrived) == len(office.web.taken) == 1
    [told] = office.channels.page(office.principal(), Asked()).items
    assert told.last is not None
    assert told.last.outcome == "delivered"


def test_what_was_refused_or_lost_is_found_again(office: Office) -> None:
    office.webhook()
    office.web.answers = [Answer(500)]
    office.end_run()
    [notice] = office.notices()
    assert not office.platform.work.sending.send(notice.id)
    assert office.platform.work.sending.sweep() == 0
    office.clock.move(30 + LOST.total_seconds())
    assert office.platform.work.sending.sweep() == 1
    assert office.platform.work.sending._claim(notice.id) is not None
    office.clock.move(CLAIM.total_seconds() + LOST.total_seconds())
    assert office.platform.work.sending.sweep() == 1
    assert office.platform.work.sending.send(notice.id)
    assert len(office.web.taken) == 2


def test_what_is_removed_takes_its_notices_along(office: Office) -> None:
    id_ = office.webhook().shown.kept.value.id
    office.webhook()
    office.end_run("run-1")
    office.end_run("run-2")
    office.channels.remove(office.principal(), id_, VISIT)
    assert len(office.notices()) == 2
    assert id_ not in {notice.channel for notice in office.notices()}


def test_notices_are_forgotten_when_their_time_is_over(office: Office) -> None:
    office.webhook()
    office.end_run()
    office.clock.move(3 * 86400)
    office.platform.work.sending.sweep()
    assert not office.notices()
