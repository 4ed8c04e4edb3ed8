"""Tokens that Cloud Tasks sends: ours, for us, in their time, signed by Google; nothing else."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypertrade.adapters.gcp.callers import GoogleCallers
from hypertrade.domain.errors import Unauthenticated, Unavailable

from tests.stand_ins.google.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AUDIENCE = "https://api.example.org"
ACCOUNT = "tasks@my-project.iam.gserviceaccount.com"


@pytest.fixture(scope="module")
def google() -> Iterator[Tokens]:
    tokens = Tokens()
    yield tokens
    tokens.stop()


@pytest.fixture(scope="module")
def callers(google: Tokens) -> GoogleCallers:
    return GoogleCallers(audience=AUDIENCE, account=ACCOUNT, certificates=google.certificates)


def test_a_token_of_our_account_holds(google: Tokens, callers: GoogleCallers) -> None:
    callers.verify(f"Bearer {google.sign(ACCOUNT, AUDIENCE)}")
    short = google.sign(ACCOUNT, AUDIENCE, iss="accounts.google.com")
    callers.verify(f"Bearer {short}")


def _resigned(google: Tokens, key: rsa.RSAPrivateKey | str, algorithm: str) -> str:
    token = google.sign(ACCOUNT, AUDIENCE)
    claims = jwt.decode(token, options={"verify_signature": False})
    kid = jwt.get_unverified_header(token)["kid"]
    return jwt.encode(claims, key, algorithm, {"kid": kid})


def _tampered(google: Tokens) -> str:
    head, _, signature = google.sign("eve@example.org", AUDIENCE).split(".")
    claims = google.sign(ACCOUNT, AUDIENCE).split(".")[1]
    return f"{head}.{claims}.{signature}"


WRONG: dict[str, Callable[[Tokens], str]] = {
    "of another audience": lambda google: google.sign(ACCOUNT, "https://other.example.org"),
    "of another account": lambda google: google.sign("eve@example.org", AUDIENCE),
    "of an account without proof": lambda google: google.sign(
        ACCOUNT, AUDIENCE, email_verified=False
    ),
    "of an account that claims proof": lambda google: google.sign(
        ACCOUNT, AUDIENCE, email_verified="true"
    ),
    "of another issuer": lambda google: google.sign(ACCOUNT, AUDIENCE, iss="https://evil.example"),
    "expired": lambda google: google.sign(ACCOUNT, AUDIENCE, exp=int(time.time()) - 60),
    "without an end": lambda google: google.sign(ACCOUNT, AUDIENCE, exp=None),
    "from the future": lambda google: google.sign(ACCOUNT, AUDIENCE, iat=int(time.time()) + 600),
    "tampered with": _tampered,
    "signed with another key": lambda google: _resigned(
        google, rsa.generate_private_key(65537, 2048), "RS256"
    ),
    "signed with a secret": lambda google: _resigned(google, json.dumps({}) * 20, "HS256"),
    "nothing": lambda _: "",
    "nonsense": lambda _: "a.b.c",
}


@pytest.mark.parametrize("forge", WRONG.values(), ids=WRONG)
def test_no_other_token_does(
    google: Tokens, callers: GoogleCallers, forge: Callable[[Tokens], str]
) -> None:
    with pytest.raises(Unauthenticated):
        callers.verify(f"Bearer {forge(google)}")


def test_it_is_a_bearer_token(google: Tokens, callers: GoogleCallers) -> None:
    for header in (google.sign(ACCOUNT, AUDIENCE), "", "Basic " + google.sign(ACCOUNT, AUDIENCE)):
        with pytest.raises(Unauthenticated):
            callers.verify(header)


def test_without_googles_keys_nobody_is_judged(google: Tokens) -> None:
    nowhere = "http://127.0.0.1:9/certs"
    callers = GoogleCallers(audience=AUDIENCE, account=ACCOUNT, certificates=nowhere)
    with pytest.raises(Unavailable):
        callers.verify(f"Bearer {google.sign(ACCOUNT, AUDIENCE)}")
