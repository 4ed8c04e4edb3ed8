"""Stand-ins that are programs: started on a free port of loopback, ended with the tests."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PATIENCE = 120.0
"""Seconds that a program may take to answer; on a busy machine Firebase's takes forty."""


class Program:
    """A running program that answers at ``host`` (``127.0.0.1:port``)."""

    def __init__(  # noqa: PLR0913 - what a program is started with
        self,
        name: str,
        command: Sequence[str],
        *,
        port: int,
        path: str = "/",
        environment: Mapping[str, str] | None = None,
        files: Mapping[str, str] | None = None,
    ) -> None:
        """Start ``command`` and wait until ``path`` is answered, with whatever status.

        It starts in a folder of its own, which holds ``files`` (texts by name).
        """
        self.host = f"127.0.0.1:{port}"
        self._folder = Path(tempfile.mkdtemp(prefix=f"{name}-"))
        for file, text in (files or {}).items():
            (self._folder / file).parent.mkdir(parents=True, exist_ok=True)
            (self._folder / file).write_text(text)
        self._log = (self._folder / "log").open("w+")
        self._process = subprocess.Popen(
            [*_with_us(), *command],
            cwd=self._folder,
            env={"PATH": os.environ["PATH"], "HOME": str(self._folder), **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._wait(name, path)

    def _wait(self, name: str, path: str) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._process.poll() is None:
            with contextlib.suppress(requests.RequestException):
                requests.get(f"http://{self.host}{path}", timeout=5)
                return
            time.sleep(0.05)
        self._log.seek(0)
        said = self._log.read()
        self.stop()
        pytest.fail(f"{name} does not start:\n{said[-4000:]}")

    def stop(self) -> None:
        """End the program and all that it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)  # nothing that it keeps is needed
        self._process.wait()
        self._log.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _with_us() -> list[str]:
    """Return what ends a program where these tests are killed before they can."""
    found = shutil.which("setpriv")
    return [] if found is None else [found, "--pdeathsig", "KILL", "--"]


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
        return port
