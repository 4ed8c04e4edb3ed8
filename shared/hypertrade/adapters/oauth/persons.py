"""Whom a provider's token belongs to, for a platform that asks the providers itself.

Sources: developers.google.com/identity/openid-connect (ID tokens),
docs.github.com/rest/apps/oauth-applications (checking a token), docs.github.com/rest/users/emails
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hypertrade.adapters.oauth.providers import (
    TIMEOUT,
    Addresses,
    Clients,
    ask,
    client_of,
    json_of,
    refused,
    text_in,
)
from hypertrade.domain.errors import Unavailable

if TYPE_CHECKING:
    from jwt import PyJWKClient

    from hypertrade.ports.identity import Provider

_OK = 200
_GOOGLE = ("https://accounts.google.com", "accounts.google.com")
_LEEWAY = 10


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who signed in at a provider; ``verified`` says that the provider knows the address theirs."""

    subject: str
    email: str
    verified: bool
    name: str


class Persons:
    """Asks Google and GitHub, as the registered ``clients``."""

    def __init__(self, clients: Clients, addresses: Addresses | None = None) -> None:
        self._clients = clients
        self._at = addresses or Addresses()

    def who(self, provider: Provider, token: str, *, nonce: str) -> Somebody:
        """Return whose ``token`` is, made out to us and to nobody else.

        Raises:
            Unauthenticated: it does not hold, or was made out to another application.
            NotFound: we are not registered with ``provider``.
            Unavailable: the provider does not answer now.
        """
        return self._google(token, nonce) if provider == "google" else self._github(token)

    @cached_property
    def _keys(self) -> PyJWKClient:
        from jwt import PyJWKClient

        return PyJWKClient(self._at.google_keys, timeout=TIMEOUT)

    def _google(self, token: str, nonce: str) -> Somebody:
        import jwt

        client = client_of(self._clients, "google")
        try:
            key = self._keys.get_signing_key_from_jwt(token)
            claims = jwt.decode(
                token,
                key,
                algorithms=["RS256"],
                audience=client.id,
                issuer=_GOOGLE,
                leeway=_LEEWAY,
                options={"require": ["iss", "aud", "sub", "exp", "iat"]},
            )
        except jwt.PyJWKClientConnectionError as error:
            raise Unavailable(
                "google does not answer now", field="provider", remedy="Try again shortly."
            ) from error
        except jwt.PyJWTError as error:
            raise refused("google") from error
        if nonce and claims.get("nonce") != hashlib.sha256(nonce.encode()).hexdigest():
            raise refused("google")
        email = text_in(claims, "email", "google").lower()
        return Somebody(
            claims["sub"], email, claims.get("email_verified") is True, claims.get("name") or ""
        )

    def _github(self, token: str) -> Somebody:
        client = client_of(self._clients, "github")
        # Anybody's application gets tokens that read an address: only ours may sign in here.
        checked = ask(
            "POST",
            f"{self._at.github_api}/applications/{client.id}/token",
            "github",
            auth=(client.id, client.secret),
            json={"access_token": token},
        )
        if checked.status_code != _OK:
            raise refused("github")
        user = json_of(checked, "github").get("user")
        addresses = ask(
            "GET",
            f"{self._at.github_api}/user/emails",
            "github",
            headers={"Authorization": f"Bearer {token}"},
        )
        if addresses.status_code != _OK:
            raise refused("github")
        primary = next((one for one in json_of(addresses, "github") if one["primary"]), None)
        if primary is None or user is None:
            raise refused("github")
        return Somebody(
            str(user["id"]), primary["email"].lower(), bool(primary["verified"]), user["login"]
        )
