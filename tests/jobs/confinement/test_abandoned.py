"""A parent that is killed while it starts a confined process leaves no process behind."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypertrade_jobs.warm import Zygote

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.usefixtures("confinement")

ABANDONING = Path(__file__).with_name("abandoning.py")
BINDING = Path(__file__).with_name("binding.py")
TRIES = 80
STARTING_SECONDS = 0.03
"""How long bubblewrap takes, within a factor of two."""


def test_a_parent_killed_at_any_moment_of_the_start_leaves_nothing(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ABANDONING), str(tmp_path), str(TRIES)], check=True)
    _none_left(str(tmp_path))


# Bubblewrap itself cannot be held still between two of its steps; this stands in for it, to tell
# what its parent's death would do to it there.
SPY = """#!{python}
import ctypes, sys
bound = ctypes.c_int()
ctypes.CDLL(None).prctl(2, ctypes.byref(bound), 0, 0, 0)
open({told!r}, "w").write(str(bound.value))
"""


@pytest.mark.parametrize("confined", [True, False])
def test_only_bubblewrap_is_left_to_bind_itself_to_its_parent(
    tmp_path: Path, *, confined: bool
) -> None:
    told, spy, work = tmp_path / "told", tmp_path / "bin" / "bwrap", tmp_path / "work"
    work.mkdir()
    spy.parent.mkdir()
    spy.write_text(SPY.format(python=sys.executable, told=str(told)))
    spy.chmod(0o755)
    how = "confined" if confined else "plain"
    subprocess.run([sys.executable, str(BINDING), str(work), str(spy), how], check=True)
    assert told.read_text() == ("0" if confined else str(int(signal.SIGKILL)))


def test_what_forks_workers_may_be_closed_at_any_moment_of_its_start(tmp_path: Path) -> None:
    chance = random.Random(0)  # noqa: S311 - moments, not secrets
    for _ in range(10):
        zygote = Zygote(tmp_path)
        time.sleep(chance.uniform(0, STARTING_SECONDS))
        zygote.close()
    _none_left(str(tmp_path), at_once=True)


def _none_left(mark: str, *, at_once: bool = False) -> None:
    deadline = time.monotonic() + (0.5 if at_once else 20)
    while left := list(_named(mark)):
        assert time.monotonic() < deadline, f"still there: {left}"
        time.sleep(0.05)


def _named(mark: str) -> Iterator[int]:
    """Yield the processes on whose command line ``mark`` stands."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                said = (folder / "cmdline").read_bytes()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if mark.encode() in said:
                yield int(folder.name)
