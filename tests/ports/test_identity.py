"""Identity: signing up, in and out, and whom a token belongs to."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.errors import Conflict, Denied, Invalid, NotFound, Unauthenticated

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.ports.identity import Identity, Provider, Session

PORT = "identity"
PASSWORD = "four words of it"  # noqa: S105 - a test's
OTHER = "five words of it now"


def address() -> str:
    return f"{secrets.token_hex(8)}@example.com"


@pytest.fixture
def ada(subject: Identity) -> Session:
    return subject.sign_up(address(), PASSWORD, "Ada")


@pytest.fixture
def vouch(help_with: Callable[[str], Callable[..., Any]]) -> Callable[..., str]:
    return help_with("vouch")


@pytest.fixture
def pass_a_second(help_with: Callable[[str], Callable[..., Any]]) -> Callable[[], None]:
    return help_with("pass_a_second")


def test_signing_up_makes_an_account_and_signs_in(subject: Identity) -> None:
    email = address()
    session = subject.sign_up(f" {email.upper()} ", PASSWORD, "Ada")
    claims = subject.verify(session.id_token, check_revoked=True)
    assert (session.new, session.email, session.expires_in) == (True, email, 3600)
    assert (claims.user, claims.email, claims.name) == (session.user, email, "Ada")
    assert (claims.provider, claims.email_verified) == ("password", False)
    assert claims.expires - claims.issued == timedelta(hours=1)
    assert abs(claims.signed_in - claims.issued) <= timedelta(seconds=1)


def test_an_address_has_one_account(subject: Identity, ada: Session) -> None:
    with pytest.raises(Conflict) as conflict:
        subject.sign_up(ada.email.upper(), OTHER)
    assert conflict.value.field == "email"


@pytest.mark.parametrize(
    ("email", "password", "field"),
    [
        ("nobody", PASSWORD, "email"),
        ("no body@example.com", PASSWORD, "email"),
        ("a@b@example.com", PASSWORD, "email"),
        ("", PASSWORD, "email"),
        (f"{'a' * 250}@example.com", PASSWORD, "email"),
        ("ada@example.com", "too short", "password"),
        ("ada@example.com", "a" * 20, "password"),
        ("ada.lovelace@example.com", "Ada.Lovelace", "password"),
        ("ada@example.com", "long" * 300, "password"),
    ],
)
def test_what_will_not_do_is_named(
    subject: Identity, email: str, password: str, field: str
) -> None:
    with pytest.raises(Invalid) as invalid:
        subject.sign_up(email, password)
    assert invalid.value.field == field


def test_signing_in_takes_the_password(subject: Identity, ada: Session) -> None:
    session = subject.sign_in(ada.email.upper(), PASSWORD)
    assert (session.user, session.new) == (ada.user, False)
    assert subject.verify(session.id_token).user == ada.user


def test_whether_an_address_has_an_account_is_not_told(subject: Identity, ada: Session) -> None:
    answers = []
    for email in (ada.email, address()):
        with pytest.raises(Unauthenticated) as refused:
            subject.sign_in(email, OTHER)
        answers.append(str(refused.value))
    assert answers[0] == answers[1]


def test_renewing_keeps_the_time_of_signing_in(
    subject: Identity, ada: Session, pass_a_second: Callable[[], None]
) -> None:
    pass_a_second()
    pass_a_second()
    renewed = subject.renew(ada.refresh_token)
    before, after = subject.verify(ada.id_token), subject.verify(renewed.id_token)
    assert (renewed.user, renewed.email, renewed.new) == (ada.user, ada.email, False)
    assert after.signed_in == before.signed_in
    assert after.issued > before.issued
    assert subject.renew(renewed.refresh_token).user == ada.user


@pytest.mark.parametrize("token", ["", "x", "☃", "a.b.c", "x" * 5000])
def test_nonsense_renews_and_proves_nothing(subject: Identity, token: str) -> None:
    with pytest.raises(Unauthenticated):
        subject.renew(token)
    with pytest.raises(Unauthenticated):
        subject.verify(token)


def test_another_password_ends_every_session(
    subject: Identity, ada: Session, pass_a_second: Callable[[], None]
) -> None:
    pass_a_second()
    subject.change_password(ada.user, OTHER)
    assert_ended(subject, ada)
    with pytest.raises(Unauthenticated):
        subject.sign_in(ada.email, PASSWORD)
    session = subject.sign_in(ada.email, OTHER)
    assert subject.verify(session.id_token, check_revoked=True).user == ada.user


def test_a_password_that_will_not_do_changes_nothing(subject: Identity, ada: Session) -> None:
    with pytest.raises(Invalid) as invalid:
        subject.change_password(ada.user, "short")
    assert invalid.value.field == "password"
    assert subject.sign_in(ada.email, PASSWORD).user == ada.user


def test_revoking_ends_every_session_and_no_later_one(
    subject: Identity, ada: Session, pass_a_second: Callable[[], None]
) -> None:
    other = subject.sign_in(ada.email, PASSWORD)
    pass_a_second()
    subject.revoke(ada.user)
    assert_ended(subject, ada)
    assert_ended(subject, other)
    later = subject.sign_in(ada.email, PASSWORD)
    assert subject.verify(later.id_token, check_revoked=True).user == ada.user
    assert subject.renew(later.refresh_token).user == ada.user


def test_a_disabled_account_is_shut_until_it_is_not(subject: Identity, ada: Session) -> None:
    subject.disable(ada.user, disabled=True)
    with pytest.raises(Denied):
        subject.sign_in(ada.email, PASSWORD)
    assert_ended(subject, ada)
    subject.disable(ada.user, disabled=False)
    assert subject.sign_in(ada.email, PASSWORD).user == ada.user


def test_a_deleted_account_is_gone(subject: Identity, ada: Session) -> None:
    subject.delete(ada.user)
    subject.delete(ada.user)
    assert_ended(subject, ada)
    with pytest.raises(Unauthenticated):
        subject.sign_in(ada.email, PASSWORD)
    assert subject.sign_up(ada.email, PASSWORD).user != ada.user


def test_nobody_is_not_found(subject: Identity) -> None:
    with pytest.raises(NotFound):
        subject.revoke("nobody")
    with pytest.raises(NotFound):
        subject.disable("nobody", disabled=True)
    with pytest.raises(NotFound):
        subject.change_password("nobody", PASSWORD)


def test_a_code_that_nobody_asked_for_does_no_harm(subject: Identity, ada: Session) -> None:
    assert subject.sign_in(ada.email, PASSWORD, "287082").user == ada.user


def test_second_factors_are_kept_here_or_are_the_providers_own(
    subject: Identity, ada: Session
) -> None:
    factors = subject.second_factors
    if factors is None:
        return
    begun = factors.begin(ada.user)
    assert f"secret={begun.secret}" in begun.uri
    with pytest.raises(Invalid):
        factors.confirm(ada.user, "no code")
    with pytest.raises(NotFound):
        factors.state("nobody")
    with pytest.raises(Conflict):
        factors.renew_recovery(ada.user, "287082")
    assert subject.sign_in(ada.email, PASSWORD).user == ada.user


@pytest.mark.parametrize("provider", ["google", "github"])
def test_a_provider_vouches_for_an_account(
    subject: Identity, vouch: Callable[..., str], provider: Provider
) -> None:
    email, id_ = address(), str(secrets.randbelow(10**9))
    first = subject.sign_in_with(provider, vouch(provider, id_, email))
    claims = subject.verify(first.id_token, check_revoked=True)
    assert (first.new, first.email, claims.email_verified) == (True, email, True)
    assert claims.provider == f"{provider}.com"
    again = subject.sign_in_with(provider, vouch(provider, id_, email))
    assert (again.user, again.new) == (first.user, False)


def test_a_provider_takes_over_no_account_that_nobody_verified(
    subject: Identity, ada: Session, vouch: Callable[..., str]
) -> None:
    with pytest.raises(Conflict):
        subject.sign_in_with("google", vouch("google", "1", ada.email))
    assert subject.sign_in(ada.email, PASSWORD).user == ada.user


def test_what_no_provider_gave_signs_nobody_in(subject: Identity) -> None:
    with pytest.raises(Unauthenticated):
        subject.sign_in_with("google", "nonsense")


def assert_ended(subject: Identity, session: Session) -> None:
    with pytest.raises(Unauthenticated):
        subject.verify(session.id_token, check_revoked=True)
    # Firebase's emulator still renews, but what it gives does not hold either.
    with pytest.raises(Unauthenticated):
        subject.verify(subject.renew(session.refresh_token).id_token, check_revoked=True)
