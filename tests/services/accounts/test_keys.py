"""API keys: what they may do, how long, and what is kept of them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.errors import Denied, Invalid, NotFound, QuotaExceeded, Unauthenticated
from hypertrade.domain.paging import Asked
from hypertrade.domain.principals import KEYS_NEVER, Scope
from hypertrade.services.accounts.keys import AT_HAND, LASTS, LONGEST, MOST_KEYS

from tests.ports.faults import CONFLICTS, Fault, faulty
from tests.services.accounts.conftest import PASSWORD, VISIT

if TYPE_CHECKING:
    from hypertrade.domain.principals import Principal
    from hypertrade.ports.documents import Query
    from hypertrade.services.accounts.keys import NewKey

    from tests.services.accounts.conftest import House

READ = frozenset({Scope.RUNS_READ, Scope.STRATEGIES_READ})


@pytest.fixture
def ada(house: House) -> Principal:
    return house.somebody("ada@example.com")


def make(house: House, principal: Principal, scopes: frozenset[Scope] = READ) -> NewKey:
    return house.accounts.keys.create(principal, "a bot", scopes, VISIT)


def knock(house: House, new: NewKey) -> Principal:
    return house.accounts.authenticate(f"Bearer {new.text}")


def test_a_key_stands_for_its_owner_within_its_scopes(house: House, ada: Principal) -> None:
    new = make(house, ada)
    principal = knock(house, new)
    assert (principal.id, principal.key_id, principal.scopes) == (ada.id, new.key.id, READ)
    assert principal.signed_in is None
    with pytest.raises(Denied, match="runs:write"):
        principal.require(Scope.RUNS_WRITE)
    with pytest.raises(Unauthenticated):
        principal.require_recent(house.clock.now())


def test_a_key_is_shown_once_and_kept_as_a_digest(house: House, ada: Principal) -> None:
    new = make(house, ada)
    assert re.fullmatch(r"ht_[A-Za-z0-9]{16}_[A-Za-z0-9]{43}", new.text)
    secret = new.text.rpartition("_")[2]
    assert new.key.hint == secret[-4:]
    assert new.key.secret_digest == ""
    assert secret not in repr(new)
    (listed,) = house.accounts.keys.list(ada, Asked()).items
    assert listed == new.key
    for file in house.folder.rglob("*"):
        assert not file.is_file() or secret.encode() not in file.read_bytes()


def test_no_two_keys_are_alike(house: House, ada: Principal) -> None:
    texts = {make(house, ada).text for _ in range(10)}
    assert len({text.split("_")[1] for text in texts}) == 10
    assert len({text.split("_")[2] for text in texts}) == 10


def test_a_key_with_another_secret_or_id_is_refused(house: House, ada: Principal) -> None:
    one, two = make(house, ada), make(house, ada)
    knock(house, one)
    _, id_, secret = one.text.split("_")
    _, other_id, other_secret = two.text.split("_")
    flipped = secret[:-1] + ("a" if secret[-1] != "a" else "b")
    for text in (
        f"ht_{id_}_{other_secret}",
        f"ht_{other_id}_{secret}",
        f"ht_{id_}_{flipped}",
        f"ht_{'x' * 16}_{secret}",
        f"{one.text}x",
        one.text[:-1],
        f"ht_{id_}_{new_digest(house, id_)}",
    ):
        with pytest.raises(Unauthenticated):
            house.accounts.authenticate(f"Bearer {text}")


def new_digest(house: House, id_: str) -> str:
    """Return the start of what is kept of a key: it opens nothing."""
    stored = house.parts.documents.get("api_keys", id_)
    assert stored is not None
    digest: str = stored.fields["secret_digest"]
    return digest[:43]


def test_a_key_ends_after_ninety_days_or_when_it_was_told(house: House, ada: Principal) -> None:
    new = make(house, ada)
    brief = house.accounts.keys.create(
        ada, "brief", READ, VISIT, expires=house.clock.now() + timedelta(seconds=3)
    )
    assert new.key.expires == house.clock.now() + LASTS
    knock(house, brief)
    house.clock.move(3)
    with pytest.raises(Unauthenticated):
        knock(house, brief)
    house.clock.move(LASTS.total_seconds() - 4)
    knock(house, new)
    house.clock.move(1)
    with pytest.raises(Unauthenticated):
        knock(house, new)


def test_a_revoked_key_opens_nothing_at_once_and_elsewhere_within_seconds(
    house: House, ada: Principal
) -> None:
    new, other = make(house, ada), house.again()
    for view in (house, other, house, other, house):
        knock(view, new)
    house.clock.move(1)
    house.accounts.keys.revoke(ada, new.key.id, VISIT)
    house.accounts.keys.revoke(ada, new.key.id, VISIT)
    with pytest.raises(Unauthenticated):
        knock(house, new)
    house.clock.move(AT_HAND + 0.1)
    with pytest.raises(Unauthenticated):
        knock(other, new)
    assert [entry.what for entry in house.audit(ada.id)][2:] == ["key.revoked"]


def test_anothers_key_is_not_found(house: House, ada: Principal) -> None:
    new = make(house, ada)
    eve = house.somebody("eve@example.com")
    assert house.accounts.keys.list(eve, Asked()).items == ()
    with pytest.raises(NotFound):
        house.accounts.keys.revoke(eve, new.key.id, VISIT)
    knock(house, new)


@pytest.mark.parametrize("scope", sorted(KEYS_NEVER))
def test_no_key_may_change_the_account(house: House, ada: Principal, scope: Scope) -> None:
    with pytest.raises(Invalid) as invalid:
        make(house, ada, frozenset({scope}))
    assert invalid.value.field == "scopes"


def test_no_key_of_an_operator_is_an_operators(house: House) -> None:
    operator = house.operator()
    with pytest.raises(Invalid):
        make(house, operator, frozenset({Scope.ADMIN}))
    principal = knock(house, make(house, operator, frozenset(Scope) - KEYS_NEVER))
    assert not principal.scopes & KEYS_NEVER
    with pytest.raises(Denied):
        house.accounts.members.list(principal, Asked())


def test_a_key_makes_and_ends_no_keys(house: House, ada: Principal) -> None:
    new = make(house, ada, frozenset(Scope) - KEYS_NEVER)
    principal = knock(house, new)
    with pytest.raises(Denied):
        make(house, principal)
    with pytest.raises(Denied):
        house.accounts.keys.revoke(principal, new.key.id, VISIT)
    with pytest.raises(Denied):
        house.accounts.sign_ins.sign_out(principal, VISIT)


def test_a_key_is_made_only_lately_signed_in(house: House) -> None:
    session = house.sign_up("ada@example.com")
    house.clock.move(601)
    with pytest.raises(Unauthenticated):
        make(house, house.come_in(session))
    make(house, house.come_in(house.accounts.sign_ins.sign_in("ada@example.com", PASSWORD, VISIT)))


def test_what_makes_no_key_is_named(house: House, ada: Principal) -> None:
    now = house.clock.now()
    with pytest.raises(Invalid, match="scopes"):
        make(house, ada, frozenset())
    for name in ("", "  ", "x" * 81):
        with pytest.raises(Invalid) as invalid:
            house.accounts.keys.create(ada, name, READ, VISIT)
        assert invalid.value.field == "name"
    for expires in (now, now + LONGEST + timedelta(seconds=1)):
        with pytest.raises(Invalid) as invalid:
            house.accounts.keys.create(ada, "a bot", READ, VISIT, expires=expires)
        assert invalid.value.field == "expires"


def test_an_account_has_so_many_keys_that_hold(house: House, ada: Principal) -> None:
    keys = [make(house, ada) for _ in range(MOST_KEYS)]
    with pytest.raises(QuotaExceeded):
        make(house, ada)
    house.accounts.keys.revoke(ada, keys[0].key.id, VISIT)
    make(house, ada)


def test_use_is_noted_once_a_minute(house: House, ada: Principal) -> None:
    new, began = make(house, ada), house.clock.now()

    def noted() -> object:
        (listed,) = house.accounts.keys.list(ada, Asked()).items
        return listed.last_used

    assert noted() is None
    for _ in range(59):
        knock(house, new)
        assert noted() == began
        house.clock.move(1)
    house.clock.move(1)
    knock(house, new)
    assert noted() == began + timedelta(seconds=60)


def test_a_use_noted_elsewhere_brings_no_revoked_key_back(house: House, ada: Principal) -> None:
    new, other = make(house, ada), house.again()
    knock(other, new)
    house.clock.move(61)
    other.accounts.keys._at_hand.clear()
    found = other.accounts.keys._keys.require(new.key.id)
    house.accounts.keys.revoke(ada, new.key.id, VISIT)
    other.accounts.keys._note_use(found, house.clock.now())
    with pytest.raises(Unauthenticated):
        knock(other, new)


def test_a_key_in_use_is_revoked_all_the_same(house: House, ada: Principal) -> None:
    new = make(house, ada)
    documents = faulty(house.parts.documents, Fault("commit", how=CONFLICTS, times=2))
    house.again(documents=documents).accounts.keys.revoke(ada, new.key.id, VISIT)
    with pytest.raises(Unauthenticated):
        knock(house, new)


def test_a_key_is_checked_from_what_is_at_hand(house: House, ada: Principal) -> None:
    new = make(house, ada)
    knock(house, new)
    knock(house, new)
    asked: list[str] = []
    documents = house.parts.documents

    class Counting(type(documents)):  # type: ignore[misc]  # counts what is asked
        def get(self, collection: str, id: str) -> object:  # noqa: A002 - the port's word
            asked.append(collection)
            return super().get(collection, id)

        def find(self, query: Query) -> object:
            asked.append(query.collection)
            return super().find(query)

    documents.__class__ = Counting
    for _ in range(100):
        knock(house, new)
    assert asked == []
