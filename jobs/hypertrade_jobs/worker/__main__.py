"""The worker's command."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypertrade.bootstrap.local import LocalParts
from hypertrade.bootstrap.platform import Platform
from hypertrade.domain.errors import HyperTradeError, Unavailable
from hypertrade.services.channels.telling import QUEUE as NOTICES
from hypertrade.settings import read_settings

from hypertrade_jobs.logs import write_process_logs
from hypertrade_jobs.worker.delivering import Delivering, Door, http_door

if TYPE_CHECKING:
    from hypertrade.settings import Settings

SWEEP_SECONDS = 2.0
_END_SECONDS = 10.0

_LOG = logging.getLogger("hypertrade_jobs.worker")


def main() -> None:
    """Work until asked to end (SIGTERM, SIGINT); executions that run then end too."""
    options = _options()
    write_process_logs()
    settings = settings_over(options.data)
    write_process_logs(settings)
    parts = LocalParts(settings)
    platform = Platform(settings, parts)
    door = _door(platform, parts, options.api)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    delivering = Delivering(parts.tasks, door)
    forking = Forking(options.data)
    try:
        delivering.start()
        while not ended.wait(SWEEP_SECONDS):
            forking.see_to_it()
            _sweep(platform)
    finally:
        delivering.stop()
        forking.stop()


def _door(platform: Platform, parts: LocalParts, api: str | None) -> Door:
    """Return what does tasks: the API where there is one, but for what is told outside.

    That waits for servers of strangers, and would hold the places of people who ask.
    """
    here: Door = platform.task_handler.handle
    if api is None:
        return here
    there = http_door(api, parts.callers.authorization)

    def door(queue: str, payload: dict[str, Any]) -> None:
        (here if queue == NOTICES else there)(queue, payload)

    return door


def settings_over(data: Path) -> Settings:
    """Return the environment's settings for the platform in ``data``.

    Raises:
        Invalid: a setting is unknown or unsafe.
    """
    return read_settings({**os.environ, "HYPERTRADE_DATA": str(data)})


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="hypertrade_jobs.worker", description="Deliver tasks, start runs, sweep."
    )
    parser.add_argument("--data", type=Path, required=True, help="the platform's data folder")
    parser.add_argument(
        "--api",
        metavar="URL",
        help="where the API is, such as http://127.0.0.1:8080, to deliver tasks to; without it "
        "they are done in this process",
    )
    return parser.parse_args()


def _sweep(platform: Platform) -> None:
    try:
        platform.sweep()
    except Unavailable as error:
        _LOG.warning("swept later: %s", error)
    except HyperTradeError:
        # One thing that cannot be swept must not keep everything else from being done.
        _LOG.exception("the sweep broke off")


class Forking:
    """The process that starts executions, started again whenever it dies."""

    def __init__(self, data: Path) -> None:
        """Start it for the platform in ``data``."""
        self._command = [sys.executable, "-m", "hypertrade_jobs.worker.forking"]
        self._command += ["--data", str(data), "--parent", str(os.getpid())]
        self._process = self._start()

    def see_to_it(self) -> None:
        """Start it again if it has ended."""
        if self._process.poll() is not None:
            _LOG.error("what starts executions ended (%s); again", self._process.returncode)
            self._process = self._start()

    def stop(self) -> None:
        """End it, and the executions it started."""
        self._process.terminate()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own command line
            self._command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the terminal is for the worker to handle
        )


if __name__ == "__main__":
    main()
