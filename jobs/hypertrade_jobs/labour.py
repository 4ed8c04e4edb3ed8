"""The process that does the work of one run, while the one that forked it keeps the run alive.

It is forked before anything is asked of the platform, gets everything ready, and waits for the run
as a line of JSON. What it says are lines of JSON too: ``progress``, then ``done`` or ``failed``. It
can be ended at any moment: nobody sees what it kept before the run's document names it.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import selectors
import signal
from typing import IO, TYPE_CHECKING, Any, NoReturn

from hypertrade.domain.errors import HyperTradeError

from hypertrade_jobs import limits
from hypertrade_jobs.logs import work_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hypertrade.domain.backtest import Progress
    from hypertrade.domain.runs import Run
    from hypertrade.settings import Settings

_CHUNK = 1 << 16
_INTERNAL = "Internal"

_LOG = logging.getLogger("hypertrade_jobs.labour")


def warm_up() -> None:
    """Import and compile what a backtest needs, so that no run waits for it."""
    from hypertrade.backtesting import reporting, session
    from hypertrade.candles import store
    from hypertrade.engine.warm import warm
    from hypertrade.results.warm import warm_up as warm_results
    from hypertrade.robustness import family, history, outcomes
    from hypertrade.services.runs.working import backtest

    del backtest, family, history, outcomes, reporting, session, store
    warm()
    warm_results()


class Labourer:
    """A forked process that works on one run; ``end`` ends it and everything it started."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        """Fork it, to work in ``folder``."""
        order_read, order_write = os.pipe()
        said_read, said_write = os.pipe()
        self._parent = os.getpid()
        self.pid = os.fork()
        if not self.pid:
            os.close(order_write)
            os.close(said_read)
            _labour(os.fdopen(order_read, "rb"), said_write, settings, folder, self._parent)
        # On both sides, so that it is done before either goes on.
        os.setpgid(self.pid, self.pid)
        os.close(order_read)
        os.close(said_write)
        self._order: IO[bytes] | None = os.fdopen(order_write, "wb", buffering=0)
        self._said = said_read
        self._rest = b""
        self._gone = False
        self._ready = selectors.DefaultSelector()
        self._ready.register(said_read, selectors.EVENT_READ)

    def begin(self, run: Run) -> None:
        """Have it work on ``run``."""
        if self._order is not None:
            self._order.write(run.model_dump_json().encode() + b"\n")
            self._order.close()
            self._order = None

    def heard(self, seconds: float) -> Iterator[dict[str, Any]] | None:
        """Return what it said within ``seconds``, ``None`` once it has nothing more to say."""
        if not self._ready.select(seconds):
            # Its end is not heard while what it started holds the pipe.
            return None if self._has_died() else iter(())
        data = os.read(self._said, _CHUNK)
        if not data:
            return None
        *lines, self._rest = (self._rest + data).split(b"\n")
        return (json.loads(line) for line in lines)

    def _has_died(self) -> bool:
        flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.pid, flags) is not None

    def end(self) -> None:
        """End it with everything it started, and wait until it is gone; once is enough."""
        if self._gone:
            return
        self._gone = True
        # Not waited for yet, so the group is there, whether it has died or not.
        os.killpg(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self._ready.close()
        os.close(self._said)
        if self._order is not None:
            self._order.close()


def _labour(
    orders: IO[bytes], said: int, settings: Settings, folder: Path, parent: int
) -> NoReturn:
    """Work on the run that ``orders`` names, in the forked process, and leave it."""
    os.setpgid(0, 0)
    limits.die_with_parent()
    code = 1
    try:
        if os.getppid() == parent:
            # What the parent left to be collected is the parent's: threads that it may need are
            # not here.
            gc.freeze()
            warm_up()
            code = _work(orders, said, settings, folder)
    except BaseException as error:  # noqa: BLE001 - a forked process must not go on with its parent's work
        _LOG.critical("the process that works on the run ended", exc_info=error)
    finally:
        os._exit(code)


def _work(orders: IO[bytes], said: int, settings: Settings, folder: Path) -> int:
    from hypertrade.bootstrap.platform import Platform
    from hypertrade.domain.runs import Run

    line = orders.readline()
    if not line:
        return 0
    run = Run.model_validate_json(line)
    work_on(run)
    work = Platform(settings).work

    def tell(progress: Progress) -> None:
        _say(said, {"event": "progress", "progress": progress.model_dump(mode="json")})

    try:
        done = work.working.do(run, folder, tell)
        artifacts = work.keeping.keep(run, done)
    except HyperTradeError as error:
        from hypertrade.services.runs.endings import failure_of, is_ours

        failure, ours = failure_of(error).model_dump(mode="json"), is_ours(error)
        _say(said, {"event": "failed", "failure": failure, "ours": ours})
    except Exception as error:  # noqa: BLE001 - whatever it is, the owner is told, and the log
        _LOG.exception("run %s failed by a bug of ours", run.id)
        problem = f"HyperTrade itself failed ({type(error).__name__})"
        failure = {"code": _INTERNAL, "problem": problem, "remedy": _remedy(run)}
        _say(said, {"event": "failed", "failure": failure, "ours": True})
    else:
        kept = [artifact.model_dump(mode="json") for artifact in artifacts]
        _say(said, {"event": "done", "summary": done.summary, "artifacts": kept})
    return 0


def _remedy(run: Run) -> str:
    """Return what the owner can do about a bug of ours: the logs are found by what it names."""
    asked = f" and of its request, {run.request}" if run.request else ""
    return (
        "It was not charged. Retry it; if it fails again, tell the operator the id of this run, "
        f"{run.id}{asked}: the logs say more."
    )


def _say(said: int, event: dict[str, Any]) -> None:
    text = json.dumps(event, ensure_ascii=False).encode() + b"\n"
    while text:
        text = text[os.write(said, text) :]
