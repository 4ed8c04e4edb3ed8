"""How this platform is registered with the providers, and where they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypertrade.domain.errors import NotFound, Unauthenticated, Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from requests import Response

    from hypertrade.ports.identity import Provider

TIMEOUT = 10.0
"""Seconds to wait for a provider."""
TOO_MANY = 429
SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class Client:
    """Our registration with a provider."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the providers are; another place in tests."""

    google_authorize: str = "https://accounts.google.com/o/oauth2/v2/auth"
    google_token: str = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
    google_keys: str = "https://www.googleapis.com/oauth2/v3/certs"
    github_authorize: str = "https://github.com/login/oauth/authorize"
    github_token: str = "https://github.com/login/oauth/access_token"  # noqa: S105 - an address
    github_api: str = "https://api.github.com"


Clients = dict["Provider", Client]


def client_of(clients: Clients, provider: Provider) -> Client:
    """Return our registration with ``provider``.

    Raises:
        NotFound: there is none.
    """
    client = clients.get(provider)
    if client is None:
        raise NotFound(
            f"this platform does not take {provider}",
            field="provider",
            remedy="Sign in another way.",
        )
    return client


def ask(method: str, address: str, provider: Provider, **arguments: Any) -> Response:
    """Return what a provider answers, whatever its status below 500; redirects are not followed.

    Raises:
        Unavailable: it does not answer, or has a fault of its own.
    """
    import requests

    try:
        answer = requests.request(
            method,
            address,
            timeout=TIMEOUT,
            allow_redirects=False,
            headers={"Accept": "application/json", **arguments.pop("headers", {})},
            **arguments,
        )
    except requests.RequestException as error:
        raise _silent(provider) from error
    if answer.status_code >= SERVER_ERROR or answer.status_code == TOO_MANY:
        raise _silent(provider)
    return answer


def json_of(answer: Response, provider: Provider) -> Any:
    """Return an answer's JSON.

    Raises:
        Unavailable: it is none.
    """
    try:
        return answer.json()
    except ValueError as error:
        raise _silent(provider) from error


def refused(provider: Provider) -> Unauthenticated:
    """Return the error of what a provider does not stand by."""
    return Unauthenticated(
        f"{provider} does not confirm this sign-in", field="provider", remedy="Sign in again."
    )


def text_in(values: Mapping[str, Any], name: str, provider: Provider) -> str:
    """Return a text that an answer must hold.

    Raises:
        Unauthenticated: it does not.
    """
    value = values.get(name)
    if not isinstance(value, str) or not value:
        raise refused(provider)
    return value


def _silent(provider: Provider) -> Unavailable:
    return Unavailable(
        f"{provider} does not answer now", field="provider", remedy="Try again shortly."
    )
