"""Tasks in queues of Cloud Tasks, delivered to our own API with an OIDC token."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from google.api_core import exceptions as google
from google.cloud.tasks_v2 import HttpMethod, HttpRequest, OidcToken
from google.cloud.tasks_v2 import Task as CloudTask
from google.cloud.tasks_v2beta3 import GetQueueRequest

from hypertrade.adapters.gcp.calling import CALL_SECONDS, patiently, talking_to
from hypertrade.domain.errors import NotFound
from hypertrade.ports.checks import checked_payload

if TYPE_CHECKING:
    from google.cloud.tasks_v2 import CloudTasksClient
    from google.cloud.tasks_v2beta3 import CloudTasksClient as CloudTasksBetaClient

    from hypertrade.ports.tasks import Task

_SERVICE = "Cloud Tasks"
_QUEUE = re.compile(r"[a-z0-9-]{1,60}", re.ASCII)
_DISPATCH = timedelta(minutes=2)
"""How long a handler may take; a handler starts work and does not do it."""


class GoogleTasks:
    """Queues tasks in the queues of one region.

    A name once used stays used for hours after its task is done: Cloud Tasks' own deduplication.
    Handlers are proven who calls by a token that Google signs for ``service_account`` and for
    ``public_url`` as its audience (``GoogleCallers``).
    """

    def __init__(
        self,
        client: CloudTasksClient,
        counting: CloudTasksBetaClient,
        *,
        place: str,
        public_url: str,
        service_account: str,
    ) -> None:
        """Queue in ``place`` (``projects/P/locations/R``), for the API at ``public_url``.

        ``counting`` is the client that knows how deep a queue is.
        """
        self._client = client
        self._counting = counting
        self._place = f"{place}/queues"
        self._public_url = public_url
        self._service_account = service_account

    def enqueue(self, task: Task) -> bool:
        """Queue a task, as ``Tasks.enqueue`` says."""
        body = checked_payload(task)
        queue = self._queue(task.queue)
        made = CloudTask(
            name=f"{queue}/tasks/{task.name}",
            http_request=HttpRequest(
                http_method=HttpMethod.POST,
                url=f"{self._public_url}/v1/tasks/{task.queue}",
                headers={"Content-Type": "application/json"},
                body=body.encode(),
                oidc_token=OidcToken(
                    service_account_email=self._service_account, audience=self._public_url
                ),
            ),
            schedule_time=task.not_before,
            dispatch_deadline=_DISPATCH,
        )
        with talking_to(_SERVICE):
            try:
                self._client.create_task(
                    parent=queue, task=made, retry=patiently(), timeout=CALL_SECONDS
                )
            except google.AlreadyExists:
                # Also where an answer was lost and the call repeated: either way it is queued.
                return False
            except google.NotFound as error:
                raise _no_queue(task.queue) from error
        return True

    def depth(self, queue: str) -> int:
        """Return how many tasks wait, as ``Tasks.depth`` says."""
        request = GetQueueRequest(name=self._queue(queue), read_mask="stats")
        with talking_to(_SERVICE):
            try:
                found = self._counting.get_queue(request, retry=patiently(), timeout=CALL_SECONDS)
            except google.NotFound as error:
                raise _no_queue(queue) from error
        return int(found.stats.tasks_count)

    def _queue(self, name: str) -> str:
        if not _QUEUE.fullmatch(name):
            raise _no_queue(name)
        return f"{self._place}/{name}"


def _no_queue(queue: str) -> NotFound:
    return NotFound(
        f"there is no queue {queue[:80]}", field="queue", remedy="Name a queue that is deployed."
    )
