"""Secrets: sealed under a data key that Cloud KMS wraps, kept in Secret Manager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from google.api_core import exceptions as google
from google.cloud.secretmanager_v1 import Secret, SecretPayload

from hypertrade.adapters.gcp.calling import CALL_SECONDS, patiently, talking_to
from hypertrade.adapters.gcp.sealing import Envelopes, checksum
from hypertrade.domain.errors import NotFound
from hypertrade.ports.checks import checked_secret, is_secret_name

if TYPE_CHECKING:
    from google.cloud.kms_v1 import KeyManagementServiceClient
    from google.cloud.secretmanager_v1 import SecretManagerServiceClient, SecretVersion

_SERVICE = "Secret Manager"
_PREFIX = "hypertrade-"


class GoogleSecrets:
    """Keeps secrets: Secret Manager sees ciphertext only, KMS only the keys that it wraps."""

    def __init__(
        self,
        client: SecretManagerServiceClient,
        keys: KeyManagementServiceClient,
        *,
        project: str,
        key: str,
    ) -> None:
        """Keep secrets of ``project``; ``key`` is the full name of a symmetric key in KMS."""
        self._client = client
        self._project = f"projects/{project}"
        self._envelopes = Envelopes(keys, key)

    def put(self, name: str, value: bytes) -> None:
        """Store a value, as ``Secrets.put`` says; older values are destroyed."""
        checked_secret(name, value)
        sealed = self._envelopes.seal(name, value)
        payload = SecretPayload(data=sealed, data_crc32c=checksum(sealed))
        with talking_to(_SERVICE):
            try:
                made = self._added(name, payload)
            except google.NotFound:
                self._create(name)
                made = self._added(name, payload)
            self._destroy_before(made)

    def get(self, name: str) -> bytes:
        """Return the value, as ``Secrets.get`` says."""
        if not is_secret_name(name):
            raise _missing(name)
        with talking_to(_SERVICE):
            try:
                found = self._client.access_secret_version(
                    name=f"{self._named(name)}/versions/latest",
                    retry=patiently(),
                    timeout=CALL_SECONDS,
                )
            except (google.NotFound, google.FailedPrecondition) as error:
                raise _missing(name) from error
        return self._envelopes.open(name, bytes(found.payload.data))

    def destroy(self, name: str) -> None:
        """Destroy a secret and every version of it."""
        if not is_secret_name(name):
            return
        with talking_to(_SERVICE):
            try:
                self._client.delete_secret(
                    name=self._named(name), retry=patiently(), timeout=CALL_SECONDS
                )
            except google.NotFound:
                return

    def _named(self, name: str) -> str:
        return f"{self._project}/secrets/{_PREFIX}{name}"

    def _added(self, name: str, payload: SecretPayload) -> SecretVersion:
        return self._client.add_secret_version(
            parent=self._named(name), payload=payload, retry=patiently(), timeout=CALL_SECONDS
        )

    def _create(self, name: str) -> None:
        try:
            self._client.create_secret(
                parent=self._project,
                secret_id=f"{_PREFIX}{name}",
                secret=Secret(replication={"automatic": {}}),
                retry=patiently(),
                timeout=CALL_SECONDS,
            )
        except google.AlreadyExists:
            return  # another made it meanwhile

    def _destroy_before(self, made: SecretVersion) -> None:
        """Destroy the versions before ``made``; a newer one is another's, who does the same."""
        parent, _, number = made.name.rpartition("/versions/")
        for version in self._client.list_secret_versions(
            request={"parent": parent, "filter": "state:ENABLED"},
            retry=patiently(),
            timeout=CALL_SECONDS,
        ):
            if int(version.name.rpartition("/")[2]) < int(number):
                self._client.destroy_secret_version(
                    name=version.name, retry=patiently(), timeout=CALL_SECONDS
                )


def _missing(name: str) -> NotFound:
    return NotFound(
        f"there is no secret {name[:80]}", field="name", remedy="Store it first, under this name."
    )
