"""ID tokens as forgers make them: each must be refused by whoever checks tokens."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

if TYPE_CHECKING:
    from collections.abc import Callable

Forge = "Callable[[Mint], str]"


class Mint:
    """Makes tokens of ``project`` with its true ``key``, as its provider would at ``now``."""

    def __init__(self, project: str, key: rsa.RSAPrivateKey, key_id: str, now: float) -> None:
        self.project = project
        self.key = key
        self.key_id = key_id
        self.now = int(now)

    def claims(self, **changes: Any) -> dict[str, Any]:
        """Return the claims of a good token, changed; ``None`` leaves one out."""
        claims = {
            "iss": f"https://securetoken.google.com/{self.project}",
            "aud": self.project,
            "auth_time": self.now - 60,
            "user_id": "ada",
            "sub": "ada",
            "iat": self.now - 60,
            "exp": self.now + 3540,
            "name": "Ada",
            "email": "ada@example.com",
            "email_verified": True,
            "firebase": {"identities": {}, "sign_in_provider": "password"},
        } | changes
        return {name: value for name, value in claims.items() if value is not None}

    def token(self, *, key_id: str | None = None, **changes: Any) -> str:
        """Return a token that is true but for what is changed."""
        return self.signed(self.claims(**changes), self.key, key_id)

    def signed(
        self, claims: dict[str, Any], key: rsa.RSAPrivateKey, key_id: str | None = None
    ) -> str:
        """Return a token signed with any key."""
        return jwt.encode(claims, key, "RS256", headers={"kid": key_id or self.key_id})

    def headed(self, header: dict[str, Any], signature: Callable[[bytes], bytes]) -> str:
        """Return a token with a header of one's own."""
        parts = [_base64(json.dumps(part).encode()) for part in (header, self.claims())]
        text = b".".join(parts)
        return (text + b"." + _base64(signature(text))).decode()


def _base64(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def _tampered(mint: Mint) -> str:
    head, body, signature = mint.token().split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    claims["sub"] = claims["user_id"] = "eve"
    return ".".join((head, _base64(json.dumps(claims).encode()).decode(), signature))


def _unsigned(mint: Mint) -> str:
    return mint.headed({"alg": "none", "typ": "JWT", "kid": mint.key_id}, lambda _: b"")


def _public_key_as_secret(mint: Mint) -> str:
    public = mint.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return mint.headed(
        {"alg": "HS256", "typ": "JWT", "kid": mint.key_id},
        lambda text: hmac.digest(public, text, hashlib.sha256),
    )


def _key_of_their_own(mint: Mint) -> str:
    return mint.signed(mint.claims(), rsa.generate_private_key(65537, 2048))


def _key_in_the_token(mint: Mint) -> str:
    theirs = rsa.generate_private_key(65537, 2048)
    jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(theirs.public_key()))
    return jwt.encode(mint.claims(), theirs, "RS256", headers={"kid": mint.key_id, "jwk": jwk})


FORGERIES: dict[str, Callable[[Mint], str]] = {
    "expired": lambda mint: mint.token(iat=mint.now - 7200, exp=mint.now - 3600),
    "issued in the future": lambda mint: mint.token(iat=mint.now + 600, exp=mint.now + 4200),
    "of another audience": lambda mint: mint.token(aud="another-project"),
    "of another issuer": lambda mint: mint.token(iss="https://securetoken.google.com/another"),
    "of an issuer that looks alike": lambda mint: mint.token(
        iss=f"https://securetoken.google.com.example.com/{mint.project}"
    ),
    "tampered with": _tampered,
    "unsigned": _unsigned,
    "signed with the public key as a secret": _public_key_as_secret,
    "signed with a key of their own": _key_of_their_own,
    "with the key inside": _key_in_the_token,
    "of an unknown key": lambda mint: mint.token(key_id="another"),
    "without a subject": lambda mint: mint.token(sub=None),
    "with an empty subject": lambda mint: mint.token(sub=""),
    "without an end": lambda mint: mint.token(exp=None),
    "without a signature": lambda mint: mint.token().rpartition(".")[0] + ".",
    "cut short": lambda mint: mint.token()[:-9],
    "no token": lambda _: "no token",
    "empty": lambda _: "",
    "three dots": lambda _: "...",
    "of no objects": lambda _: "W10.W10.W10",
    "of no text": lambda _: "\x00\x7f.é.☃",
}
"""By what is wrong with it: what makes such a token."""
