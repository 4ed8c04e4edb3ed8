"""Sealing what is secret under a key of the machine: AES-256-GCM."""

from __future__ import annotations

from secrets import token_bytes

_NONCE_BYTES = 12


def seal(key: bytes, value: bytes, bound_in: str) -> bytes:
    """Return ``value`` sealed under ``key`` of 32 bytes; ``bound_in`` must be said to open it."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, value, bound_in.encode())


def unsealed(key: bytes, sealed: bytes, bound_in: str) -> bytes:
    """Return what was sealed.

    Raises:
        ValueError: it was not sealed so.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        return AESGCM(key).decrypt(nonce, rest, bound_in.encode())
    except InvalidTag as error:
        msg = "the seal is broken"
        raise ValueError(msg) from error
