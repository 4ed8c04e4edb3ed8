"""Backtests in a worker process of their own on this machine."""

from __future__ import annotations

import json
import os
import selectors
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from hypertrade.domain import errors
from hypertrade.domain.backtest import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hypertrade.domain.backtest import BacktestJob

Confine = Literal["required", "off"]

_MODULE = "hypertrade_jobs"
_POLL_SECONDS = 0.1
_CHUNK = 1 << 16
_GRACE_SECONDS = 0.7
"""How long a worker may take to end by itself; its child dies with it in any case."""

_KINDS: dict[str, type[errors.HyperTradeError]] = {
    kind.__name__: kind
    for kind in (
        errors.Invalid,
        errors.NotFound,
        errors.Conflict,
        errors.Denied,
        errors.QuotaExceeded,
        errors.Unavailable,
        errors.Cancelled,
        errors.StrategyFailed,
    )
}


class LocalJobRunner:
    """Runs each job in its own process, started by this one and ended with it.

    ``data`` is the candle store's folder. ``confine`` says what becomes of code strategies where
    they cannot be confined: ``required`` refuses them, ``off`` runs them, and any code at all,
    unconfined.
    """

    def __init__(
        self, data: Path, confine: Confine = "required", python: str = sys.executable
    ) -> None:
        """Run jobs over ``data`` with the interpreter ``python``."""
        self._data = data
        self._confine = confine
        self._python = python

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
            HyperTradeError: every other failure, as the port lists them.
        """
        folder = Path(tempfile.mkdtemp(prefix="hypertrade-run-"))
        try:
            last = self._last_event(job, out, folder, on_progress, cancelled)
        finally:
            # The worker cleans up after itself; this is for one that had to be killed.
            place = out.resolve()
            shutil.rmtree(folder, ignore_errors=True)
            shutil.rmtree(place.with_name(f".{place.name}.{job.id}.partial"), ignore_errors=True)
        if "error" in last:
            raise _error(last["error"])
        return Path(last["result"])

    def _last_event(
        self,
        job: BacktestJob,
        out: Path,
        folder: Path,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> dict[str, Any]:
        """Run the worker, working in ``folder``, and return its last event."""
        order, said = folder / "job.json", folder / "errors.txt"
        order.write_text(job.model_dump_json(), encoding="utf-8")
        command = [self._python, "-m", _MODULE, str(order), "--data", str(self._data)]
        command += ["--out", str(out), "--work", str(folder)]
        command += ["--confine", self._confine, "--parent", str(os.getpid())]
        last: dict[str, Any] = {}
        with said.open("wb") as sink:
            process = subprocess.Popen(  # noqa: S603 - our own command line
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=sink,
                start_new_session=True,  # Ctrl-C in the terminal is this process's to handle
            )
        try:
            for event in _events(process):
                if cancelled():
                    raise errors.Cancelled("the run was cancelled")
                if event.pop("event", None) == "progress":
                    on_progress(Progress.model_validate(event))
                elif event:
                    last = event
        finally:
            _end(process, asked=not last)
        return last or {"error": _silence(process.returncode, said.read_bytes())}


def _events(process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the worker's events, and an empty one whenever there was none for a moment."""
    rest = b""
    with selectors.DefaultSelector() as ready:
        ready.register(_stream(process), selectors.EVENT_READ)
        while True:
            if not ready.select(_POLL_SECONDS):
                yield {}
                continue
            data = os.read(_stream(process).fileno(), _CHUNK)
            if not data:
                return
            *lines, rest = (rest + data).split(b"\n")
            yield from (json.loads(line) for line in lines)


def _stream(process: subprocess.Popen[bytes]) -> IO[bytes]:
    if process.stdout is None:
        msg = "the worker was started without a pipe"
        raise RuntimeError(msg)
    return process.stdout


def _end(process: subprocess.Popen[bytes], *, asked: bool) -> None:
    """See the worker off: asked first, if it has not ended by itself, then made to."""
    if asked:
        process.terminate()
    try:
        process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    _stream(process).close()


def _silence(code: int, said: bytes) -> dict[str, Any]:
    """Return the error of a worker that ended without a last event."""
    lines = said.decode(errors="replace").strip().splitlines() or [f"exit code {code}"]
    return {
        "code": "Internal",
        "problem": f"the worker process died ({lines[-1]})",
        "remedy": "Try again; if it happens again, please report it as a bug.",
    }


def _error(told: dict[str, Any]) -> errors.HyperTradeError:
    """Return the error of a failed event."""
    # A bug of ours is nothing the user can correct: all there is to do is try again and report it.
    kind = _KINDS.get(told["code"], errors.Unavailable)
    named = {"field": told.get("field", ""), "remedy": told.get("remedy", "")}
    if kind is errors.StrategyFailed:
        return errors.StrategyFailed(told["problem"], line=told.get("line"), **named)
    return kind(told["problem"], **named)
