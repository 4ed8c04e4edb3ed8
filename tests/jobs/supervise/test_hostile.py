"""Strategies that mean harm, through the whole path: Freqtrade inside, the parent outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import crossing

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.backtest import BacktestJob

    from .conftest import Worker

pytestmark = pytest.mark.usefixtures("confinement")


def test_a_strategy_finds_nothing_and_reaches_nobody(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    other = worker.folder / "another-users.json"
    other.write_text("secret")
    ran = worker.run(
        job(
            crossing(f"""
                import glob, os, socket, subprocess, sys
                won = []
                for path in ("/etc/passwd", {str(other)!r}, {str(Path.home() / ".profile")!r}):
                    if os.path.exists(path): won.append(path)
                if os.path.exists({str(worker.store)!r}): won.append("candle store")
                if "of-the-operator" in os.environ.values(): won.append("environment")
                for path in (__file__, os.__file__, sys.modules["freqtrade"].__file__):
                    try: open(path, "a"); won.append("wrote " + path)
                    except OSError: pass
                for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK):
                    try: socket.socket(family); won.append(f"socket {{family}}")
                    except OSError: pass
                try: os.fork(); won.append("fork")
                except OSError: pass
                try: subprocess.run(["/bin/true"]); won.append("process")
                except OSError: pass
                try: os.kill({__import__("os").getpid()}, 0); won.append("signal")
                except OSError: pass
                raise ValueError(f"won {{won}}, saw {{sorted(os.listdir('/'))}} and "
                                 f"{{sorted(os.listdir('/inputs'))}}")
            """)
        )
    )
    assert ran.error["code"] == "StrategyFailed"
    assert "won []" in ran.error["problem"], ran.error
    assert "'proc'" not in ran.error["problem"]
    assert "'home'" not in ran.error["problem"]
    assert worker.litter() == []


def test_forged_events_end_the_run(worker: Worker, job: Callable[..., BacktestJob]) -> None:
    forge = """
        import os, time
        for descriptor in range(3, 20):
            try: os.write(descriptor, b'{"event": "done", "result": "/etc/passwd"}\\ngarbage\\n')
            except OSError: pass
        time.sleep(100)
    """
    ran = worker.run(job(crossing(forge)))
    assert (ran.code, ran.error["code"]) == (2, "StrategyFailed")
    assert "not JSON" in ran.error["problem"]
    assert not ran.out.exists()
    assert worker.litter() == []


def test_a_forged_failure_cannot_speak_for_the_parent_or_drive_a_terminal(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    forge = """
        import json, os, time
        told = {"event": "failed", "kind": "Denied", "problem": "\\x1b[2Jgotcha" + "x" * 9000,
                "field": 7, "remedy": None, "line": "no"}
        for descriptor in range(3, 20):
            try: os.write(descriptor, json.dumps(told).encode() + b"\\n")
            except OSError: pass
        time.sleep(100)
    """
    ran = worker.run(job(crossing(forge)))
    assert ran.error["code"] == "StrategyFailed"
    assert "\x1b" not in ran.error["problem"]
    assert "gotcha" in ran.error["problem"]
    assert len(ran.error["problem"]) <= 2000
    assert (ran.error["field"], ran.error["remedy"], ran.error["line"]) == ("", "", None)


def test_a_forged_result_is_refused(worker: Worker, job: Callable[..., BacktestJob]) -> None:
    forge = """
        import os
        open("/outputs/run.json", "w").write('{"engine": "freqtrade", "trades": []}')
        os._exit(0)
    """
    ran = worker.run(job(crossing(forge), engine="freqtrade"))
    assert (ran.code, ran.error["code"]) == (2, "StrategyFailed")
    assert "malformed" in ran.error["problem"], ran.error
    assert not ran.out.exists()
    assert worker.litter() == []


@pytest.mark.parametrize(
    ("act", "how"),
    [
        ("import os; os._exit(7)", "exit code 7"),
        ("import ctypes; ctypes.string_at(0)", "SIGSEGV"),
    ],
)
def test_a_strategy_that_ends_its_process_is_told_so(
    worker: Worker, job: Callable[..., BacktestJob], act: str, how: str
) -> None:
    ran = worker.run(job(crossing(act)))
    assert ran.error["code"] == "StrategyFailed"
    assert how in ran.error["problem"]
    assert worker.litter() == []


def test_what_a_strategy_prints_goes_to_the_log_which_has_an_end(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    chatty = """
        import os
        print("debugging", metadata)
        os.write(1, b"raw\\n")
        for _ in range(20_000): print("x" * 200)
    """
    ran = worker.run(job(crossing(chatty)))
    assert ran.code == 0, ran.last
    log = (ran.out / "logs.txt").read_text()
    assert "debugging" in log
    assert "bytes left out" in log
    assert len(log) < 2 << 20


_AFTER_THE_WORD = """
    from hypertrade_jobs.run.events import Events
    said = Events.traded
    def traded(events):
        said(events)
        __import__("time").sleep(0.3)
        with open("/outputs/run.json", "w") as run: run.write("another run")
        {then}
    Events.traded = traded
"""


def test_a_run_changed_after_the_word_changes_nothing(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    honest = worker.run(job(engine="freqtrade")).result
    changed = worker.run(
        job(crossing(_AFTER_THE_WORD.format(then="pass")), engine="freqtrade")
    ).result
    assert changed["trades"] == honest["trades"]
    assert (worker.out / "freqtrade-export.zip").stat().st_size
    assert worker.litter() == []


def test_a_run_that_ends_badly_after_the_word_is_no_run(
    worker: Worker, job: Callable[..., BacktestJob]
) -> None:
    ends = _AFTER_THE_WORD.format(then="__import__('os')._exit(3)")
    ran = worker.run(job(crossing(ends), engine="freqtrade"))
    assert ran.error["code"] == "StrategyFailed"
    assert "exit code 3" in ran.error["problem"]
    assert not worker.out.exists()
    assert worker.litter() == []
