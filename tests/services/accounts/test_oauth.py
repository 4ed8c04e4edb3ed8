"""The OAuth code flow: nobody is signed in but who began, once, in time, on our own page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from hypertrade.domain.errors import Conflict, Denied, Invalid, NotFound, Unauthenticated
from hypertrade.ports.documents import Query

from tests.services.accounts.conftest import ORIGIN, VISIT
from tests.stand_ins.oauth_provider import Account

if TYPE_CHECKING:
    from hypertrade.ports.identity import Provider, Session

    from tests.services.accounts.conftest import House

ADA = Account("42", "ada@example.com")
BACK = f"{ORIGIN}/signed-in"
PROVIDERS = ["google", "github"]


def sign_in(house: House, provider: Provider, account: Account = ADA) -> Session:
    begun = house.accounts.oauth.start(provider, BACK)
    back = house.provider.approve(begun.address, account)
    return house.accounts.oauth.finish(back["code"], back["state"], begun.proof, VISIT)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_somebody_signs_in_at_a_provider(house: House, provider: Provider) -> None:
    session = sign_in(house, provider)
    assert session.new
    house.clock.move(1)
    principal = house.come_in(session)
    assert principal.email == "ada@example.com"
    again = sign_in(house, provider)
    assert (again.new, again.user) == (False, session.user)
    *first, last = (entry.what for entry in house.audit(session.user))
    assert (set(first), last) == ({"account.signed_up", "account.signed_in"}, "account.signed_in")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_browser_is_sent_with_state_and_challenge(house: House, provider: Provider) -> None:
    asked = parse_qs(urlsplit(house.accounts.oauth.start(provider, BACK).address).query)
    assert asked["redirect_uri"] == [BACK]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) == 43
    assert ("nonce" in asked) == (provider == "google")
    again = parse_qs(urlsplit(house.accounts.oauth.start(provider, BACK).address).query)
    for name in ("state", "code_challenge"):
        assert asked[name] != again[name]


def test_what_is_kept_of_a_state_is_a_digest(house: House) -> None:
    begun = house.accounts.oauth.start("google", BACK)
    state = parse_qs(urlsplit(begun.address).query)["state"][0]
    (kept,) = house.parts.documents.find(Query("oauth_states"))
    assert state not in str(kept)
    assert begun.proof not in str(kept)
    assert begun.proof not in repr(begun)


def test_a_sign_in_is_finished_once(house: House) -> None:
    begun = house.accounts.oauth.start("google", BACK)
    back = house.provider.approve(begun.address, ADA)
    house.accounts.oauth.finish(back["code"], back["state"], begun.proof, VISIT)
    code = house.provider.approve(begun.address, ADA)["code"]
    with pytest.raises(Unauthenticated):
        house.accounts.oauth.finish(code, back["state"], begun.proof, VISIT)


def test_a_sign_in_is_finished_in_the_browser_that_began(house: House) -> None:
    eves, adas = (house.accounts.oauth.start("google", BACK) for _ in range(2))
    back = house.provider.approve(eves.address, Account("666", "eve@example.com"))
    with pytest.raises(Unauthenticated):
        house.accounts.oauth.finish(back["code"], back["state"], adas.proof, VISIT)


def test_a_code_of_another_sign_in_is_worth_nothing(house: House) -> None:
    stolen, mine = (house.accounts.oauth.start("google", BACK) for _ in range(2))
    code = house.provider.approve(stolen.address, ADA)["code"]
    state = house.provider.approve(mine.address, ADA)["state"]
    with pytest.raises(Unauthenticated):
        house.accounts.oauth.finish(code, state, mine.proof, VISIT)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_made_up_code_or_state_is_refused(house: House, provider: Provider) -> None:
    begun = house.accounts.oauth.start(provider, BACK)
    back = house.provider.approve(begun.address, ADA)
    with pytest.raises(Unauthenticated):
        house.accounts.oauth.finish(back["code"], "made-up", begun.proof, VISIT)
    with pytest.raises(Unauthenticated):
        house.accounts.oauth.finish("made-up", back["state"], begun.proof, VISIT)


def test_a_sign_in_is_over_after_ten_minutes_and_forgotten(house: House) -> None:
    begun = house.accounts.oauth.start("google", BACK)
    back = house.provider.approve(begun.address, ADA)
    house.clock.move(600)
    with pytest.raises(Unauthenticated):
        house.accounts.oauth.finish(back["code"], back["state"], begun.proof, VISIT)
    house.accounts.oauth.start("google", BACK)
    house.clock.move(601)
    house.accounts.oauth.start("google", BACK)
    assert house.parts.documents.count("oauth_states", []) == 1


@pytest.mark.parametrize(
    "redirect",
    [
        "https://evil.example.com/back",
        f"{ORIGIN}.evil.example.com/back",
        f"{ORIGIN}@evil.example.com/back",
        "https://user@app.example.com/back",
        "http://app.example.com/back",
        "https://app.example.com:8443/back",
        "//app.example.com/back",
        "/back",
        "",
        "javascript:alert(1)",
        f"{ORIGIN}/back#fragment",
        f"{ORIGIN}\\@evil.example.com",
        f"{ORIGIN}/ba ck",
        f"{ORIGIN}/b\nack",
        f"{ORIGIN}/{'x' * 500}",
        "https://[app.example.com/back",
    ],
)
def test_a_page_that_is_not_ours_is_no_way_back(house: House, redirect: str) -> None:
    with pytest.raises(Invalid) as invalid:
        house.accounts.oauth.start("google", redirect)
    assert invalid.value.field == "redirect"


def test_two_providers_that_verified_an_address_lead_to_one_account(house: House) -> None:
    assert sign_in(house, "google").user == sign_in(house, "github").user


@pytest.mark.parametrize("provider", PROVIDERS)
def test_an_address_that_no_provider_verified_makes_no_account(
    house: House, provider: Provider
) -> None:
    with pytest.raises(Denied):
        sign_in(house, provider, Account("13", "eve@example.com", verified=False))
    assert house.accounts.profiles.users.by_email("eve@example.com") is None


@pytest.mark.parametrize("provider", PROVIDERS)
def test_no_account_that_nobody_verified_is_taken_over(house: House, provider: Provider) -> None:
    owner = house.somebody("ada@example.com")
    with pytest.raises(Conflict):
        sign_in(house, provider)
    assert house.audit(owner.id)[-1].what == "account.signed_up"


def test_an_account_made_first_by_a_stranger_is_not_shared(house: House) -> None:
    # Somebody signed up with Ada's address before her: she must not end up in their account.
    house.sign_up("ada@example.com")
    with pytest.raises(Conflict):
        sign_in(house, "google")


def test_a_provider_that_we_do_not_take_is_not_found(house: House) -> None:
    from hypertrade.adapters.oauth.exchange import CodeFlow

    house.accounts.oauth._provider = CodeFlow({})
    with pytest.raises(NotFound):
        house.accounts.oauth.start("github", BACK)
    assert house.parts.documents.count("oauth_states", []) == 0


def test_a_suspended_user_is_not_signed_in_by_a_provider(house: House) -> None:
    session = sign_in(house, "google")
    house.accounts.members.suspend(house.operator(), session.user, "spam", VISIT)
    with pytest.raises(Denied):
        sign_in(house, "google")
