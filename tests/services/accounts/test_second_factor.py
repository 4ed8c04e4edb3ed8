"""The second factor of whoever asks: theirs alone, in the audit log, told without its secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.accounts import MACHINE, Audited, Visit
from hypertrade.domain.errors import (
    Conflict,
    Denied,
    Invalid,
    NotFound,
    SecondFactorRequired,
    Unauthenticated,
)
from hypertrade.domain.principals import KEYS_NEVER, Scope
from hypertrade.services.accounts.second_factor import SecondFactor

from tests.services.accounts.conftest import ORIGIN, PASSWORD, VISIT
from tests.stand_ins.authenticator import STEP, App
from tests.stand_ins.oauth_provider import Account

if TYPE_CHECKING:
    from hypertrade.domain.principals import Principal

    from tests.services.accounts.conftest import House

ADA, EVE = "ada@example.com", "eve@example.com"


def guarded(house: House, who: Principal) -> tuple[App, tuple[str, ...]]:
    """Turn the factor of ``who`` on, and return their app and recovery codes."""
    factor = house.accounts.second_factor
    app = App(factor.begin(who).secret, house.clock)
    recovery = factor.confirm(who, app.code(), VISIT)
    house.clock.move(STEP)
    return app, recovery


def audited(house: House, who: Principal) -> list[str]:
    """Return what the log says of the factor of ``who``, and checks that it tells no code."""
    entries = [one for one in house.audit(who.id) if one.what.startswith("factor.")]
    assert all(one.details == {} and one.address == VISIT.address for one in entries)
    return [one.what for one in entries]


def test_what_happens_to_a_factor_is_in_the_audit_log(house: House) -> None:
    ada = house.somebody(ADA)
    factor, sign_ins = house.accounts.second_factor, house.accounts.sign_ins
    app, recovery = guarded(house, ada)
    with pytest.raises(SecondFactorRequired):
        sign_ins.sign_in(ADA, PASSWORD, VISIT)
    with pytest.raises(Unauthenticated):
        sign_ins.sign_in(ADA, PASSWORD, VISIT, app.wrong())
    house.clock.move(1)  # so that entries have an order
    sign_ins.sign_in(ADA, PASSWORD, VISIT, recovery[0])
    sign_ins.sign_in(ADA, PASSWORD, VISIT, app.code())
    house.clock.move(1)
    with pytest.raises(Invalid):
        factor.renew_recovery(ada, app.wrong(), VISIT)
    house.clock.move(1)
    factor.renew_recovery(ada, app.code(1), VISIT)
    house.clock.move(2 * STEP)
    factor.turn_off(ada, app.code(), VISIT)
    assert audited(house, ada) == [
        *(Audited.FACTOR_ON, Audited.FACTOR_REFUSED, Audited.RECOVERY_USED),
        *(Audited.FACTOR_REFUSED, Audited.RECOVERY_RENEWED, Audited.FACTOR_OFF),
    ]
    failed = [one for one in house.audit(ada.id) if one.what is Audited.SIGN_IN_FAILED]
    assert failed == [], "a password that was right is no failure"


def test_sessions_stay_when_a_factor_is_turned_on(house: House) -> None:
    session = house.sign_up(ADA)
    ada = house.come_in(session)
    guarded(house, ada)
    assert house.come_in(session).id == ada.id
    assert house.accounts.sign_ins.renew(session.refresh_token).user == ada.id


def test_a_factor_is_its_owners_alone(house: House) -> None:
    ada, eve = house.somebody(ADA), house.somebody(EVE)
    app, recovery = guarded(house, ada)
    factor = house.accounts.second_factor
    assert factor.state(ada).enabled
    assert not factor.state(eve).enabled
    for code in (app.code(), recovery[0]):
        with pytest.raises(Conflict):
            factor.turn_off(eve, code, VISIT)
    guarded(house, eve)
    for code in (app.code(), recovery[0]):
        with pytest.raises(Invalid):
            factor.turn_off(eve, code, VISIT)
    assert factor.state(ada).recovery_left == 10


def test_changes_take_a_person_who_signed_in_lately(house: House) -> None:
    ada = house.somebody(ADA)
    key = house.accounts.keys.create(ada, "bot", frozenset(Scope) - KEYS_NEVER, VISIT)
    program = house.accounts.authenticate(f"Bearer {key.text}")
    app, recovery = guarded(house, ada)
    factor = house.accounts.second_factor

    def refused(who: Principal, error: type[Denied | Unauthenticated]) -> None:
        with pytest.raises(error):
            factor.begin(who)
        for change in (factor.confirm, factor.renew_recovery, factor.turn_off):
            with pytest.raises(error):
                change(who, app.code(), VISIT)

    refused(program, Denied)
    assert factor.state(program).enabled
    house.clock.move(601)
    refused(ada, Unauthenticated)
    # What was refused at the door used no code up.
    session = house.accounts.sign_ins.sign_in(ADA, PASSWORD, VISIT, recovery[0])
    factor.turn_off(house.come_in(session), app.code(), VISIT)


def test_whoever_signs_in_at_a_provider_is_guarded_there(house: House) -> None:
    begun = house.accounts.oauth.start("google", f"{ORIGIN}/back")
    back = house.provider.approve(begun.address, Account("7", ADA))
    ada = house.come_in(
        house.accounts.oauth.finish(back["code"], back["state"], begun.proof, VISIT)
    )
    factor = house.accounts.second_factor
    assert not factor.state(ada).available
    with pytest.raises(Conflict) as conflict:
        factor.begin(ada)
    assert "provider" in conflict.value.remedy


class Elsewhere:
    """An identity whose provider has second factors of its own, as Firebase does."""

    second_factors = None


def test_where_passwords_are_kept_elsewhere_there_is_none(house: House) -> None:
    ada = house.somebody(ADA)
    elsewhere: object = Elsewhere()
    factor = SecondFactor(elsewhere, house.accounts.profiles, house.accounts.log)  # type: ignore[arg-type]
    state = factor.state(ada)
    assert (state.available, state.enabled, state.recovery_left) == (False, False, 0)
    with pytest.raises(Conflict):
        factor.begin(ada)


def test_the_owner_of_the_machine_takes_a_factor_off(house: House) -> None:
    ada = house.somebody(ADA)
    guarded(house, ada)
    taken = house.accounts.ownership.take_factor_off(" Ada@Example.com ")
    assert (taken[0].id, taken[1]) == (ada.id, True)
    house.accounts.sign_ins.sign_in(ADA, PASSWORD, VISIT)
    [off] = [one for one in house.audit(ada.id) if one.what is Audited.FACTOR_OFF]
    assert (off.actor, off.address) == (MACHINE, Visit().address)
    assert house.accounts.ownership.take_factor_off(ADA)[1] is False
    assert len([one for one in house.audit(ada.id) if one.what is Audited.FACTOR_OFF]) == 1
    with pytest.raises(NotFound) as unknown:
        house.accounts.ownership.take_factor_off("nobody@example.com")
    assert unknown.value.field == "EMAIL"
