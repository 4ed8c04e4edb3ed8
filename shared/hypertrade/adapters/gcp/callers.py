"""Calls of our own on Google Cloud: OIDC tokens of our service account, signed by Google."""

from __future__ import annotations

import jwt

from hypertrade.domain.errors import Unauthenticated, Unavailable

CERTIFICATES = "https://www.googleapis.com/oauth2/v3/certs"
ISSUERS = ("https://accounts.google.com", "accounts.google.com")
TIMEOUT = 5
"""Seconds to wait for Google's keys; they are kept for five minutes."""
LEEWAY = 10
"""Seconds that clocks may differ."""


class GoogleCallers:
    """Verifies what Cloud Tasks and Cloud Scheduler send along."""

    def __init__(self, *, audience: str, account: str, certificates: str = CERTIFICATES) -> None:
        """Take tokens for ``audience`` of the service ``account`` (its e-mail address)."""
        self._audience = audience
        self._account = account
        self._keys = jwt.PyJWKClient(certificates, timeout=TIMEOUT)

    def verify(self, authorization: str) -> None:
        """Return if ``authorization`` holds a token of our account, for us, in its time."""
        kind, _, token = authorization.partition(" ")
        try:
            key = self._keys.get_signing_key_from_jwt(token if kind == "Bearer" else "")
            claims = jwt.decode(
                token,
                key,
                algorithms=["RS256"],
                audience=self._audience,
                issuer=ISSUERS,
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "aud", "iss", "email"]},
            )
        except jwt.PyJWKClientConnectionError as error:
            raise Unavailable(
                f"Google's keys cannot be had: {error}", remedy="Try again in a minute."
            ) from error
        except (jwt.InvalidTokenError, jwt.PyJWKClientError) as error:
            raise _refused() from error
        if claims["email"] != self._account or claims.get("email_verified") is not True:
            raise _refused()


def _refused() -> Unauthenticated:
    return Unauthenticated(
        "this address is for the platform itself",
        field="Authorization",
        remedy="Call it as the service account of the platform's tasks.",
    )
