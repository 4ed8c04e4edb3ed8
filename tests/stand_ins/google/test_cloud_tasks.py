"""Cloud Tasks' stand-in delivers as Cloud Tasks does, and its calls are proven to be ours."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from google.api_core.exceptions import InvalidArgument
from google.cloud.tasks_v2 import HttpRequest
from google.cloud.tasks_v2 import Task as CloudTask
from hypertrade.domain.errors import Unauthenticated
from hypertrade.ports.tasks import Task

from tests.stand_ins.google.deploying import queue_name
from tests.stand_ins.google.queues import Pace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hypertrade.bootstrap.google import GoogleParts

    from tests.stand_ins.google.cloud import GoogleCloud
    from tests.stand_ins.google.queues import Queue

pytestmark = pytest.mark.emulator


class Handler:
    """An API that answers what a test wants, and notes when and with what it was called."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.calls: list[tuple[float, dict[str, str]]] = []
        self.pause = 0.0
        self.most = self._now = 0
        self._lock = threading.Lock()
        handler = self

        class Requests(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(handler.called(dict(self.headers)))
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Requests)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def called(self, headers: dict[str, str]) -> int:
        with self._lock:
            self.calls.append((time.monotonic(), headers))
            self._now += 1
            self.most = max(self.most, self._now)
            status = self.answers.pop(0) if self.answers else 204
        time.sleep(self.pause)
        with self._lock:
            self._now -= 1
        return status


@pytest.fixture
def handler() -> Iterator[Handler]:
    made = Handler()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def parts(google_project: Callable[..., GoogleParts], handler: Handler) -> GoogleParts:
    return google_project(["tasks", "certificates"], public_url=handler.address)


def paced(cloud: GoogleCloud, parts: GoogleParts, **pace: Any) -> Queue:
    """Return the queue of runs, with another pace."""
    name = queue_name(parts.settings, "runs")
    cloud.tasks.queues.pop(name).stop()
    return cloud.tasks.create(name, pace=Pace(**pace))


def settle(queue: Queue, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while queue.pending and time.monotonic() < end:
        time.sleep(0.02)
    assert not queue.pending


def test_a_failed_delivery_is_repeated_with_growing_pauses(
    google_cloud: GoogleCloud, parts: GoogleParts, handler: Handler
) -> None:
    queue = paced(google_cloud, parts, least_pause=0.2)
    handler.answers = [503, 500, 404]
    parts.tasks.enqueue(Task("runs", "r1"))
    settle(queue)
    assert [status for _, status in queue.delivered] == [503, 500, 404, 204]
    at = [moment for moment, _ in handler.calls]
    pauses = [later - earlier for earlier, later in pairwise(at)]
    for pause, least in zip(pauses, (0.2, 0.4, 0.8), strict=True):
        assert least <= pause < least + 0.5
    told = [headers for _, headers in handler.calls]
    assert [headers["X-CloudTasks-TaskRetryCount"] for headers in told] == ["0", "1", "2", "3"]
    assert [headers["X-CloudTasks-TaskExecutionCount"] for headers in told] == ["0", "1", "2", "3"]
    assert told[1]["X-CloudTasks-TaskPreviousResponse"] == "503"


def test_a_task_is_dropped_after_so_many_attempts(
    google_cloud: GoogleCloud, parts: GoogleParts, handler: Handler
) -> None:
    queue = paced(google_cloud, parts, least_pause=0.01, attempts=3)
    handler.answers = [500] * 10
    parts.tasks.enqueue(Task("runs", "r1"))
    settle(queue)
    assert len(handler.calls) == 3
    assert not parts.tasks.enqueue(Task("runs", "r1"))


def test_a_queue_keeps_its_pace(
    google_cloud: GoogleCloud, parts: GoogleParts, handler: Handler
) -> None:
    queue = paced(google_cloud, parts, rate=20.0, concurrent=2)
    handler.pause = 0.15
    for number in range(8):
        parts.tasks.enqueue(Task("runs", f"r{number}"))
    settle(queue)
    assert handler.most == 2
    at = [moment for moment, _ in handler.calls]
    assert at[-1] - at[0] >= 0.4


def test_every_call_proves_that_it_is_ours(parts: GoogleParts, handler: Handler) -> None:
    parts.tasks.enqueue(Task("runs", "r1"))
    end = time.monotonic() + 10
    while not handler.calls and time.monotonic() < end:
        time.sleep(0.02)
    parts.callers.verify(handler.calls[0][1]["Authorization"])


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "https://elsewhere.example"},
        {"iss": "https://evil.example"},
        {"email": "other@test.iam.gserviceaccount.com"},
        {"email_verified": False},
        {"exp": 1_700_000_000},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_another_token_is_refused(
    google_cloud: GoogleCloud, parts: GoogleParts, changes: dict[str, Any]
) -> None:
    account = str(parts.settings.tasks_service_account)
    good = google_cloud.tokens.sign(account, parts.settings.public_url)
    parts.callers.verify(f"Bearer {good}")
    bad = google_cloud.tokens.sign(account, parts.settings.public_url, **changes)
    with pytest.raises(Unauthenticated):
        parts.callers.verify(f"Bearer {bad}")


@pytest.mark.parametrize(
    "task",
    [
        CloudTask(http_request=HttpRequest(url="http://x/", body=b"x" * 1_000_000)),
        CloudTask(http_request=HttpRequest(url="ftp://x/")),
        CloudTask(
            http_request=HttpRequest(url="http://x/"),
            schedule_time=datetime.now(UTC) + timedelta(days=31),
        ),
        CloudTask(
            http_request=HttpRequest(url="http://x/"), dispatch_deadline=timedelta(minutes=31)
        ),
    ],
    ids=["size", "address", "schedule", "deadline"],
)
def test_what_cloud_tasks_refuses_is_refused(parts: GoogleParts, task: CloudTask) -> None:
    queue = queue_name(parts.settings, "runs")
    made = CloudTask(task, name=f"{queue}/tasks/t1")
    with pytest.raises(InvalidArgument):
        parts.connections.tasks.create_task(parent=queue, task=made)
