"""ID tokens in Firebase's shape, signed with a key of our own.

The shape: https://firebase.google.com/docs/auth/admin/verify-id-tokens
"""

from __future__ import annotations

import hashlib
import os
import secrets
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hypertrade.domain.errors import Unauthenticated
from hypertrade.ports.identity import Claims

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from hypertrade.adapters.local.identity.book import Person
    from hypertrade.ports.clock import Clock

LASTS = 3600
"""Seconds that an ID token holds."""
LEEWAY = 5
"""Seconds that another clock may be ahead."""
KEY_BITS = 2048

ISSUER = "https://securetoken.google.com/"


class Tokens:
    """Issues ID tokens, and reads them back."""

    def __init__(self, folder: Path, project: str, clock: Clock) -> None:
        """Keep the key in ``folder``, made when it is first needed; tokens are for ``project``."""
        self._file = folder / "identity-key.pem"
        self._project = project
        self._clock = clock

    @cached_property
    def _key(self) -> RSAPrivateKey:
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        if not self._file.exists():
            _make_key(self._file)
        key = load_pem_private_key(self._file.read_bytes(), password=None)
        if not isinstance(key, RSAPrivateKey):
            msg = f"{self._file} holds no RSA key"
            raise TypeError(msg)
        return key

    @cached_property
    def key_id(self) -> str:
        """The id of the key: part of the SHA-256 of its public half."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        public = self._key.public_key().public_bytes(
            Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        )
        return hashlib.sha256(public).hexdigest()[:40]

    def issue(self, person: Person, provider: str, signed_in: int) -> str:
        """Return a token of ``person``, who signed in at ``signed_in`` (seconds, UTC)."""
        import jwt

        issued = int(self._clock.now().timestamp())
        claims = {
            "iss": ISSUER + self._project,
            "aud": self._project,
            "auth_time": signed_in,
            "user_id": person.id,
            "sub": person.id,
            "iat": issued,
            "exp": issued + LASTS,
            "name": person.name,
            "email": person.email,
            "email_verified": person.email_verified,
            "firebase": {"identities": {"email": [person.email]}, "sign_in_provider": provider},
        }
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": self.key_id})

    def read(self, token: str) -> Claims:
        """Return what a token says, once its signature, audience, issuer and times hold.

        Raises:
            Unauthenticated: one of them does not.
        """
        import jwt

        try:
            if jwt.get_unverified_header(token).get("kid") != self.key_id:
                raise refused("of another issuer")
            claims = jwt.decode(
                token,
                self._key.public_key(),
                algorithms=["RS256"],
                audience=self._project,
                issuer=ISSUER + self._project,
                # The times are held against our own clock, below.
                options={
                    "require": ["iss", "aud", "sub", "iat", "exp", "auth_time"],
                    "verify_exp": False,
                    "verify_iat": False,
                    "verify_nbf": False,
                },
            )
        except jwt.InvalidTokenError as error:
            raise refused("not valid") from error
        self._check(claims)
        return _claims(claims)

    def _check(self, claims: dict[str, Any]) -> None:
        now = self._clock.now().timestamp()
        if not isinstance(claims["sub"], str) or not claims["sub"]:
            raise refused("of nobody")
        if any(type(claims[name]) is not int for name in ("iat", "exp", "auth_time")):
            raise refused("not valid")
        if claims["exp"] <= now:
            raise refused("over")
        if max(claims["iat"], claims["auth_time"]) > now + LEEWAY:
            raise refused("not yet valid")


def refused(why: str) -> Unauthenticated:
    """Return the error of a token that does not hold."""
    return Unauthenticated(
        f"the token is {why}", field="Authorization", remedy="Sign in, or renew the session."
    )


def _claims(claims: dict[str, Any]) -> Claims:
    return Claims(
        user=claims["sub"],
        email=claims["email"],
        email_verified=claims["email_verified"],
        name=claims["name"],
        provider=claims["firebase"]["sign_in_provider"],
        signed_in=datetime.fromtimestamp(claims["auth_time"], UTC),
        issued=datetime.fromtimestamp(claims["iat"], UTC),
        expires=datetime.fromtimestamp(claims["exp"], UTC),
    )


def _make_key(file: Path) -> None:
    """Make a key that its owner alone may read; the first of several processes wins."""
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    key = generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(text)
    try:
        os.link(draft, file)
    except FileExistsError:
        return  # another process was first: its key is the one
    finally:
        draft.unlink()
