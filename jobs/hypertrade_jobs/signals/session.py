"""A session: everything loaded once, then asks answered by a few processes at a time."""

from __future__ import annotations

import logging
import multiprocessing
import os
import shutil
import signal
import tempfile
import traceback
from contextlib import contextmanager
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from hypertrade.candles.store import CandleStore
from hypertrade.domain.errors import (
    Cancelled,
    Denied,
    HyperTradeError,
    Invalid,
    Unavailable,
)
from hypertrade.domain.signals import SignalGround

from hypertrade_jobs.limits import die_with_parent
from hypertrade_jobs.prepare import gather, prepared_of, request_of
from hypertrade_jobs.prepare.feeds import write
from hypertrade_jobs.signals.asking import Desk, answer
from hypertrade_jobs.warm import Zygote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

    from hypertrade.domain.backtest import BacktestJob
    from hypertrade.domain.signals import SignalAsk
    from hypertrade.ports.signals import Answer

    from hypertrade_jobs.prepare import Gathered

_TICK_SECONDS = 0.1
_PATIENCE_SECONDS = 2.0


class ProcessFailed(RuntimeError):
    """A process of ours met an error that is no one's but ours; its traceback is the message."""


class ConfinedSignals:
    """Opens sessions in this process: what ``ports.signals.SignalRunner`` asks for."""

    def __init__(
        self,
        data: Path,
        confine: Literal["required", "off"] = "required",
        work: Path | None = None,
    ) -> None:
        """Answer from the candle store in ``data``, with a folder in ``work`` for the while."""
        self._data = data
        self._confine = confine
        self._work = work

    @contextmanager
    def open(
        self, job: BacktestJob, *, jobs: int, cancelled: Callable[[], bool]
    ) -> Iterator[LiveSession]:
        """Yield a session about ``job``; errors as ``ports.signals.SignalRunner.open`` says."""
        folder = Path(tempfile.mkdtemp(prefix="hypertrade-asks-", dir=self._work))
        zygote: Zygote | None = None
        try:
            runs = folder / "runs"
            runs.mkdir()
            confined = self._confine == "required"
            # It imports Freqtrade while the candles are loaded here.
            zygote = Zygote(runs) if confined else None
            gathered, ground = _load(job, CandleStore(self._data), confined=confined)
            plain = _plain(job)
            write(gathered.feeds, plain, folder / "data")
            zygote = _ready(zygote)
            desk = Desk(plain, gathered, folder / "data", runs, confined, zygote)
            yield LiveSession(desk, ground, folder, jobs, cancelled)
        finally:
            if zygote is not None:
                zygote.close()
            shutil.rmtree(folder, ignore_errors=True)


class LiveSession:
    """Answers about one job, each by a process of its own."""

    def __init__(
        self,
        desk: Desk,
        ground: SignalGround,
        out: Path,
        jobs: int,
        cancelled: Callable[[], bool],
    ) -> None:
        """Write answers to ``out``, ``jobs`` at once."""
        self.ground = ground
        self._desk = desk
        self._out = out
        self._jobs = jobs
        self._cancelled = cancelled

    def compute(self, asks: Sequence[SignalAsk], on_done: Callable[[int], None]) -> list[Answer]:
        """Return the answers, as ``ports.signals.SignalSession.compute`` says."""
        targets = [self._out / f"{ask.digest()}.z" for ask in asks]
        # Equal asks have equal answers, and what was answered stays.
        waiting = [
            (ask, target)
            for target, ask in dict(zip(targets, asks, strict=True)).items()
            if not target.exists()
        ]
        failed: dict[Path, HyperTradeError] = {}
        running: dict[Connection, tuple[Path, ForkProcess]] = {}
        done = len(asks) - len(waiting)
        try:
            while waiting or running:
                if self._cancelled():
                    raise Cancelled("the check was stopped")
                while waiting and len(running) < self._jobs:
                    here, process, target = self._start(*waiting.pop(0))
                    running[here] = (target, process)
                for ready in wait(list(running), timeout=_TICK_SECONDS):
                    here = next(one for one in running if one is ready)
                    target, process = running.pop(here)
                    error = _outcome(here, process)
                    if error is not None:
                        failed[target] = error
                    done += 1
                on_done(done)
        finally:
            for here, (_, process) in running.items():
                _end(process)
                here.close()
        return [failed.get(target, target) for target in targets]

    def _start(self, ask: SignalAsk, target: Path) -> tuple[Connection, ForkProcess, Path]:
        context = multiprocessing.get_context("fork")
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_answer, args=(self._desk, ask, target, there))
        process.start()
        there.close()
        return here, process, target


def _load(job: BacktestJob, store: CandleStore, *, confined: bool) -> tuple[Gathered, SignalGround]:
    if job.strategy.kind != "code":
        raise Invalid(
            "a typed strategy gives its signals without a process of its own",
            field="strategy.kind",
            remedy="Ask about a code strategy.",
        )
    gathered = gather(job, store)
    prepared = prepared_of(job, gathered, request_of(job, gathered))
    ground = SignalGround(
        class_name=prepared.class_name,
        strategy=prepared.strategy_hash,
        candles=prepared.candles_hash,
        settings=prepared.settings_hash,
        synthetic=any(each.synthetic for each in prepared.quality),
        confined=confined,
    )
    # Signals do not look inside candles.
    return (gather(_plain(job), store) if job.detail_timeframe else gathered), ground


def _plain(job: BacktestJob) -> BacktestJob:
    return job.model_copy(update={"detail_timeframe": None, "engine": "auto"})


def _ready(zygote: Zygote | None) -> Zygote | None:
    """Return ``zygote`` once it is ready, ``None`` if it cannot be had: asks then start their own.

    That takes seconds each instead of a fraction of one, and answers the same.
    """
    if zygote is None:
        return None
    try:
        zygote.wait_until_ready()
    except Unavailable as error:
        logging.getLogger(__name__).warning("each set of signals starts anew: %s", error)
        return None
    return zygote


def _answer(desk: Desk, ask: SignalAsk, target: Path, there: Connection) -> None:
    """Answer one ask and say how it ended; runs in a process of its own."""
    parent = os.getppid()
    die_with_parent()
    # The session hears signals and ends its processes; its own handlers are not theirs.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    outcome: BaseException | None = None
    try:
        answer(desk, ask, target, lambda: os.getppid() != parent)
    except HyperTradeError as error:
        outcome = error
    except Exception as error:  # noqa: BLE001 - passed on whole: the session raises it
        outcome = ProcessFailed("".join(traceback.format_exception(error)))
    there.send(outcome)


def _outcome(here: Connection, process: ForkProcess) -> HyperTradeError | None:
    """Return what went wrong with one ask.

    Raises:
        Denied, Cancelled, Unavailable: what goes wrong with every ask.
        ProcessFailed: a bug of ours.
    """
    with here:
        try:
            error = here.recv()
        except EOFError:
            process.join(_PATIENCE_SECONDS)
            raise Unavailable(
                f"a process was ended from outside (exit code {process.exitcode}), perhaps for "
                "want of memory",
                field="--jobs",
                remedy="Try again with fewer processes: --jobs 1.",
            ) from None
    process.join()
    if isinstance(error, Denied | Cancelled | Unavailable | ProcessFailed):
        raise error
    found: HyperTradeError | None = error
    return found


def _end(process: ForkProcess) -> None:
    process.terminate()
    process.join(_PATIENCE_SECONDS)
    if process.is_alive():
        process.kill()
        process.join()
