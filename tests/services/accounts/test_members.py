"""What operators do with accounts, and that nobody else does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.domain.errors import Denied, Invalid, NotFound, Stale, Unauthenticated
from hypertrade.domain.paging import Asked
from hypertrade.domain.principals import Role, Scope

from tests.services.accounts.conftest import PASSWORD, VISIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.principals import Principal
    from hypertrade.services.accounts.members import Members

    from tests.services.accounts.conftest import House

ACTS: dict[str, Callable[[Members, Principal, str], Any]] = {
    "list": lambda members, who, _: members.list(who, Asked()),
    "get": lambda members, who, user: members.get(who, user),
    "suspend": lambda members, who, user: members.suspend(who, user, "spam", VISIT),
    "restore": lambda members, who, user: members.restore(who, user, VISIT),
    "set_roles": lambda members, who, user: members.set_roles(
        who, user, frozenset({Role.USER, Role.OPERATOR}), VISIT
    ),
    "set_plan": lambda members, who, user: members.set_plan(who, user, "pro", VISIT),
}
CHANGES = [name for name in ACTS if name not in {"list", "get"}]


@pytest.mark.parametrize("act", ACTS)
def test_nobody_but_an_operator(house: House, act: str) -> None:
    ada = house.somebody("ada@example.com")
    with pytest.raises(Denied):
        ACTS[act](house.accounts.members, ada, ada.id)
    assert house.come_in(house.accounts.sign_ins.sign_in("ada@example.com", PASSWORD, VISIT)) == ada


@pytest.mark.parametrize("act", CHANGES)
def test_an_operator_signed_in_lately(house: House, act: str) -> None:
    ada, operator = house.somebody("ada@example.com"), house.operator()
    house.clock.move(601)
    with pytest.raises(Unauthenticated):
        ACTS[act](house.accounts.members, operator, ada.id)


@pytest.mark.parametrize("act", [name for name in ACTS if name != "list"])
def test_of_nobody_there_is_nothing(house: House, act: str) -> None:
    with pytest.raises(NotFound):
        ACTS[act](house.accounts.members, house.operator(), "nobody")


@pytest.mark.parametrize("act", ["suspend", "restore", "set_roles"])
def test_operators_do_it_not_to_themselves(house: House, act: str) -> None:
    operator = house.operator()
    with pytest.raises(Invalid):
        ACTS[act](house.accounts.members, operator, operator.id)


def test_users_are_listed_page_by_page(house: House) -> None:
    operator = house.operator()
    for number in range(4):
        house.clock.move(1)
        house.sign_up(f"user{number}@example.com")
    seen: list[str] = []
    cursor = None
    while True:
        page = house.accounts.members.list(operator, Asked(2, cursor, descending=False))
        seen += [user.email for user in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert seen == ["boss@example.com", *(f"user{number}@example.com" for number in range(4))]


def test_rights_change_at_once_and_are_written_down(house: House) -> None:
    session, operator = house.sign_up("ada@example.com"), house.operator()
    house.come_in(session)
    house.clock.move(1)
    roles = frozenset({Role.USER, Role.AUTHOR, Role.OPERATOR})
    assert house.accounts.members.set_roles(operator, session.user, roles, VISIT).roles == roles
    house.clock.move(1)
    house.accounts.members.set_plan(operator, session.user, "pro", VISIT)
    ada = house.come_in(session)
    assert (ada.roles, ada.plan, Scope.ADMIN in ada.scopes) == (roles, "pro", True)
    *_, changed, planned = house.audit(session.user)
    assert (changed.what, changed.actor) == ("account.roles_changed", operator.id)
    assert changed.details == {"before": ["user"], "after": ["author", "operator", "user"]}
    assert (planned.what, planned.details) == (
        "account.plan_changed",
        {"before": "own", "after": "pro"},
    )
    assert (planned.address, planned.request) == (VISIT.address, VISIT.request)


def test_suspending_is_written_down_with_its_reason(house: House) -> None:
    ada, operator = house.somebody("ada@example.com"), house.operator()
    house.clock.move(1)
    house.accounts.members.suspend(operator, ada.id, "spam", VISIT)
    house.clock.move(1)
    house.accounts.members.restore(operator, ada.id, VISIT)
    *_, suspended, restored = house.audit(ada.id)
    assert (suspended.what, suspended.details) == ("account.suspended", {"reason": "spam"})
    assert (restored.what, restored.actor) == ("account.restored", operator.id)


def test_what_does_not_exist_cannot_be_given(house: House) -> None:
    ada, operator = house.somebody("ada@example.com"), house.operator()
    with pytest.raises(Invalid) as invalid:
        house.accounts.members.set_plan(operator, ada.id, "gold", VISIT)
    assert invalid.value.field == "plan"
    with pytest.raises(Invalid) as invalid:
        house.accounts.members.set_roles(operator, ada.id, frozenset({Role.AUTHOR}), VISIT)
    assert invalid.value.field == "roles"


def test_everybody_reads_their_own_log_and_operators_every(house: House) -> None:
    ada, eve, operator = (
        house.somebody("ada@example.com"),
        house.somebody("eve@example.com"),
        house.operator(),
    )
    log = house.accounts.log
    assert {entry.owner for entry in log.own(ada, Asked()).items} == {ada.id}
    assert {entry.owner for entry in log.everybodys(operator, Asked()).items} >= {ada.id, eve.id}
    assert {entry.owner for entry in log.everybodys(operator, Asked(), eve.id).items} == {eve.id}
    with pytest.raises(Denied):
        log.everybodys(ada, Asked(), ada.id)


def test_a_profile_is_read_and_renamed_by_its_owner(house: House) -> None:
    ada = house.somebody("ada@example.com")
    kept = house.accounts.profiles.read(ada)
    renamed = house.accounts.profiles.rename(ada, " Ada L. ", revision=kept.revision)
    assert renamed.value.name == "Ada L."
    with pytest.raises(Stale):
        house.accounts.profiles.rename(ada, "Eve", revision=kept.revision)
    with pytest.raises(Invalid):
        house.accounts.profiles.rename(ada, "x" * 121)
    assert house.accounts.profiles.read(ada).value == renamed.value
