"""Executions of a Cloud Run job: a container for each attempt at a run.

Their names are Cloud Run's short ones, which a container finds in ``CLOUD_RUN_EXECUTION``.
"""

from __future__ import annotations

import re
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from google.api_core import exceptions as google
from google.cloud.run_v2 import EnvVar, RunJobRequest
from google.cloud.run_v2 import Execution as CloudExecution

from hypertrade.adapters.gcp.calling import CALL_SECONDS, UNANSWERED, patiently, talking_to
from hypertrade.domain.errors import QuotaExceeded
from hypertrade.ports.executions import Execution, ExecutionState

if TYPE_CHECKING:
    from google.cloud.run_v2 import ExecutionsClient, JobsClient

    from hypertrade.domain.backtest import Limits

RUN = "HYPERTRADE_RUN"
ATTEMPT = "HYPERTRADE_ATTEMPT"

_SERVICE = "Cloud Run"
_NAME = re.compile(r"[a-z0-9-]{1,100}", re.ASCII)
_GRACE = timedelta(minutes=5)
"""What a container may take beyond the run itself: pulling the image, candles, the report."""
_PAGE = 100


class GoogleExecutions:
    """Starts executions of one job; the run and the attempt stand in the environment."""

    def __init__(self, jobs: JobsClient, executions: ExecutionsClient, *, job: str) -> None:
        """Start executions of ``job`` (``projects/P/locations/R/jobs/J``)."""
        self._jobs = jobs
        self._executions = executions
        self._job = job

    def start(self, run: str, attempt: int, limits: Limits | None = None) -> str:
        """Start an execution, as ``Executions.start`` says; memory is that of the job."""
        container = RunJobRequest.Overrides.ContainerOverride(
            env=[EnvVar(name=RUN, value=run), EnvVar(name=ATTEMPT, value=str(attempt))]
        )
        overrides = RunJobRequest.Overrides(container_overrides=[container], task_count=1)
        if limits is not None:
            overrides.timeout = timedelta(seconds=limits.wall_seconds) + _GRACE
        request = RunJobRequest(name=self._job, overrides=overrides)
        with talking_to(_SERVICE):
            try:
                # What it answers is a long operation; that it began is all that is waited for.
                operation = self._jobs.run_job(
                    request,
                    retry=patiently(google.ServiceUnavailable, google.Aborted),
                    timeout=CALL_SECONDS,
                )
            except google.TooManyRequests as error:
                raise QuotaExceeded(
                    "Cloud Run starts no more executions now",
                    remedy="Wait until one ends, or raise the project's quota.",
                ) from error
        return _short(operation.metadata.name)

    def state(self, name: str) -> ExecutionState:
        """Return how an execution stands, as ``Executions.state`` says."""
        if not _NAME.fullmatch(name):
            return ExecutionState.GONE
        with talking_to(_SERVICE):
            try:
                found = self._executions.get_execution(
                    name=self._full(name), retry=patiently(), timeout=CALL_SECONDS
                )
            except google.NotFound:
                return ExecutionState.GONE
        return _state(found)

    def cancel(self, name: str) -> None:
        """End an execution, as ``Executions.cancel`` says."""
        if not _NAME.fullmatch(name):
            return
        with talking_to(_SERVICE):
            try:
                self._executions.cancel_execution(
                    name=self._full(name), retry=patiently(*UNANSWERED), timeout=CALL_SECONDS
                )
            except (google.NotFound, google.FailedPrecondition):
                return  # unknown, or over

    def running(self) -> list[Execution]:
        """Return the executions that are not over."""
        with talking_to(_SERVICE):
            found = [
                _described(execution)
                for execution in self._executions.list_executions(
                    request={"parent": self._job, "page_size": _PAGE},
                    retry=patiently(),
                    timeout=CALL_SECONDS,
                )
            ]
        return [execution for execution in found if not execution.state.over]

    def _full(self, name: str) -> str:
        return f"{self._job}/executions/{name}"


def _described(execution: CloudExecution) -> Execution:
    environment = {
        item.name: item.value
        for container in execution.template.containers
        for item in container.env
    }
    attempt = environment.get(ATTEMPT, "")
    return Execution(
        name=_short(execution.name),
        run=environment.get(RUN, ""),
        attempt=int(attempt) if attempt.isdecimal() else 0,
        state=_state(execution),
        created=execution.create_time.astimezone(UTC),
    )


def _short(name: str) -> str:
    return name.rpartition("/")[2]


def _state(execution: CloudExecution) -> ExecutionState:
    if execution.completion_time:
        if execution.cancelled_count:
            return ExecutionState.CANCELLED
        if execution.failed_count or not execution.succeeded_count:
            return ExecutionState.FAILED
        return ExecutionState.SUCCEEDED
    return ExecutionState.RUNNING if execution.running_count else ExecutionState.PENDING
