"""Lock-out: wrong passwords and codes cost time, the more the more there are."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hypertrade.domain.errors import RateLimited

if TYPE_CHECKING:
    from hypertrade.adapters.local.identity.book import Book

FREE = 5
"""Wrong passwords and codes before the first lock."""
FIRST = 30.0
"""Seconds of the first lock; each further failure doubles them."""
LONGEST = 15 * 60.0
FORGOTTEN = 24 * 3600.0
"""Seconds after the last failure when all are forgotten."""


def lock(failures: int) -> float:
    """Return for how many seconds an account is locked after ``failures`` in a row."""
    if failures < FREE:
        return 0.0
    return min(FIRST * 2.0 ** min(failures - FREE, 16), LONGEST)


class LockOut:
    """Counts by address, whether it has an account or not: the answer must not tell which."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def begin(self, email: str, now: float, *, field: str = "password") -> int:
        """Count an attempt as failed, before password or code are looked at.

        So attempts at the same time are not more than attempts one after the other. Returns how
        many there are now, for ``pardon``; ``field`` is what an error names.

        Raises:
            RateLimited: the account is locked; the attempt is not counted.
        """
        key = digest(email)
        with self._book.writing():
            self._book.forget_failures(now - FORGOTTEN)
            failures, until = self._book.failures(key)
            if until <= now:
                failures += 1
                self._book.set_failures(key, failures, now, now + lock(failures))
        if until > now:
            raise RateLimited(
                "too many wrong passwords or codes for this account",
                field=field,
                remedy=f"Wait {until - now:.0f} seconds.",
                retry_after=until - now,
            )
        return failures

    def pardon(self, email: str, counted: int, now: float) -> None:
        """Take back the attempt that ``begin`` counted; those before and meanwhile stay.

        A right password alone forgets nothing: whoever has it would try codes for ever.
        """
        key = digest(email)
        with self._book.writing():
            failures, until = self._book.failures(key)
            # The lock that another attempt brought about meanwhile is none of ours.
            lifted = 0.0 if failures == counted else until
            self._book.set_failures(key, max(failures - 1, 0), now, lifted)

    def succeeded(self, email: str, now: float) -> None:
        """Forget the failures of an account."""
        with self._book.writing():
            self._book.set_failures(digest(email), 0, now, 0.0)


def digest(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
