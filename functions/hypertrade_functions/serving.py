"""Serving on one machine: granian, several processes of several threads, a graceful end."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypertrade_functions.web.crowd import AT_ONCE, MOST_STREAMS, MOST_WAITING

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

THREADS = AT_ONCE + MOST_WAITING + MOST_STREAMS
"""Threads of a process: one for each place of its crowd; they wait more than they work."""
GRACE = 10
"""Seconds that requests may take to end once the server is asked to."""
MOST_CONNECTIONS = 1024
"""Of one process; more wait to be accepted."""

_PARENT = "HYPERTRADE_SERVING"  # who serves, to the processes it starts
WATCH = 0.5
"""Seconds between two looks at whether the parent lives."""


@dataclass(frozen=True, slots=True)
class Serving:
    """Where to listen, and with how many processes."""

    host: str
    port: int
    workers: int


def application() -> WSGIApplication:
    """Return the application; called in each process, so that none shares connections."""
    from hypertrade.bootstrap.platform import Platform
    from hypertrade.observing.logs import write_logs

    from hypertrade_functions.app import create_app
    from hypertrade_functions.web.site import with_site

    # Told by the parent itself: killed before this, it is no longer ours to ask for.
    parent = int(os.environ[_PARENT])
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    platform = Platform()
    write_logs(platform.settings.project, platform.settings.log_level)
    return with_site(create_app(platform), platform.settings)


def _end_with(parent: int) -> None:
    """End this process once ``parent`` is gone: killed outright, it cannot say so."""
    while os.getppid() == parent:
        time.sleep(WATCH)
    os._exit(1)


def serve(serving: Serving) -> None:
    """Serve until a signal ends it.

    Raises:
        Invalid: the settings will not do.
    """
    from granian import Granian
    from granian.constants import Interfaces
    from hypertrade.settings import read_settings

    read_settings()
    os.environ[_PARENT] = str(os.getpid())
    Granian(
        "hypertrade_functions.serving:application",
        factory=True,
        address=serving.host,
        port=serving.port,
        interface=Interfaces.WSGI,
        workers=serving.workers,
        blocking_threads=THREADS,
        backpressure=MOST_CONNECTIONS,
        backlog=MOST_CONNECTIONS * serving.workers,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=GRACE,
        log_enabled=False,
    ).serve()
