"""Tasks delivered: until success, with proof of who calls, and no more than there is."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.adapters.local.tasks import LocalTasks
from hypertrade.domain.errors import Unavailable
from hypertrade.domain.queues import Queue
from hypertrade.ports.tasks import Task
from hypertrade_jobs.worker.delivering import Delivering, Door, http_door

from tests.ports.clocks import Hands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

QUEUES = {
    name: Queue(name=name, rate=1000, burst=1000, concurrency=8, shortest_pause=0.01)
    for name in ("runs", "notices")
}


class Ticking(Hands):
    """A clock that runs from where it was set."""

    def __init__(self) -> None:
        super().__init__()
        self._started = time.monotonic()

    def now(self) -> Any:
        from datetime import timedelta

        return super().now() + timedelta(seconds=time.monotonic() - self._started)


@pytest.fixture
def tasks(tmp_path: Path) -> LocalTasks:
    return LocalTasks(tmp_path / "tasks.sqlite", clock=Ticking(), queues=QUEUES)


class Api:
    """Answers on loopback as told, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                api.asked.append((self.path, dict(self.headers), json.loads(body)))
                self.send_response(api.answers.pop(0) if api.answers else 200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_: object) -> None:
                """Stay silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def api() -> Iterator[Api]:
    served = Api()
    thread = threading.Thread(target=served.server.serve_forever)
    thread.start()
    yield served
    served.server.shutdown()
    served.server.server_close()
    thread.join()


def _deliver(tasks: LocalTasks, door: Door, done: Callable[[], bool]) -> None:
    delivering = Delivering(tasks, door)
    delivering.start()
    _until(done)
    delivering.stop()


def test_a_task_is_posted_to_its_queue_with_proof(tasks: LocalTasks, api: Api) -> None:
    tasks.enqueue(Task("runs", "one", {"run": "x"}))
    _deliver(tasks, http_door(api.url, lambda: "Bearer mine"), lambda: tasks.depth("runs") == 0)
    [(path, headers, body)] = api.asked
    assert (path, headers["Authorization"], body) == ("/v1/tasks/runs", "Bearer mine", {"run": "x"})


@pytest.mark.parametrize("answers", [[500], [503, 429], [302]])
def test_a_task_is_delivered_until_it_succeeds(
    tasks: LocalTasks, api: Api, answers: list[int]
) -> None:
    api.answers = list(answers)
    tasks.enqueue(Task("runs", "one"))
    _deliver(tasks, http_door(api.url, lambda: "Bearer mine"), lambda: tasks.depth("runs") == 0)
    assert len(api.asked) == len(answers) + 1


def test_an_api_that_is_away_is_asked_again(tasks: LocalTasks, api: Api) -> None:
    tasks.enqueue(Task("runs", "one"))
    tried = []

    def door(queue: str, payload: dict[str, Any]) -> None:
        tried.append(queue)
        nowhere = f"http://127.0.0.1:{9 if len(tried) < 3 else api.server.server_port}"
        http_door(nowhere, lambda: "Bearer mine")(queue, payload)

    _deliver(tasks, door, lambda: tasks.depth("runs") == 0)
    assert (len(tried), len(api.asked)) == (3, 1)


def test_every_task_is_delivered_some_at_once(tasks: LocalTasks) -> None:
    for number in range(40):
        tasks.enqueue(Task("runs", f"task-{number}", {"number": number}))
    done: list[int] = []
    at_once: list[int] = []
    under_way = threading.Semaphore(100)

    def door(_: str, payload: dict[str, Any]) -> None:
        under_way.acquire()
        at_once.append(100 - under_way._value)
        time.sleep(0.01)
        under_way.release()
        done.append(payload["number"])

    _deliver(tasks, door, lambda: tasks.depth("runs") == 0)
    assert sorted(done) == list(range(40))
    assert 1 < max(at_once) <= 4


def test_a_bug_in_a_task_does_not_end_the_others(tasks: LocalTasks) -> None:
    tried: list[str] = []

    def door(_: str, payload: dict[str, Any]) -> None:
        tried.append(payload["name"])
        if payload["name"] == "bad" and tried.count("bad") < 3:
            raise ZeroDivisionError

    for name in ("bad", "good"):
        tasks.enqueue(Task("runs", name, {"name": name}))
    _deliver(tasks, door, lambda: tasks.depth("runs") == 0)
    assert tried.count("bad") == 3
    assert tried.count("good") == 1


def test_what_cannot_be_noted_is_delivered_again(tasks: LocalTasks) -> None:
    def door(_: str, payload: dict[str, Any]) -> None:
        raise Unavailable(f"not now: {payload}")

    tasks.enqueue(Task("runs", "one"))
    delivering = Delivering(tasks, door)
    delivering.start()
    time.sleep(0.2)
    delivering.stop()
    assert tasks.depth("runs") == 1


def test_a_queue_that_waits_for_strangers_keeps_no_other_waiting(tasks: LocalTasks) -> None:
    answered = threading.Event()
    waiting: list[str] = []
    done: list[str] = []

    def door(queue: str, payload: dict[str, Any]) -> None:
        if queue == "notices":
            waiting.append(payload["name"])
            assert answered.wait(30)
        done.append(payload["name"])

    for number in range(20):
        tasks.enqueue(Task("notices", f"notice-{number}", {"name": f"notice-{number}"}))
    delivering = Delivering(tasks, door)
    delivering.start()
    _until(lambda: len(waiting) == 4)
    for number in range(10):
        tasks.enqueue(Task("runs", f"run-{number}", {"name": f"run-{number}"}))
    _until(lambda: tasks.depth("runs") == 0)
    assert sorted(done) == sorted(f"run-{number}" for number in range(10))
    assert (len(waiting), tasks.depth("notices")) == (4, 20)
    answered.set()
    _until(lambda: tasks.depth("notices") == 0)
    delivering.stop()
    assert len(done) == 30


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, "the tasks are not delivered"
        time.sleep(0.005)
