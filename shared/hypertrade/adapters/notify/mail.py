"""Mail by SMTP (RFC 5321), in plain text."""

from __future__ import annotations

import contextlib
import logging
import smtplib
import socket
import ssl
import threading
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING

from hypertrade.domain.channels import one_line
from hypertrade.domain.credentials import checked_email
from hypertrade.domain.errors import Invalid
from hypertrade.ports.notifier import DELIVERED, Receipt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypertrade.domain.mailing import MailServer, Sender
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.notifier import Message

SECONDS = 10.0
"""How long the mail server may take for each of its answers."""
TOTAL_SECONDS = 25.0
"""How long it may take for all of them together, however they come."""
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_LONGEST_SUBJECT = 150
_LONGEST_DETAIL = 200

_LOG = logging.getLogger(__name__)


class Mail:
    """Sends mail through one server."""

    def __init__(
        self,
        server: MailServer,
        mail_from: Sender,
        clock: Clock,
        context: ssl.SSLContext | None = None,
    ) -> None:
        """Send through ``server``, whose certificate is verified by ``context``."""
        self._server = server
        self._from = mail_from
        self._clock = clock
        self._context = context

    def check(self, to: str) -> str:
        """Return an address in lower case, as ``Notifier.check`` says."""
        address = checked_email(to, field="to.address")
        if not (address.isascii() and address.isprintable()):
            raise Invalid(
                "an address is written in ASCII letters",
                field="to.address",
                remedy="Write a domain with other letters as xn--...",
            )
        return address

    def send(self, message: Message) -> Receipt:
        """Send a message, as ``Notifier.send`` says."""
        mail = self._mail(message)
        try:
            with self._session() as session:
                session.send_message(mail, self._from.email, [message.to])
        except smtplib.SMTPAuthenticationError:
            _LOG.error("the mail server refuses HYPERTRADE_SMTP_URL's user and password")
            return Receipt("refused", "the mail server does not let this platform in")
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            text = one_line(said.decode("utf-8", "replace"), _LONGEST_DETAIL)
            return Receipt("refused", f"the mail server does not take this address: {code} {text}")
        except (smtplib.SMTPException, OSError) as error:
            _LOG.warning("mail %s is not sent: %s", message.id, type(error).__name__)
            return Receipt("refused", "the mail server does not take it now")
        return DELIVERED

    def _mail(self, message: Message) -> EmailMessage:
        mail = EmailMessage(policy=SMTP)
        mail["From"] = Address(self._from.name, addr_spec=self._from.email)
        mail["To"] = message.to
        # On one line: what follows a line's end would be a header of a stranger's.
        mail["Subject"] = one_line(message.subject, _LONGEST_SUBJECT)
        mail["Date"] = self._clock.now()
        mail["Message-ID"] = f"<{message.id}@{self._from.domain}>"
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence is answered
        mail.set_content(message.text)
        return mail

    @contextlib.contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        server = self._server
        # Our own name is not looked up: that may take as long as a lookup takes.
        name = self._from.domain
        context = self._context or ssl.create_default_context()
        if server.secure:
            session: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, name, timeout=SECONDS, context=context
            )
        else:
            session = smtplib.SMTP(server.host, server.port, name, timeout=SECONDS)
        with session, _ended_after(TOTAL_SECONDS, session):
            if not server.secure:
                session.ehlo()
                if session.has_extn("starttls"):
                    session.starttls(context=context)
                elif server.user and server.host not in _HERE:
                    raise smtplib.SMTPNotSupportedError("no TLS, and a password to send")
            if server.user:
                session.login(server.user, server.password)
            yield session


@contextlib.contextmanager
def _ended_after(seconds: float, session: smtplib.SMTP) -> Iterator[None]:
    """Break a session off after so long: whoever waits in it is told that it is over."""

    def end() -> None:
        if session.sock is not None:
            with contextlib.suppress(OSError):
                # The plain socket's: that of TLS would pull the rug from under who reads.
                socket.socket.shutdown(session.sock, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
