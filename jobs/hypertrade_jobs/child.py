"""The child process: started, heard, ended."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from typing import IO, TYPE_CHECKING

from hypertrade_jobs import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_CHUNK = 1 << 16
_END_SECONDS = 5.0
_SHELL_SIGNAL = 128
_LOG_HALF = 1 << 19
"""Of a longer log, this many bytes of its start and of its end are kept."""


class Log:
    """The start and the end of a child's log, however much it says."""

    def __init__(self) -> None:
        """Start empty."""
        self._head = b""
        self._tail = b""
        self._dropped = 0

    def add(self, data: bytes) -> None:
        """Append ``data``, dropping from the middle what is too much."""
        room = _LOG_HALF - len(self._head)
        self._head += data[:room]
        self._tail += data[room:]
        if len(self._tail) > 2 * _LOG_HALF:
            self._dropped += len(self._tail) - _LOG_HALF
            self._tail = self._tail[-_LOG_HALF:]

    def text(self) -> bytes:
        """Return what was kept, saying how much was not."""
        gap = b"\n[%d bytes left out]\n" % self._dropped if self._dropped else b""
        return self._head + gap + self._tail


class Worker(ABC):
    """A running child: its streams, its log and its end; whoever makes it ends it with ``kill``."""

    def __init__(self, stdin: IO[bytes], stdout: IO[bytes], stderr: IO[bytes]) -> None:
        """Talk over these three streams, unbuffered."""
        self.log = Log()
        self._stdin, self._stdout, self._stderr = stdin, stdout, stderr
        self._streams = selectors.DefaultSelector()
        for stream in (stdout, stderr):
            os.set_blocking(stream.fileno(), False)
            self._streams.register(stream, selectors.EVENT_READ)

    @abstractmethod
    def processes(self) -> list[int]:
        """Return the processes of the run, parents before children."""

    @abstractmethod
    def kill(self) -> None:
        """End the child and everything it started, and wait until all of it is gone."""

    @abstractmethod
    def _wait(self, seconds: float) -> int | None:
        """Return the exit code, ``None`` if it has not ended after ``seconds``."""

    def go(self) -> None:
        """Tell the child that its inputs are complete; it may be gone already."""
        with contextlib.suppress(BrokenPipeError):
            self._stdin.write(b"go\n")

    def listen(self, take: Callable[[bytes], None], seconds: float) -> None:
        """Wait up to ``seconds`` for the child to say something; give its events to ``take``."""
        if not self._streams.get_map():
            self._wait(seconds)
            return
        for key, _ in self._streams.select(seconds):
            data = os.read(key.fd, _CHUNK)
            if not data:
                self._streams.unregister(key.fileobj)
            elif key.fileobj is self._stdout:
                take(data)
            else:
                self.log.add(data)

    def ended(self) -> int | None:
        """Return the exit code once the child ended and was heard out; a signal is negative."""
        code = self._wait(0)
        if code is None or (self._streams.get_map() and self._streams.select(0)):
            return None
        # Bubblewrap tells of a signal as a shell does.
        return _SHELL_SIGNAL - code if code > _SHELL_SIGNAL else code

    def _hang_up(self) -> None:
        for stream in (self._stdin, self._stdout, self._stderr):
            stream.close()


class Child(Worker):
    """A child started for one job.

    It must be made in the main thread: the kernel ends the child when the thread that made it ends.
    """

    def __init__(  # noqa: PLR0913 - what a process is started with
        self,
        argv: Sequence[str],
        *,
        environment: dict[str, str],
        folder: Path,
        ceilings: limits.Ceilings,
        inherited: tuple[int, ...] = (),
        binds_itself: bool = False,
    ) -> None:
        """Start ``argv`` in ``folder`` with only ``environment`` and the descriptors given.

        A program that ``binds_itself`` to the life of this process, as bubblewrap does, is left to
        do so.
        """
        limits.adopt_orphans()
        # The parent has one thread yet, so running Python between fork and exec is safe.
        self._process = subprocess.Popen(  # noqa: S603 - our own command line
            argv,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env=environment,
            cwd=folder,
            pass_fds=inherited,
            start_new_session=True,  # Ctrl-C in the terminal is for the parent to handle
            preexec_fn=limits.child_setup(ceilings, binds_itself=binds_itself),  # noqa: PLW1509 - see above
        )
        pipes = self._process.stdin, self._process.stdout, self._process.stderr
        stdin, stdout, stderr = (pipe for pipe in pipes if pipe is not None)
        super().__init__(stdin, stdout, stderr)

    def processes(self) -> list[int]:
        """Return the processes of the run, parents before children."""
        return limits.descendants()

    def _wait(self, seconds: float) -> int | None:
        if not seconds:
            return self._process.poll()
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(seconds)
        return None

    def kill(self) -> None:
        """End the child and everything it started, and wait until all of it is gone."""
        deadline = time.monotonic() + _END_SECONDS
        self._process.kill()
        while (pids := limits.descendants()) and time.monotonic() < deadline:
            for pid in pids:
                _kill(pid)
            time.sleep(0.005)
            self._process.poll()
            for pid in limits.descendants():
                _reap(pid)
        self._hang_up()


def _kill(pid: int) -> None:
    # It may have been quicker.
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _reap(pid: int) -> None:
    # Only orphans that came to us are ours to wait for.
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
