"""Local identity with cheap hashes and one key for all tests of a process: quick to make."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypertrade.adapters.local.identity import LocalIdentity
from hypertrade.adapters.local.identity.passwords import Passwords

if TYPE_CHECKING:
    from pathlib import Path

    from hypertrade.adapters.oauth.persons import Persons
    from hypertrade.ports.clock import Clock

KEY = b"the machine's key of 32 bytes..."


def quick_passwords(memory_cost: int = 8) -> Passwords:
    """Return argon2id with the smallest parameters, or more memory (KiB)."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=memory_cost, parallelism=1))


def quick_identity(folder: Path, clock: Clock, persons: Persons | None = None) -> LocalIdentity:
    """Return local identity in ``folder``."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = folder / "identity-key.pem"
    key.touch(mode=0o600)
    key.write_bytes(_key())
    return LocalIdentity(folder, clock, key=KEY, persons=persons, passwords=quick_passwords())


@cache
def _key() -> bytes:
    key = rsa.generate_private_key(65537, 2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
