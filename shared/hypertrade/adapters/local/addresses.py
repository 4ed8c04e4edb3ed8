"""Addresses that give one blob to whoever has them, for a while: signed with a key of ours."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from hypertrade.domain.base import canonical_json
from hypertrade.domain.errors import Denied
from hypertrade.ports.checks import checked_address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from hypertrade.ports.clock import Clock

PATH = "/v1/blobs/"


class Addresses:
    """Signs and verifies with HMAC-SHA256 over the name, the end in Unix seconds, and the file."""

    def __init__(self, key: bytes, public_url: str, clock: Clock) -> None:
        """Sign with ``key`` addresses below ``public_url``."""
        self._key = key
        self._public_url = public_url
        self._clock = clock

    def signed(self, name: str, lasts: timedelta, download_as: str | None) -> str:
        """Return an address of the blob ``name`` that holds for ``lasts``.

        Raises:
            Invalid: as ``Blobs.signed_url`` says.
        """
        checked_address(name, lasts, download_as)
        expires = str(int((self._clock.now() + lasts).timestamp()))
        parameters = {"expires": expires}
        if download_as is not None:
            parameters["download"] = download_as
        parameters["signature"] = self._signature(name, expires, download_as)
        return f"{self._public_url}{PATH}{quote(name, safe='/=')}?{urlencode(parameters)}"

    def verified(self, name: str, parameters: Mapping[str, str]) -> str | None:
        """Return what the file is to be saved as, if the address holds.

        Raises:
            Denied: nobody signed it, or its time is over.
        """
        expires, download_as = parameters.get("expires", ""), parameters.get("download")
        signature = self._signature(name, expires, download_as)
        given = parameters.get("signature", "").encode(errors="replace")
        if not hmac.compare_digest(signature.encode(), given):
            raise Denied(
                "this address was not signed here",
                field="signature",
                remedy="Use an address as it was given, unchanged.",
            )
        if int(expires) <= self._clock.now().timestamp():
            raise Denied(
                "the time of this address is over",
                field="expires",
                remedy="Ask for another where this one came from.",
            )
        return download_as

    def _signature(self, name: str, expires: str, download_as: str | None) -> str:
        text = canonical_json(["GET", name, expires, download_as]).encode(errors="replace")
        digest = hmac.new(self._key, text, hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")
