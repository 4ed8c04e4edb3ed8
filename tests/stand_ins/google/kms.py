"""Cloud KMS: symmetric keys that encrypt and decrypt, bound to associated data, and never leave."""

from __future__ import annotations

import os
from typing import Any

import google_crc32c
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from google.cloud.kms_v1 import (
    DecryptRequest,
    DecryptResponse,
    EncryptRequest,
    EncryptResponse,
)

from tests.stand_ins.google.rpc import Server, invalid, not_found

SERVICE = "google.cloud.kms.v1.KeyManagementService"
_NONCE = 12
_MOST_PLAINTEXT = 65_536


class Keys:
    """The service, and the keys that it has."""

    def __init__(self) -> None:
        self._keys: dict[str, bytes] = {}
        self._server = Server(
            {
                SERVICE: {
                    "Encrypt": (self._encrypt, EncryptRequest),
                    "Decrypt": (self._decrypt, DecryptRequest),
                }
            }
        )
        self.host = self._server.host
        self.stop = self._server.stop

    def create(self, name: str) -> None:
        """Make the key of this full name."""
        self._keys[name] = AESGCM.generate_key(256)

    def _key(self, name: str) -> AESGCM:
        if name not in self._keys:
            not_found(name)
        return AESGCM(self._keys[name])

    def _encrypt(self, request: Any) -> EncryptResponse:
        if len(request.plaintext) > _MOST_PLAINTEXT:
            invalid("plaintext too large")
        _check(request.plaintext, request.plaintext_crc32c)
        bound = request.additional_authenticated_data
        _check(bound, request.additional_authenticated_data_crc32c)
        nonce = os.urandom(_NONCE)
        sealed = nonce + self._key(request.name).encrypt(nonce, request.plaintext, bound)
        return EncryptResponse(
            name=f"{request.name}/cryptoKeyVersions/1",
            ciphertext=sealed,
            ciphertext_crc32c=google_crc32c.value(sealed),
            verified_plaintext_crc32c=True,
            verified_additional_authenticated_data_crc32c=True,
        )

    def _decrypt(self, request: Any) -> DecryptResponse:
        _check(request.ciphertext, request.ciphertext_crc32c)
        nonce, sealed = request.ciphertext[:_NONCE], request.ciphertext[_NONCE:]
        key = self._key(request.name)
        try:
            plain = key.decrypt(nonce, sealed, request.additional_authenticated_data)
        except (InvalidTag, ValueError):
            invalid("Decryption failed: the ciphertext is invalid.")
        return DecryptResponse(plaintext=plain, plaintext_crc32c=google_crc32c.value(plain))


def _check(content: bytes, checksum: int | None) -> None:
    if checksum is not None and google_crc32c.value(content) != checksum:
        invalid("checksum mismatch")
