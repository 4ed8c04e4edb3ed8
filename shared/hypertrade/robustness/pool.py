"""Work on the cores of this machine: processes forked from one that holds the candles.

Candles, compiled code and cached indicators are loaded once; a forked child shares their memory
until somebody writes to it. Children take the next piece whenever they are free.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import traceback
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Cancelled, HyperTradeError, Unavailable
from hypertrade.robustness.work import execute

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess
    from multiprocessing.sharedctypes import Synchronized

    from hypertrade.robustness.plan import Plan
    from hypertrade.robustness.subject import Subject
    from hypertrade.robustness.work import Result, Work

_ASK_EVERY = 0.1
_PATIENCE = 2.0
_PR_SET_PDEATHSIG = 1


class WorkerFailed(RuntimeError):
    """A worker met an error that is no one's but ours; its own traceback is the message."""


def cores() -> int:
    """Return how many processes may work at once here."""
    return len(os.sched_getaffinity(0))


def run_all(  # noqa: PLR0913 - what to do, and how to hear of it
    subject: Subject,
    plan: Plan,
    work: Sequence[Work],
    *,
    jobs: int,
    on_progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> list[Result]:
    """Do all of ``work`` with ``jobs`` processes and return the results in its order.

    ``on_progress`` hears the number of pieces done, several times a second even if it is the same.

    Raises:
        Cancelled: ``cancelled`` answered true; no process is left then.
        HyperTradeError: what a piece raised; the others are stopped.
        Unavailable: a process died without a word.
    """
    if jobs <= 1 or len(work) <= 1:
        return _alone(subject, plan, work, on_progress, cancelled)
    context = multiprocessing.get_context("fork")
    following: Synchronized[int] = context.Value("l", 0)
    # What stands now is shared with every child as long as nobody touches it: not even the
    # collector of garbage.
    gc.freeze()
    workers: dict[Connection, ForkProcess] = {}
    try:
        for _ in range(min(jobs, len(work))):
            here, there = context.Pipe(duplex=False)
            process = context.Process(
                target=_work, args=(os.getpid(), subject, plan, work, following, there), daemon=True
            )
            process.start()
            there.close()
            workers[here] = process
        return _collect(workers, len(work), on_progress, cancelled)
    finally:
        gc.unfreeze()
        for here, process in workers.items():
            _end(process)
            here.close()


def _alone(
    subject: Subject,
    plan: Plan,
    work: Sequence[Work],
    on_progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> list[Result]:
    results: list[Result] = []
    for unit in work:
        if cancelled():
            raise Cancelled("the check was stopped")
        results.append(execute(subject, plan, unit))
        on_progress(len(results))
    return results


def _collect(
    workers: dict[Connection, ForkProcess],
    total: int,
    on_progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> list[Result]:
    done: dict[int, Result] = {}
    open_ends = list(workers)
    while open_ends:
        if cancelled():
            raise Cancelled("the check was stopped")
        for ready in wait(open_ends, timeout=_ASK_EVERY):
            end = next(one for one in open_ends if one is ready)
            try:
                number, result = end.recv()
            except EOFError:
                open_ends.remove(end)
                _check_end(workers[end])
                continue
            if isinstance(result, BaseException):
                raise result
            done[number] = result
        on_progress(len(done))
    if len(done) < total:
        raise Unavailable(
            f"{total - len(done)} pieces of work were left undone",
            field="--jobs",
            remedy="Try again with fewer processes.",
        )
    return [done[number] for number in range(total)]


def _check_end(process: ForkProcess) -> None:
    process.join(_PATIENCE)
    if process.exitcode:
        raise Unavailable(
            f"a worker process was ended from outside (exit code {process.exitcode}), "
            "perhaps for want of memory",
            field="--jobs",
            remedy="Try again with fewer processes: --jobs 1.",
        )


def _end(process: ForkProcess) -> None:
    if process.is_alive():
        process.terminate()
        process.join(_PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()


def _die_with(parent: int) -> None:
    """End this process when ``parent`` ends, however that does: nobody else would."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def _work(  # noqa: PLR0913, PLR0917 - what a child is told
    parent: int,
    subject: Subject,
    plan: Plan,
    work: Sequence[Work],
    following: Synchronized[int],
    there: Connection,
) -> None:
    """Take pieces until none is left; runs in the child."""
    _die_with(parent)
    # The parent hears Ctrl-C and ends its children; its own handlers are not theirs.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    while True:
        with following.get_lock():
            number = following.value
            following.value = number + 1
        if number >= len(work):
            return
        try:
            result: Result | BaseException = execute(subject, plan, work[number])
        except HyperTradeError as error:
            result = error
        except Exception as error:  # noqa: BLE001 - passed on whole: the parent raises it
            text = "".join(traceback.format_exception(error))
            result = WorkerFailed(f"piece {number} of the work failed:\n{text}")
        there.send((number, result))
        if isinstance(result, BaseException):
            return
