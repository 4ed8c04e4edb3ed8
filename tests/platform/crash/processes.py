"""The processes of a platform, started again whenever they die."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

LOOK_SECONDS = 0.1


class Kept:
    """A command that always runs: killed, it is started again."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self._command = [sys.executable, *command]
        self._environment = {**os.environ, **environment}
        self._log = log.open("ab")
        self._ended = threading.Event()
        self.process = self._start()
        self.starts = 1
        self._thread = threading.Thread(target=self._keep)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._log.close()

    def family(self) -> list[int]:
        """Return its processes, the first one first."""
        found = [self.process.pid]
        for pid in found:
            found += children_of(pid)
        return found

    def _keep(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            if self.process.poll() is not None:
                self.process = self._start()
                self.starts += 1

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._command,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
        )


def children_of(pid: int) -> list[int]:
    """Return the processes that ``pid`` started."""
    with suppress(FileNotFoundError, ProcessLookupError):
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [
            int(child) for thread in threads for child in (thread / "children").read_text().split()
        ]
    return []
