"""The parts of the platform on Google Cloud, and on what stands in for it in development."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hypertrade.adapters.gcp.connecting import Connections
from hypertrade.adapters.local.clock import SystemClock
from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypertrade.adapters.gcp.analytics import GoogleAnalytics
    from hypertrade.adapters.gcp.blobs import GoogleBlobs
    from hypertrade.adapters.gcp.buckets import GoogleBuckets
    from hypertrade.adapters.gcp.callers import GoogleCallers
    from hypertrade.adapters.gcp.documents import FirestoreDocuments
    from hypertrade.adapters.gcp.events import GoogleEvents
    from hypertrade.adapters.gcp.executions import GoogleExecutions
    from hypertrade.adapters.gcp.identity import FirebaseIdentity
    from hypertrade.adapters.gcp.secrets import GoogleSecrets
    from hypertrade.adapters.gcp.tasks import GoogleTasks
    from hypertrade.domain.channels import ChannelKind
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.notifier import Notifier
    from hypertrade.settings import Settings


class GoogleParts:
    """One adapter per port; each loads its own of Google's packages when it is first asked for."""

    def __init__(self, settings: Settings) -> None:
        """Wire for ``settings``, whose ``google_addresses`` stand in for Google's services."""
        self.settings = settings
        self.clock: Clock = SystemClock()
        self.connections = Connections(self._needed("project"), settings.stand_ins)

    @cached_property
    def documents(self) -> FirestoreDocuments:
        """Keeps documents."""
        from hypertrade.adapters.gcp.documents import FirestoreDocuments

        return FirestoreDocuments(self.connections.firestore, self._needed("project"))

    @cached_property
    def blobs(self) -> GoogleBlobs:
        """Keeps blobs."""
        from hypertrade.adapters.gcp.blobs import GoogleBlobs

        return GoogleBlobs(
            self.connections.storage,
            self._needed("bucket"),
            lambda: self.connections.signer,
            address=self.connections.address("storage"),
        )

    @cached_property
    def analytics(self) -> GoogleAnalytics:
        """Keeps trades."""
        from hypertrade.adapters.gcp.analytics import GoogleAnalytics

        return GoogleAnalytics(self.connections.bigquery, self.settings.dataset)

    @cached_property
    def tasks(self) -> GoogleTasks:
        """Queues tasks."""
        from hypertrade.adapters.gcp.tasks import GoogleTasks

        return GoogleTasks(
            self.connections.tasks,
            self.connections.queues,
            place=self._place,
            public_url=self.settings.public_url,
            service_account=self._needed("tasks_service_account"),
        )

    @cached_property
    def executions(self) -> GoogleExecutions:
        """Starts executions."""
        from hypertrade.adapters.gcp.executions import GoogleExecutions

        return GoogleExecutions(
            self.connections.jobs,
            self.connections.executions,
            job=f"{self._place}/jobs/{self.settings.backtest_job}",
        )

    @cached_property
    def secrets(self) -> GoogleSecrets:
        """Keeps secrets."""
        from hypertrade.adapters.gcp.secrets import GoogleSecrets

        return GoogleSecrets(
            self.connections.secrets,
            self.connections.keys,
            project=self._needed("project"),
            key=self._needed("kms_key"),
        )

    @cached_property
    def events(self) -> GoogleEvents:
        """Tells events."""
        from hypertrade.adapters.gcp.events import GoogleEvents

        return GoogleEvents(
            self.connections.publisher,
            project=self._needed("project"),
            topic=self.settings.events_topic,
        )

    @cached_property
    def buckets(self) -> GoogleBuckets:
        """Counts requests."""
        from hypertrade.adapters.gcp.buckets import GoogleBuckets

        return GoogleBuckets(self.connections.firestore, self._needed("project"))

    @cached_property
    def notifiers(self) -> Mapping[ChannelKind, Notifier]:
        """Carry messages to people."""
        from hypertrade.bootstrap.notifying import notifiers_of

        return notifiers_of(self.settings, self.clock)

    @cached_property
    def callers(self) -> GoogleCallers:
        """Tells calls of our own."""
        from hypertrade.adapters.gcp.callers import CERTIFICATES, GoogleCallers

        return GoogleCallers(
            audience=self.settings.public_url,
            account=self._needed("tasks_service_account"),
            certificates=self.connections.address("certificates") or CERTIFICATES,
        )

    @cached_property
    def identity(self) -> FirebaseIdentity:
        """Signs people in."""
        from hypertrade.adapters.gcp.identity import FirebaseIdentity

        return FirebaseIdentity(
            self._needed("project"),
            self._needed("firebase_api_key"),
            emulator=self.connections.address("identity"),
        )

    @property
    def _place(self) -> str:
        return f"projects/{self._needed('project')}/locations/{self._needed('region')}"

    def _needed(self, name: str) -> str:
        value: str | None = getattr(self.settings, name)
        if value is None:
            raise Invalid(
                "Google Cloud cannot be used without it",
                field=f"HYPERTRADE_{name.upper()}",
                remedy="Set it.",
            )
        return value
