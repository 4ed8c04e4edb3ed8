"""The resident worker: the same results sooner, and every job as confined as one started alone."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypertrade.adapters.local.worker import LocalJobRunner
from hypertrade.domain import errors
from hypertrade.observing.logs import context

from .conftest import crossing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hypertrade.domain.backtest import BacktestJob, Progress

pytestmark = pytest.mark.usefixtures("confinement")

LOOK = """
import ctypes, glob, os, sys
seen = {}

def attempt(name, function):
    try:
        seen[name] = f"won: {function()!r}"
    except BaseException as error:
        seen[name] = f"refused: {error}"

libc = ctypes.CDLL(None, use_errno=True)

def mount():
    if libc.mount(b"tmpfs", b"/tmp", b"tmpfs", 0, None):
        raise OSError(ctypes.get_errno(), "mount")

def unshare():
    if libc.unshare(0x00020000):
        raise OSError(ctypes.get_errno(), "unshare")

def uncover():
    if libc.umount2(b"/jobs", 2):
        raise OSError(ctypes.get_errno(), "umount")

def connect():
    import socket
    return socket.socket()

attempt("mount", mount)
attempt("unshare", unshare)
attempt("uncover", uncover)
attempt("fork", os.fork)
attempt("connect", connect)
attempt("write inputs", lambda: open("/inputs/x", "w"))
attempt("write beside outputs", lambda: open("/outputs/x", "w"))
attempt("ptrace", lambda: open("/proc/1/mem"))
print("JOBS", os.listdir("/jobs"), file=sys.stderr)
print("PID", os.getpid(), file=sys.stderr)
print("TMP", [name for name in os.listdir("/tmp") if "left-behind" in name], file=sys.stderr)
open("/tmp/left-behind", "w").close()
print("ENVIRONMENT", sorted(os.environ), file=sys.stderr)
print("SEEN", seen, file=sys.stderr)
"""

SLEEP = "import time; time.sleep(100)"


class Resident:
    def __init__(self, folder: Path, data: Path) -> None:
        self.socket, self.data = folder / "worker.sock", data
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        command = [sys.executable, "-m", "hypertrade_jobs.serve"]
        self.log = folder / "log.txt"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, "--socket", str(self.socket), "--data", str(data)],
                stderr=log,
                env={"PATH": "/usr/bin:/bin", "TMPDIR": str(self.temporary), "SECRET": "shown"},
            )
        while not self.socket.exists():
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.02)

    @property
    def runner(self) -> LocalJobRunner:
        return LocalJobRunner(self.data, resident=self.socket)

    def run(
        self,
        job: BacktestJob,
        out: Path,
        on_progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Path:
        return self.runner.run(job, out, on_progress=on_progress, cancelled=cancelled)

    def litter(self) -> list[Path]:
        (jobs,) = self.temporary.glob("hypertrade-warm-*")
        return list(jobs.iterdir())


@pytest.fixture(scope="module")
def resident(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resident]:
    made = Resident(tmp_path_factory.mktemp("resident"), store)
    yield made
    made.process.send_signal(signal.SIGTERM)
    made.process.wait(20)
    assert not made.socket.exists()
    assert not list(made.temporary.glob("hypertrade-warm-*"))


def test_its_results_are_those_of_a_worker_of_its_own(
    resident: Resident, store: Path, tmp_path: Path, job: Callable[..., BacktestJob]
) -> None:
    alone = LocalJobRunner(store).run(
        job(), tmp_path / "alone", on_progress=lambda _: None, cancelled=lambda: False
    )
    heard: list[Progress] = []
    for number in range(2):
        path = resident.run(job(), tmp_path / f"warm-{number}", heard.append)
        assert path.read_bytes() == alone.read_bytes()
    assert {"loading", "indicators", "trading", "report"} <= {each.stage for each in heard}
    assert resident.litter() == []


def test_a_worker_sees_its_own_job_and_nothing_else(
    resident: Resident, tmp_path: Path, job: Callable[..., BacktestJob]
) -> None:
    for number in range(2):  # the second must not find what the first left
        resident.run(job(crossing(top=LOOK)), tmp_path / f"out-{number}")
        log = (tmp_path / f"out-{number}" / "logs.txt").read_text()
        lines = dict(line.split(" ", 1) for line in log.splitlines() if line[:1].isupper())
        assert lines["JOBS"] == "[]"
        assert lines["PID"] == "1"
        assert lines["TMP"] == "[]"
        assert "SECRET" not in lines["ENVIRONMENT"]
        assert lines["SEEN"].count("refused") == 8, lines["SEEN"]
        assert "won" not in lines["SEEN"]


def test_jobs_run_side_by_side(
    resident: Resident, tmp_path: Path, job: Callable[..., BacktestJob]
) -> None:
    with ThreadPoolExecutor(3) as pool:
        paths = list(pool.map(lambda n: resident.run(job(), tmp_path / f"out-{n}"), range(3)))
    assert len({path.read_bytes() for path in paths}) == 1


@pytest.mark.parametrize(
    ("line", "limit", "most"),
    [
        (SLEEP, "wall_seconds", 2),
        ("while True: pass", "cpu_seconds", 1),
        (
            "x = bytearray(900_000_000)\nimport time; time.sleep(100)",
            "memory_mb",
            600,
        ),
    ],
)
def test_limits_hold(  # noqa: PLR0913, PLR0917 - two fixtures' worth, and the case
    resident: Resident,
    tmp_path: Path,
    job: Callable[..., BacktestJob],
    line: str,
    limit: str,
    most: int,
) -> None:
    with pytest.raises(errors.QuotaExceeded) as crossed:
        resident.run(job(crossing(line), limits={limit: most}), tmp_path / "out")
    assert crossed.value.field == f"limits.{limit}"
    assert not (tmp_path / "out").exists()


def test_hanging_up_ends_the_job(
    resident: Resident, tmp_path: Path, job: Callable[..., BacktestJob]
) -> None:
    inside = threading.Event()

    def heard(progress: Progress) -> None:
        if progress.stage == "indicators":
            inside.set()

    with pytest.raises(errors.Cancelled):
        resident.run(job(crossing(SLEEP)), tmp_path / "out", heard, inside.is_set)
    deadline = time.monotonic() + 10
    while resident.litter() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert resident.litter() == []
    assert not (tmp_path / "out").exists()


def test_a_worker_that_dies_takes_nobody_along(
    resident: Resident, tmp_path: Path, job: Callable[..., BacktestJob]
) -> None:
    with pytest.raises(errors.StrategyFailed):
        resident.run(job(crossing("import os; os._exit(7)")), tmp_path / "out")
    assert resident.run(job(), tmp_path / "next").is_file()


def test_other_candles_are_refused(
    resident: Resident, tmp_path: Path, job: Callable[..., BacktestJob]
) -> None:
    elsewhere = LocalJobRunner(tmp_path, resident=resident.socket)
    with pytest.raises(errors.Invalid) as refused:
        elsewhere.run(job(), tmp_path / "out", on_progress=lambda _: None, cancelled=lambda: False)
    assert refused.value.field == "data"


@pytest.mark.parametrize("order", [b"\n", b"{}\n", b"[1]\n", b"\xff\n", b'{"job": 1}\n'])
def test_a_malformed_order_gets_one_clear_error(resident: Resident, order: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(resident.socket))
        connection.sendall(order)
        answer = json.loads(connection.makefile("rb").read())
    assert answer["error"]["field"] == "order"


def test_nobody_listening_is_unavailable(
    store: Path, tmp_path: Path, job: Callable[..., BacktestJob]
) -> None:
    runner = LocalJobRunner(store, resident=tmp_path / "nobody.sock")
    with pytest.raises(errors.Unavailable) as failed:
        runner.run(job(), tmp_path / "out", on_progress=lambda _: None, cancelled=lambda: False)
    assert "hypertrade_jobs.serve" in failed.value.remedy


def test_its_log_is_json_and_names_the_request_that_a_job_is_part_of(
    resident: Resident, tmp_path: Path, job: Callable[..., BacktestJob]
) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    token = context.set({"trace": trace, "span": "b7ad6b7169203331", "labels": {"run": "the-run"}})
    try:
        resident.run(job(), tmp_path / "out")
    finally:
        context.reset(token)
    resident.run(job(), tmp_path / "nobodys")
    entries = [json.loads(line) for line in resident.log.read_text().splitlines()]
    begins = {entry["message"]: entry for entry in entries}
    mine = begins[f"a job begins: {tmp_path / 'out'}"]
    assert mine["logging.googleapis.com/trace"] == trace
    assert mine["logging.googleapis.com/labels"] == {"run": "the-run"}
    assert "logging.googleapis.com/trace" not in begins[f"a job begins: {tmp_path / 'nobodys'}"]
