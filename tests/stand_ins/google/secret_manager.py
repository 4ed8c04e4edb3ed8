"""Secret Manager: secrets and their numbered versions."""

from __future__ import annotations

import re
import threading
from typing import Any

import google_crc32c
from google.cloud.secretmanager_v1 import (
    AccessSecretVersionRequest,
    AccessSecretVersionResponse,
    AddSecretVersionRequest,
    CreateSecretRequest,
    DeleteSecretRequest,
    DestroySecretVersionRequest,
    ListSecretVersionsRequest,
    ListSecretVersionsResponse,
    Secret,
    SecretPayload,
    SecretVersion,
)
from google.protobuf.empty_pb2 import Empty

from tests.stand_ins.google.rpc import Server, exists, invalid, not_found, unfit

SERVICE = "google.cloud.secretmanager.v1.SecretManagerService"
_MOST_BYTES = 65_536
_ID = re.compile(r"[A-Za-z0-9_-]{1,255}")
_DESTROYED = SecretVersion.State.DESTROYED
_ENABLED = SecretVersion.State.ENABLED


class Secrets:
    """The service; a destroyed version is ``None``."""

    def __init__(self) -> None:
        self.versions: dict[str, list[bytes | None]] = {}
        """By a secret's full name; tests tamper with it."""
        self._lock = threading.Lock()
        self._server = Server(
            {
                SERVICE: {
                    "CreateSecret": (self._create, CreateSecretRequest),
                    "AddSecretVersion": (self._add, AddSecretVersionRequest),
                    "AccessSecretVersion": (self._access, AccessSecretVersionRequest),
                    "ListSecretVersions": (self._list, ListSecretVersionsRequest),
                    "DestroySecretVersion": (self._destroy, DestroySecretVersionRequest),
                    "DeleteSecret": (self._delete, DeleteSecretRequest),
                }
            }
        )
        self.host = self._server.host
        self.stop = self._server.stop

    def _create(self, request: Any) -> Secret:
        name = f"{request.parent}/secrets/{request.secret_id}"
        if not _ID.fullmatch(request.secret_id):
            invalid("secret_id")
        if "replication" not in request.secret:
            invalid("secret.replication is required")
        with self._lock:
            if name in self.versions:
                exists(name)
            self.versions[name] = []
        return Secret(name=name)

    def _add(self, request: Any) -> SecretVersion:
        content = request.payload.data
        if len(content) > _MOST_BYTES:
            invalid("payload too large")
        if google_crc32c.value(content) != request.payload.data_crc32c:
            invalid("checksum mismatch")
        with self._lock:
            versions = self._versions(request.parent)
            versions.append(content)
            return SecretVersion(name=f"{request.parent}/versions/{len(versions)}", state=_ENABLED)

    def _access(self, request: Any) -> AccessSecretVersionResponse:
        secret, _, number = request.name.rpartition("/versions/")
        with self._lock:
            versions = self._versions(secret)
            if not versions:
                not_found(request.name)
            index = len(versions) - 1 if number == "latest" else int(number) - 1
            content = versions[index]
        if content is None:
            unfit(f"{request.name} is in DESTROYED state")
        return AccessSecretVersionResponse(
            name=f"{secret}/versions/{index + 1}",
            payload=SecretPayload(data=content, data_crc32c=google_crc32c.value(content)),
        )

    def _list(self, request: Any) -> ListSecretVersionsResponse:
        if request.filter not in {"", "state:ENABLED"}:
            invalid("this stand-in knows the filter state:ENABLED alone")
        with self._lock:
            found = [
                SecretVersion(
                    name=f"{request.parent}/versions/{number}",
                    state=_DESTROYED if content is None else _ENABLED,
                )
                for number, content in enumerate(self._versions(request.parent), 1)
                if content is not None or not request.filter
            ]
        return ListSecretVersionsResponse(versions=found[::-1], total_size=len(found))

    def _destroy(self, request: Any) -> SecretVersion:
        secret, _, number = request.name.rpartition("/versions/")
        with self._lock:
            self._versions(secret)[int(number) - 1] = None
        return SecretVersion(name=request.name, state=_DESTROYED)

    def _delete(self, request: Any) -> Empty:
        with self._lock:
            self._versions(request.name)
            del self.versions[request.name]
        return Empty()

    def _versions(self, name: str) -> list[bytes | None]:
        if name not in self.versions:
            not_found(name)
        return self.versions[name]
