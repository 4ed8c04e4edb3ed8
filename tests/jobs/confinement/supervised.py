"""Runs one Python script as the parent runs the child, and prints how it ended.

``python supervised.py SCRIPT FOLDER LIMITS CONFINED``: the script sees ``/inputs`` and ``/outputs``
(unconfined: the folders themselves, as arguments) as a strategy's process does.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path

from hypertrade.domain.backtest import Limits
from hypertrade.domain.errors import HyperTradeError
from hypertrade_jobs import confine, events, verdict
from hypertrade_jobs.child import Child
from hypertrade_jobs.limits import Ceilings, Watchdog
from hypertrade_jobs.supervise import Supervisor


def main() -> None:
    script, folder = Path(sys.argv[1]), Path(sys.argv[2])
    limits, confined = Limits.model_validate_json(sys.argv[3]), sys.argv[4] == "confined"
    inputs, outputs, temporary = (folder / name for name in ("in", "out", "tmp"))
    for each in (inputs, outputs, temporary):
        each.mkdir()
    shutil.copyfile(script, inputs / "script.py")
    ceilings = Ceilings.peek({"limits": limits.model_dump()})
    if confined:
        filter_fd = confine.filter_pipe()
        argv = confine.command(
            [sys.executable, "-s", "-P", "-B", f"{confine.INPUTS}/script.py"],
            filter_fd=filter_fd,
            folders=confine.mounts(inputs, outputs),
            temporary_mb=limits.output_mb + limits.output_mb // 4 + 16,
        )
        started = time.monotonic()
        child = Child(
            argv,
            environment={},
            folder=temporary,
            ceilings=ceilings,
            inherited=(filter_fd,),
            binds_itself=True,
        )
        os.close(filter_fd)
    else:
        started = time.monotonic()
        child = Child(
            [sys.executable, str(inputs / "script.py"), str(inputs), str(outputs)],
            environment=confine.environment(str(temporary)),
            folder=temporary,
            ceilings=ceilings,
        )
    watchdog = Watchdog(limits, started)
    if not confined:
        watchdog.watch_folders(outputs, temporary)
    heard: list[str] = []
    inbox = events.Inbox(lambda progress: heard.append(progress.stage))
    supervisor = Supervisor(child, watchdog, inbox, lambda: False)
    child.go()
    failure: dict[str, object] | None = None
    try:
        supervisor.until_child_ends(is_code=True, confined=confined)
    except HyperTradeError as error:
        failure = events.failed_event(error)["error"]
    except verdict.ChildCrashed as error:
        failure = {"code": "Internal", "problem": str(error)}
    finally:
        child.kill()
    seconds = time.monotonic() - started
    log = child.log.text().decode(errors="replace")
    told = {"failure": failure, "heard": heard, "log": log, "seconds": seconds}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
