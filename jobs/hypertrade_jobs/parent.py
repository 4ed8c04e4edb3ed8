"""The parent's run of one job, from its file to its report."""

from __future__ import annotations

import json
import os
import shutil
import signal
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from hypertrade.domain.errors import Invalid
from hypertrade.results import publish

from hypertrade_jobs import events
from hypertrade_jobs.limits import Ceilings, Watchdog
from hypertrade_jobs.starting import Folders, start
from hypertrade_jobs.supervise import Supervisor, Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.backtest import BacktestJob

    from hypertrade_jobs.child import Worker
    from hypertrade_jobs.prepare import Prepared
    from hypertrade_jobs.warm import Zygote

Confine = Literal["required", "off"]


@dataclass(frozen=True)
class Request:
    """What the worker was asked on its command line.

    ``parent`` is the process whose death ends the run, if any; ``work`` the folder to make
    temporary folders in, if not the system's.
    """

    job: Path
    data: Path
    out: Path
    confine: Confine
    parent: int | None = None
    work: Path | None = None


class Parent:
    """Runs one job: starts the child first, believes it nothing, leaves nothing behind."""

    def __init__(
        self,
        request: Request,
        say: Callable[[dict[str, Any]], None],
        *,
        zygote: Zygote | None = None,
        given_up: Callable[[], bool] = lambda: False,
    ) -> None:
        """Run ``request``; ``say`` passes each event on.

        With a ``zygote`` the child is forked from it, and always confined. ``given_up`` tells that
        nobody wants the run any more.
        """
        self._request = request
        self._say = say
        self._zygote = zygote
        self._given_up = given_up
        self._started = time.monotonic()
        self._stopped = False
        self._child: Worker | None = None
        self._work = Path()
        self._litter: list[Path] = []

    @property
    def log(self) -> bytes:
        """What the child logged."""
        return self._child.log.text() if self._child else b""

    def run(self) -> Path:
        """Run the job and return the path of its ``result.json``.

        Raises:
            HyperTradeError: as ``ports.jobs.JobRunner.run`` says.
            ChildCrashed: the child ended without a word, and no strategy can be blamed for it.
        """
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(each, lambda *_: self._stop())
        text = _read(self._request.job)
        publish.check(self._request.out)
        try:
            raw = _peek(text)
            if _is_spec(raw) and raw.get("engine") != "freqtrade":
                ended = self._attempt(_job(text, confined=False))
                if isinstance(ended, Path):
                    return ended
                text = ended.model_dump_json().encode()
            confined = bool(self._zygote) or (
                not _is_spec(raw) and self._request.confine == "required"
            )
            self._child = self._start(Ceilings.peek(raw), confined=confined)
            ended = self._supervise(self._child, _job(text, confined=confined), confined=confined)
            while not isinstance(ended, Path):
                # Signals that only Freqtrade can trade: it needs a child of its own for that.
                self._clean()
                self._child = self._start(Ceilings.peek(raw), confined=confined)
                ended = self._supervise(self._child, ended, confined=confined)
            return ended
        finally:
            self._clean()

    def _attempt(self, job: BacktestJob) -> Path | BacktestJob:
        """Trade a typed strategy here, if HyperTrade's engine can; else return it for Freqtrade."""
        # Here, and not above: a run on Freqtrade starts its child before it loads anything.
        from hypertrade.backtesting.choosing import attempt
        from hypertrade.candles.store import CandleStore

        say = self._say
        return attempt(
            job,
            CandleStore(self._request.data),
            self._request.out,
            on_progress=lambda progress: say(events.progress_event(progress)),
            cancelled=self._cancelled,
        )

    def _stop(self) -> None:
        self._stopped = True

    def _cancelled(self) -> bool:
        parent = self._request.parent
        orphaned = parent is not None and os.getppid() != parent
        return self._stopped or orphaned or self._given_up()

    def _start(self, ceilings: Ceilings, *, confined: bool) -> Worker:
        """Start the child, which imports Freqtrade while the parent reads the job and candles."""
        self._work = Path(tempfile.mkdtemp(prefix="hypertrade-", dir=self._request.work))
        self._litter.append(self._work)
        return start(Folders(self._work), ceilings, confined=confined, zygote=self._zygote)

    def _supervise(self, child: Worker, job: BacktestJob, *, confined: bool) -> Path | BacktestJob:
        """See ``job`` through; return its ``result.json``, or the job for Freqtrade's own loop."""
        from hypertrade.domain.backtest import Progress

        folders = Folders(self._work)
        outputs = folders.outputs
        watchdog = Watchdog(job.limits, self._started, child.processes)
        if not confined:
            watchdog.watch_folders(outputs, folders.temporary)
        inbox = events.Inbox(lambda progress: self._say(events.progress_event(progress)))
        supervisor = Supervisor(child, watchdog, inbox, self._cancelled)
        self._say(events.progress_event(Progress(stage="preparing")))
        prepared = supervisor.meanwhile(lambda: _prepare(job, self._request.data, folders.inputs))
        child.go()
        Task(_warm_up)
        is_code = job.strategy.kind == "code"
        supervisor.until_traded(is_code=is_code, confined=confined)
        # Signals alone are traded here.
        self._say(events.progress_event(Progress(stage="report" if inbox.traded else "trading")))
        from hypertrade_jobs import report

        partial = publish.partial(self._request.out, job.id)
        self._litter.append(partial)
        # The child, which may still be at Freqtrade's own export, is believed no more than before:
        # what it wrote is read once, and nothing of the report is in place before it ended well.
        data = self._request.data
        made = supervisor.meanwhile(
            lambda: report.traded(job, prepared, outputs=outputs, data=data)
        )
        if made.run is None:
            changed = {"engine": "freqtrade", "engine_reason": made.engine_reason}
            return job.model_copy(update=changed)
        if not inbox.traded:
            self._say(events.progress_event(Progress(stage="report")))
        written = supervisor.meanwhile(
            lambda: report.write(job, prepared, made, target=partial, confined=confined)
        )
        supervisor.until_child_ends(is_code=is_code, confined=confined)
        supervisor.meanwhile(
            lambda: report.complete(job, made, outputs=outputs, log=self.log, target=partial)
        )
        publish.place(partial, self._request.out)
        return self._request.out / written.name

    def _clean(self) -> None:
        """End the child and remove what was written outside the report's place."""
        if self._child is not None:
            self._child.kill()
        for folder in self._litter:
            if folder.exists():
                # The second thread may still be writing there: what it makes under the old name
                # fails, and the new one can be emptied.
                gone = folder.with_name(f"{folder.name}.gone")
                folder.rename(gone)
                shutil.rmtree(gone, ignore_errors=True)


def _prepare(job: BacktestJob, data: Path, inputs: Path) -> Prepared:
    from hypertrade_jobs import report  # in the second thread: it takes half a second

    return report.prepare(job, data, inputs)


def _warm_up() -> None:
    from hypertrade_jobs import report

    report.warm_up()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Invalid(
            f"the job cannot be read: {error.strerror}", field="job", remedy="Name a JSON file."
        ) from error


def _peek(text: bytes) -> dict[str, Any]:
    """Return the job before it is validated, and an empty one if it is none."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return raw if isinstance(raw, dict) else {}


def _is_spec(raw: dict[str, Any]) -> bool:
    """Return whether the job's strategy is a spec; whatever is not clearly one is code."""
    strategy = raw.get("strategy")
    return isinstance(strategy, dict) and strategy.get("kind") == "spec"


def _job(text: bytes, *, confined: bool) -> BacktestJob:
    from hypertrade.domain.backtest import BacktestJob
    from pydantic import ValidationError

    try:
        job = BacktestJob.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise Invalid(
            first["msg"].removeprefix("Value error, "),
            field=".".join(map(str, first["loc"])) or "job",
            remedy="Correct that field of the job.",
        ) from error
    if job.strategy.kind == "code" and not confined and _is_spec(_peek(text)):
        # Two parsers must never disagree on what runs unconfined.
        raise Invalid("stands there twice", field="strategy.kind", remedy="Name one kind.")
    return job
