"""The worker's command: ``python -m hypertrade_jobs JOB.json --data DIR --out DIR``.

Events go to standard output, one JSON object a line; the last is ``done`` or ``failed``. Only what
starts the child is imported here: the rest of the parent's imports happen while the child imports
Freqtrade.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any, NoReturn

from hypertrade.domain.errors import HyperTradeError

from hypertrade_jobs import events
from hypertrade_jobs.arguments import parsed
from hypertrade_jobs.parent import Parent, Request

_OBJECTS = 50_000
"""New objects between two looks for garbage; Python's own choice is 700."""


def main() -> NoReturn:
    """Run the job that the command line names and leave the process."""
    # Importing makes many objects and no garbage: looking for some is a fifth of the time.
    gc.set_threshold(_OBJECTS)
    conclude(Parent(_request(), say))


def conclude(parent: Parent) -> NoReturn:
    """Run ``parent``'s job to its last event and leave the process."""
    try:
        result = parent.run()
    except HyperTradeError as error:
        last = events.failed_event(error)
    except BrokenPipeError:
        # Nobody listens any more: the run was given up, and has been cleaned away.
        os._exit(events.EXIT_CODES["Cancelled"])
    except BaseException as error:  # noqa: BLE001 - whatever it is, the reader gets a last event
        last = events.internal_event(error, keep_log(parent.log))
    else:
        last = events.done_event(str(result))
    code = events.EXIT_CODES[last["error"]["code"]] if "error" in last else 0
    with contextlib.suppress(BrokenPipeError):
        say(last)
    # Python's own tear-down takes longer than the rest of the end, and may wait for threads.
    os._exit(code)


def _request() -> Request:
    parser = argparse.ArgumentParser(prog="hypertrade_jobs", description="Run a backtest.")
    parser.add_argument("job", type=Path, help="the job, a JSON file")
    parser.add_argument("--data", type=Path, required=True, help="the candle store's folder")
    parser.add_argument("--out", type=Path, required=True, help="the report's folder")
    parser.add_argument("--parent", type=int, help="end when this process is no longer the parent")
    parser.add_argument("--work", type=Path, help="the folder to make temporary folders in")
    return Request(**vars(parsed(parser)))


def say(event: dict[str, Any]) -> None:
    """Write ``event`` to standard output."""
    sys.stdout.write(json.dumps(event, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def keep_log(log: bytes) -> str:
    """Write what is known about the bug being handled to a file that stays; return its path."""
    descriptor, path = tempfile.mkstemp(prefix="hypertrade-failure-", suffix=".log")
    with os.fdopen(descriptor, "wb") as sink:
        sink.write(traceback.format_exc().encode() + b"\n" + log)
    return path


if __name__ == "__main__":
    main()
