"""The code flow with PKCE: where the browser goes, and what a code is worth.

Sources: RFC 6749 (4.1), RFC 7636; developers.google.com/identity/openid-connect;
docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from hypertrade.adapters.oauth.providers import (
    Addresses,
    Clients,
    ask,
    client_of,
    json_of,
    refused,
    text_in,
)

if TYPE_CHECKING:
    from hypertrade.ports.identity import Provider

_OK = 200


class CodeFlow:
    """Speaks to Google and GitHub as the registered ``clients``."""

    def __init__(self, clients: Clients, addresses: Addresses | None = None) -> None:
        self._clients = clients
        self._at = addresses or Addresses()

    def address(
        self, provider: Provider, *, redirect: str, state: str, challenge: str, nonce: str
    ) -> str:
        """Return where the browser goes; see the port."""
        google = provider == "google"
        query = {
            "client_id": client_of(self._clients, provider).id,
            "redirect_uri": redirect,
            "response_type": "code",
            "scope": "openid email profile" if google else "read:user user:email",
            "state": state,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        if google:
            query |= {"nonce": nonce, "prompt": "select_account"}
        base = self._at.google_authorize if google else self._at.github_authorize
        return f"{base}?{urlencode(query)}"

    def exchange(self, provider: Provider, code: str, *, redirect: str, verifier: str) -> str:
        """Return what the provider gives for ``code``; see the port."""
        client = client_of(self._clients, provider)
        google = provider == "google"
        answer = ask(
            "POST",
            self._at.google_token if google else self._at.github_token,
            provider,
            data={
                "grant_type": "authorization_code",
                "code": code,
                "client_id": client.id,
                "client_secret": client.secret,
                "redirect_uri": redirect,
                "code_verifier": verifier,
            },
        )
        if answer.status_code != _OK:
            raise refused(provider)
        # GitHub answers a bad code with 200 and an error: then there is no token either.
        return text_in(
            json_of(answer, provider), "id_token" if google else "access_token", provider
        )
