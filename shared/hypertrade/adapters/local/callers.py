"""Calls of our own on one machine: short tokens under a key that only its processes can read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import jwt

from hypertrade.domain.errors import Unauthenticated

if TYPE_CHECKING:
    from hypertrade.ports.clock import Clock

ALGORITHM = "HS256"
LASTS = timedelta(minutes=5)
ISSUER = "hypertrade-local"


class LocalCallers:
    """Signs and verifies the calls of one platform."""

    def __init__(self, key: bytes, *, audience: str, clock: Clock) -> None:
        """Sign with ``key`` for ``audience``, the public address of the API."""
        self._key = key
        self._audience = audience
        self._clock = clock

    def authorization(self) -> str:
        """Return a header's value that proves a call of ours, for a few minutes."""
        now = self._clock.now()
        claims = {"iss": ISSUER, "aud": self._audience, "iat": now, "exp": now + LASTS}
        return f"Bearer {jwt.encode(claims, self._key, ALGORITHM)}"

    def verify(self, authorization: str) -> None:
        """Return if ``authorization`` was signed here, for this platform, lately."""
        kind, _, token = authorization.partition(" ")
        try:
            claims = jwt.decode(
                token if kind == "Bearer" else "",
                self._key,
                algorithms=[ALGORITHM],
                audience=self._audience,
                issuer=ISSUER,
                # Times are judged below, by the platform's clock.
                options={
                    "require": ["exp", "iat", "aud", "iss"],
                    "verify_exp": False,
                    "verify_iat": False,
                },
            )
        except jwt.InvalidTokenError as error:
            raise _refused() from error
        now = self._clock.now().timestamp()
        if not claims["iat"] - 1 <= now < claims["exp"]:
            raise _refused()


def _refused() -> Unauthenticated:
    return Unauthenticated(
        "this address is for the platform itself",
        field="Authorization",
        remedy="Nothing to do: the platform calls it.",
    )
