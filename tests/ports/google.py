"""The Google adapters, each over a stand-in and in a project of its own."""

from __future__ import annotations

import json
import threading
import time
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pytest
import requests
from hypertrade.domain.errors import Denied
from hypertrade.ports.events import Event
from hypertrade.ports.tasks import Task

from tests.ports.factories import factory, helper
from tests.stand_ins.google.deploying import queue_name

if TYPE_CHECKING:
    from hypertrade.adapters.gcp.analytics import GoogleAnalytics
    from hypertrade.adapters.gcp.blobs import GoogleBlobs
    from hypertrade.adapters.gcp.buckets import GoogleBuckets
    from hypertrade.adapters.gcp.callers import GoogleCallers
    from hypertrade.adapters.gcp.documents import FirestoreDocuments
    from hypertrade.adapters.gcp.events import GoogleEvents
    from hypertrade.adapters.gcp.secrets import GoogleSecrets
    from hypertrade.adapters.gcp.tasks import GoogleTasks
    from hypertrade.bootstrap.google import GoogleParts

MARKS = [pytest.mark.emulator]

_BESIDE: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
"""What stands beside an adapter, for its helpers."""


def _parts(request: pytest.FixtureRequest, *services: str, **settings: Any) -> GoogleParts:
    made: GoogleParts = request.getfixturevalue("google_project")(services, **settings)
    return made


@factory("google", "documents", marks=MARKS)
def documents(request: pytest.FixtureRequest) -> FirestoreDocuments:
    return _parts(request, "firestore").documents


@factory("google", "blobs", marks=MARKS)
def blobs(request: pytest.FixtureRequest) -> GoogleBlobs:
    return _parts(request, "storage").blobs


@factory("google", "analytics", marks=MARKS)
def analytics(request: pytest.FixtureRequest) -> GoogleAnalytics:
    return _parts(request, "bigquery").analytics


@factory("google", "buckets", marks=MARKS)
def buckets(request: pytest.FixtureRequest) -> GoogleBuckets:
    return _parts(request, "firestore").buckets


@factory("google", "secrets", marks=MARKS)
def secrets(request: pytest.FixtureRequest) -> GoogleSecrets:
    made = _parts(request, "secrets", "kms").secrets
    _BESIDE[made] = request.getfixturevalue("google_cloud").secrets
    return made


@factory("google", "tasks", marks=MARKS)
def tasks(request: pytest.FixtureRequest) -> GoogleTasks:
    door = Door()
    request.addfinalizer(door.close)
    parts = _parts(request, "tasks", "certificates", public_url=door.address)
    door.callers = parts.callers
    queue = request.getfixturevalue("google_cloud").tasks.queues[queue_name(parts.settings, "runs")]
    queue.pause(paused=True)
    _BESIDE[parts.tasks] = (queue, door)
    return parts.tasks


@factory("google", "events", marks=MARKS)
def events(request: pytest.FixtureRequest) -> GoogleEvents:
    parts = _parts(request, "pubsub")
    _BESIDE[parts.events] = Listener(parts)
    return parts.events


@helper("google", "fetch")
def fetch(_: GoogleBlobs, url: str) -> bytes:
    answer = requests.get(url, timeout=10)
    if not answer.ok:
        raise Denied(answer.text)
    return answer.content


@helper("google", "meddle")
def meddle(subject: GoogleSecrets, name: str, other: str | None) -> None:
    kept = _BESIDE[subject].versions
    versions = kept[subject._named(name)]
    if other is None:
        versions[-1] = versions[-1][:-20] + bytes([versions[-1][-20] ^ 1]) + versions[-1][-19:]
    else:
        versions[-1] = kept[subject._named(other)][-1]


@helper("google", "deliver")
def deliver(subject: GoogleTasks, queue: str, seconds: float) -> list[Task]:
    held, door = _BESIDE[subject]
    assert held.name.endswith(f"/{queue}")
    end = time.monotonic() + seconds
    held.pause(paused=False)
    while held.pending and time.monotonic() < end:
        time.sleep(0.02)
    held.pause(paused=True)
    delivered: list[Task] = door.delivered
    door.delivered = []
    return delivered


@helper("google", "listen")
def listen(subject: GoogleEvents) -> list[Event]:
    heard: list[Event] = _BESIDE[subject].heard()
    return heard


class Door:
    """Our API as far as tasks see it: whoever calls proves who they are."""

    def __init__(self) -> None:
        self.delivered: list[Task] = []
        self.callers: GoogleCallers | None = None
        door = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                assert door.callers is not None
                door.callers.verify(self.headers["Authorization"])
                queue, name = self.path.rpartition("/")[2], self.headers["X-CloudTasks-TaskName"]
                assert self.path == f"/v1/tasks/{queue}"
                assert self.headers["X-CloudTasks-QueueName"] == queue
                assert self.headers["Content-Type"] == "application/json"
                door.delivered.append(Task(queue, name, json.loads(body)))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Listener:
    """A subscription to the events of a project."""

    def __init__(self, parts: GoogleParts) -> None:
        import grpc
        from google.pubsub_v1 import SubscriberClient
        from google.pubsub_v1.services.subscriber.transports import SubscriberGrpcTransport

        channel = grpc.insecure_channel(parts.settings.stand_ins["pubsub"])
        self._client = SubscriberClient(transport=SubscriberGrpcTransport(channel=channel))
        project = f"projects/{parts.settings.project}"
        self._name = f"{project}/subscriptions/listener"
        self._client.create_subscription(
            name=self._name, topic=f"{project}/topics/{parts.settings.events_topic}"
        )

    def heard(self) -> list[Event]:
        """Return what is heard now."""
        from google.api_core.exceptions import DeadlineExceeded

        try:
            answer = self._client.pull(
                subscription=self._name, max_messages=100, timeout=1.0, retry=None
            )
        except DeadlineExceeded:
            return []
        taken = [received.ack_id for received in answer.received_messages]
        if taken:
            self._client.acknowledge(subscription=self._name, ack_ids=taken)
        found = []
        for received in answer.received_messages:
            told = json.loads(received.message.data)
            shown = {name: told[name] for name in ("id", "kind", "owner", "subject", "at")}
            assert dict(received.message.attributes) == shown
            found.append(Event(**{**told, "at": datetime.fromisoformat(told["at"])}))
        return found
