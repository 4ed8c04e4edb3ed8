"""Tokens that Cloud Tasks sends: ours, for us, in their time, signed by Google; nothing else."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from hypertrade.adapters.gcp.callers import GoogleCallers
from hypertrade.domain.errors import Unauthenticated, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

AUDIENCE = "https://api.example.org"
ACCOUNT = "tasks@my-project.iam.gserviceaccount.com"
KEY = rsa.generate_private_key(65537, 2048)
OTHER = rsa.generate_private_key(65537, 2048)


@pytest.fixture(scope="module")
def certificates() -> Iterator[str]:
    """Return the address of what stands in for Google's published keys."""
    key = {**json.loads(RSAAlgorithm.to_jwk(KEY.public_key())), "kid": "one", "use": "sig"}

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"keys": [key]}).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Keys)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/certs"
    server.shutdown()
    thread.join()
    server.server_close()


def _claims(**changes: Any) -> dict[str, Any]:
    now = int(time.time())
    return {
        "iss": "https://accounts.google.com",
        "aud": AUDIENCE,
        "sub": "1234",
        "email": ACCOUNT,
        "email_verified": True,
        "iat": now,
        "exp": now + 3600,
        **changes,
    }


def _token(key: Any = KEY, algorithm: str = "RS256", kid: str = "one", **changes: Any) -> str:
    claims = {name: value for name, value in _claims(**changes).items() if value is not None}
    return f"Bearer {jwt.encode(claims, key, algorithm, {'kid': kid})}"


def test_a_token_of_our_account_holds(certificates: str) -> None:
    callers = GoogleCallers(audience=AUDIENCE, account=ACCOUNT, certificates=certificates)
    callers.verify(_token())
    callers.verify(_token(iss="accounts.google.com"))


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer",
        "Bearer nonsense",
        _token().replace("Bearer", "Basic"),
        _token(OTHER),
        _token(kid="two"),
        _token("secret" * 8, "HS256"),
        _token(None, "none"),
        _token(aud="https://other.example.org"),
        _token(iss="https://evil.example.org"),
        _token(exp=int(time.time()) - 60),
        _token(exp=None),
        _token(iat=int(time.time()) + 600, nbf=int(time.time()) + 600),
        _token(email="other@my-project.iam.gserviceaccount.com"),
        _token(email=None),
        _token(email_verified=False),
        _token(email_verified="true"),
    ],
    ids=range(17),
)
def test_no_other_token_does(certificates: str, authorization: str) -> None:
    callers = GoogleCallers(audience=AUDIENCE, account=ACCOUNT, certificates=certificates)
    with pytest.raises(Unauthenticated):
        callers.verify(authorization)


def test_without_googles_keys_nobody_is_judged() -> None:
    nowhere = "http://127.0.0.1:9/certs"
    callers = GoogleCallers(audience=AUDIENCE, account=ACCOUNT, certificates=nowhere)
    with pytest.raises(Unavailable):
        callers.verify(_token())
