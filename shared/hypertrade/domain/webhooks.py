"""Webhooks: which addresses may be one, how they are shown, how what is sent there is signed.

Source of the signature: the Standard Webhooks specification (standardwebhooks.com), symmetric.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from hypertrade.domain.errors import Invalid

if TYPE_CHECKING:
    from datetime import datetime

PREFIX = "whsec_"
FIELD = "to.url"
LONGEST_URL = 2000

_PLAIN = re.compile(r"[!-\[\]-~]+", re.ASCII)
"""Visible ASCII but the backslash, which some read as a slash."""
_HOST = re.compile(r"[a-z0-9_][a-z0-9._-]{0,252}|[0-9a-f:.]{2,45}", re.ASCII)
_PORTS = {"https": 443, "http": 80}


def checked_url(url: str, *, private: bool = False) -> SplitResult:
    """Return the parts of an address that may be a webhook's; ``private`` allows http as well.

    Raises:
        Invalid: it may not; the error says what is wrong with it.
    """
    if not _PLAIN.fullmatch(url) or len(url) > LONGEST_URL:
        raise _bad("an address is written in visible ASCII letters, 2,000 at most")
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port_of(parts)
    except ValueError as error:
        raise _bad("this is no address") from error
    if parts.scheme != "https" and not (private and parts.scheme == "http"):
        raise _bad("a webhook is reached by https")
    if parts.username is not None or parts.password is not None:
        raise _bad("an address with a name or password in it is not taken")
    if parts.fragment:
        raise _bad("an address with a fragment (#) is not taken")
    if not _HOST.fullmatch(host):
        raise _bad("the address names no host")
    return parts


def port_of(parts: SplitResult) -> int:
    """Return the port of an address, that of its scheme if it names none.

    Raises:
        ValueError: it is no port.
    """
    port = parts.port
    if port == 0:
        msg = "there is no port 0"
        raise ValueError(msg)
    return port or _PORTS.get(parts.scheme, 443)


def shown_url(parts: SplitResult) -> str:
    """Return an address without its query, which may hold a secret."""
    hidden = "?…" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc}{parts.path}{hidden}"


def secret_text(key: bytes) -> str:
    """Return a key as receivers are given it."""
    return PREFIX + base64.b64encode(key).decode()


def signature(key: bytes, id: str, at: datetime, body: bytes) -> str:  # noqa: A002 - the field's word
    """Return what ``webhook-signature`` says of a message sent ``at`` (UTC, in whole seconds)."""
    signed = f"{id}.{int(at.timestamp())}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def near(host: str) -> Invalid:
    """Return the error of an address whose host is not on the public internet."""
    return _bad(f"{host} is not on the public internet")


def _bad(problem: str) -> Invalid:
    return Invalid(
        problem, field=FIELD, remedy="Write one such as https://hooks.example.com/hypertrade."
    )
