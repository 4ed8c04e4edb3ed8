"""What processes of the platform log while they work: JSON lines on standard error.

Whoever runs a backtest from a terminal sees progress instead; none of this is for that.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from hypertrade.observing.logs import at_work, log_crashes, write_logs

if TYPE_CHECKING:
    from hypertrade.domain.runs import Run
    from hypertrade.settings import Settings


def write_process_logs(settings: Settings | None = None) -> None:
    """Have this process log as the API does; before ``settings`` are read, as by default."""
    project, level = (settings.project, settings.log_level) if settings else (None, "INFO")
    write_logs(project, level, sys.stderr)
    log_crashes()
    # Said once is enough, by who serves: every execution opens the platform anew.
    logging.getLogger("hypertrade.adapters.local.place").setLevel(logging.ERROR)


def work_on(run: Run) -> None:
    """Name ``run``, its attempt and the request that asked for it in whatever is logged next."""
    at_work(
        run.trace,
        run=run.id,
        attempt=run.attempt,
        execution=run.execution,
        request_id=run.request,
    )
