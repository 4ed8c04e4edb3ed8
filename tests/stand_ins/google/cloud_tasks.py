"""Cloud Tasks: what the service refuses, and its queues."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from google.cloud.tasks_v2 import CreateTaskRequest, Task
from google.cloud.tasks_v2beta3 import GetQueueRequest, QueueStats
from google.cloud.tasks_v2beta3 import Queue as QueueMessage

from tests.stand_ins.google.queues import Pace, Queue
from tests.stand_ins.google.rpc import Server, exists, invalid, not_found

if TYPE_CHECKING:
    from tests.stand_ins.google.tokens import Tokens

_TASK = re.compile(r"[A-Za-z0-9_-]{1,500}")
_MOST_BYTES = 1_000_000
_FURTHEST = timedelta(days=30)
_LEAST_DEADLINE, _DEADLINE, _MOST_DEADLINE = (
    timedelta(seconds=15), timedelta(minutes=10), timedelta(minutes=30),
)  # fmt: skip


class CloudTasks:
    """The service: tasks are made and queues counted; queues themselves are made by tests."""

    def __init__(self, tokens: Tokens) -> None:
        """Deliver with ``tokens``."""
        self.queues: dict[str, Queue] = {}
        self._tokens = tokens
        self._server = Server(
            {
                "google.cloud.tasks.v2.CloudTasks": {
                    "CreateTask": (self._create_task, CreateTaskRequest)
                },
                "google.cloud.tasks.v2beta3.CloudTasks": {
                    "GetQueue": (self._get_queue, GetQueueRequest)
                },
            }
        )
        self.host = self._server.host

    def create(self, name: str, *, pace: Pace | None = None, paused: bool = False) -> Queue:
        """Make the queue of this full name."""
        self.queues[name] = Queue(name, self._tokens, pace or Pace(), paused)
        return self.queues[name]

    def drop(self, project: str) -> None:
        """Forget the queues of a project."""
        for name in [name for name in self.queues if name.startswith(f"projects/{project}/")]:
            self.queues.pop(name).stop()

    def stop(self) -> None:
        self._server.stop()
        for queue in self.queues.values():
            queue.stop()

    def _create_task(self, request: Any) -> Task:
        task = request.task
        queue = self._queue(request.parent)
        if not task.name.startswith(f"{request.parent}/tasks/"):
            invalid("the task's name must begin with its queue's")
        if not _TASK.fullmatch(task.name.rpartition("/tasks/")[2]):
            invalid("task name")
        if len(Task.serialize(task)) > _MOST_BYTES:
            invalid("Task size too large")
        if not task.http_request.url.startswith(("http://", "https://")):
            invalid("HttpRequest.url")
        now = datetime.now(UTC)
        if task.schedule_time and task.schedule_time > now + _FURTHEST:
            invalid("Task.scheduleTime must be less than 30 days in the future")
        if not task.dispatch_deadline:
            task.dispatch_deadline = _DEADLINE
        if not _LEAST_DEADLINE <= task.dispatch_deadline <= _MOST_DEADLINE:
            invalid("Task.dispatchDeadline must be between 15s and 30m")
        due = task.schedule_time.timestamp() if task.schedule_time else time.time()
        if not queue.add(task, due):
            exists(task.name)
        return Task(name=task.name, schedule_time=datetime.fromtimestamp(due, UTC))

    def _get_queue(self, request: Any) -> QueueMessage:
        queue = self._queue(request.name)
        found = QueueMessage(name=queue.name)
        if "stats" in request.read_mask.paths:
            running = sum(pending.running for pending in list(queue.pending.values()))
            found.stats = QueueStats(
                tasks_count=len(queue.pending), concurrent_dispatches_count=running
            )
        return found

    def _queue(self, name: str) -> Queue:
        if name not in self.queues:
            not_found(f"Queue {name}")
        return self.queues[name]
