"""Which mail server sends for this platform, and in whose name, as an operator writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from hypertrade.domain.credentials import checked_email
from hypertrade.domain.errors import Invalid

_PORTS = {"smtp": 587, "smtps": 465}
_SENDER = re.compile(r"(?:([^<>\x00-\x1f\x7f]*)<([^<>\s]+)>|([^<>\s]+))", re.ASCII)


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server: ``secure`` from the first byte on, else by STARTTLS where it offers that."""

    host: str
    port: int
    secure: bool
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, url: str) -> MailServer:
        """Return the server of ``smtp://USER:PASSWORD@HOST:PORT``, or ``smtps://``.

        Raises:
            Invalid: that is no address of one; the error does not repeat it.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        if parts.scheme not in _PORTS or not parts.hostname or parts.path not in {"", "/"}:
            raise Invalid(
                "this is no mail server",
                field="HYPERTRADE_SMTP_URL",
                remedy="Write smtps://USER:PASSWORD@HOST, or smtp:// for STARTTLS; @ and / in the"
                " password as %40 and %2F.",
            )
        return cls(
            host=parts.hostname,
            port=port or _PORTS[parts.scheme],
            secure=parts.scheme == "smtps",
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )


@dataclass(frozen=True, slots=True)
class Sender:
    """In whose name mail comes: an address, and a name that may be empty."""

    name: str
    email: str

    @classmethod
    def of(cls, text: str) -> Sender:
        """Return the sender of ``you@example.com`` or ``Name <you@example.com>``.

        Raises:
            Invalid: it names none.
        """
        match = _SENDER.fullmatch(text.strip())
        try:
            email = checked_email((match[2] or match[3]) if match else "")
        except Invalid as error:
            raise Invalid(
                "mail comes from an address",
                field="HYPERTRADE_MAIL_FROM",
                remedy="Write one such as HyperTrade <no-reply@example.com>.",
            ) from error
        return cls(((match[1] or "") if match else "").strip(' "'), email)

    @property
    def domain(self) -> str:
        """What follows the @."""
        return self.email.rpartition("@")[2]
