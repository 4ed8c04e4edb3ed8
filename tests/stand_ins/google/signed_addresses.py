"""Signed addresses (V4), checked as Cloud Storage checks them.

https://cloud.google.com/storage/docs/authentication/signatures has the canonical form.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ALGORITHM = "GOOG4-RSA-SHA256"
_NEEDED = {"Algorithm", "Credential", "Date", "Expires", "SignedHeaders", "Signature"}
_MOST_SECONDS = 7 * 24 * 3600
_AHEAD = timedelta(minutes=15)


class Signer:
    """A service account with a key of its own, as Google's libraries read one from a file."""

    def __init__(self, email: str) -> None:
        self.email = email
        self._key = rsa.generate_private_key(65537, 2048)

    def write(self, path: Path, project: str) -> None:
        """Write the file that ``GOOGLE_APPLICATION_CREDENTIALS`` names."""
        private = self._key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        known = {
            "type": "service_account",
            "project_id": project,
            "private_key_id": "stand-in",
            "private_key": private.decode(),
            "client_email": self.email,
            "token_uri": "http://127.0.0.1:9/token",  # nothing listens: no token is needed
        }
        path.write_text(json.dumps(known))
        path.chmod(0o600)

    def signed(self, text: str, signature: str) -> bool:
        """Whether ``signature`` (hexadecimal) is this account's of ``text``."""
        try:
            self._key.public_key().verify(
                bytes.fromhex(signature), text.encode(), padding.PKCS1v15(), hashes.SHA256()
            )
        except (InvalidSignature, ValueError):
            return False
        return True


def refusal_of(method: str, target: str, headers: Mapping[str, str], signer: Signer) -> str | None:
    """Return why a request may not have what it asks for, ``None`` if it may."""
    query = parse_qsl(urlsplit(target).query, keep_blank_values=True)
    given = {name.removeprefix("X-Goog-"): value for name, value in query}
    if len(given) < len(query) or not given.keys() >= _NEEDED:
        return "AccessDenied: not signed"
    if "host" not in given["SignedHeaders"].split(";"):
        return "AccessDenied: host is not signed"
    scope = f"{given['Date'][:8]}/auto/storage/goog4_request"
    if given["Algorithm"] != _ALGORITHM or given["Credential"] != f"{signer.email}/{scope}":
        return "AccessDenied: unknown algorithm or credential"
    digest = hashlib.sha256(_canonical(method, target, headers).encode()).hexdigest()
    text = f"{_ALGORITHM}\n{given['Date']}\n{scope}\n{digest}"
    if not signer.signed(text, given["Signature"]):
        return "SignatureDoesNotMatch"
    return _time_refusal(given["Date"], given["Expires"])


def _canonical(method: str, target: str, headers: Mapping[str, str]) -> str:
    parts = urlsplit(target)
    query = sorted(parse_qsl(parts.query, keep_blank_values=True))
    signed = dict(query)["X-Goog-SignedHeaders"]
    return "\n".join(
        [
            method,
            parts.path,
            "&".join(
                f"{_escaped(name)}={_escaped(value)}"
                for name, value in query
                if name != "X-Goog-Signature"
            ),
            *(f"{name}:{' '.join(headers.get(name, '').split())}" for name in signed.split(";")),
            "",
            signed,
            "UNSIGNED-PAYLOAD",
        ]
    )


def _time_refusal(date: str, expires: str) -> str | None:
    if not re.fullmatch(r"\d{8}T\d{6}Z", date) or not re.fullmatch(r"\d{1,6}", expires):
        return "InvalidArgument: X-Goog-Date or X-Goog-Expires"
    signed = datetime.strptime(date, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    now = datetime.now(UTC)
    if int(expires) > _MOST_SECONDS or signed > now + _AHEAD:
        return "InvalidArgument: it lasts too long"
    return "ExpiredToken" if now > signed + timedelta(seconds=int(expires)) else None


def _escaped(text: str) -> str:
    return quote(text, safe="-_.~")
