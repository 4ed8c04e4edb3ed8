"""Google as the issuer of OIDC tokens of service accounts: a key of its own, served on loopback."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://accounts.google.com"
_KID = "stand-in"
_LASTS = 3600


class Tokens:
    """Signs tokens, and shows the key that proves them at ``certificates``."""

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(65537, 2048)
        public = json.loads(RSAAlgorithm.to_jwk(self._key.public_key()))
        shown = json.dumps({"keys": [{**public, "kid": _KID, "use": "sig", "alg": "RS256"}]})

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(shown.encode())

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.certificates = f"http://127.0.0.1:{self._server.server_port}/certs"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def sign(self, account: str, audience: str, **changes: Any) -> str:
        """Return a token of ``account`` for ``audience``; ``changes`` forge its claims."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": audience,
            "azp": account,
            "sub": account,
            "email": account,
            "email_verified": True,
            "iat": now,
            "exp": now + _LASTS,
        }
        return jwt.encode({**claims, **changes}, self._key, "RS256", headers={"kid": _KID})

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
