"""Running one command and measuring what it takes."""

from __future__ import annotations

import subprocess
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SAMPLE_SECONDS = 0.05
_MB = 1 << 20
_TAIL = 20_000


@dataclass(frozen=True)
class Taken:
    """What one run took.

    ``wall`` and ``cpu`` are seconds, the processor's over all processes; ``peak_mb`` is the largest
    sum of the resident memory of the process and its children, pages they share counted in each;
    ``first_candle`` is when ``mark`` was first seen in its output, in seconds from the start;
    ``said`` is the end of its output.
    """

    wall: float
    cpu: float
    peak_mb: float
    first_candle: float | None
    said: str = ""


def run(
    command: Sequence[str], folder: Path, *, mark: str | None = None, no_further: bool = False
) -> Taken:
    """Run ``command`` in ``folder`` to its end, or with ``no_further`` until ``mark`` is seen.

    Raises:
        RuntimeError: it failed; the message holds the end of what it said.
    """
    before = _children_cpu()
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    peak = _Peak(process.pid)
    peak.start()
    said: list[str] = []
    seen = None
    for line in process.stdout or ():
        said.append(line)
        if mark is not None and seen is None and mark in line:
            seen = time.perf_counter() - begin
            if no_further:
                process.terminate()
    code = process.wait()
    wall = time.perf_counter() - begin
    peak.stop()
    if code and not (no_further and seen):
        msg = f"{' '.join(command[:3])}... ended with {code}: {''.join(said)[-2000:]}"
        raise RuntimeError(msg)
    return Taken(wall, _children_cpu() - before, peak.bytes / _MB, seen, "".join(said)[-_TAIL:])


def _children_cpu() -> float:
    used = psutil.Process().cpu_times()
    return float(used.children_user + used.children_system)


class _Peak(threading.Thread):
    """Samples the memory of a process and its descendants."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._over = threading.Event()
        self.bytes = 0

    def run(self) -> None:
        while not self._over.wait(_SAMPLE_SECONDS):
            try:
                root = psutil.Process(self._pid)
                family = [root, *root.children(recursive=True)]
                self.bytes = max(self.bytes, sum(each.memory_info().rss for each in family))
            except psutil.Error:
                # A process ended while it was looked at.
                continue

    def stop(self) -> None:
        self._over.set()
        self.join()
