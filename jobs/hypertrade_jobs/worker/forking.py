"""The process that starts executions: everything is imported once, each execution is a fork.

Of several on one platform one works and the others wait. Killed, it leaves its executions alive;
the next one finds them by process number and time of birth, and sees them off when they end.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import gc
import importlib
import logging
import os
import shutil
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from hypertrade.bootstrap.local import LocalParts
from hypertrade.bootstrap.runs import capacity
from hypertrade.domain.errors import Unavailable
from hypertrade.ports.executions import ExecutionState

from hypertrade_jobs import limits
from hypertrade_jobs.execute import DIED, Order, execute
from hypertrade_jobs.labour import warm_up
from hypertrade_jobs.logs import write_process_logs
from hypertrade_jobs.worker.__main__ import settings_over

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.adapters.local.executions import LocalExecutions, Started
    from hypertrade.settings import Settings

POLL_SECONDS = 0.02
ADOPT_SECONDS = 5.0
"""How long an execution that was taken may take to say which process it is."""
KILL_SECONDS = 5.0
_WORK = "work"

_LOG = logging.getLogger("hypertrade_jobs.worker.forking")


class Ended(Exception):
    """A signal asked for the end."""


def main() -> None:
    """Start executions until asked to end (SIGTERM), or until the worker is gone."""
    parser = argparse.ArgumentParser(prog="hypertrade_jobs.worker.forking")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--parent", type=int, required=True)
    options = parser.parse_args()
    limits.die_with_parent()
    if os.getppid() != options.parent:
        return
    write_process_logs()
    settings = settings_over(options.data)
    write_process_logs(settings)
    parts = LocalParts(settings)
    signal.signal(signal.SIGTERM, _end)
    with contextlib.suppress(Ended), _alone(parts.place.file("executions.lock")):
        forks = Forks(settings, parts.executions, parts.place.folder(_WORK), capacity(settings))
        try:
            warm_up()
            for name in ("pandas", "pyarrow.parquet"):  # trades are kept in Parquet here
                importlib.import_module(name)
            gc.collect()
            gc.freeze()
            while True:
                forks.step()
                time.sleep(POLL_SECONDS)
        finally:
            forks.end()


def _end(*_: object) -> NoReturn:
    raise Ended


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Wait until no other process starts executions here, and keep others from it."""
    with path.open("a") as lock:
        # A lock of the process, not of the file: executions, which outlive this, do not inherit it.
        fcntl.lockf(lock, fcntl.LOCK_EX)
        yield


class Forks:
    """The executions of this machine, at most ``most`` at once."""

    def __init__(
        self, settings: Settings, executions: LocalExecutions, work: Path, most: int
    ) -> None:
        """Start what ``executions`` asks for, each in a folder of its own below ``work``."""
        self._settings = settings
        self._executions = executions
        self._work = work
        self._most = most
        self._children: dict[int, str] = {}
        self._interrupted: set[str] = set()

    def step(self) -> None:
        """See off what has ended, end what was cancelled, start what waits."""
        try:
            running = self._running()
            for _ in range(self._most - running):
                if not self._executions.waiting() or (one := self._executions.take()) is None:
                    return
                self._fork(one)
        except Unavailable as error:
            _LOG.warning("executions are looked at later: %s", error)

    def end(self) -> None:
        """End every execution, and wait until all are gone: interrupted, unless they were quicker.

        Killed in here, it leaves the rest as executions that died.
        """
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        deadline = time.monotonic() + KILL_SECONDS
        while self._running(interrupt=True) and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)

    def _running(self, *, interrupt: bool = False) -> int:
        """Return how many executions live, and note the end of the others.

        Those that were cancelled are killed, and all of them to ``interrupt`` them.
        """
        self._reap()
        running = 0
        for one in self._executions.started():
            if self._is_over(one):
                self._see_off(one.name, one.pid, ExecutionState.FAILED)
                continue
            running += 1
            if (interrupt or one.cancelled) and one.pid is not None:
                if interrupt and not one.cancelled:
                    self._interrupted.add(one.name)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(one.pid, signal.SIGKILL)
        return running

    def _is_over(self, one: Started) -> bool:
        if one.name in self._children.values():
            return False
        if one.pid is None:
            # Whoever took it was killed before it forked, or just after: then the fork says so.
            return time.time() - one.since > ADOPT_SECONDS
        return not self._executions.is_alive(one)

    def _reap(self) -> None:
        """Note the end of our own forks."""
        while self._children:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            name = self._children.pop(pid, None)
            if name is not None:
                code = os.waitstatus_to_exitcode(status)
                if code:
                    _LOG.warning("execution %s ended with %d", name, code)
                well = ExecutionState.SUCCEEDED if code == 0 else ExecutionState.FAILED
                self._see_off(name, pid, well)

    def _see_off(self, name: str, pid: int | None, state: ExecutionState) -> None:
        if pid is not None:
            # Each execution leads a session. What it started dies with it, or here.
            limits.end_session(pid)
        shutil.rmtree(self._work / name, ignore_errors=True)
        if state is ExecutionState.FAILED and name in self._interrupted:
            state = ExecutionState.INTERRUPTED
        self._executions.note_end(name, state)

    def _fork(self, one: Started) -> None:
        folder = self._work / one.name
        folder.mkdir(exist_ok=True)
        pid = os.fork()
        if pid:
            self._children[pid] = one.name
            self._executions.note_process(one.name, pid)
            return
        _run(self._settings, self._executions, one, folder)


def _run(settings: Settings, executions: LocalExecutions, one: Started, folder: Path) -> NoReturn:
    """Work on an execution, in the forked process, and leave it."""
    code = DIED
    try:
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        order = Order(one.run, one.attempt, one.name)
        # Forks of its own come before any connection: the notes are taken after them.
        code = execute(
            settings,
            order,
            folder,
            may_begin=lambda: executions.note_process(one.name, os.getpid()),
        )
    except BaseException as error:  # noqa: BLE001 - a fork must not go on with its parent's work
        _LOG.critical("execution %s ended", one.name, exc_info=error)
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
