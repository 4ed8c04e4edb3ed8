"""What Identity Toolkit answers, in the domain's words: its codes, and its silence."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from hypertrade.adapters.gcp.identity.toolkit import Toolkit
from hypertrade.domain import errors

if TYPE_CHECKING:
    from collections.abc import Iterator


class Answering(ThreadingHTTPServer):
    """Answers every request with ``status`` and ``body``."""

    status = 400
    body = b""

    def error(self, message: str) -> None:
        self.body = json.dumps({"error": {"code": 400, "message": message}}).encode()


@pytest.fixture
def server() -> Iterator[Answering]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(made.status)
            self.send_header("Content-Length", str(len(made.body)))
            self.end_headers()
            self.wfile.write(made.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
            """Say nothing."""

    made = Answering(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def toolkit(server: Answering) -> Iterator[Toolkit]:
    base = f"http://127.0.0.1:{server.server_address[1]}"
    made = Toolkit("any-key", base, base)
    yield made
    made._http.close()


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ("EMAIL_NOT_FOUND", errors.Unauthenticated),
        ("INVALID_PASSWORD", errors.Unauthenticated),
        ("INVALID_LOGIN_CREDENTIALS", errors.Unauthenticated),
        ("EMAIL_EXISTS", errors.Conflict),
        ("WEAK_PASSWORD : Password should be at least 6 characters", errors.Invalid),
        ("USER_DISABLED", errors.Denied),
        ("TOO_MANY_ATTEMPTS_TRY_LATER : Access to this account ...", errors.RateLimited),
        ("OPERATION_NOT_ALLOWED : The provider is disabled", errors.NotFound),
        ("INVALID_IDP_RESPONSE : bad", errors.Unauthenticated),
        ("API key not valid. Please pass a valid API key.", errors.Unavailable),
    ],
)
def test_codes_become_errors(
    server: Answering, toolkit: Toolkit, message: str, error: type[errors.HyperTradeError]
) -> None:
    server.error(message)
    with pytest.raises(errors.HyperTradeError) as raised:
        toolkit.accounts("signInWithPassword")
    assert type(raised.value) is error
    assert "API key" not in str(raised.value)


def test_no_such_account_and_a_wrong_password_sound_the_same(
    server: Answering, toolkit: Toolkit
) -> None:
    said = []
    for message in ("EMAIL_NOT_FOUND", "INVALID_PASSWORD"):
        server.error(message)
        with pytest.raises(errors.Unauthenticated) as raised:
            toolkit.accounts("signInWithPassword")
        said.append(str(raised.value))
    assert said[0] == said[1]


def test_a_disabled_user_has_no_session_to_renew(server: Answering, toolkit: Toolkit) -> None:
    server.error("USER_DISABLED")
    with pytest.raises(errors.Unauthenticated):
        toolkit.renewed("token")


@pytest.mark.parametrize(("status", "body"), [(503, b"{}"), (200, b"<html>"), (200, b"[]")])
def test_faults_of_the_provider_may_pass(
    server: Answering, toolkit: Toolkit, status: int, body: bytes
) -> None:
    server.status, server.body = status, body
    with pytest.raises(errors.Unavailable):
        toolkit.accounts("signUp")


def test_nobody_there_may_pass() -> None:
    with pytest.raises(errors.Unavailable):
        Toolkit("any-key", "http://127.0.0.1:9").accounts("signUp")
