"""Starts confined processes and is killed meanwhile: ``python abandoning.py FOLDER TRIES``.

Each try is a fork of its own, killed within the time that bubblewrap takes to start. The confined
process waits for its parent's word, as a strategy's does.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import NoReturn

from hypertrade_jobs import confine
from hypertrade_jobs.child import Child
from hypertrade_jobs.limits import Ceilings

STARTING_SECONDS = 0.03
"""How long bubblewrap takes, within a factor of two."""


def main() -> None:
    folder, tries = Path(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(0)  # noqa: S311 - moments, not secrets
    for _ in range(tries):
        seconds = chance.uniform(0.0005, STARTING_SECONDS)
        pid = os.fork()
        if not pid:
            _abandon(folder, seconds)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGALRM


def _abandon(folder: Path, seconds: float) -> NoReturn:
    filter_fd = confine.filter_pipe()
    waits = "import sys; sys.stdin.readline()"
    argv = confine.command(
        # The folder tells these processes from all others.
        [sys.executable, "-I", "-S", "-c", waits, str(folder)],
        filter_fd=filter_fd,
        folders=(),
        temporary_mb=1,
    )
    # Nothing here handles the alarm: the kernel ends the process, whatever it is at.
    signal.setitimer(signal.ITIMER_REAL, seconds)
    Child(
        argv,
        environment={},
        folder=folder,
        ceilings=Ceilings(),
        inherited=(filter_fd,),
        binds_itself=True,
    )
    while True:
        time.sleep(60)


if __name__ == "__main__":
    main()
