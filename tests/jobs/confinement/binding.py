"""Starts a child whose program is a stand-in, in a process of its own.

``python binding.py WORK PROGRAM CONFINED``: whoever starts a child ends every descendant of theirs
with it, and adopts orphans; a process of tests must not.
"""

from __future__ import annotations

import sys
from pathlib import Path

from hypertrade_jobs import confine
from hypertrade_jobs.limits import Ceilings
from hypertrade_jobs.starting import Folders, start


def main() -> None:
    work, program, confined = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "confined"
    if confined:
        confine.bubblewrap = lambda: program
    else:
        sys.executable = program
    child = start(Folders(work), Ceilings(), confined=confined)
    try:
        while child.ended() is None:
            child.listen(lambda _data: None, 0.1)
    finally:
        child.kill()


if __name__ == "__main__":
    main()
