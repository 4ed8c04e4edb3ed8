"""Serving on one machine: gunicorn, several processes of several threads, a graceful end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication

from hypertrade_functions.web.crowd import AT_ONCE, MOST_STREAMS, MOST_WAITING

if TYPE_CHECKING:
    from flask import Flask

THREADS = AT_ONCE + MOST_WAITING + MOST_STREAMS
"""Threads of a process: one for each place of its crowd; they wait more than they work."""
GRACE = 10
"""Seconds that requests may take to end once the server is asked to."""
KEPT_ALIVE = 30
"""Seconds that an idle connection stays open."""
MOST_CONNECTIONS = 2000
"""Of one process; more wait to be accepted."""
SILENT = 60
"""Seconds after which a process that no longer answers its parent is replaced."""


@dataclass(frozen=True, slots=True)
class Serving:
    """Where to listen, and with how many processes."""

    host: str
    port: int
    workers: int


class _Server(BaseApplication):  # type: ignore[misc] - gunicorn has no types
    def __init__(self, serving: Serving) -> None:
        self._serving = serving
        super().__init__()

    def load_config(self) -> None:
        """Set gunicorn's options."""
        options: dict[str, Any] = {
            "bind": f"{self._serving.host}:{self._serving.port}",
            "workers": self._serving.workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "worker_connections": MOST_CONNECTIONS,
            "timeout": SILENT,
            "graceful_timeout": GRACE,
            "keepalive": KEPT_ALIVE,
            "limit_request_line": 8190,
            "limit_request_fields": 64,
            "limit_request_field_size": 16_380,
            "loglevel": "warning",
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application; called in each process, so that none shares connections."""
        from hypertrade.bootstrap.platform import Platform
        from hypertrade_functions.app import create_app
        from hypertrade_functions.observing.logs import write_logs

        platform = Platform()
        write_logs(platform.settings)
        return create_app(platform)


def serve(serving: Serving) -> None:
    """Serve until a signal ends it.

    Raises:
        Invalid: the settings will not do.
    """
    from hypertrade.settings import read_settings

    read_settings()
    _Server(serving).run()
