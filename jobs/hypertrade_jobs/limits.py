"""Limits of a run: what the kernel enforces from the start, and what a watchdog looks at.

The kernel ends a process that computes too long or writes too large a file. The watchdog, asked
several times a second, adds up the memory, time and threads of every process of the run. An address
space limit is not among them: it breaks normal runs, which reserve far more than they touch.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypertrade.domain.errors import QuotaExceeded

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.backtest import Limits

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_TICKS = os.sysconf("SC_CLK_TCK")
_MB = 1 << 20
_OPEN_FILES = 1024
_LOOK_SECONDS = 0.05
_MOST_FILES = 10_000
"""More files than this in the folders of an unconfined run count as a crossed output limit."""

_OUT_OF_MEMORY_SCORE = b"500"
"""When the machine itself runs out of memory, the kernel should take the run and not its user."""


@dataclass(frozen=True)
class Ceilings:
    """The limits that the kernel enforces; the defaults are those of ``domain.backtest.Limits``."""

    cpu_seconds: int = 3600
    memory_mb: int = 4096
    output_mb: int = 512

    @classmethod
    def peek(cls, job: Any) -> Ceilings:
        """Return the ceilings of a job that was not validated yet, ignoring what cannot be read.

        The child starts before the job is validated, since that costs more time than all the rest
        of the parent's start; nothing of the job runs in it before that.
        """
        limits = job.get("limits") if isinstance(job, dict) else None
        known = cls.__dataclass_fields__
        wanted = {
            name: value
            for name, value in (limits if isinstance(limits, dict) else {}).items()
            if name in known and type(value) is int and 0 < value < 1 << 40
        }
        return cls(**wanted)

    def apply(self) -> None:
        """Set the limits of this process and its descendants, for good."""
        for what, soft, hard in (
            # First a signal that tells the reason; a process that ignores it is killed.
            (resource.RLIMIT_CPU, self.cpu_seconds, self.cpu_seconds + 2),
            (resource.RLIMIT_FSIZE, self.output_mb * _MB, self.output_mb * _MB),
            # Far above the watchdog's limit: it only stops what outruns the watchdog's eye.
            (resource.RLIMIT_DATA, *[(2 * self.memory_mb + 2048) * _MB] * 2),
            (resource.RLIMIT_NOFILE, _OPEN_FILES, _OPEN_FILES),
            (resource.RLIMIT_CORE, 0, 0),
        ):
            most = resource.getrlimit(what)[1]
            if most == resource.RLIM_INFINITY:
                most = hard
            resource.setrlimit(what, (min(soft, most), min(hard, most)))


def child_setup(ceilings: Ceilings, *, binds_itself: bool) -> Callable[[], None]:
    """Return what a new child does before it becomes another program.

    It takes the limits on, dies when the thread that started it dies, and is the kernel's first
    choice when memory runs out.

    A program that ``binds_itself`` to its parent sees to its death alone. Bubblewrap must: killed
    after it made the confined process and before it let that go on, it leaves it waiting for ever,
    and it binds itself just before it does.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def setup() -> None:
        ceilings.apply()
        if not binds_itself:
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)  # the parent died before it could be watched
        score = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
        os.write(score, _OUT_OF_MEMORY_SCORE)
        os.close(score)

    return setup


def die_with_parent() -> None:
    """End this process when the one that forked it ends."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def adopt_orphans() -> None:
    """Make this process the parent of every descendant whose own parent ends."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def descendants() -> list[int]:
    """Return the processes of the run, parents before children.

    They are what descends from this process's main thread, which starts the run and inherits its
    orphans; a program that a library starts in another thread is none of them (where the kernel
    does not list a thread's children it counts among them).
    """
    me = os.getpid()
    if not Path(f"/proc/{me}/task/{me}/children").exists():
        return _descendants_by_search(me)
    found = _children_of(me, [str(me)])
    for pid in found:
        found += _children_of(pid)
    return found


def descendants_of(pid: int) -> list[int]:
    """Return ``pid`` and what descends from it, parents before children."""
    if not Path(f"/proc/{pid}/task/{pid}/children").exists():
        return [pid, *_descendants_by_search(pid)]
    found = [pid]
    for each in found:
        found += _children_of(each)
    return found


def end_session(session: int) -> None:
    """End what is left of a session whose leader is gone."""
    for entry in os.listdir("/proc"):  # noqa: PTH208 - asked often
        if entry.isdigit():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                fields = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
                if int(fields[3]) == session:
                    os.kill(int(entry), signal.SIGKILL)


def _children_of(pid: int, threads: list[str] | None = None) -> list[int]:
    children: list[int] = []
    # It may end while we look.
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        for thread in threads or os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208 - asked often
            text = Path(f"/proc/{pid}/task/{thread}/children").read_text()
            children += map(int, text.split())
    return children


def _descendants_by_search(root: int) -> list[int]:
    """Return what descends from ``root``, asking every process for its parent."""
    children: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):  # noqa: PTH208 - asked often
        if entry.isdigit():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                fields = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
                children.setdefault(int(fields[1]), []).append(int(entry))
    found = list(children.get(root, ()))
    for pid in found:
        found += children.get(pid, ())
    return found


@dataclass
class Usage:
    """What the processes of a run use now."""

    memory_mb: float = 0.0
    cpu_seconds: float = 0.0
    threads: int = 0


def usage(pids: list[int]) -> Usage:
    """Return what ``pids`` use together: memory without mapped files, user and system time."""
    total = Usage()
    for pid in pids:
        try:
            stat = Path(f"/proc/{pid}/stat").read_text()
            status = Path(f"/proc/{pid}/status").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended while we looked
        # The name, in brackets, may hold anything; fields are counted from behind it.
        fields = stat.rpartition(")")[2].split()
        total.cpu_seconds += sum(int(fields[at]) for at in (11, 12, 13, 14)) / _TICKS
        total.threads += int(fields[17])
        for line in status.splitlines():
            if line.startswith(("RssAnon:", "RssShmem:", "VmSwap:")):
                total.memory_mb += int(line.split()[1]) / 1024
    return total


class Watchdog:
    """Compares a run with its limits."""

    def __init__(
        self,
        limits: Limits,
        started: float,
        processes: Callable[[], list[int]] | None = None,
    ) -> None:
        """Watch ``processes``; the clock (monotonic) runs since ``started``.

        The processes are this one's descendants unless something else is said.
        """
        self.limits = limits
        self._processes = processes or descendants
        self._deadline = started + limits.wall_seconds
        self._folders: tuple[Path, ...] = ()
        self._looks = 0
        self._next = started

    def watch_folders(self, *folders: Path) -> None:
        """Count the sizes of ``folders`` as output; a confined run has none to count."""
        self._folders = folders

    def check_time(self) -> None:
        """Compare the time since the start with its limit.

        Raises:
            QuotaExceeded: the run took longer than ``wall_seconds``.
        """
        if time.monotonic() > self._deadline:
            raise exceeded("wall_seconds", self.limits.wall_seconds)

    def check(self) -> None:
        """Compare everything with its limit; asked more often, look no more than 20 times a second.

        Raises:
            QuotaExceeded: naming the limit that was crossed.
        """
        self.check_time()
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _LOOK_SECONDS
        pids = self._processes()
        now = usage(pids)
        hidden = memory_files_mb(pids)
        for name, used in (
            ("memory_mb", now.memory_mb + hidden),
            ("cpu_seconds", now.cpu_seconds),
            ("threads", now.threads),
            ("output_mb", hidden),
        ):
            if used > getattr(self.limits, name):
                raise exceeded(name, getattr(self.limits, name))
        self._looks += 1
        # Walking folders is dearer than reading /proc, and disks are slower than memory.
        if self._folders and self._looks % 5 == 0 and self._folders_mb() > self.limits.output_mb:
            raise exceeded("output_mb", self.limits.output_mb)

    def _folders_mb(self) -> float:
        size = files = 0
        for folder in self._folders:
            for place, _, names in os.walk(folder):
                files += len(names)
                for name in names:
                    try:
                        size += os.lstat(os.path.join(place, name)).st_size  # noqa: PTH118 - often
                    except FileNotFoundError:
                        continue
                if files > _MOST_FILES:
                    return float("inf")
        return size / _MB


def _host_devices() -> set[int]:
    return {Path(place).stat().st_dev for place in ("/", "/tmp") if Path(place).exists()}  # noqa: S108 - only looked at


def memory_files_mb(pids: list[int]) -> float:
    """Return the MiB that the files in a confined process's ``/tmp`` take of memory.

    No process's own size shows them. Of the processes of a run only the innermost has its own root.
    """
    if not pids:
        return 0.0
    temporary = f"/proc/{pids[-1]}/root/tmp"
    try:
        # Until bubblewrap has changed the root, as in an unconfined run, it is the host's own.
        if Path(temporary).stat().st_dev in _host_devices():
            return 0.0
        disk = os.statvfs(temporary)
    except OSError:
        # It ended, or hides from us: the size given to bubblewrap holds anyway.
        return 0.0
    return (disk.f_blocks - disk.f_bfree) * disk.f_frsize / _MB


_REMEDIES = {
    "wall_seconds": "Ask for fewer candles, or raise the limit on time.",
    "cpu_seconds": "Ask for fewer candles, or raise the limit on processor time.",
    "memory_mb": "Ask for fewer pairs or a shorter range, or raise the limit on memory.",
    "threads": "A backtest needs a handful of threads: start fewer, or raise the limit.",
    "output_mb": "Write less to disk, ask for a shorter range, or raise the limit on output.",
}
_NAMES = {
    "wall_seconds": "{} s",
    "cpu_seconds": "{} s of processor time",
    "memory_mb": "{} MB of memory",
    "threads": "{} threads and processes",
    "output_mb": "{} MB of output and temporary files",
}


def exceeded(name: str, limit: int) -> QuotaExceeded:
    """Return the error for crossing the limit called ``name``."""
    return QuotaExceeded(
        f"the run took more than its limit of {_NAMES[name].format(limit)}",
        field=f"limits.{name}",
        remedy=_REMEDIES[name],
    )
