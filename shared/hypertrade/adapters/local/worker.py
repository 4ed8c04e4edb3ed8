"""Backtests in a worker process of their own on this machine."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from hypertrade.adapters.local.hearing import events_of, raised_of, see_off, silence, stream_of
from hypertrade.domain import errors
from hypertrade.domain.backtest import Progress
from hypertrade.observing.logs import carried

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from hypertrade.domain.backtest import BacktestJob

    _Events = Generator[dict[str, Any], None, None]

Confine = Literal["required", "off"]

_MODULE = "hypertrade_jobs"


class LocalJobRunner:
    """Runs each job in its own process, started by this one and ended with it.

    ``data`` is the candle store's folder. ``confine`` says what becomes of code strategies where
    they cannot be confined: ``required`` refuses them, ``off`` runs them, and any code at all,
    unconfined.

    With ``resident``, the socket of a worker that ``python -m hypertrade_jobs.serve`` started over
    the same ``data``, jobs go there instead: it has imported already what every job imports.

    ``on_platform`` tells that whoever asked for the job is not who owns this machine: then a bug of
    ours is a ``hearing.WorkerFailed``, for the log, and not an error that names a file here.
    """

    def __init__(
        self,
        data: Path,
        confine: Confine = "required",
        python: str = sys.executable,
        *,
        resident: Path | None = None,
        on_platform: bool = False,
    ) -> None:
        """Run jobs over ``data`` with the interpreter ``python``."""
        self._data = data
        self._confine = confine
        self._python = python
        self._resident = resident
        self._on_platform = on_platform

    def run(
        self,
        job: BacktestJob,
        out: Path,
        *,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Path:
        """Run ``job``, as ``ports.jobs.JobRunner.run`` says.

        Raises:
            Unavailable: the worker itself failed; the error names its log.
            WorkerFailed: the same, on a platform.
            HyperTradeError: every other failure, as the port lists them.
        """
        folder = Path(tempfile.mkdtemp(prefix="hypertrade-run-"))
        events = self._asked if self._resident else self._started
        try:
            last = _last_event(events(job, out, folder), on_progress, cancelled)
        finally:
            # The worker cleans up after itself; this is for one that had to be killed.
            place = out.resolve()
            shutil.rmtree(folder, ignore_errors=True)
            shutil.rmtree(place.with_name(f".{place.name}.{job.id}.partial"), ignore_errors=True)
        if "error" in last:
            raise raised_of(last["error"], on_platform=self._on_platform)
        return Path(last["result"])

    def _started(self, job: BacktestJob, out: Path, folder: Path) -> _Events:
        """Start a worker that works in ``folder``, yield its events, and see it off."""
        order, said = _ordered(job, folder), folder / "errors.txt"
        command = [self._python, "-m", _MODULE, str(order), "--data", str(self._data)]
        command += ["--out", str(out), "--work", str(folder)]
        command += ["--confine", self._confine, "--parent", str(os.getpid())]
        heard_out = False
        with said.open("wb") as sink:
            process = subprocess.Popen(  # noqa: S603 - our own command line
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=sink,
                start_new_session=True,  # Ctrl-C in the terminal is this process's to handle
            )
        try:
            yield from events_of(stream_of(process).fileno())
            heard_out = True
        finally:
            see_off(process, asked=not heard_out)
        yield {"died": silence(process.returncode, said.read_bytes())}

    def _asked(self, job: BacktestJob, out: Path, folder: Path) -> _Events:
        """Ask the resident worker, yield the job's events, and hang up."""
        places = {"job": _ordered(job, folder), "out": out, "data": self._data}
        order: dict[str, Any] = {name: str(place.resolve()) for name, place in places.items()}
        order["origin"] = carried()
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            try:
                connection.connect(str(self._resident))
            except OSError as error:
                raise errors.Unavailable(
                    f"no worker listens on {self._resident}: {error.strerror}",
                    field="HYPERTRADE_WORKER",
                    remedy="Start one: python -m hypertrade_jobs.serve --socket PATH --data DIR; "
                    "or unset HYPERTRADE_WORKER, and each job starts a worker of its own.",
                ) from error
            connection.sendall(json.dumps(order).encode() + b"\n")
            yield from events_of(connection.fileno())
        yield {"died": silence(None, b"")}


def _ordered(job: BacktestJob, folder: Path) -> Path:
    order = folder / "job.json"
    order.write_text(job.model_dump_json(), encoding="utf-8")
    return order


def _last_event(
    events: _Events,
    on_progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> dict[str, Any]:
    """Pass progress on until the worker's last event, and return that one."""
    last: dict[str, Any] = {}
    with contextlib.closing(events):
        for event in events:
            if cancelled() and not last:
                raise errors.Cancelled("the run was cancelled")
            if "died" in event:
                last = last or {"error": event["died"]}
            elif event.pop("event", None) == "progress":
                on_progress(Progress.model_validate(event))
            elif event:
                last = event
    return last
