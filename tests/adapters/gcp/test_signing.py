"""Signing without a key: IAM signs, asked with the metadata server's credentials."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import requests
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from google.auth import compute_engine
from google.auth.transport.requests import Request
from google.oauth2.credentials import Credentials as UserCredentials
from hypertrade.adapters.gcp.blobs import GoogleBlobs
from hypertrade.adapters.gcp.signing import signer
from hypertrade.domain.errors import Denied, Unavailable
from requests.adapters import BaseAdapter

from tests.ports.google import fetch

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.bootstrap.google import GoogleParts

    from tests.stand_ins.google.cloud import GoogleCloud
    from tests.stand_ins.google.signed_addresses import Signer

pytestmark = pytest.mark.emulator


class Google(BaseAdapter):
    """The metadata server and IAM, as far as a signature needs them."""

    def __init__(self, account: Signer, *, allowed: bool = True) -> None:
        super().__init__()
        self._account = account
        self._allowed = allowed
        self.asked: list[str] = []

    def send(self, request: Any, *_: Any, **__: Any) -> requests.Response:
        self.asked.append(request.url)
        answer = requests.Response()
        answer.status_code, answer.url, answer.request = 200, request.url, request
        answer.headers["Content-Type"] = "application/json"
        answer.headers["Metadata-Flavor"] = "Google"
        answer._content = json.dumps(self._said(request, answer)).encode()
        return answer

    def close(self) -> None:
        """Keep nothing open."""

    def _said(self, request: Any, answer: requests.Response) -> Any:
        if request.url.endswith(":signBlob"):
            assert request.headers["authorization"] == "Bearer metadata-token"
            assert f"/serviceAccounts/{self._account.email}:" in request.url
            if not self._allowed:
                answer.status_code = 403
                return {"error": {"message": "iam.serviceAccounts.signBlob denied"}}
            text = base64.b64decode(json.loads(request.body)["payload"])
            signed = self._account._key.sign(text, padding.PKCS1v15(), hashes.SHA256())
            return {"keyId": "1", "signedBlob": base64.b64encode(signed).decode()}
        if "/token" in request.url:
            return {"access_token": "metadata-token", "expires_in": 3600, "token_type": "Bearer"}
        return {"email": self._account.email, "scopes": [], "aliases": ["default"]}


def blobs(parts: GoogleParts, google: Google) -> GoogleBlobs:
    session = requests.Session()
    for scheme in ("https://", "http://"):
        session.mount(scheme, google)
    request = Request(session)
    return GoogleBlobs(
        parts.connections.storage,
        str(parts.settings.bucket),
        lambda: signer(compute_engine.Credentials(universe_domain="googleapis.com"), request),
        address=parts.connections.address("storage"),
    )


def test_iam_signs_what_the_bucket_honours(
    google_cloud: GoogleCloud, google_project: Callable[..., GoogleParts]
) -> None:
    google = Google(google_cloud.signer)
    made = blobs(google_project(["storage"]), google)
    made.put("report.html", b"content")
    url = made.signed_url("report.html", lasts=timedelta(minutes=1))
    assert fetch(made, url) == b"content"
    assert sum("signBlob" in asked for asked in google.asked) == 1
    with pytest.raises(Denied):
        fetch(made, url.replace("report.html", "other.html"))


def test_an_account_that_may_not_sign_is_said(
    google_cloud: GoogleCloud, google_project: Callable[..., GoogleParts]
) -> None:
    made = blobs(google_project(["storage"]), Google(google_cloud.signer, allowed=False))
    with pytest.raises(Unavailable, match="signBlob"):
        made.signed_url("report.html", lasts=timedelta(minutes=1))


def test_a_persons_credentials_sign_nothing() -> None:
    with pytest.raises(Unavailable, match="cannot sign"):
        signer(UserCredentials("token"))
