"""The certificate: a report, its hash, and a signature that says whose it is."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, ValidationError

from hypertrade.domain.base import Document, canonical_json
from hypertrade.domain.errors import Denied, Invalid
from hypertrade.robustness import signing
from hypertrade.robustness.report import Report

if TYPE_CHECKING:
    from pathlib import Path

_SIGNED = ("format", "version", "created", "report")


class Certificate(Document):
    """A signed report.

    ``sha256`` is of the canonical JSON (sorted keys, no spaces, UTF-8) of ``format``, ``version``,
    ``created`` and ``report``; ``signature`` is the Ed25519 signature of its 64 hexadecimal digits
    by the key whose public half is ``public_key``, both in base64.
    """

    format: Literal["hypertrade-certificate"] = "hypertrade-certificate"
    version: Literal[1] = 1
    created: datetime
    report: Report
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    public_key: str
    signature: str


def issue(report: Report, keys: Path, created: datetime) -> str:
    """Return the certificate of ``report`` as JSON text, signed by the key in the folder ``keys``.

    Raises:
        Unavailable: the key cannot be made or read.
    """
    signed: dict[str, Any] = {
        "format": "hypertrade-certificate",
        "version": 1,
        "created": created.isoformat(timespec="seconds"),
        "report": report.model_dump(mode="json"),
    }
    digest = _digest(signed)
    public, signature = signing.sign(keys, digest.encode())
    whole = signed | {"sha256": digest, "public_key": public, "signature": signature}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def verify(text: str, *, field: str = "certificate") -> Certificate:
    """Return the certificate in ``text`` if nothing in it was changed since it was signed.

    Whose key signed it is for the caller to judge: ``public_key``.

    Raises:
        Invalid: it is no certificate.
        Denied: the content does not match its hash, or the signature does not match its key.
    """
    try:
        whole = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise Invalid("is not JSON", field=field, remedy=_REMEDY) from error
    if not isinstance(whole, dict) or whole.get("format") != "hypertrade-certificate":
        raise Invalid("is no certificate of HyperTrade", field=field, remedy=_REMEDY)
    # The hash is taken of what the file says, before anything is read into it.
    signed = {name: whole.get(name) for name in _SIGNED}
    digest = _digest(signed)
    if digest != whole.get("sha256"):
        raise Denied(
            "the certificate was changed after it was signed: its content does not match its hash",
            field=field,
            remedy=_FORGED,
        )
    keys = str(whole.get("public_key")), str(whole.get("signature"))
    if not signing.is_signed(*keys, digest.encode()):
        raise Denied(
            "the certificate's signature is not its key's: somebody wrote a new hash, or a new key",
            field=field,
            remedy=_FORGED,
        )
    try:
        return Certificate.model_validate_json(text)
    except ValidationError as error:
        raise Invalid(
            "was made by another version of HyperTrade, whose certificates read otherwise",
            field=field,
            remedy="Verify it with the version it names, or make a new one.",
        ) from error


def differences(certified: Report, again: Report) -> list[str]:
    """Return the names of the parts in which two reports differ, empty if they are equal.

    Sentences are compared as they read in English: older certificates have no others.
    """
    one, other = (_in_english(each.model_dump(mode="json")) for each in (certified, again))
    return [name for name in one if canonical_json(one[name]) != canonical_json(other[name])]


def _in_english(value: Any) -> Any:
    """Return a JSON ``value`` without what it says as data beside the English text."""
    if isinstance(value, list):
        return [_in_english(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _in_english(each)
        for name, each in value.items()
        if name not in _AS_DATA or _AS_DATA[name] not in value
    }


_AS_DATA = {"told": "text", "figure_told": "figure", "reasons_told": "reasons"}
"""Fields that say as data what another says in English."""


def _digest(signed: dict[str, Any]) -> str:
    return hashlib.sha256(canonical_json(signed).encode()).hexdigest()


_REMEDY = "Give the certificate.json that `hypertrade robustness` wrote."
_FORGED = "Trust nothing in it; ask for the original, or make your own: hypertrade robustness."
