"""The one folder of the embedded platform: held by one at a time, emptied on request."""

from __future__ import annotations

import fcntl
import shutil
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLATFORM = "platform"
"""Below the data folder: accounts, strategies, runs and all; candles lie beside it."""


@contextmanager
def held(data: Path) -> Iterator[Path]:
    """Hold the platform's folder in ``data`` and yield it.

    Raises:
        Conflict: another process holds it.
    """
    folder = data / PLATFORM
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (data / f".{PLATFORM}.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Conflict(
                f"a platform already runs on {data}",
                field="--data",
                remedy="Use that one, stop it, or name another folder.",
            ) from error
        yield folder


def reset(folder: Path) -> None:
    """Delete everything in the platform's folder; candles are not in it."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def check_port(port: int) -> None:
    """Return if ``port`` is free on loopback.

    Raises:
        Conflict: it is taken.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Conflict(
                f"port {port} cannot be used ({error.strerror})",
                field="--port",
                remedy="Stop what listens there, or name another: --port 8090.",
            ) from error
