"""Scripts that take more than they may: each ends with the limit's name, and leaves no process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.backtest import Limits
from hypertrade_jobs.limits import Ceilings

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Ending

pytestmark = pytest.mark.usefixtures("confinement")

ANNOUNCE = 'import sys; print(\'{"event": "progress", "stage": "loading"}\', flush=True)\n'
BOTH = pytest.mark.parametrize("confined", [True, False], ids=["confined", "plain"])


def processes_of(folder: Path) -> list[int]:
    """Return the processes that stand in ``folder`` or were started with a path in it."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                words = (entry / "cmdline").read_bytes()
                place = str((entry / "cwd").readlink())
            except OSError:
                continue
            if str(folder).encode() in words or place.startswith(str(folder)):
                found.append(int(entry.name))
    return found


def assert_exceeded(ending: Ending, name: str) -> None:
    assert ending.failure is not None, ending.log
    assert (ending.failure["code"], ending.failure["field"]) == ("QuotaExceeded", f"limits.{name}")
    assert ending.failure["remedy"]
    assert processes_of(ending.folder) == []


@BOTH
def test_memory(supervise: Callable[..., Ending], confined: bool) -> None:
    ending = supervise(
        """
        import time
        blocks = []
        while True:
            blocks.append(bytearray(16 << 20))
            time.sleep(0.01)
        """,
        confined=confined,
        memory_mb=256,
    )
    assert_exceeded(ending, "memory_mb")


def test_memory_in_files_that_no_process_shows(supervise: Callable[..., Ending]) -> None:
    ending = supervise(
        """
        import time
        for number in range(10_000):
            with open(f"/tmp/{number}", "wb") as file:
                file.write(bytes(4 << 20))
            time.sleep(0.01)
        """,
        memory_mb=4096,
        output_mb=64,
    )
    assert_exceeded(ending, "output_mb")


def test_temporary_files_have_an_end_that_no_watching_is_needed_for(
    supervise: Callable[..., Ending],
) -> None:
    ending = supervise(
        """
        import ctypes, errno, os
        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # hides from the watchdog
        written = 0
        try:
            while True:
                with open(f"/tmp/{written}", "wb") as file:
                    written += file.write(bytes(1 << 20))
        except OSError as error:
            assert error.errno == errno.ENOSPC, error
        open("/outputs/run.json", "w").write(str(written >> 20))
        """,
        output_mb=8,
    )
    if ending.failure is not None:
        assert_exceeded(ending, "output_mb")
    else:
        assert int(ending.output) <= 8 + 2 + 16


@BOTH
def test_large_output_file(supervise: Callable[..., Ending], confined: bool) -> None:
    ending = supervise(
        ANNOUNCE
        + """
try:
    folder = "/outputs" if len(sys.argv) == 1 else sys.argv[2]
    with open(folder + "/run.json", "wb") as out:
        for _ in range(100):
            out.write(bytes(1 << 20))
except OSError as error:
    import json
    failed = {"event": "failed", "kind": "StrategyFailed", "problem": f"OSError: {error}"}
    print(json.dumps(failed), flush=True)
        """,
        confined=confined,
        output_mb=4,
    )
    assert_exceeded(ending, "output_mb")
    assert (ending.folder / "out" / "run.json").stat().st_size <= 4 << 20


def test_many_files_of_a_plain_run(supervise: Callable[..., Ending]) -> None:
    ending = supervise(
        """
        import sys, time
        for number in range(100):
            with open(f"{sys.argv[2]}/{number}", "wb") as file:
                file.write(bytes(1 << 20))
        time.sleep(30)
        """,
        confined=False,
        output_mb=4,
    )
    assert_exceeded(ending, "output_mb")


@BOTH
def test_processor_time(supervise: Callable[..., Ending], confined: bool) -> None:
    ending = supervise("while True: pass", confined=confined, cpu_seconds=1)
    assert_exceeded(ending, "cpu_seconds")


def test_processor_time_though_the_warning_is_ignored(supervise: Callable[..., Ending]) -> None:
    ending = supervise(
        """
        import signal
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        while True: pass
        """,
        cpu_seconds=1,
    )
    assert_exceeded(ending, "cpu_seconds")
    assert ending.seconds < 10


@BOTH
def test_wall_time_of_a_run_that_does_nothing(
    supervise: Callable[..., Ending], confined: bool
) -> None:
    ending = supervise("import time; time.sleep(100)", confined=confined, wall_seconds=1)
    assert_exceeded(ending, "wall_seconds")
    assert ending.seconds < 5


@BOTH
def test_threads(supervise: Callable[..., Ending], confined: bool) -> None:
    ending = supervise(
        """
        import threading, time
        while True:
            threading.Thread(target=time.sleep, args=(100,)).start()
        """,
        confined=confined,
        threads=16,
    )
    assert_exceeded(ending, "threads")


def test_processes_that_leave_home_are_found_and_ended(supervise: Callable[..., Ending]) -> None:
    ending = supervise(
        """
        import os, sys, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(100)"])
            os._exit(0)
        time.sleep(0.2)
        """,
        confined=False,
    )
    assert ending.failure is None
    assert processes_of(ending.folder) == []


def test_signals_and_sessions_do_not_help_to_outlive_the_limits(
    supervise: Callable[..., Ending],
) -> None:
    ending = supervise(
        """
        import os, signal, time
        for each in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
            signal.signal(each, signal.SIG_IGN)
        try:
            os.setsid()
        except OSError:
            pass
        time.sleep(100)
        """,
        wall_seconds=1,
    )
    assert_exceeded(ending, "wall_seconds")


def test_ceilings_are_peeked_at_with_the_same_defaults_as_the_jobs() -> None:
    defaults = Limits()
    jobs: list[object] = [{}, {"limits": {}}, {"limits": {"cpu_seconds": "x"}}, [], None]
    for job in jobs:
        found = Ceilings.peek(job)
        assert found.cpu_seconds == defaults.cpu_seconds
        assert found.memory_mb == defaults.memory_mb
        assert found.output_mb == defaults.output_mb
    assert Ceilings.peek({"limits": {"memory_mb": 300, "wall_seconds": 1}}).memory_mb == 300


def test_a_lack_of_bubblewrap_is_told_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from hypertrade_jobs import confine

    monkeypatch.setattr(shutil, "which", lambda _name: None)
    confine.available.cache_clear()
    try:
        available = confine.available()
    finally:
        confine.available.cache_clear()
    assert not available.ok
    assert "bubblewrap is not installed" in available.reason


def test_a_probe_is_quick_and_remembered() -> None:
    from hypertrade_jobs import confine

    confine.available.cache_clear()
    begin = time.perf_counter()
    assert confine.available().ok
    assert time.perf_counter() - begin < 2
    assert confine.available() is confine.available()


def test_processes_are_found_with_and_without_the_kernels_list_of_children() -> None:
    from hypertrade_jobs import limits

    # Other tests of this process may have left theirs running.
    others = set(limits.descendants())
    script = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'])"
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE) as process:
        deadline = time.monotonic() + 10
        while len(limits.descendants_of(process.pid)) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
        found = [pid for pid in limits.descendants() if pid not in others]
        below = limits.descendants_of(process.pid)
        searched = limits._descendants_by_search(os.getpid())
        process.communicate(b"\n")
    assert found[0] == process.pid
    assert len(found) == 2
    assert below == found
    assert [pid for pid in searched if pid in found] == found
