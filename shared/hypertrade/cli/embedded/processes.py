"""Processes that stay: started, watched, started again when they die, ended together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_GRACE_SECONDS = 10.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 30.0
_STEADY_SECONDS = 20.0
"""Whoever lived so long is started again at once, not after a growing pause."""
_PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class Service:
    """One process to keep: what it is called, how it starts, where it writes."""

    name: str
    command: list[str]
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    pause: float = field(default=_FIRST_PAUSE, init=False)
    again_at: float = field(default=0.0, init=False)


class Processes:
    """Keeps services running until they are ended."""

    def __init__(self, environment: Mapping[str, str], say: Callable[[str], None]) -> None:
        """Give services ``environment``; tell ``say`` when one died."""
        self._environment = dict(environment)
        self._say = say
        self._services: list[Service] = []

    def start(self, service: Service) -> None:
        """Start a service and keep it."""
        self._services.append(service)
        self._launch(service)

    def look(self) -> None:
        """Start again what has died."""
        now = time.monotonic()
        for service in self._services:
            if service.process is None:
                if now >= service.again_at:
                    self._launch(service)
                continue
            code = service.process.poll()
            if code is None:
                continue
            steady = now - service.started > _STEADY_SECONDS
            service.pause = _FIRST_PAUSE if steady else min(service.pause * 2, _LONGEST_PAUSE)
            service.process, service.again_at = None, now + service.pause
            self._say(f"the {service.name} ended ({_ending(code)}) and starts again: {service.log}")

    def end(self) -> None:
        """Ask every service to end, and make those that do not."""
        alive = [service.process for service in self._services if service.process is not None]
        for process in alive:
            process.terminate()
        deadline = time.monotonic() + _GRACE_SECONDS
        for process in alive:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _launch(self, service: Service) -> None:
        with service.log.open("ab") as log:
            service.process = subprocess.Popen(  # noqa: S603 - our own command line
                service.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self._environment,
                start_new_session=True,  # Ctrl-C in the terminal is this process's to pass on
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - one thread here
            )
        service.started = time.monotonic()


def _end_with_parent() -> None:
    """Have the kernel end this process with its parent, however that one ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() == 1:
        os._exit(1)


def _ending(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
