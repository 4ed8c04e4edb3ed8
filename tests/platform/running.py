"""The whole platform as a newcomer starts it: ``hypertrade up`` in processes of its own."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hypertrade.candles.store import CandleStore
from hypertrade.candles.synthetic import make_demo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START, STOP = datetime(2023, 1, 1, tzinfo=UTC), datetime(2023, 7, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Up:
    """A running platform: where it answers, where it keeps everything, how the demo signs in."""

    url: str
    data: Path
    demo: dict[str, str] | None
    process: subprocess.Popen[str]


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def small_market(data: Path) -> None:
    """Write half a year of the demo market."""
    make_demo(CandleStore(data), start=START, stop=STOP)


@contextmanager
def up(data: Path, *options: str) -> Iterator[Up]:
    """Start the platform over the folder ``data``, and end it as Ctrl-C would."""
    command = [sys.executable, "-m", "hypertrade", "up", "--json"]
    command += ["--port", str(free_port()), "--data", str(data), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            told = _greeting(process)
            yield Up(told["url"], data, told["demo"], process)
        finally:
            process.terminate()
            process.wait(30)


def _greeting(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Return the JSON that the command prints once it is up."""
    text = ""
    for line in process.stdout or ():
        text += line
        if line == "}\n":
            told: dict[str, Any] = json.loads(text)
            return told
    raise AssertionError(f"the platform did not start: {text}")
