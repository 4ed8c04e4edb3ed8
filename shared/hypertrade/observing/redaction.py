"""What must never stand in a log, and how it is taken out."""

from __future__ import annotations

import re
from typing import Any

GONE = "[redacted]"

SECRET_NAMES = re.compile(
    r"passw|secret|token|authorization|cookie|api[-_]?key|credential|signature|assertion"
    r"|^(code|state|sig|key)$",
    re.IGNORECASE,
)
"""Names of fields, headers and parameters whose values are secrets."""

_SPOKEN = r"[\"']?\s*[:=]\s*"
SECRET_TEXTS = (
    # A JWT: three parts of base64url, of which the first starts with `{"`.
    (re.compile(r"\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+\.?[A-Za-z0-9_-]*"), GONE),
    (re.compile(r"\bht_[A-Za-z0-9]+_[A-Za-z0-9_-]+"), f"ht_{GONE}"),
    (re.compile(r"\b(Bearer|Basic)\s+[^\s\"',;]+", re.IGNORECASE), rf"\1 {GONE}"),
    (
        re.compile(
            r"(?P<name>[\w-]*(?:passw(?:or)?d|secret|token|authorization|api[-_]?key|signature)"
            rf"[\w-]*{_SPOKEN})"
            r"(?P<value>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^\s,;&)}\]]+)",
            re.IGNORECASE,
        ),
        rf"\g<name>{GONE}",
    ),
    (
        re.compile(r"([?&](?:code|state|sig|key|signature|token)=)[^&\s\"']+", re.IGNORECASE),
        rf"\1{GONE}",
    ),
    (re.compile(r"-----BEGIN [^-]+-----.*?-----END [^-]+-----", re.DOTALL), GONE),
)
"""What secrets look like wherever they stand: exceptions, addresses, messages."""


HINT = re.compile(
    r"eyJ|ht_|bearer|basic|passw|secret|token|authorization|cookie|api[-_]?key|credential"
    r"|signature|assertion|\b(?:code|state|sig|key)[\"']?\s*[=:]|-----BEGIN",
    re.IGNORECASE,
)
"""Without any of these a text, or the JSON of a value, holds nothing that is looked for."""
HINT_PARTS = (
    *("eyj", "ht_", "bearer", "basic", "passw", "secret", "token", "authorization", "cookie"),
    *("credential", "signature", "assertion", "code", "state", "sig", "key", "-----begin"),
)
"""Each text in which ``HINT`` finds something holds one of these, in lower case, if it is ASCII."""


def hinted(text: str) -> bool:
    """Return whether a text, or the JSON of a value, may hold what is looked for.

    The pattern is looked for only where a plain search, twenty times as fast, finds a part of it.
    """
    if text.isascii():
        lowered = text.lower()
        if not any(part in lowered for part in HINT_PARTS):
            return False
    return HINT.search(text) is not None


def redact(text: str) -> str:
    """Return ``text`` without what looks like a secret."""
    if not hinted(text):
        return text
    for pattern, instead in SECRET_TEXTS:
        text = pattern.sub(instead, text)
    return text


def redacted(value: Any, name: str = "") -> Any:
    """Return ``value`` without secrets, however deep they stand; ``name`` is its field's."""
    if name and SECRET_NAMES.search(name):
        return GONE
    if isinstance(value, dict):
        return {str(key): redacted(item, str(key)) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redacted(item) for item in value]
    if isinstance(value, str):
        return redact(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    return redact(str(value))
