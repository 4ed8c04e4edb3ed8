"""The adapters behind the ports, each made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypertrade.domain.channels import ChannelKind
    from hypertrade.ports.analytics import Analytics
    from hypertrade.ports.blobs import Blobs
    from hypertrade.ports.buckets import Buckets
    from hypertrade.ports.callers import Callers
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.documents import Documents
    from hypertrade.ports.events import Events
    from hypertrade.ports.executions import Executions
    from hypertrade.ports.identity import Identity
    from hypertrade.ports.notifier import Notifier
    from hypertrade.ports.secrets import Secrets
    from hypertrade.ports.tasks import Tasks
    from hypertrade.settings import Settings


class Parts(Protocol):
    """One adapter per port."""

    @property
    def clock(self) -> Clock:
        """Tells the time."""
        ...

    @property
    def documents(self) -> Documents:
        """Keeps documents."""
        ...

    @property
    def blobs(self) -> Blobs:
        """Keeps blobs."""
        ...

    @property
    def analytics(self) -> Analytics:
        """Keeps trades."""
        ...

    @property
    def tasks(self) -> Tasks:
        """Queues tasks."""
        ...

    @property
    def executions(self) -> Executions:
        """Starts executions."""
        ...

    @property
    def identity(self) -> Identity:
        """Signs people in."""
        ...

    @property
    def secrets(self) -> Secrets:
        """Keeps secrets."""
        ...

    @property
    def events(self) -> Events:
        """Tells events."""
        ...

    @property
    def buckets(self) -> Buckets:
        """Counts requests."""
        ...

    @property
    def notifiers(self) -> Mapping[ChannelKind, Notifier]:
        """Carry messages to people, each kind of channel that is set up by its own."""
        ...

    @property
    def callers(self) -> Callers:
        """Tells calls of our own."""
        ...


def parts_for(settings: Settings) -> Parts:
    """Return the adapters that ``settings`` choose; only those chosen are imported."""
    if settings.platform == "gcp":
        from hypertrade.bootstrap.google import GoogleParts

        return GoogleParts(settings)
    from hypertrade.bootstrap.local import LocalParts

    return LocalParts(settings)
