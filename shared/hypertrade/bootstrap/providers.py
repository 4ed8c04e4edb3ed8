"""With which OAuth providers this platform is registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypertrade.adapters.oauth.providers import Clients
    from hypertrade.settings import Settings


def clients_of(settings: Settings) -> Clients:
    """Return our registrations: with each provider whose client id and secret are both set."""
    from hypertrade.adapters.oauth.providers import Client

    found: Clients = {}
    if settings.google_client_id and settings.google_client_secret:
        secret = settings.google_client_secret.get_secret_value()
        found["google"] = Client(settings.google_client_id, secret)
    if settings.github_client_id and settings.github_client_secret:
        secret = settings.github_client_secret.get_secret_value()
        found["github"] = Client(settings.github_client_id, secret)
    return found
