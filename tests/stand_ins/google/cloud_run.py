"""Cloud Run's jobs: each execution is a real process with the overrides in its environment."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import grpc
from google.cloud.run_v2 import (
    CancelExecutionRequest,
    Container,
    EnvVar,
    Execution,
    GetExecutionRequest,
    ListExecutionsRequest,
    ListExecutionsResponse,
    RunJobRequest,
    TaskTemplate,
)
from google.longrunning.operations_pb2 import Operation
from google.protobuf.any_pb2 import Any as Packed

from tests.stand_ins.google.rpc import Refusal, Server, not_found, unfit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_GRACE = 10.0
"""Seconds between SIGTERM and SIGKILL."""
_TIMEOUT = timedelta(minutes=10)


@dataclass(frozen=True)
class Job:
    """What is deployed: the command of the container, its environment, how many may run."""

    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    most: int = 100


@dataclass
class _Running:
    execution: Execution
    process: subprocess.Popen[bytes] | None = None
    cancelled: bool = False


class CloudRun:
    """The service: jobs are deployed by tests, executions are started by it."""

    def __init__(self) -> None:
        self.jobs: dict[str, Job] = {}
        """By a job's full name."""
        self._executions: dict[str, _Running] = {}
        self._lock = threading.Lock()
        self._server = Server(
            {
                "google.cloud.run.v2.Jobs": {"RunJob": (self._run_job, RunJobRequest)},
                "google.cloud.run.v2.Executions": {
                    "GetExecution": (self._get, GetExecutionRequest),
                    "ListExecutions": (self._list, ListExecutionsRequest),
                    "CancelExecution": (self._cancel, CancelExecutionRequest),
                },
            }
        )
        self.host = self._server.host

    def deploy(self, name: str, job: Job) -> None:
        """Put a job in place, under its full name."""
        self.jobs[name] = job

    def stop(self) -> None:
        self._server.stop()
        for running in self._executions.values():
            if running.process is not None:
                _signal(running.process, signal.SIGKILL)
                running.process.wait()

    def processes(self, job: str) -> list[subprocess.Popen[bytes]]:
        """Return the processes of a job's executions, for tests that kill them."""
        return [
            running.process
            for name, running in self._executions.items()
            if name.startswith(f"{job}/") and running.process is not None
        ]

    def _run_job(self, request: Any) -> Operation:
        job = self.jobs.get(request.name)
        if job is None:
            not_found(request.name)
        with self._lock:
            active = sum(
                not running.execution.completion_time
                for name, running in self._executions.items()
                if name.startswith(f"{request.name}/")
            )
            if active >= job.most:
                raise Refusal(grpc.StatusCode.RESOURCE_EXHAUSTED, "quota of executions")
            name = f"{request.name}/executions/{uuid.uuid4().hex[:12]}"
            overrides = {
                item.name: item.value
                for container in request.overrides.container_overrides
                for item in container.env
            }
            environment = {**job.environment, **overrides}
            timeout = request.overrides.timeout or _TIMEOUT
            running = _Running(
                Execution(
                    name=name,
                    uid=str(uuid.uuid4()),
                    job=request.name,
                    create_time=datetime.now(UTC),
                    task_count=request.overrides.task_count or 1,
                    template=TaskTemplate(
                        containers=[
                            Container(env=[EnvVar(name=k, value=v) for k, v in environment.items()])
                        ],
                        timeout=timeout,
                        max_retries=0,
                    ),
                )
            )
            self._executions[name] = running
        threading.Thread(
            target=self._work, args=(running, job, environment, timeout), daemon=True
        ).start()
        metadata = Packed()
        metadata.Pack(Execution.pb(running.execution))
        return Operation(name=f"{name}/operations/run", metadata=metadata)

    def _work(
        self, running: _Running, job: Job, environment: Mapping[str, str], timeout: timedelta
    ) -> None:
        name = running.execution.name.rpartition("/")[2]
        with self._lock:
            if not running.cancelled:
                running.process = subprocess.Popen(
                    list(job.command),
                    cwd=job.folder,
                    env={
                        "PATH": os.environ["PATH"],
                        "HOME": os.environ.get("HOME", "/"),
                        **environment,
                        "CLOUD_RUN_JOB": running.execution.job.rpartition("/")[2],
                        "CLOUD_RUN_EXECUTION": name,
                        "CLOUD_RUN_TASK_INDEX": "0",
                        "CLOUD_RUN_TASK_COUNT": "1",
                        "CLOUD_RUN_TASK_ATTEMPT": "0",
                    },
                    stdin=subprocess.DEVNULL,
                    start_new_session=True,
                )
                running.execution.start_time = datetime.now(UTC)
                running.execution.running_count = 1
        code = -1 if running.process is None else _ended(running.process, timeout)
        with self._lock:
            running.execution.running_count = 0
            running.execution.completion_time = datetime.now(UTC)
            if running.cancelled:
                running.execution.cancelled_count = 1
            elif code:
                running.execution.failed_count = 1
            else:
                running.execution.succeeded_count = 1

    def _get(self, request: Any) -> Execution:
        return self._found(request.name).execution

    def _list(self, request: Any) -> ListExecutionsResponse:
        if request.parent not in self.jobs:
            not_found(request.parent)
        with self._lock:
            names = [name for name in self._executions if name.startswith(f"{request.parent}/")]
            size = request.page_size or 100
            start = int(request.page_token or 0)
            page = names[::-1][start : start + size]
            more = str(start + size) if start + size < len(names) else ""
            return ListExecutionsResponse(
                executions=[self._executions[name].execution for name in page],
                next_page_token=more,
            )

    def _cancel(self, request: Any) -> Operation:
        running = self._found(request.name)
        with self._lock:
            if running.execution.completion_time:
                unfit("the execution is complete")
            running.cancelled = True
            if running.process is not None:
                threading.Thread(target=_end, args=(running.process,), daemon=True).start()
        metadata = Packed()
        metadata.Pack(Execution.pb(running.execution))
        return Operation(name=f"{request.name}/operations/cancel", metadata=metadata)

    def _found(self, name: str) -> _Running:
        if name not in self._executions:
            not_found(name)
        return self._executions[name]


def _ended(process: subprocess.Popen[bytes], timeout: timedelta) -> int:
    try:
        return process.wait(timeout.total_seconds())
    except subprocess.TimeoutExpired:
        _end(process)
        return -1


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a container as Cloud Run does: asked first, killed then, with all that it started."""
    _signal(process, signal.SIGTERM)
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        _signal(process, signal.SIGKILL)
        process.wait()


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    if process.poll() is None:
        os.killpg(process.pid, number)
