"""Traces and metrics by OpenTelemetry, where an endpoint takes them; nothing loaded where none."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hypertrade.settings import Settings

    from hypertrade_functions.web.origin import Origin

EXPORT_SECONDS = 15
"""How often metrics are sent."""


class Telemetry(Protocol):
    """Where measurements go."""

    def request(self, method: str, route: str, origin: Origin) -> AbstractContextManager[None]:
        """Trace what happens inside."""
        ...

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answer, and how long it took."""
        ...

    def started(self, kind: str) -> None:
        """Count a run that was submitted."""
        ...


class Silent:
    """Takes measurements nowhere."""

    def request(self, method: str, route: str, origin: Origin) -> AbstractContextManager[None]:
        """Do nothing around it."""
        del method, route, origin
        return nullcontext()

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Do nothing."""

    def started(self, kind: str) -> None:
        """Do nothing."""


@cache
def telemetry(settings: Settings) -> Telemetry:
    """Return where measurements go under ``settings``; one for the whole process."""
    if settings.otlp_endpoint is None:
        return Silent()
    from hypertrade_functions.observing.otlp import Exporting

    return Exporting(settings.otlp_endpoint, settings.image, interval=EXPORT_SECONDS)
