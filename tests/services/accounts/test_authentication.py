"""Who asks: from a header to a principal, or nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypertrade.adapters.local.identity import PROJECT, LocalIdentity
from hypertrade.domain.errors import Denied, Unauthenticated
from hypertrade.domain.principals import Role, Scope
from hypertrade.services.accounts.profiles import AT_HAND

from tests.services.accounts.conftest import OPERATOR, PASSWORD, VISIT
from tests.stand_ins.forging import FORGERIES, Mint

if TYPE_CHECKING:
    from tests.services.accounts.conftest import House

EVERYTHING = frozenset(Scope)


def test_a_person_is_known_by_their_token(house: House) -> None:
    session = house.sign_up("ada@example.com", "Ada")
    principal = house.come_in(session)
    assert (principal.id, principal.email) == (session.user, "ada@example.com")
    assert principal.roles == {Role.USER}
    assert principal.scopes == EVERYTHING - {Scope.ADMIN}
    assert (principal.plan, principal.key_id) == ("own", None)
    assert principal.signed_in == house.clock.now()
    # The scheme is written in any case (RFC 9110, 11.1).
    assert house.accounts.authenticate(f"bearer  {session.id_token}") == principal


@pytest.mark.parametrize(
    "header",
    [
        *(None, "", "Bearer", "Bearer ", "Basic YTpi", "ht_x", "Bearer x", "Bearer a b"),
        *("Bearer ht_", "Bearer ht_x_y", "Bearer " + "x" * 10_000, "Bearer \x00", "Bearer ☃"),
    ],
)
def test_nobody_is_refused(house: House, header: str | None) -> None:
    with pytest.raises(Unauthenticated) as refused:
        house.accounts.authenticate(header)
    assert refused.value.field == "Authorization"


def local_identity(house: House) -> LocalIdentity:
    identity = house.accounts.identity
    assert isinstance(identity, LocalIdentity)
    return identity


@pytest.mark.parametrize("what", FORGERIES)
def test_a_forged_token_is_refused(house: House, what: str) -> None:
    from hypertrade.adapters.local.identity import LocalIdentity

    identity = house.accounts.identity
    assert isinstance(identity, LocalIdentity)
    mint = Mint(
        PROJECT, identity._tokens._key, identity._tokens.key_id, house.clock.now().timestamp()
    )
    with pytest.raises(Unauthenticated):
        house.accounts.authenticate(f"Bearer {FORGERIES[what](mint)}")


def test_who_signed_up_elsewhere_gets_a_profile_when_first_seen(house: House) -> None:
    session = house.accounts.identity.sign_up("ada@example.com", PASSWORD, "Ada")
    house.come_in(session)
    profile = house.accounts.profiles.users.require(session.user).value
    assert (profile.email, profile.name, profile.plan) == ("ada@example.com", "Ada", "own")
    assert [entry.what for entry in house.audit(session.user)] == ["account.signed_up"]
    house.again().come_in(session)
    assert len(house.audit(session.user)) == 1


def test_an_operator_has_a_verified_address(house: House) -> None:
    assert house.operator().roles == {Role.USER, Role.OPERATOR}
    assert Scope.ADMIN in house.operator().scopes


def test_an_address_that_nobody_verified_makes_no_operator(house: House) -> None:
    principal = house.somebody(OPERATOR)
    assert Role.OPERATOR not in principal.roles
    assert Scope.ADMIN not in principal.scopes


def test_a_token_is_over_after_an_hour_though_it_was_just_checked(house: House) -> None:
    session = house.sign_up("ada@example.com")
    house.clock.move(3599)
    house.come_in(session)
    house.clock.move(1)
    with pytest.raises(Unauthenticated):
        house.come_in(session)


def test_signing_out_ends_every_session_at_once_and_no_key(house: House) -> None:
    first = house.sign_up("ada@example.com")
    second = house.accounts.sign_ins.sign_in("ada@example.com", PASSWORD, VISIT)
    principal = house.come_in(first)
    key = house.accounts.keys.create(principal, "bot", [Scope.RUNS_READ], VISIT)
    house.accounts.sign_ins.sign_out(house.come_in(second), VISIT)
    for session in (first, second):
        with pytest.raises(Unauthenticated):
            house.come_in(session)
        with pytest.raises(Unauthenticated):
            house.accounts.sign_ins.renew(session.refresh_token)
    assert house.accounts.authenticate(f"Bearer {key.text}").id == first.user
    house.come_in(house.accounts.sign_ins.sign_in("ada@example.com", PASSWORD, VISIT))


def test_another_process_hears_of_a_sign_out_within_seconds(house: House) -> None:
    session = house.sign_up("ada@example.com")
    other = house.again()
    principal = other.come_in(session)
    house.accounts.sign_ins.sign_out(principal, VISIT)
    house.clock.move(AT_HAND + 0.1)
    with pytest.raises(Unauthenticated):
        other.come_in(session)


def test_a_changed_password_ends_every_session(house: House) -> None:
    session = house.sign_up("ada@example.com")
    house.accounts.sign_ins.change_password(house.come_in(session), "another four words", VISIT)
    with pytest.raises(Unauthenticated):
        house.come_in(session)
    with pytest.raises(Unauthenticated):
        house.accounts.sign_ins.sign_in("ada@example.com", PASSWORD, VISIT)
    house.come_in(house.accounts.sign_ins.sign_in("ada@example.com", "another four words", VISIT))


def test_a_password_is_changed_only_lately_signed_in(house: House) -> None:
    session = house.sign_up("ada@example.com")
    house.clock.move(601)
    session = house.accounts.sign_ins.renew(session.refresh_token)
    principal = house.come_in(session)
    with pytest.raises(Unauthenticated, match="last 10 minutes"):
        house.accounts.sign_ins.change_password(principal, "another four words", VISIT)


def test_an_ended_session_does_no_dangerous_act_though_its_request_was_let_in(
    house: House,
) -> None:
    principal = house.somebody("ada@example.com")
    house.again().accounts.sign_ins.sign_out(principal, VISIT)
    with pytest.raises(Unauthenticated):
        house.accounts.sign_ins.change_password(principal, "another four words", VISIT)
    with pytest.raises(Unauthenticated):
        house.accounts.keys.create(principal, "bot", [Scope.RUNS_READ], VISIT)


def test_a_suspended_user_is_let_in_nowhere(house: House) -> None:
    session = house.sign_up("ada@example.com")
    principal = house.come_in(session)
    key = house.accounts.keys.create(principal, "bot", [Scope.RUNS_READ], VISIT)
    operator = house.operator()
    house.accounts.members.suspend(operator, session.user, "spam", VISIT)
    with pytest.raises(Unauthenticated):
        house.come_in(session)
    with pytest.raises(Denied):
        house.accounts.authenticate(f"Bearer {key.text}")
    with pytest.raises(Denied):
        house.accounts.sign_ins.sign_in("ada@example.com", PASSWORD, VISIT)
    house.accounts.members.restore(operator, session.user, VISIT)
    house.come_in(house.accounts.sign_ins.sign_in("ada@example.com", PASSWORD, VISIT))
    house.accounts.authenticate(f"Bearer {key.text}")


def test_who_was_deleted_comes_not_back_with_a_token_in_hand(house: House) -> None:
    session = house.sign_up("ada@example.com")
    other = house.again()
    other.come_in(session)
    house.accounts.identity.delete(session.user)
    users = house.accounts.profiles.users
    users.documents.commit([users.deletion(users.require(session.user))])
    other.clock.move(AT_HAND + 0.1)
    with pytest.raises(Unauthenticated):
        other.come_in(session)
    assert users.find(session.user) is None


def test_a_profile_follows_the_address_of_the_account(house: House) -> None:
    session = house.sign_up("ada@example.com")
    house.come_in(session)
    book = local_identity(house)._book
    with book.writing():
        book._write("UPDATE people SET email = 'ada@example.org'")
    renewed = house.accounts.sign_ins.renew(session.refresh_token)
    assert house.come_in(renewed).email == "ada@example.org"
    assert house.accounts.profiles.users.require(session.user).value.email == "ada@example.org"


def test_failures_are_in_the_audit_log_of_the_account_without_its_address(house: House) -> None:
    session = house.sign_up("ada@example.com")
    house.clock.move(1)
    for email in ("ada@example.com", "nobody@example.com"):
        with pytest.raises(Unauthenticated):
            house.accounts.sign_ins.sign_in(email, "a wrong password", VISIT)
    *_, failed = house.audit(session.user)
    assert (failed.what, failed.address, failed.request) == (
        "account.sign_in_failed",
        VISIT.address,
        VISIT.request,
    )
    (unknown,) = house.audit("nobody")
    assert unknown.what == "account.sign_in_failed"
    assert "nobody@example.com" not in unknown.canonical_json()
