"""The embedded adapters, each in a folder of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from hypertrade.bootstrap.local import LocalParts
from hypertrade.settings import Settings

from tests.ports.clocks import Hands
from tests.ports.factories import factory, helper

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from hypertrade.adapters.local.analytics import LocalAnalytics
    from hypertrade.adapters.local.blobs import LocalBlobs
    from hypertrade.adapters.local.buckets import LocalBuckets
    from hypertrade.adapters.local.documents import LocalDocuments
    from hypertrade.adapters.local.events import LocalEvents
    from hypertrade.adapters.local.secrets import LocalSecrets
    from hypertrade.adapters.local.tasks import LocalTasks
    from hypertrade.ports.events import Event
    from hypertrade.ports.tasks import Task


def _parts(request: pytest.FixtureRequest, clock: Hands | None = None) -> LocalParts:
    folder: Path = request.getfixturevalue("tmp_path")
    return LocalParts(Settings(data=folder), clock)


@factory("local", "documents")
def documents(request: pytest.FixtureRequest) -> LocalDocuments:
    return _parts(request).documents


@factory("local", "blobs")
def blobs(request: pytest.FixtureRequest) -> LocalBlobs:
    return _parts(request).blobs


@factory("local", "analytics")
def analytics(request: pytest.FixtureRequest) -> LocalAnalytics:
    return _parts(request).analytics


@factory("local", "tasks")
def tasks(request: pytest.FixtureRequest) -> LocalTasks:
    return _parts(request, Hands()).tasks


@factory("local", "secrets")
def secrets(request: pytest.FixtureRequest) -> LocalSecrets:
    return _parts(request).secrets


@factory("local", "events")
def events(request: pytest.FixtureRequest) -> LocalEvents:
    return _parts(request).events


@factory("local", "buckets")
def buckets(request: pytest.FixtureRequest) -> LocalBuckets:
    return _parts(request).buckets


@helper("local", "fetch")
def fetch(subject: LocalBlobs, url: str) -> bytes:
    address = urlsplit(url)
    name = unquote(address.path).removeprefix("/v1/blobs/")
    subject.verified(name, dict(parse_qsl(address.query)))
    return subject.get(name)


@helper("local", "deliver")
def deliver(subject: LocalTasks, queue: str, seconds: float) -> list[Task]:
    clock: Any = subject._clock
    delivered = []
    for _ in range(int(seconds * 4)):
        while leased := subject.lease(queue):
            delivered.append(leased.task)
            subject.done(leased)
        clock.move(0.25)
    return delivered


@helper("local", "meddle")
def meddle(subject: LocalSecrets, name: str, other: str | None) -> None:
    path = subject._file(name)
    if other is not None:
        path.write_bytes(subject._file(other).read_bytes())
        return
    text = path.read_text()
    at = text.rindex('"') - 8  # inside the value, before its padding
    path.write_text(text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :])


@helper("local", "listen")
def listen(subject: LocalEvents) -> list[Event]:
    return [heard.event for heard in subject.since(0, limit=10_000)]
