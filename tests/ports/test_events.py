"""Events: heard at least once, by those who listen later too."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from hypertrade.ports.events import Event

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.ports.events import Events

    Helpers = Callable[[str], Callable[[], list[Event]]]

PORT = "events"

AT = datetime(2026, 3, 1, 12, 0, 0, 5, tzinfo=UTC)


def event(id_: str, kind: str = "run.succeeded") -> Event:
    return Event(id_, kind, "ann", "r1", AT, {"é": [1, None, {"a": 0.5}], "b": True})


def heard(help_with: Helpers, ids: set[str], seconds: float = 10) -> list[Event]:
    """Return what was heard once it holds all of ``ids``, or the time is over."""
    listen = help_with("listen")
    end = time.monotonic() + seconds
    found: list[Event] = []
    while not ids <= {one.id for one in found} and time.monotonic() < end:
        found += listen()
    return found


def test_an_event_is_heard_as_it_was_told(subject: Events, help_with: Helpers) -> None:
    subject.publish(event("e1"))
    assert event("e1") in heard(help_with, {"e1"})


def test_many_are_all_heard(subject: Events, help_with: Helpers) -> None:
    ids = {f"e{n}" for n in range(50)}
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda id_: subject.publish(event(id_)), ids))
    found = heard(help_with, ids)
    assert {one.id for one in found} == ids
    assert all(one == event(one.id) for one in found)


def test_the_same_event_told_twice_has_one_id(subject: Events, help_with: Helpers) -> None:
    subject.publish(event("e1"))
    subject.publish(event("e1"))
    subject.publish(event("e2", "run.failed"))
    found = heard(help_with, {"e1", "e2"})
    assert {one.id: one.kind for one in found} == {"e1": "run.succeeded", "e2": "run.failed"}


def test_a_date_of_another_zone_is_the_same_moment(subject: Events, help_with: Helpers) -> None:
    away = AT.astimezone(timezone(timedelta(hours=5, minutes=30)))
    subject.publish(Event("e1", "k", "ann", "r1", away, {}))
    found = heard(help_with, {"e1"})
    assert found[0].at == AT
    assert found[0].at.utcoffset() == timedelta(0)
