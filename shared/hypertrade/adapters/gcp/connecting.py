"""Google's clients, each made when it is first asked for, and its package imported then.

``addresses`` say where a stand-in of a service listens; its client then needs no credentials. The
others reach Google with the credentials of the environment (Application Default Credentials).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from google.auth.credentials import Credentials, Signing
    from google.cloud.bigquery import Client as BigQueryClient
    from google.cloud.firestore_v1.services.firestore import FirestoreClient
    from google.cloud.kms_v1 import KeyManagementServiceClient
    from google.cloud.run_v2 import ExecutionsClient, JobsClient
    from google.cloud.secretmanager_v1 import SecretManagerServiceClient
    from google.cloud.storage import Client as StorageClient
    from google.cloud.tasks_v2 import CloudTasksClient
    from google.cloud.tasks_v2beta3 import CloudTasksClient as CloudTasksBetaClient
    from google.pubsub_v1 import PublisherClient

_SCOPES = ("https://www.googleapis.com/auth/cloud-platform",)


class Connections:
    """One client per service of ``project``."""

    def __init__(self, project: str, addresses: Mapping[str, str]) -> None:
        """Connect to Google, or to where ``addresses`` say for the services that they name."""
        self._project = project
        self._addresses = addresses

    def address(self, service: str) -> str | None:
        """Return where a stand-in of ``service`` listens, ``None`` for Google's own."""
        return self._addresses.get(service)

    @cached_property
    def firestore(self) -> FirestoreClient:
        """Firestore's client."""
        from google.cloud.firestore_v1.services.firestore import FirestoreClient
        from google.cloud.firestore_v1.services.firestore.transports import FirestoreGrpcTransport

        return FirestoreClient(**self._grpc("firestore", FirestoreGrpcTransport))

    @cached_property
    def storage(self) -> StorageClient:
        """Cloud Storage's client."""
        from google.cloud.storage import Client

        return Client(project=self._project, **self._http("storage"))

    @cached_property
    def bigquery(self) -> BigQueryClient:
        """BigQuery's client."""
        from google.cloud.bigquery import Client

        return Client(project=self._project, **self._http("bigquery"))

    @cached_property
    def tasks(self) -> CloudTasksClient:
        """The client of Cloud Tasks."""
        from google.cloud.tasks_v2 import CloudTasksClient
        from google.cloud.tasks_v2.services.cloud_tasks.transports import CloudTasksGrpcTransport

        return CloudTasksClient(**self._grpc("tasks", CloudTasksGrpcTransport))

    @cached_property
    def queues(self) -> CloudTasksBetaClient:
        """The client of the version of Cloud Tasks that counts what is queued."""
        from google.cloud.tasks_v2beta3 import CloudTasksClient
        from google.cloud.tasks_v2beta3.services.cloud_tasks.transports import (
            CloudTasksGrpcTransport,
        )

        return CloudTasksClient(**self._grpc("tasks", CloudTasksGrpcTransport))

    @cached_property
    def jobs(self) -> JobsClient:
        """The client of Cloud Run's jobs."""
        from google.cloud.run_v2 import JobsClient
        from google.cloud.run_v2.services.jobs.transports import JobsGrpcTransport

        return JobsClient(**self._grpc("run", JobsGrpcTransport))

    @cached_property
    def executions(self) -> ExecutionsClient:
        """The client of Cloud Run's executions."""
        from google.cloud.run_v2 import ExecutionsClient
        from google.cloud.run_v2.services.executions.transports import ExecutionsGrpcTransport

        return ExecutionsClient(**self._grpc("run", ExecutionsGrpcTransport))

    @cached_property
    def secrets(self) -> SecretManagerServiceClient:
        """Secret Manager's client."""
        from google.cloud.secretmanager_v1 import SecretManagerServiceClient
        from google.cloud.secretmanager_v1.services.secret_manager_service.transports import (
            SecretManagerServiceGrpcTransport,
        )

        return SecretManagerServiceClient(
            **self._grpc("secrets", SecretManagerServiceGrpcTransport)
        )

    @cached_property
    def keys(self) -> KeyManagementServiceClient:
        """The client of the Key Management Service."""
        from google.cloud.kms_v1 import KeyManagementServiceClient
        from google.cloud.kms_v1.services.key_management_service.transports import (
            KeyManagementServiceGrpcTransport,
        )

        return KeyManagementServiceClient(**self._grpc("kms", KeyManagementServiceGrpcTransport))

    @cached_property
    def publisher(self) -> PublisherClient:
        """Pub/Sub's client."""
        from google.pubsub_v1 import PublisherClient
        from google.pubsub_v1.services.publisher.transports import PublisherGrpcTransport

        return PublisherClient(**self._grpc("pubsub", PublisherGrpcTransport))

    @cached_property
    def signer(self) -> Signing:
        """What signs addresses: the environment's key, or IAM for the service account it names."""
        from hypertrade.adapters.gcp.signing import signer

        return signer(self._credentials)

    @cached_property
    def _credentials(self) -> Credentials:
        import google.auth

        found: Credentials = google.auth.default(scopes=_SCOPES)[0]
        return found

    def _grpc(self, service: str, transport: Any) -> dict[str, Any]:
        address = self.address(service)
        if address is None:
            return {"credentials": self._credentials}
        import grpc

        return {"transport": transport(channel=grpc.insecure_channel(address))}

    def _http(self, service: str) -> dict[str, Any]:
        address = self.address(service)
        if address is None:
            return {"credentials": self._credentials}
        from google.auth.credentials import AnonymousCredentials

        return {
            "credentials": AnonymousCredentials(),
            "client_options": {"api_endpoint": address},
        }
