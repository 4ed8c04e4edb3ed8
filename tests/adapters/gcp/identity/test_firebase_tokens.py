"""Firebase's tokens are checked without its emulator, which would let any of these in."""

from __future__ import annotations

import json
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from firebase_admin import _token_gen, credentials
from google.auth.credentials import AnonymousCredentials
from hypertrade.adapters.gcp.identity import EMULATOR, FirebaseIdentity
from hypertrade.domain.errors import Denied, Unauthenticated, Unavailable

from tests.stand_ins.forging import FORGERIES, Mint

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = "a-project"


class Nobody(credentials.Base):  # type: ignore[misc]  # the SDK has no types
    """A credential that Firebase's SDK starts with, and that opens nothing."""

    def get_credential(self) -> AnonymousCredentials:
        return AnonymousCredentials()


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(scope="module")
def certificates(key: rsa.RSAPrivateKey) -> Iterator[str]:
    """Serve the certificate of ``key`` as Google serves its own; yield the address."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "securetoken")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    body = json.dumps({"key-1": certificate.public_bytes(Encoding.PEM).decode()}).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Cache-Control", "public, max-age=3600")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/certificates"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def identity(monkeypatch: pytest.MonkeyPatch, certificates: str) -> FirebaseIdentity:
    monkeypatch.delenv(EMULATOR, raising=False)
    monkeypatch.setattr(_token_gen, "ID_TOKEN_CERT_URI", certificates)
    return FirebaseIdentity(PROJECT, "any-key", credential=Nobody())


@pytest.fixture
def mint(key: rsa.RSAPrivateKey) -> Mint:
    return Mint(PROJECT, key, "key-1", time.time())


def test_a_true_token_says_who_signed_in(identity: FirebaseIdentity, mint: Mint) -> None:
    claims = identity.verify(mint.token(email="Ada@Example.com"))
    assert (claims.user, claims.email, claims.email_verified) == ("ada", "ada@example.com", True)
    assert (claims.provider, claims.name) == ("password", "Ada")
    assert claims.signed_in == datetime.fromtimestamp(mint.now - 60, UTC)
    assert claims.expires == datetime.fromtimestamp(mint.now + 3540, UTC)


@pytest.mark.parametrize("what", FORGERIES)
def test_a_forged_token_is_refused(identity: FirebaseIdentity, mint: Mint, what: str) -> None:
    with pytest.raises(Unauthenticated):
        identity.verify(FORGERIES[what](mint))


def test_a_clock_a_little_ahead_is_forgiven(identity: FirebaseIdentity, mint: Mint) -> None:
    assert identity.verify(mint.token(iat=mint.now + 5)).user == "ada"


def test_without_certificates_nobody_is_refused_for_good(
    monkeypatch: pytest.MonkeyPatch, mint: Mint
) -> None:
    monkeypatch.setattr(_token_gen, "ID_TOKEN_CERT_URI", "http://127.0.0.1:9/certificates")
    with pytest.raises(Unavailable):
        FirebaseIdentity(PROJECT, "any-key", credential=Nobody()).verify(mint.token())


def test_an_emulator_in_the_environment_is_refused(
    monkeypatch: pytest.MonkeyPatch, identity: FirebaseIdentity, mint: Mint
) -> None:
    monkeypatch.setenv(EMULATOR, "127.0.0.1:9099")
    with pytest.raises(Denied):
        FirebaseIdentity(PROJECT, "any-key", credential=Nobody())
    # Not even if it comes later: with it, this one would be let in.
    with pytest.raises(Denied):
        identity.verify(FORGERIES["unsigned"](mint))
