"""Who signs addresses: a key that the environment holds, or IAM for its service account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from google.auth import compute_engine
from google.auth.credentials import Signing
from google.auth.iam import Signer
from google.auth.transport.requests import Request
from google.oauth2 import service_account

from hypertrade.adapters.gcp.calling import talking_to
from hypertrade.domain.errors import Unavailable

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

_TOKENS = "https://oauth2.googleapis.com/token"


def signer(source: Credentials, request: Request | None = None) -> Signing:
    """Return what signs in the name of the service account behind ``source``.

    In Google's cloud no key file exists: IAM's signBlob signs, which the service account must be
    allowed to ask for itself (roles/iam.serviceAccountTokenCreator). ``request`` carries the calls.

    Raises:
        Unavailable: ``source`` belongs to no service account.
    """
    if isinstance(source, Signing):
        return source
    if not isinstance(source, compute_engine.Credentials):
        raise Unavailable(
            f"{type(source).__name__} cannot sign addresses",
            remedy="Run with the credentials of a service account.",
        )
    asks = request or Request()
    with talking_to("Google's metadata server"):
        source.refresh(asks)  # the server then also tells the account's name
    email = source.service_account_email
    return service_account.Credentials(Signer(asks, source, email), email, _TOKENS)
