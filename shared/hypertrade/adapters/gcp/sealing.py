"""Envelopes: a value under AES-256-GCM with a key of its own, which Cloud KMS wraps.

The layout, in bytes: 1 of version, 2 of the wrapped key's length, the wrapped key, 12 of nonce,
the ciphertext with its 16 of tag. The secret's name is bound into both seals.
"""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING

import google_crc32c
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from google.api_core import exceptions as google

from hypertrade.adapters.gcp.calling import CALL_SECONDS, patiently, talking_to
from hypertrade.domain.errors import Denied, Unavailable

if TYPE_CHECKING:
    from google.cloud.kms_v1 import KeyManagementServiceClient

_VERSION = 1
_HEAD = struct.Struct(">BH")
_NONCE = 12
_KEY = 32
_SERVICE = "Cloud KMS"


def checksum(content: bytes) -> int:
    """Return the CRC-32C that Google's services check what they are sent by."""
    return int(google_crc32c.value(content))


class Envelopes:
    """Seals and opens; the key-encryption key never leaves KMS."""

    def __init__(self, client: KeyManagementServiceClient, key: str) -> None:
        """Wrap data keys under ``key``, the full name of a symmetric key."""
        self._client = client
        self._key = key

    def seal(self, name: str, value: bytes) -> bytes:
        """Return ``value`` sealed under ``name``.

        Raises:
            Unavailable: KMS does not answer now.
        """
        key, nonce = os.urandom(_KEY), os.urandom(_NONCE)
        wrapped = self._wrapped(key, name.encode())
        sealed = AESGCM(key).encrypt(nonce, value, name.encode())
        return _HEAD.pack(_VERSION, len(wrapped)) + wrapped + nonce + sealed

    def open(self, name: str, envelope: bytes) -> bytes:
        """Return what ``envelope`` holds.

        Raises:
            Denied: it was not sealed under ``name`` and our key.
            Unavailable: KMS does not answer now.
        """
        if len(envelope) < _HEAD.size:
            raise _foreign(name)
        version, length = _HEAD.unpack_from(envelope)
        body = envelope[_HEAD.size :]
        if version != _VERSION or len(body) < length + _NONCE:
            raise _foreign(name)
        wrapped, nonce, sealed = body[:length], body[length:][:_NONCE], body[length:][_NONCE:]
        key = self._unwrapped(wrapped, name)
        try:
            return AESGCM(key).decrypt(nonce, sealed, name.encode())
        except (InvalidTag, ValueError) as error:
            raise _foreign(name) from error

    def _wrapped(self, key: bytes, name: bytes) -> bytes:
        with talking_to(_SERVICE):
            answer = self._client.encrypt(
                request={
                    "name": self._key,
                    "plaintext": key,
                    "plaintext_crc32c": checksum(key),
                    "additional_authenticated_data": name,
                    "additional_authenticated_data_crc32c": checksum(name),
                },
                retry=patiently(),
                timeout=CALL_SECONDS,
            )
        if not answer.verified_plaintext_crc32c or answer.ciphertext_crc32c != checksum(
            answer.ciphertext
        ):
            raise _damaged()
        return bytes(answer.ciphertext)

    def _unwrapped(self, wrapped: bytes, name: str) -> bytes:
        with talking_to(_SERVICE):
            try:
                answer = self._client.decrypt(
                    request={
                        "name": self._key,
                        "ciphertext": wrapped,
                        "ciphertext_crc32c": checksum(wrapped),
                        "additional_authenticated_data": name.encode(),
                        "additional_authenticated_data_crc32c": checksum(name.encode()),
                    },
                    retry=patiently(),
                    timeout=CALL_SECONDS,
                )
            except google.InvalidArgument as error:
                raise _foreign(name) from error
        if answer.plaintext_crc32c != checksum(answer.plaintext):
            raise _damaged()
        return bytes(answer.plaintext)


def _foreign(name: str) -> Denied:
    return Denied(
        f"what is stored as {name} was not sealed here under this name",
        field="name",
        remedy="Store the secret again, and find out who replaced it.",
    )


def _damaged() -> Unavailable:
    return Unavailable(
        "what KMS was sent, or answered, was damaged on its way", remedy="Try again."
    )
