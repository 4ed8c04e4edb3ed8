"""Passwords: argon2id, as strong as the parameters of the day, and never too many at once."""

from __future__ import annotations

from functools import cached_property
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from hypertrade.domain.credentials import LONGEST_PASSWORD

if TYPE_CHECKING:
    from argon2 import PasswordHasher

AT_ONCE = 4
"""Hashes computed at the same time: each takes 64 MiB."""


class Passwords:
    """Hashes and checks passwords; the parameters are argon2-cffi's, RFC 9106's second choice."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        """Hash with ``hasher`` (default: the library's parameters)."""
        self._given = hasher
        self._places = BoundedSemaphore(AT_ONCE)

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return self._given or PasswordHasher()

    @cached_property
    def _nobody(self) -> str:
        """The hash that a password is held against where there is no account."""
        return self._hasher.hash("the password of nobody")

    def hash(self, password: str) -> str:
        """Return the hash of a password, salt and parameters included."""
        with self._places:
            return self._hasher.hash(password)

    def holds(self, kept: str | None, password: str) -> bool:
        """Return whether ``kept`` is the hash of ``password``; as long for ``None`` as for one."""
        from argon2.exceptions import VerifyMismatchError

        with self._places:
            try:
                # Longer ones are nobody's: their first characters are work enough.
                self._hasher.verify(kept or self._nobody, password[: LONGEST_PASSWORD + 1])
            except VerifyMismatchError:
                return False
            return kept is not None

    def outdated(self, kept: str) -> bool:
        """Return whether a hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)
