"""Google and GitHub as OAuth providers, on loopback: they check what the real ones check."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from hypertrade.adapters.oauth.providers import Addresses, Client
from jwt.algorithms import RSAAlgorithm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.adapters.oauth.providers import Clients

CLIENTS: Clients = {
    "google": Client("google-client", "google-secret"),
    "github": Client("github-client", "github-secret"),
}


@dataclass(frozen=True)
class Account:
    """Somebody's account at a provider."""

    subject: str
    email: str
    verified: bool = True
    name: str = "Ada"


@dataclass
class Provider:
    """What the server knows, and the browser's part of the flow."""

    port: int = 0
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    tokens: dict[str, tuple[str, Account]] = field(default_factory=dict)
    silent: bool = False

    @property
    def addresses(self) -> Addresses:
        base = f"http://127.0.0.1:{self.port}"
        return Addresses(
            google_authorize=f"{base}/google/authorize",
            google_token=f"{base}/google/token",
            google_keys=f"{base}/google/keys",
            github_authorize=f"{base}/github/authorize",
            github_token=f"{base}/github/token",
            github_api=f"{base}/api",
        )

    def google_token(self, account: Account, nonce: str = "", **changes: Any) -> str:
        now = int(time.time())
        claims = {
            "iss": "https://accounts.google.com",
            "aud": CLIENTS["google"].id,
            "sub": account.subject,
            "email": account.email,
            "email_verified": account.verified,
            "name": account.name,
            "nonce": nonce,
            "iat": now,
            "exp": now + 3600,
        }
        return jwt.encode(claims | changes, self.key, "RS256", headers={"kid": "google-1"})

    def github_token(self, account: Account, client: str = CLIENTS["github"].id) -> str:
        token = f"gho_{secrets.token_hex(16)}"
        self.tokens[token] = (client, account)
        return token

    def approve(self, address: str, account: Account) -> dict[str, str]:
        """Return what the browser brings back from ``address``, where the user agreed."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked | {
            "provider": urlsplit(address).path.split("/")[1],
            "account": account,
        }
        return {"code": code, "state": asked["state"]}

    def exchange(self, provider: str, form: dict[str, str]) -> str | None:
        asked = self.codes.pop(form["code"], None)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        client = CLIENTS["google" if provider == "google" else "github"]
        if (
            asked is None
            or asked["provider"] != provider
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != form["redirect_uri"]
            or (form["client_id"], form["client_secret"]) != (client.id, client.secret)
        ):
            return None
        if provider == "google":
            return self.google_token(asked["account"], asked["nonce"])
        return self.github_token(asked["account"])

    def keys(self) -> dict[str, Any]:
        key = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [key | {"kid": "google-1", "use": "sig", "alg": "RS256"}]}


@contextmanager
def running_provider() -> Iterator[Provider]:
    """Serve until the context ends."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Handler,), {"it": provider}))
    provider.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    it: Provider

    def do_GET(self) -> None:
        if self.it.silent:
            self._answer(503, {})
        elif self.path == "/google/keys":
            self._answer(200, self.it.keys())
        elif self.path == "/api/user/emails":
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            if token not in self.it.tokens:
                self._answer(401, {})
                return
            _, account = self.it.tokens[token]
            other = {"email": "other@example.com", "primary": False, "verified": True}
            mine = {"email": account.email, "primary": True, "verified": account.verified}
            self._answer(200, [other, mine])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        _, kind, *rest = self.path.split("/")
        if self.it.silent:
            self._answer(503, {})
        elif kind == "api":
            self._check(rest[1], json.loads(body)["access_token"])
        else:
            token = self.it.exchange(kind, {k: v[0] for k, v in parse_qs(body).items()})
            if kind == "google":
                answer = {"id_token": token} if token else {"error": "invalid_grant"}
                self._answer(200 if token else 400, answer)
            else:
                answer = {"access_token": token} if token else {"error": "bad_verification_code"}
                self._answer(200, answer)

    def _check(self, client: str, token: str) -> None:
        ours = CLIENTS["github"]
        expected = base64.b64encode(f"{ours.id}:{ours.secret}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {expected}":
            self._answer(401, {})
        elif self.it.tokens.get(token, ("",))[0] != client:
            self._answer(404, {})
        else:
            _, account = self.it.tokens[token]
            self._answer(200, {"user": {"id": int(account.subject), "login": account.name}})

    def _answer(self, status: int, content: Any) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
        """Say nothing."""
