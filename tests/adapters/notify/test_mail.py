"""Mail through a real server: what arrives, and that nobody's text becomes a header."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypertrade.adapters.notify.mail import Mail
from hypertrade.domain.errors import Invalid
from hypertrade.domain.mailing import MailServer, Sender
from hypertrade.ports.notifier import Message

from tests.ports.clocks import Hands
from tests.stand_ins.mailbox import PASSWORD, USER, running_mailbox
from tests.stand_ins.receiver import silent_port, trust

if TYPE_CHECKING:
    import ssl
    from pathlib import Path

FROM = Sender.of("HyperTrade <no-reply@example.org>")
LOGIN = f"{quote(USER, safe='')}:{quote(PASSWORD, safe='')}@"


def mail(url: str, context: ssl.SSLContext | None = None) -> Mail:
    return Mail(MailServer.of(url), FROM, Hands(), context)


def message(**changes: Any) -> Message:
    given: dict[str, Any] = {
        "id": "channel-notice",
        "to": "ada@example.com",
        "subject": "HyperTrade: Backtest succeeded",
        "text": "Profit +1.00%\nhttp://localhost:8080/runs/1\n",
        "event": "run.succeeded",
        "at": datetime(2026, 3, 1, tzinfo=UTC),
    }
    return Message(**{**given, **changes})


def test_a_message_arrives_as_plain_text() -> None:
    with running_mailbox() as box:
        assert mail(f"smtp://127.0.0.1:{box.port}").send(message()).outcome == "delivered"
    [got] = box.taken
    assert (box.senders, box.recipients) == (["no-reply@example.org"], ["ada@example.com"])
    assert got["From"] == "HyperTrade <no-reply@example.org>"
    assert (got["To"], got["Subject"]) == ("ada@example.com", "HyperTrade: Backtest succeeded")
    assert got["Message-ID"] == "<channel-notice@example.org>"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["Date"].datetime == Hands().now()
    assert got.get_content_type() == "text/plain"
    assert got.get_content().splitlines() == ["Profit +1.00%", "http://localhost:8080/runs/1"]


@pytest.mark.parametrize(
    "subject",
    [
        "A\r\nBcc: eve@example.com",
        "A\nBcc: eve@example.com\n\nanother body",
        "A\rBcc: eve@example.com",
        "A\x85Bcc: eve@example.com",
        "A\u2028Bcc: eve@example.com",
        "A\x00\x1b[31mBcc: eve@example.com",
        "é" * 500 + "\r\nBcc: eve@example.com",
    ],
)
def test_a_subject_brings_no_header_and_no_recipient(subject: str) -> None:
    with running_mailbox() as box:
        server = mail(f"smtp://127.0.0.1:{box.port}")
        assert server.send(message(subject=subject)).outcome == "delivered"
    [got] = box.taken
    assert box.recipients == ["ada@example.com"]
    assert got["Bcc"] is None
    assert set(got.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Type",
        "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    assert "\n" not in got["Subject"]
    assert got.get_content().startswith("Profit")


def test_a_text_of_any_letters_and_dots_arrives_as_it_is() -> None:
    text = "Größe − 💹\n.\n..\nRCPT TO:<eve@example.com>\n" + "x" * 3000 + "\n"
    with running_mailbox() as box:
        mail(f"smtp://127.0.0.1:{box.port}").send(message(text=text))
    assert box.taken[0].get_content().splitlines() == text.splitlines()
    assert box.recipients == ["ada@example.com"]


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_password_goes_by_tls_to_a_server_that_was_verified(tmp_path: Path, scheme: str) -> None:
    theirs = trust(tmp_path, "127.0.0.1")
    tls = theirs.server if scheme == "smtps" else None
    starttls = theirs.server if scheme == "smtp" else None
    with running_mailbox(tls=tls, starttls=starttls, auth=scheme == "smtp") as box:
        url = f"{scheme}://{LOGIN if scheme == 'smtp' else ''}127.0.0.1:{box.port}"
        assert mail(url, theirs.client).send(message()).outcome == "delivered"
        assert mail(url).send(message()).outcome == "refused", "nobody vouches for it"
    assert len(box.taken) == 1
    assert box.secure == [True]


def test_a_wrong_password_is_told_without_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    theirs = trust(tmp_path, "127.0.0.1")
    with running_mailbox(starttls=theirs.server, auth=True) as box:
        right = mail(f"smtp://{LOGIN}127.0.0.1:{box.port}", theirs.client)
        assert right.send(message()).outcome == "delivered"
        wrong = mail(f"smtp://ada:wr0ng-one@127.0.0.1:{box.port}", theirs.client)
        receipt = wrong.send(message())
    assert receipt.outcome == "refused"
    assert "does not let this platform in" in (receipt.detail or "")
    for secret in ("wr0ng-one", PASSWORD):
        assert secret not in caplog.text + repr(receipt) + repr(wrong._server)


def test_a_password_does_not_go_in_the_open(monkeypatch: pytest.MonkeyPatch) -> None:
    with running_mailbox() as box:
        elsewhere = MailServer("127.0.0.1", box.port, secure=False, user=USER, password=PASSWORD)
        monkeypatch.setattr("hypertrade.adapters.notify.mail._HERE", frozenset())
        assert Mail(elsewhere, FROM, Hands()).send(message()).outcome == "refused"
        assert not box.taken
        monkeypatch.undo()
        assert mail(f"smtp://127.0.0.1:{box.port}").send(message()).outcome == "delivered"


def test_an_address_that_is_refused_is_told(caplog: pytest.LogCaptureFixture) -> None:
    with running_mailbox() as box:
        box.refusal = "550 5.1.1 no such user"
        receipt = mail(f"smtp://127.0.0.1:{box.port}").send(message())
    assert receipt.outcome == "refused"
    assert receipt.detail == "the mail server does not take this address: 550 5.1.1 no such user"
    assert "ada@example.com" not in caplog.text


def test_a_server_that_is_away_or_silent_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hypertrade.adapters.notify.mail.SECONDS", 0.2)
    with silent_port() as port:
        assert mail(f"smtp://127.0.0.1:{port}").send(message()).outcome == "refused"
    assert mail(f"smtp://127.0.0.1:{port}").send(message()).outcome == "refused"


def test_a_server_that_drips_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line of a greeting without an end comes in time."""
    monkeypatch.setattr("hypertrade.adapters.notify.mail.TOTAL_SECONDS", 0.3)
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            connection, _ = listening.accept()
            with connection, contextlib.suppress(OSError):
                connection.sendall(b"220 mail.example.org\r\n")
                while not ended.wait(0.02):
                    connection.sendall(b"250-more\r\n")

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        port = listening.getsockname()[1]
        assert mail(f"smtp://127.0.0.1:{port}").send(message()).outcome == "refused"
        ended.set()
        thread.join()


@pytest.mark.parametrize(
    "address",
    ["ada", "ada@", "@example.com", "ada@example", "a b@example.com", "ada@example.com\r\nBcc: x",
     "ada@example.com, eve@example.com", "<ada@example.com>", "ada@bücher.example", "a\x00@x.org",
     "a\x7f@x.org"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Invalid) as refused:
        mail("smtp://127.0.0.1").check(address)
    assert refused.value.field == "to.address"


def test_an_address_is_taken_in_lower_case() -> None:
    assert mail("smtp://127.0.0.1").check(" Ada@Example.com ") == "ada@example.com"


def test_a_mail_server_as_an_operator_writes_it() -> None:
    server = MailServer.of(f"smtps://{LOGIN}mail.example.org")
    assert (server.host, server.port, server.secure) == ("mail.example.org", 465, True)
    assert (server.user, server.password) == (USER, PASSWORD)
    assert MailServer.of("smtp://mail.example.org").port == 587
    assert MailServer.of("smtp://[::1]:2525").host == "::1"


@pytest.mark.parametrize(
    "url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://x:port", "smtp://x/y"]
)
def test_what_is_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(Invalid, match="HYPERTRADE_SMTP_URL"):
        MailServer.of(url)


@pytest.mark.parametrize("text", ["", "HyperTrade", "HyperTrade <x>", "a@b.org\nBcc: c@d.org"])
def test_what_names_no_sender_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="HYPERTRADE_MAIL_FROM"):
        Sender.of(text)
