"""Confined workers that start at once: forks of a process that has Freqtrade imported.

The trusted end of ``run/zygote.py``: starts it, asks it for a worker per job, hears and ends them.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from dataclasses import asdict
from typing import IO, TYPE_CHECKING

from hypertrade.domain.errors import Unavailable

from hypertrade_jobs import confine, limits
from hypertrade_jobs.child import Worker

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade_jobs.limits import Ceilings

READY = b"ready"
_START_SECONDS = 60.0
_FORK_SECONDS = 10.0
_END_SECONDS = 5.0
_KILLED = -9
_CREDENTIALS = struct.Struct("3i")
_MESSAGE = 64


class Zygote:
    """A confined process that has Freqtrade imported and forks workers; ``close`` ends it.

    Workers may be asked for by processes forked from the one that started it.
    """

    def __init__(self, jobs: Path) -> None:
        """Start it, to serve jobs whose folders stand in ``jobs``.

        Raises:
            Denied: confinement cannot be had here.
        """
        self._jobs = jobs
        self._kept = confine.kept_folders()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        with theirs:
            number = str(theirs.fileno())
            module = ["-s", "-P", "-B", "-m", "hypertrade_jobs.run.zygote", number]
            self._process = subprocess.Popen(  # noqa: S603 - our own command line
                confine.zygote_command([sys.executable, *module], jobs=jobs),
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                env={},
                cwd=jobs,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )

    def wait_until_ready(self) -> None:
        """Return once it has imported Freqtrade.

        Raises:
            Unavailable: it ended, or took too long; the error holds what it said.
        """
        self._control.settimeout(_START_SECONDS)
        with contextlib.suppress(TimeoutError, ConnectionError):
            if self._control.recv(_MESSAGE) == READY:
                self._control.settimeout(None)
                return
        self._log.seek(0)
        said = confine.first_line(self._log.read())
        self.close()
        raise Unavailable(
            f"the warm worker did not start: {said}",
            field="worker",
            remedy="Run without it, or report this as a bug.",
        )

    def fork(self, folder: Path, *, ceilings: Ceilings, temporary_mb: int) -> WarmWorker:
        """Return a new worker for the job in ``folder``, which waits for ``go``.

        Args:
            folder: below the folder of all jobs; holds ``in`` and ``out``.
            ceilings: what the kernel is to enforce.
            temporary_mb: the most that its ``/tmp`` can hold, in MiB.

        Raises:
            Unavailable: no worker came.
        """
        for name in confine.OUTPUT_FILES:
            (folder / "out" / name).touch(mode=0o600)
        order = {
            "job": str(folder.relative_to(self._jobs)),
            "temporary_mb": temporary_mb,
            "ceilings": asdict(ceilings),
            "kept": self._kept,
        }
        return WarmWorker(self._control, json.dumps(order).encode())

    def close(self) -> None:
        """End it, and every worker it forked."""
        self._control.close()
        # Bubblewrap that is still starting does not take along what it made: neither what knows
        # its session already, nor what it makes between this look and its end.
        made = limits.descendants_of(self._process.pid)[1:]
        self._process.kill()
        for pid in made:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()
        limits.end_session(self._process.pid)
        self._log.close()


class WarmWorker(Worker):
    """A worker forked by a ``Zygote``."""

    def __init__(self, control: socket.socket, order: bytes) -> None:
        """Ask for it over ``control``.

        Raises:
            Unavailable: no worker came.
        """
        read_in, write_in = os.pipe()
        read_out, write_out = os.pipe()
        read_error, write_error = os.pipe()
        self._status, theirs = socket.socketpair()
        # What it sends first then names its number in this name space.
        self._status.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        given = [read_in, write_out, write_error, theirs.fileno()]
        try:
            socket.send_fds(control, [order], given)
        except OSError as error:
            raise _lost() from error
        finally:
            theirs.close()
            for descriptor in given[:-1]:
                os.close(descriptor)
        super().__init__(_open(write_in, "wb"), _open(read_out, "rb"), _open(read_error, "rb"))
        self._monitor = self._number()
        self._watched = os.pidfd_open(self._monitor)
        self._code: int | None = None

    def _number(self) -> int:
        self._status.settimeout(_FORK_SECONDS)
        try:
            message, extra, _, _ = self._status.recvmsg(
                _MESSAGE, socket.CMSG_SPACE(_CREDENTIALS.size)
            )
        except TimeoutError:
            raise _lost() from None
        if message != READY or not extra:
            raise _lost()
        pid: int = _CREDENTIALS.unpack(extra[0][2])[0]
        return pid

    def processes(self) -> list[int]:
        """Return the processes of the run, parents before children."""
        return limits.descendants_of(self._monitor)[1:]

    def _wait(self, seconds: float) -> int | None:
        if self._code is None and select.select([self._status], [], [], seconds)[0]:
            told = b""
            with contextlib.suppress(ConnectionError):
                told = self._status.recv(_MESSAGE)
            # Without a word of it, the monitor itself was ended, and the worker with it.
            self._code = int(told) if told else _KILLED
        return self._code

    def kill(self) -> None:
        """End the worker and everything it started, and wait until all of it is gone."""
        # The monitor ends the worker's whole name space of processes when nobody listens.
        self._status.close()
        select.select([self._watched], [], [], _END_SECONDS)
        os.close(self._watched)
        self._hang_up()


def _open(descriptor: int, mode: str) -> IO[bytes]:
    stream: IO[bytes] = os.fdopen(descriptor, mode, buffering=0)
    return stream


def _lost() -> Unavailable:
    return Unavailable(
        "the warm worker forked no process for this job",
        field="worker",
        remedy="Start it again, or run without it.",
    )
