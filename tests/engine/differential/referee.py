"""Freqtrade itself, asked for one backtest after another."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.engine.differential.staging import Staged

ROOT = Path(__file__).parents[3]


class Referee:
    """A warm process that forks a Freqtrade for each backtest."""

    def __init__(self) -> None:
        """Start the process; it is ready some seconds later, and nobody waits for that here."""
        self._log = (ROOT / "build" / "referee.log") if (ROOT / "build").is_dir() else None
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("warm.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONHASHSEED": "0",
                "PYTHONPATH": str(ROOT),
                "HOME": os.environ.get("HOME", "/"),
            },
        )
        self._ready = False

    def start(self, staged: Staged) -> None:
        """Have the staged case backtested."""
        if not self._ready:
            assert _pipe(self._process.stdout).readline() == b"ready\n", "the referee died"
            self._ready = True
        order = json.dumps([str(staged.folder), str(staged.answer)])
        _pipe(self._process.stdin).write(order.encode() + b"\n")
        _pipe(self._process.stdin).flush()

    def result(self, staged: Staged) -> dict[str, Any]:
        """Wait for the backtest that was started and return what Freqtrade says."""
        status = _pipe(self._process.stdout).readline()
        assert status == b"0\n", f"the referee's child ended with {status!r}"
        answer: dict[str, Any] = json.loads(staged.answer.read_text())
        return answer

    def close(self) -> None:
        """End the process."""
        _pipe(self._process.stdin).close()
        _pipe(self._process.stdout).close()
        self._process.wait()


@lru_cache(maxsize=1)
def referee() -> Referee:
    """Return this process's referee; it ends with it."""
    made = Referee()
    atexit.register(made.close)
    return made


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream
