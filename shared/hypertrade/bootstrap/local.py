"""The parts of the platform on one machine: SQLite, folders, DuckDB and processes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hypertrade.adapters.local.clock import SystemClock
from hypertrade.adapters.local.place import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypertrade.adapters.local.analytics import LocalAnalytics
    from hypertrade.adapters.local.blobs import LocalBlobs
    from hypertrade.adapters.local.buckets import LocalBuckets
    from hypertrade.adapters.local.callers import LocalCallers
    from hypertrade.adapters.local.documents import LocalDocuments
    from hypertrade.adapters.local.events import LocalEvents
    from hypertrade.adapters.local.executions import LocalExecutions
    from hypertrade.adapters.local.identity import LocalIdentity
    from hypertrade.adapters.local.secrets import LocalSecrets
    from hypertrade.adapters.local.tasks import LocalTasks
    from hypertrade.domain.channels import ChannelKind
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.notifier import Notifier
    from hypertrade.settings import Settings


class LocalParts:
    """One adapter per port, everything they keep below ``settings.data / "platform"``."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        """Wire for ``settings``; ``clock`` stands in for the machine's, in tests.

        Raises:
            Denied: these settings are of production, which needs more than one machine.
        """
        self.settings = settings
        self.clock: Clock = clock or SystemClock()
        self.place = Place(settings.data / "platform", production=settings.env == "production")

    @cached_property
    def documents(self) -> LocalDocuments:
        """Keeps documents."""
        from hypertrade.adapters.local.documents import LocalDocuments

        return LocalDocuments(self.place.file("documents.sqlite"))

    @cached_property
    def blobs(self) -> LocalBlobs:
        """Keeps blobs."""
        from hypertrade.adapters.local.blobs import LocalBlobs

        return LocalBlobs(
            self.place.folder("blobs"),
            key=self.place.key("signed-addresses"),
            public_url=self.settings.public_url,
            clock=self.clock,
        )

    @cached_property
    def analytics(self) -> LocalAnalytics:
        """Keeps trades."""
        from hypertrade.adapters.local.analytics import LocalAnalytics

        return LocalAnalytics(self.place.folder("analytics"))

    @cached_property
    def tasks(self) -> LocalTasks:
        """Queues tasks."""
        from hypertrade.adapters.local.tasks import LocalTasks

        return LocalTasks(self.place.file("tasks.sqlite"), clock=self.clock)

    @cached_property
    def executions(self) -> LocalExecutions:
        """Starts executions: it notes them for the worker of this machine."""
        from hypertrade.adapters.local.executions import LocalExecutions

        return LocalExecutions(self.place.file("executions.sqlite"), clock=self.clock)

    @cached_property
    def identity(self) -> LocalIdentity:
        """Signs people in."""
        from hypertrade.adapters.local.identity import LocalIdentity
        from hypertrade.adapters.oauth.persons import Persons
        from hypertrade.bootstrap.providers import clients_of

        return LocalIdentity(
            self.place.folder("identity"),
            self.clock,
            key=self.place.key("second-factors"),
            persons=Persons(clients_of(self.settings)),
        )

    @cached_property
    def secrets(self) -> LocalSecrets:
        """Keeps secrets."""
        from hypertrade.adapters.local.secrets import LocalSecrets

        return LocalSecrets(self.place.folder("secrets"), key=self.place.key("secrets"))

    @cached_property
    def events(self) -> LocalEvents:
        """Tells events."""
        from hypertrade.adapters.local.events import LocalEvents

        return LocalEvents(self.place.file("events.sqlite"), clock=self.clock)

    @cached_property
    def buckets(self) -> LocalBuckets:
        """Counts requests."""
        from hypertrade.adapters.local.buckets import LocalBuckets

        return LocalBuckets(self.place.file("buckets.bin"))

    @cached_property
    def notifiers(self) -> Mapping[ChannelKind, Notifier]:
        """Carry messages to people."""
        from hypertrade.bootstrap.notifying import notifiers_of

        return notifiers_of(self.settings, self.clock)

    @cached_property
    def callers(self) -> LocalCallers:
        """Tells calls of our own."""
        from hypertrade.adapters.local.callers import LocalCallers

        return LocalCallers(
            self.place.key("callers"), audience=self.settings.public_url, clock=self.clock
        )
