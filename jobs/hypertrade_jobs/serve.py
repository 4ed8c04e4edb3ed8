"""A resident worker: ``python -m hypertrade_jobs.serve --socket PATH --data DIR``.

Everything a run imports is imported once. Each connection to the Unix socket is one job: a line of
JSON (``job``, ``out``, ``data``) in, events out, as ``python -m hypertrade_jobs`` writes them;
hanging up cancels the job. Every job has a trusted process of its own, forked from this one, and a
confined worker, forked from the ``Zygote``.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import logging
import os
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from hypertrade.domain.errors import HyperTradeError, Invalid
from hypertrade.observing.logs import at_work
from hypertrade.settings import read_settings

from hypertrade_jobs import __main__ as command
from hypertrade_jobs import events, report
from hypertrade_jobs.logs import write_process_logs
from hypertrade_jobs.parent import Parent, Request
from hypertrade_jobs.warm import Zygote

if TYPE_CHECKING:
    from types import FrameType

_LONGEST_ORDER = 1 << 16
_BACKLOG = 64

_LOG = logging.getLogger("hypertrade_jobs.serve")


def main() -> None:
    """Serve until asked to end (SIGTERM, SIGINT); everything that runs then ends too."""
    options = _options()
    write_process_logs()
    folder = Path(tempfile.mkdtemp(prefix="hypertrade-warm-"))
    try:
        write_process_logs(read_settings())
        zygote = Zygote(folder)
        try:
            report.warm_up()
            zygote.wait_until_ready()
            with _listening(options.socket) as listener:
                _LOG.info("jobs are taken on %s", options.socket)
                _serve(listener, zygote, options.data, folder)
        finally:
            zygote.close()
    except HyperTradeError as error:
        _LOG.critical("%s. %s", error.problem, error.remedy)
        sys.exit(events.EXIT_CODES[type(error).__name__])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="hypertrade_jobs.serve", description="Run backtests as they are asked for."
    )
    parser.add_argument("--socket", type=Path, required=True, help="the Unix socket to listen on")
    parser.add_argument("--data", type=Path, required=True, help="the candle store's folder")
    return parser.parse_args()


@contextlib.contextmanager
def _listening(path: Path) -> Any:
    """Listen on ``path``, which only this user may connect to; it is removed at the end."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    mask = os.umask(0o177)
    try:
        listener.bind(str(path))
    except OSError as error:
        raise Invalid(
            f"cannot listen on {path}: {error.strerror}",
            field="socket",
            remedy="Name a path that does not exist, in a folder that does.",
        ) from error
    finally:
        os.umask(mask)
    try:
        listener.listen(_BACKLOG)
        yield listener
    finally:
        listener.close()
        path.unlink(missing_ok=True)


class _Ended(Exception):
    """A signal asked for the end."""


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _Ended


def _serve(listener: socket.socket, zygote: Zygote, data: Path, folder: Path) -> None:
    gc.collect()
    gc.freeze()
    running: set[int] = set()
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _end)
        while True:
            connection, _ = listener.accept()
            running -= {pid for pid in running if os.waitpid(pid, os.WNOHANG)[0]}
            with connection:
                if not (pid := os.fork()):
                    listener.close()
                    _run(connection, zygote, data, folder)
            running.add(pid)
    except _Ended:
        for pid in running:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + 5
        while running and time.monotonic() < deadline:
            running -= {pid for pid in running if os.waitpid(pid, os.WNOHANG)[0]}
            time.sleep(0.01)


def _run(connection: socket.socket, zygote: Zygote, data: Path, folder: Path) -> NoReturn:
    """Run the job that ``connection`` asks for, in a process of its own, and leave it."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    try:
        os.dup2(connection.fileno(), 1)
        request = _request(connection, data, folder)
        parent = Parent(request, command.say, zygote=zygote, given_up=lambda: _hung_up(connection))
        command.conclude(parent)
    except HyperTradeError as error:
        command.say(events.failed_event(error))
    finally:
        os._exit(1)


def _request(connection: socket.socket, data: Path, folder: Path) -> Request:
    line = connection.makefile("rb").readline(_LONGEST_ORDER)
    try:
        order = json.loads(line)
        job, out, asked = (Path(order[name]) for name in ("job", "out", "data"))
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid(
            "the order names no job, no place for its report or no folder of candles",
            field="order",
            remedy='Send one line such as {"job": "/job.json", "out": "/report", "data": "/data"}.',
        ) from error
    _name(order.get("origin"))
    if asked.resolve() != data.resolve():
        raise Invalid(
            f"this worker reads the candles in {data.resolve()}, not those in {asked}",
            field="data",
            remedy="Start a worker over that folder, or unset HYPERTRADE_WORKER for this run.",
        )
    _LOG.info("a job begins: %s", out)
    return Request(job=job, data=data, out=out, confine="required", work=folder)


def _name(origin: Any) -> None:
    """Have this process's log name the run that the job is part of, if the order says which."""
    if isinstance(origin, dict):
        labels, trace = origin.get("labels"), origin.get("trace")
        named = labels if isinstance(labels, dict) else {}
        at_work(trace if isinstance(trace, str) else None, **named)


def _hung_up(connection: socket.socket) -> bool:
    """Return whether the other end is gone; it has nothing more to say."""
    if not select.select([connection], [], [], 0)[0]:
        return False
    try:
        return not connection.recv(1, socket.MSG_PEEK)
    except ConnectionError:
        return True


if __name__ == "__main__":
    main()
