"""Callers: the platform's own parts when they call its API; what OIDC service accounts are."""

from __future__ import annotations

from typing import Protocol


class Callers(Protocol):
    """Tells our own calls from others'."""

    def verify(self, authorization: str) -> None:
        """Return if the value of an ``Authorization`` header proves one of our own.

        Raises:
            Unauthenticated: it does not.
            Unavailable: the keys that prove it cannot be had now.
        """
        ...
