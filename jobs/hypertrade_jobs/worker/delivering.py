"""Tasks of the embedded queue, delivered: to the API by HTTP, or to whoever does them here."""

from __future__ import annotations

import http.client
import json
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from hypertrade.domain.errors import HyperTradeError, Unavailable

if TYPE_CHECKING:
    from hypertrade.adapters.local.tasks import Leased, LocalTasks
    from hypertrade.domain.queues import Queue

Door = Callable[[str, dict[str, Any]], object]
"""Does what a task of a queue says, by its payload; raises a ``HyperTradeError`` if it cannot."""

ANSWER_SECONDS = 30.0
_AT_ONCE = 4
"""Deliveries of one queue."""
_SUCCESS = range(200, 300)

_LOG = logging.getLogger(__name__)


class Delivering:
    """Delivers whatever is due until it is stopped, each queue in threads of its own.

    So what waits long in one, for servers of strangers, keeps nothing in another from its turn.
    """

    def __init__(self, tasks: LocalTasks, door: Door) -> None:
        """Deliver ``tasks`` to ``door``, which several threads call at once."""
        self._tasks = tasks
        self._door = door
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(
                target=self._deliver_all,
                args=(queue,),
                name=f"delivering-{queue.name}",
                daemon=True,
            )
            for queue in tasks.queues.values()
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Begin no more, and wait for the deliveries under way; what is left stays in the queue."""
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def _deliver_all(self, queue: Queue) -> None:
        free = threading.Semaphore(_AT_ONCE)
        with ThreadPoolExecutor(_AT_ONCE, f"deliver-{queue.name}") as pool:
            while not self._stopped.is_set():
                leased = self._next(queue.name, free)
                if leased is None:
                    self._stopped.wait(queue.look)
                    continue
                pool.submit(self._deliver, leased).add_done_callback(lambda _: free.release())

    def _next(self, queue: str, free: threading.Semaphore) -> Leased | None:
        """Return a task to deliver and take a place for it; ``None`` if there is none of either."""
        if not free.acquire(blocking=False):
            return None
        try:
            if (leased := self._tasks.lease(queue)) is not None:
                return leased
        except Unavailable as error:
            _LOG.warning("the queue is asked later: %s", error)
        free.release()
        return None

    def _deliver(self, leased: Leased) -> None:
        try:
            problem = self._problem(leased)
            if problem is None:
                self._tasks.done(leased)
            else:
                _LOG.warning("task %s is delivered again: %s", leased.task.name, problem)
                self._tasks.retry(leased, problem)
        except Unavailable as error:
            # Its lease ends by itself, and then it is delivered again.
            _LOG.warning("what became of task %s cannot be noted: %s", leased.task.name, error)

    def _problem(self, leased: Leased) -> str | None:
        """Deliver a task and return why that failed, ``None`` if it did not."""
        try:
            self._door(leased.task.queue, leased.task.payload)
        except HyperTradeError as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 - told in the log, and the task comes again
            _LOG.exception("task %s met a bug of ours", leased.task.name)
            return f"{type(error).__name__}: {error}"
        return None


def http_door(api: str, authorization: Callable[[], str]) -> Door:
    """Return the door of the API at ``api``; ``authorization`` gives the header that opens it."""
    address = urlsplit(api)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection

    def deliver(queue: str, payload: dict[str, Any]) -> None:
        connection = kind(address.hostname or "127.0.0.1", address.port, timeout=ANSWER_SECONDS)
        try:
            connection.request(
                "POST",
                f"/v1/tasks/{queue}",
                json.dumps(payload),
                {"Authorization": authorization(), "Content-Type": "application/json"},
            )
            answer = connection.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise Unavailable(
                f"the API does not answer: {error or type(error).__name__}"
            ) from error
        finally:
            connection.close()
        if answer.status not in _SUCCESS:
            raise Unavailable(f"the API answers {answer.status}: {said[:200]!r}")

    return deliver
