"""Secrets: small values sealed under a key that never leaves its keeper (Secret Manager, KMS)."""

from __future__ import annotations

from typing import Protocol

LARGEST_SECRET = 65_536 - 1_024
"""Bytes; what remains of Secret Manager's 64 KiB once it is sealed."""


class Secrets(Protocol):
    """Keeps secrets of up to ``LARGEST_SECRET`` bytes.

    Names are letters, digits and ``_-``, at most 200; what cannot be a name is not found. Each
    value is sealed by envelope encryption: a data key of its own, which a key-encryption key seals;
    the name is bound in, so that one secret's value cannot stand in for another's.
    """

    def put(self, name: str, value: bytes) -> None:
        """Store a value, or replace the one there is.

        Raises:
            Invalid: the name is not allowed, or the value too large.
            Unavailable: the keeper does not answer now.
        """
        ...

    def get(self, name: str) -> bytes:
        """Return the value.

        Raises:
            NotFound: there is none.
            Denied: what is stored was not sealed by us under this name.
        """
        ...

    def destroy(self, name: str) -> None:
        """Destroy a secret beyond recovery; nothing happens if there is none."""
        ...
