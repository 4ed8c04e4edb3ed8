"""Signals of confined strategies from a process of its own on this machine."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypertrade.adapters.local.hearing import (
    error_of,
    events_of,
    raised_of,
    see_off,
    silence,
    stream_of,
)
from hypertrade.domain.errors import Cancelled
from hypertrade.domain.signals import SignalGround

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hypertrade.adapters.local.worker import Confine
    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.domain.signals import SignalAsk
    from hypertrade.ports.signals import Answer

_MODULE = "hypertrade_jobs.signals"


class LocalSignalRunner:
    """Starts a process for each session, ended with it.

    ``data``, ``confine`` and ``on_platform`` are those of ``LocalJobRunner``. A session may be used
    by processes forked from the one that opened it, one at a time.
    """

    def __init__(
        self,
        data: Path,
        confine: Confine = "required",
        python: str = sys.executable,
        *,
        on_platform: bool = False,
    ) -> None:
        """Answer from the candles in ``data`` with the interpreter ``python``."""
        self._data = data
        self._confine = confine
        self._python = python
        self._on_platform = on_platform

    @contextmanager
    def open(
        self, job: BacktestJob, *, jobs: int, cancelled: Callable[[], bool]
    ) -> Iterator[LocalSignalSession]:
        """Yield a session about ``job``; errors as ``ports.signals.SignalRunner.open`` says."""
        folder = Path(tempfile.mkdtemp(prefix="hypertrade-signals-"))
        order = folder / "job.json"
        order.write_text(job.model_dump_json(), encoding="utf-8")
        command = [self._python, "-m", _MODULE, str(order), "--data", str(self._data)]
        command += ["--confine", self._confine, "--jobs", str(jobs), "--parent", str(os.getpid())]
        command += ["--work", str(folder)]
        try:
            with (folder / "errors.txt").open("wb") as sink:
                process = subprocess.Popen(  # noqa: S603 - our own command line
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=sink,
                    start_new_session=True,  # Ctrl-C in the terminal is this process's to handle
                )
            try:
                said = folder / "errors.txt"
                yield LocalSignalSession(process, said, cancelled, on_platform=self._on_platform)
            finally:
                if process.stdin:
                    process.stdin.close()
                see_off(process, asked=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


class LocalSignalSession:
    """A running process and what it answers."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        said: Path,
        cancelled: Callable[[], bool],
        *,
        on_platform: bool,
    ) -> None:
        """Wait until ``process`` is ready; ``said`` holds its standard error."""
        self._process = process
        self._said = said
        self._cancelled = cancelled
        self._on_platform = on_platform
        # One question at a time, whichever process asks.
        self._turn = multiprocessing.get_context("fork").Lock()
        ready = self._last("ready", lambda _done: None)
        self.ground = SignalGround.model_validate(ready["ground"])

    def compute(self, asks: Sequence[SignalAsk], on_done: Callable[[int], None]) -> list[Answer]:
        """Return the answers, as ``ports.signals.SignalSession.compute`` says."""
        if not asks:
            return []
        order = [ask.model_dump(mode="json") for ask in asks]
        stdin = self._process.stdin
        if stdin is None:
            msg = "the process was started without a pipe"
            raise RuntimeError(msg)
        with self._turn:
            try:
                stdin.write(json.dumps(order).encode() + b"\n")
                stdin.flush()
            except BrokenPipeError:
                raise self._died() from None
            told = self._last("answers", on_done)["answers"]
        return [error_of(each["error"]) if "error" in each else Path(each["file"]) for each in told]

    def _last(self, name: str, on_done: Callable[[int], None]) -> dict[str, Any]:
        """Pass progress on until the event called ``name``, and return that one."""
        for event in events_of(stream_of(self._process).fileno()):
            if self._cancelled():
                raise Cancelled("the check was stopped")
            kind = event.get("event")
            if kind == "failed":
                raise raised_of(event["error"], on_platform=self._on_platform)
            if kind == "progress":
                on_done(int(event["done"]))
            if kind == name:
                return event
        raise self._died()

    def _died(self) -> Exception:
        told = silence(self._process.poll(), self._said.read_bytes())
        return raised_of(told, on_platform=self._on_platform)
