"""One ask, answered: its candles written down, a child run on them, what it left read."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hypertrade.backtesting import column_file, signal_file
from hypertrade.domain.errors import StrategyFailed

from hypertrade_jobs import outputs
from hypertrade_jobs.events import Inbox
from hypertrade_jobs.limits import Ceilings, Watchdog
from hypertrade_jobs.prepare import put, request_of
from hypertrade_jobs.prepare.feeds import write
from hypertrade_jobs.run.request import DATA
from hypertrade_jobs.signals import altered
from hypertrade_jobs.starting import Folders, start
from hypertrade_jobs.supervise import Supervisor
from hypertrade_jobs.verdict import ChildCrashed

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.backtesting.feeds import Feeds
    from hypertrade.domain.backtest import BacktestJob, Progress
    from hypertrade.domain.signals import SignalAsk

    from hypertrade_jobs.prepare import Gathered
    from hypertrade_jobs.run.request import RunRequest
    from hypertrade_jobs.warm import Zygote

_LEVEL = 1
"""Of compression: flags are nearly all zero, and small at once."""


@dataclass(frozen=True)
class Desk:
    """What every ask of a session shares.

    ``data`` holds the candles of ``gathered`` as files, ``work`` is where runs make their folders.
    """

    job: BacktestJob
    gathered: Gathered
    data: Path
    work: Path
    confined: bool
    zygote: Zygote | None


def answer(desk: Desk, ask: SignalAsk, target: Path, given_up: Callable[[], bool]) -> None:
    """Have the strategy answer ``ask`` and write what it said to ``target``.

    Raises:
        HyperTradeError: the strategy failed, crossed a limit, or nobody waits any more.
    """
    job = _job(desk.job, ask)
    folders = Folders(Path(tempfile.mkdtemp(prefix="ask-", dir=desk.work)))
    ceilings = Ceilings.peek({"limits": job.limits.model_dump()})
    child = None
    try:
        child = start(folders, ceilings, confined=desk.confined, zygote=desk.zygote)
        put(job, desk.gathered, _request(job, desk.gathered, ask), folders.inputs)
        _put_candles(desk, ask, folders.inputs / DATA)
        watchdog = Watchdog(job.limits, time.monotonic(), child.processes)
        if not desk.confined:
            watchdog.watch_folders(folders.outputs, folders.temporary)
        child.go()
        Supervisor(child, watchdog, Inbox(_ignore), given_up).until_child_ends(
            is_code=True, confined=desk.confined
        )
        content = _columns(folders, job) if ask.stretches else _signals(folders, job)
    except ChildCrashed as crash:
        raise StrategyFailed(
            f"{crash}, before it said anything",
            field="strategy",
            remedy="Run `hypertrade backtest` on it, which keeps the log.",
        ) from crash
    finally:
        if child is not None:
            child.kill()
        shutil.rmtree(folders.work, ignore_errors=True)
    partial = target.with_suffix(".partial")
    partial.write_bytes(zlib.compress(content, _LEVEL))
    partial.replace(target)


def _job(job: BacktestJob, ask: SignalAsk) -> BacktestJob:
    changes: dict[str, object] = {}
    if ask.parameters is not None:
        changed = {"parameters": ask.parameters}
        changes["strategy"] = job.strategy.model_copy(update=changed)
    if ask.since is not None:
        since = datetime.fromtimestamp(ask.since / 1000, UTC)
        changes["timerange"] = job.timerange.model_copy(update={"start": since})
    return job.model_copy(update=changes)


def _request(job: BacktestJob, gathered: Gathered, ask: SignalAsk) -> RunRequest:
    wanted = {"alone": True, "stretches": ask.stretches}
    return request_of(job, gathered).model_copy(update=wanted)


def _put_candles(desk: Desk, ask: SignalAsk, folder: Path) -> None:
    feeds = _feeds(desk, ask)
    if feeds is None:
        # One file, many names: what it holds no confined process can change.
        shutil.copytree(desk.data, folder, copy_function=os.link)
    else:
        write(feeds, desk.job, folder)


def _feeds(desk: Desk, ask: SignalAsk) -> Feeds | None:
    """Return the candles that ``ask`` is about, ``None`` for the job's own."""
    feeds = desk.gathered.feeds
    if ask.until is None and ask.jitter is None:
        return None
    if ask.jitter is not None:
        feeds = altered.with_noise(feeds, desk.job, desk.gathered.selection, ask.jitter)
    return feeds if ask.until is None else altered.known_at(feeds, ask.until)


def _signals(folders: Folders, job: BacktestJob) -> bytes:
    return signal_file.pack(*outputs.read_signals(folders.outputs, job))


def _columns(folders: Folders, job: BacktestJob) -> bytes:
    return column_file.pack(*outputs.read_columns(folders.outputs, job))


def _ignore(_progress: Progress) -> None:
    """Say nothing: an ask is one step of many."""
