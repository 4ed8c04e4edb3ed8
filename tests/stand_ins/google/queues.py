"""A queue of Cloud Tasks: schedule, rate, back-off, and what its deliveries look like."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import requests

if TYPE_CHECKING:
    from tests.stand_ins.google.tokens import Tokens

NAMES_STAY = 3600.0
"""Seconds for which a name is taken after its task is done."""


@dataclass
class Pending:
    """A task that is not done: when it is due next, and how often it was tried and answered."""

    task: Any
    due: float
    tries: int = 0
    answers: int = 0
    status: int | None = None
    running: bool = False


@dataclass(frozen=True)
class Pace:
    """A queue's configuration, Cloud Tasks' own defaults (seconds, dispatches a second)."""

    rate: float = 500.0
    concurrent: int = 16
    least_pause: float = 0.1
    most_pause: float = 3600.0
    doublings: int = 16
    attempts: int = 100


@dataclass
class Queue:
    """Delivers tasks by HTTP until each is answered with success."""

    name: str
    tokens: Tokens
    pace: Pace = field(default_factory=Pace)
    paused: bool = False
    pending: dict[str, Pending] = field(default_factory=dict)
    delivered: list[tuple[str, int]] = field(default_factory=list)
    """Names and the status that each delivery was answered with, 0 for none."""

    def __post_init__(self) -> None:
        self._taken: dict[str, float] = {}
        self._changed = threading.Condition()
        self._stopped = False
        self._pool = ThreadPoolExecutor(self.pace.concurrent, thread_name_prefix="delivery")
        self._thread = threading.Thread(target=self._deliver, daemon=True)
        self._thread.start()

    def add(self, task: Any, due: float) -> bool:
        """Queue a task; return ``False`` if its name is taken."""
        with self._changed:
            if self._taken.get(task.name, 0.0) > time.time() or task.name in self.pending:
                return False
            self.pending[task.name] = Pending(task, due)
            self._changed.notify()
        return True

    def pause(self, *, paused: bool) -> None:
        """Hold deliveries back, or let them go again."""
        with self._changed:
            self.paused = paused
            self._changed.notify()

    def stop(self) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self._thread.join()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _deliver(self) -> None:
        while True:
            with self._changed:
                if self._stopped:
                    return
                chosen = self._due()
                if chosen is None:
                    self._changed.wait(self._next())
                    continue
                chosen.running = True
                chosen.tries += 1
            self._pool.submit(self._dispatch, chosen)
            time.sleep(1 / self.pace.rate)

    def _due(self) -> Pending | None:
        running = sum(pending.running for pending in self.pending.values())
        if self.paused or running >= self.pace.concurrent:
            return None
        waiting = [pending for pending in self.pending.values() if not pending.running]
        first = min(waiting, key=lambda pending: pending.due, default=None)
        return first if first is not None and first.due <= time.time() else None

    def _next(self) -> float | None:
        """Return how long nothing is due, in seconds; ``None`` until something changes."""
        waiting = [pending.due for pending in self.pending.values() if not pending.running]
        if self.paused or not waiting:
            return None
        return max(0.01, min(waiting) - time.time())

    def _dispatch(self, pending: Pending) -> None:
        status = self._post(pending)
        with self._changed:
            self.delivered.append((pending.task.name.rpartition("/")[2], status))
            pending.running = False
            pending.answers += status != 0
            pending.status = status or None
            done = requests.codes.ok <= status < requests.codes.multiple_choices
            if done or pending.tries >= self.pace.attempts:
                del self.pending[pending.task.name]
                self._taken[pending.task.name] = time.time() + NAMES_STAY
            else:
                pending.due = time.time() + self._pause(pending.tries)
            self._changed.notify()

    def _pause(self, tries: int) -> float:
        """Return the seconds to wait after so many tries: doubled, then grown by the last step."""
        doubled = self.pace.least_pause * 2 ** min(tries - 1, self.pace.doublings)
        beyond = max(0, tries - 1 - self.pace.doublings)
        return float(min(self.pace.most_pause, doubled * (1 + beyond)))

    def _post(self, pending: Pending) -> int:
        request = pending.task.http_request
        headers = {
            **dict(request.headers),
            "User-Agent": "Google-Cloud-Tasks",
            "X-CloudTasks-QueueName": self.name.rpartition("/")[2],
            "X-CloudTasks-TaskName": pending.task.name.rpartition("/")[2],
            "X-CloudTasks-TaskRetryCount": str(pending.tries - 1),
            "X-CloudTasks-TaskExecutionCount": str(pending.answers),
            "X-CloudTasks-TaskETA": f"{pending.due:.6f}",
        }
        if pending.status is not None:
            headers["X-CloudTasks-TaskPreviousResponse"] = str(pending.status)
        if "oidc_token" in request:
            token = request.oidc_token
            audience = token.audience or request.url
            signed = self.tokens.sign(token.service_account_email, audience)
            headers["Authorization"] = f"Bearer {signed}"
        try:
            answer = requests.request(
                request.http_method.name,
                request.url,
                data=request.body,
                headers=headers,
                timeout=pending.task.dispatch_deadline.total_seconds(),
                allow_redirects=False,
            )
        except requests.RequestException:
            return 0
        return answer.status_code
