"""Whom a provider's token belongs to: only tokens made out to us say so."""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypertrade.adapters.oauth.exchange import CodeFlow
from hypertrade.adapters.oauth.persons import Persons, Somebody
from hypertrade.domain.errors import NotFound, Unauthenticated, Unavailable

from tests.stand_ins.oauth_provider import CLIENTS, Account, Provider, running_provider

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ADA = Account("42", "Ada@Example.com")


@pytest.fixture(scope="module")
def at() -> Iterator[Provider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def persons(at: Provider) -> Persons:
    return Persons(CLIENTS, at.addresses)


def test_google_says_who_it_is(at: Provider, persons: Persons) -> None:
    nonce = hashlib.sha256(b"a nonce").hexdigest()
    token = at.google_token(ADA, nonce)
    assert persons.who("google", token, nonce="a nonce") == Somebody(
        "42", "ada@example.com", verified=True, name="Ada"
    )


BAD: dict[str, Callable[[Provider], str]] = {
    "for another application": lambda at: at.google_token(ADA, aud="another"),
    "of another issuer": lambda at: at.google_token(ADA, iss="https://example.com"),
    "over": lambda at: at.google_token(ADA, iat=1, exp=int(time.time()) - 60),
    "without an address": lambda at: at.google_token(ADA, email=None),
    "of another key": lambda at: jwt.encode(
        jwt.decode(at.google_token(ADA), options={"verify_signature": False}),
        rsa.generate_private_key(65537, 2048),
        "RS256",
        headers={"kid": "google-1"},
    ),
    "unsigned": lambda at: jwt.encode(
        jwt.decode(at.google_token(ADA), options={"verify_signature": False}),
        "",
        "none",
        headers={"kid": "google-1"},
    ),
    "nonsense": lambda _: "nonsense",
}


@pytest.mark.parametrize("what", BAD)
def test_a_token_of_google_that_is_not_for_us_is_refused(
    at: Provider, persons: Persons, what: str
) -> None:
    with pytest.raises(Unauthenticated):
        persons.who("google", BAD[what](at), nonce="")


def test_a_token_of_google_for_another_sign_in_is_refused(at: Provider, persons: Persons) -> None:
    token = at.google_token(ADA, hashlib.sha256(b"another").hexdigest())
    with pytest.raises(Unauthenticated):
        persons.who("google", token, nonce="a nonce")


def test_an_address_that_google_did_not_verify_is_told(at: Provider, persons: Persons) -> None:
    for said in (False, "true", None):
        token = at.google_token(ADA, email_verified=said)
        assert not persons.who("google", token, nonce="").verified


def test_github_says_who_it_is_by_the_primary_address(at: Provider, persons: Persons) -> None:
    somebody = persons.who("github", at.github_token(ADA), nonce="")
    assert somebody == Somebody("42", "ada@example.com", verified=True, name="Ada")
    unverified = at.github_token(Account("7", "eve@example.com", verified=False))
    assert not persons.who("github", unverified, nonce="").verified


@pytest.mark.parametrize("client", ["another-client", None])
def test_a_token_of_github_that_is_not_for_us_is_refused(
    at: Provider, persons: Persons, client: str | None
) -> None:
    token = at.github_token(ADA, client) if client else "nonsense"
    with pytest.raises(Unauthenticated):
        persons.who("github", token, nonce="")


@pytest.mark.parametrize("provider", ["google", "github"])
def test_a_silent_provider_may_speak_later(provider: str) -> None:
    with running_provider() as at:
        at.silent = True
        persons, flow = Persons(CLIENTS, at.addresses), CodeFlow(CLIENTS, at.addresses)
        with pytest.raises(Unavailable):
            persons.who(provider, at.google_token(ADA), nonce="")  # type: ignore[arg-type]
        with pytest.raises(Unavailable):
            flow.exchange(provider, "code", redirect="", verifier="")  # type: ignore[arg-type]


@pytest.mark.parametrize("provider", ["google", "github"])
def test_a_provider_we_are_not_registered_with_is_not_found(provider: str) -> None:
    with pytest.raises(NotFound):
        Persons({}).who(provider, "token", nonce="")  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        CodeFlow({}).exchange(provider, "code", redirect="", verifier="")  # type: ignore[arg-type]


def test_the_secret_shows_in_no_text() -> None:
    for client in CLIENTS.values():
        assert client.secret not in repr(client)
