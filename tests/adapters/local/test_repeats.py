"""A process that is killed in the middle of a request frees its key on one machine, at once."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hypertrade.adapters.local.processes import LocalProcesses
from hypertrade.bootstrap.platform import Platform
from hypertrade.services.repeats import Begun, UnderWay
from hypertrade.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BEGIN = """
import sys
from pathlib import Path
from hypertrade.bootstrap.platform import Platform
from hypertrade.settings import Settings

begun = Platform(Settings(data=Path(sys.argv[1]))).repeats.begin("ann", "key", b"the request")
print(begun.new_id, flush=True)
sys.stdin.readline()
"""


@contextmanager
def _at_work(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Have a process work on the request; give it, and the id of what it makes."""
    with subprocess.Popen(
        [sys.executable, "-c", BEGIN, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process, _said(process)
        finally:
            process.kill()


def _said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_key_of_a_living_process_is_its_own_and_that_of_a_dead_one_is_free(
    tmp_path: Path,
) -> None:
    repeats = Platform(Settings(data=tmp_path)).repeats
    with _at_work(tmp_path) as (process, new_id):
        assert new_id
        assert isinstance(repeats.begin("ann", "key", b"the request"), UnderWay)
        process.kill()
        process.wait()
        again = repeats.begin("ann", "key", b"the request")
        assert isinstance(again, Begun)
        assert again.new_id == new_id
    # It is this process's now.
    assert isinstance(repeats.begin("ann", "key", b"the request"), UnderWay)


def test_a_process_is_told_from_a_later_one_of_the_same_number() -> None:
    processes = LocalProcesses()
    assert processes.is_alive(processes.me)
    pid, _, since = processes.me.partition("@")
    assert pid == str(os.getpid())
    assert not processes.is_alive(f"{pid}@{since}0")
    assert not processes.is_alive("")
