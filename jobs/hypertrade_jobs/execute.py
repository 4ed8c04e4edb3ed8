"""One attempt at a run: ``python -m hypertrade_jobs.execute``; the command of the job's container.

``HYPERTRADE_RUN`` and ``HYPERTRADE_ATTEMPT`` say which. Everything else stands in the documents;
whoever finds there that the attempt is not theirs leaves quietly.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypertrade.bootstrap.platform import Platform
from hypertrade.domain.backtest import Limits, Progress
from hypertrade.domain.errors import QuotaExceeded, Unavailable
from hypertrade.domain.runs import Artifact, DownloadWork, Failure, Run
from hypertrade.observing.logs import at_work
from hypertrade.services.runs.endings import failure_of
from hypertrade.services.runs.executing import Superseded
from hypertrade.settings import read_settings

from hypertrade_jobs.labour import Labourer
from hypertrade_jobs.logs import work_on, write_process_logs

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.services.runs.executing import Hold
    from hypertrade.settings import Settings

HEAR_SECONDS = 0.25
LOOK_SECONDS = 1.0
"""How often the run is looked at: whether its owner wants it no more, whether it is still ours."""
BEAT_SECONDS = 2.0
GRACE_SECONDS = 60
"""How much longer than its job's own limit a run may take: reading, report and keeping."""

DIED = 1
"""The exit code of an attempt that ended without a word: the sweeper starts the next."""

_LOG = logging.getLogger("hypertrade_jobs.execute")


def main() -> None:
    """Work on the attempt that the environment names, and exit 0 unless the attempt died."""
    write_process_logs()
    settings = read_settings()
    write_process_logs(settings)
    named = os.environ.get("HYPERTRADE_EXECUTION") or os.environ.get("CLOUD_RUN_EXECUTION")
    try:
        run, attempt = os.environ["HYPERTRADE_RUN"], int(os.environ["HYPERTRADE_ATTEMPT"])
    except (KeyError, ValueError):
        _LOG.critical("HYPERTRADE_RUN and HYPERTRADE_ATTEMPT must say which attempt at which run")
        sys.exit(DIED)
    folder = Path(tempfile.mkdtemp(prefix="hypertrade-execution-"))
    try:
        sys.exit(execute(settings, Order(run, attempt, named), folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Order:
    """Which attempt at which run, and the name of the execution, if it has one."""

    run: str
    attempt: int
    execution: str | None


def execute(
    settings: Settings,
    order: Order,
    folder: Path,
    may_begin: Callable[[], bool] = lambda: True,
) -> int:
    """Work on ``order`` in ``folder`` and return the exit code.

    ``may_begin`` is asked once, before anything is asked of the platform.
    """
    at_work(None, run=order.run, attempt=order.attempt, execution=order.execution)
    # Forked first: it gets ready meanwhile, and no connection crosses a fork.
    labourer = Labourer(settings, folder)
    try:
        if not may_begin():
            return 0
        work = Platform(settings).work
        hold = work.executing.claim(order.run, order.attempt, order.execution)
        if hold is None:
            _LOG.info("run %s: attempt %d is not to be worked on", order.run, order.attempt)
            return 0
        work_on(hold.run)
        _LOG.info("run %s: attempt %d begins", order.run, order.attempt)
        labourer.begin(hold.run)
        try:
            return Overseer(hold, labourer).oversee()
        except Superseded:
            _LOG.warning("run %s: attempt %d was superseded", order.run, order.attempt)
            labourer.end()
            work.keeping.discard(hold.run)
            return 0
    finally:
        labourer.end()


class Overseer:
    """Keeps a run alive while it is worked on, and ends it as its owner, or the work, says."""

    def __init__(self, hold: Hold, labourer: Labourer) -> None:
        """Oversee ``labourer`` at the run that ``hold`` is about."""
        self._hold = hold
        self._labourer = labourer
        self._progress: Progress | None = None
        self._looked = self._beaten = self._started = time.monotonic()
        self._longest = _limits(hold.run).wall_seconds + GRACE_SECONDS

    def oversee(self) -> int:
        """Return the exit code once the run has ended.

        Raises:
            Superseded: the run is no longer this process's.
        """
        while (events := self._labourer.heard(HEAR_SECONDS)) is not None:
            for event in events:
                if event["event"] != "progress":
                    return self._conclude(event)
                self._progress = Progress.model_validate(event["progress"])
            if self._is_over():
                return 0
        _LOG.error("run %s: its process died without a word", self._hold.run.id)
        return DIED

    def _conclude(self, event: dict[str, Any]) -> int:
        if event["event"] == "done":
            artifacts = tuple(Artifact.model_validate(one) for one in event["artifacts"])
            self._hold.succeed(event["summary"], artifacts)
            self._say_ended("succeeded")
        else:
            failure = Failure.model_validate(event["failure"])
            self._fail(failure, refund=event["ours"])
        return 0

    def _fail(self, failure: Failure, *, refund: bool) -> None:
        self._hold.fail(failure, refund=refund)
        self._say_ended(f"failed: {failure.code}: {failure.problem}")

    def _say_ended(self, how: str) -> None:
        _LOG.info(
            "run %s %s after %.1f s", self._hold.run.id, how, time.monotonic() - self._started
        )

    def _is_over(self) -> bool:
        """Look and beat, if it is time; return whether the run was ended."""
        now = time.monotonic()
        if now - self._started > self._longest:
            self._labourer.end()
            self._fail(failure_of(_too_long(_limits(self._hold.run))), refund=False)
            return True
        try:
            if now - self._beaten >= BEAT_SECONDS:
                self._beaten = self._looked = now
                run = self._hold.beat(self._progress)
            elif now - self._looked >= LOOK_SECONDS:
                self._looked = now
                run = self._hold.look()
            else:
                return False
        except Unavailable as error:
            _LOG.warning("run %s: no sign of life could be given: %s", self._hold.run.id, error)
            return False
        if run.cancel_requested:
            self._labourer.end()
            self._hold.cancelled()
            self._say_ended("was cancelled")
            return True
        return False


def _limits(run: Run) -> Limits:
    return Limits() if isinstance(run.work, DownloadWork) else run.work.job.limits


def _too_long(limits: Limits) -> QuotaExceeded:
    return QuotaExceeded(
        f"the run took longer than {limits.wall_seconds:,} seconds",
        field="limits.wall_seconds",
        remedy="Ask for fewer pairs, a shorter time or fewer variants.",
    )


if __name__ == "__main__":
    main()
