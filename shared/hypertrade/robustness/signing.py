"""A key of this installation, for signing certificates: Ed25519 (RFC 8032)."""

from __future__ import annotations

import base64
import binascii
import os
from typing import TYPE_CHECKING

from hypertrade.domain.errors import Invalid, Unavailable

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FILE = "certificate-key.pem"
"""The name of the private key's file, in the data folder; only its owner may read it."""


def sign(folder: Path, message: bytes) -> tuple[str, str]:
    """Return the public key and the signature of ``message``, both in base64.

    The first signature makes the key.

    Raises:
        Unavailable: the key's file cannot be made or read.
        Invalid: the file holds no such key.
    """
    key = _key(folder / FILE)
    return _text(key.public_key().public_bytes_raw()), _text(key.sign(message))


def own_key(folder: Path) -> str | None:
    """Return the public key of this installation in base64, ``None`` before its first signature."""
    path = folder / FILE
    return _text(_read(path).public_key().public_bytes_raw()) if path.is_file() else None


def is_signed(public_key: str, signature: str, message: bytes) -> bool:
    """Tell whether ``signature`` is the key's on ``message``; malformed ones are not."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(signature, validate=True), message)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _key(path: Path) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if path.is_file():
        return _read(path)
    made = Ed25519PrivateKey.generate()
    content = made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    # Written whole under another name, then linked: of two processes that both make a key, one
    # wins and the other reads it.
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.touch(0o600, exist_ok=False)
        temporary.write_bytes(content)
        try:
            path.hardlink_to(temporary)
        finally:
            temporary.unlink()
    except FileExistsError:
        return _read(path)
    except OSError as error:
        raise Unavailable(
            f"the key that signs certificates cannot be made: {error.strerror}",
            field=str(path),
            remedy="Check that the data folder is yours.",
        ) from error
    return made


def _read(path: Path) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise Unavailable(
            f"the key that signs certificates cannot be read: {error.strerror}",
            field=str(path),
            remedy="Check that the file is yours.",
        ) from error
    except ValueError as error:
        raise Invalid("holds no key", field=str(path), remedy=_ANOTHER) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Invalid("holds another kind of key", field=str(path), remedy=_ANOTHER)
    return key


_ANOTHER = "Move it away: the next certificate makes a new key, and older ones keep theirs."
