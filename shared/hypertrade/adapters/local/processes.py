"""Processes of this machine, told from later ones of the same number."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path


class LocalProcesses:
    """Names processes of this machine, as ``ports.processes.Processes`` says."""

    @property
    def me(self) -> str:
        """The name of this process."""
        return _name(os.getpid())

    def is_alive(self, name: str) -> bool:
        """Return whether the process of that name still runs."""
        pid, _, since = name.partition("@")
        return pid.isdecimal() and born(int(pid)) == since


@cache
def _name(pid: int) -> str:
    return f"{pid}@{born(pid)}"


def born(pid: int) -> str | None:
    """Return what tells a process from a later one of the same number; ``None`` if there is none.

    It is the boot of the machine and the ticks of its clock at which the process began. A process
    that has ended and was not waited for is none.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The name of the program, in parentheses, may hold anything; state and start come after it.
    after = stat[stat.rindex(")") + 1 :].split()
    return None if after[0] in {"Z", "X"} else f"{boot}:{after[19]}"
