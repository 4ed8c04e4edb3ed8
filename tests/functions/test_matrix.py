"""Every operation of the served document with every wrong principal.

The cases are made from the document: a new operation is covered the day it appears, or fails here
because nothing leads to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.bootstrap.platform import Platform
from hypertrade.domain.accounts import Visit
from hypertrade.domain.principals import KEYS_NEVER, RECENT_SIGN_IN, Scope
from hypertrade.settings import Settings
from hypertrade_functions.app import described

from tests.functions.reaching import Operation, Reach, Unreachable, operations
from tests.functions.world import Person, World, make_world
from tests.stand_ins.forging import FORGERIES, Mint

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

DOCUMENT = described(Settings())
SECURED = [one for one in operations(DOCUMENT).values() if one.told["security"]]
FOR_PEOPLE = [one for one in SECURED if "platform" not in one.schemes]


def _ids(operation: Operation) -> str:
    return operation.id


@pytest.fixture(scope="module")
def reach(tmp_path_factory: pytest.TempPathFactory) -> Reach:
    """Return a world with Ada, whose things all of this is about, and Bob, who wants them."""
    world = make_world(tmp_path_factory.mktemp("matrix"))
    world.person("ada")
    world.person("bob")
    return Reach(world, DOCUMENT)


def principal_of(world: World, who: Person) -> Any:
    return world.platform.accounts.authenticate(who.headers["Authorization"])


def mint_of(world: World, who: Person) -> Mint:
    """Return what makes tokens as the platform's own issuer does, true but for what is changed."""
    identity: Any = world.platform.parts.identity
    tokens = identity._tokens
    made = Mint(tokens._project, tokens._key, tokens.key_id, world.clock.now().timestamp())
    return Theirs(made.project, made.key, made.key_id, made.now, who)


class Theirs(Mint):
    """Makes tokens that say they are somebody's."""

    def __init__(
        self, project: str, key: RSAPrivateKey, key_id: str, now: float, who: Person
    ) -> None:
        super().__init__(project, key, key_id, now)
        self._who = who

    def claims(self, **changes: Any) -> dict[str, Any]:
        theirs = {"sub": self._who.id, "user_id": self._who.id, "email": self._who.email}
        return super().claims(**{**theirs, **changes})


def _revoked_key(world: World, who: Person) -> str:
    principal = principal_of(world, who)
    keys = world.platform.accounts.keys
    made = keys.create(principal, "revoked", set(Scope) - KEYS_NEVER, Visit())
    assert world.platform.accounts.authenticate(f"Bearer {made.text}").id == who.id
    keys.revoke(principal, made.key.id, Visit())
    return made.text


@pytest.fixture(scope="module")
def forged(reach: Reach) -> dict[str, str]:
    """Return a token of each kind that must not hold."""
    ada = reach.world.person("ada")
    mint = mint_of(reach.world, ada)
    true = reach.world.platform.accounts.authenticate(f"Bearer {mint.token()}")
    assert true.id == ada.id, "what is forged is true but for what is changed"
    tokens = {name: forge(mint) for name, forge in FORGERIES.items() if name != "of no text"}
    return {
        **tokens,
        "a revoked key": _revoked_key(reach.world, ada),
        "no such key": f"ht_{'a' * 16}_{'b' * 43}",
    }


@pytest.mark.parametrize("operation", SECURED, ids=_ids)
def test_nobody_comes_in_without_a_token_that_holds(
    reach: Reach, forged: dict[str, str], operation: Operation
) -> None:
    given = reach.given(operation, reach.world.person("ada"))
    answer = reach.call(operation, given, {})
    assert (answer.status_code, answer.get_json()["code"]) == (401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    for name, token in forged.items():
        answer = reach.call(operation, given, {"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401, f"{name}: {answer.text}"
    basic = {"Authorization": f"Basic {reach.world.person('ada').token}"}
    assert reach.call(operation, given, basic).status_code == 401


@pytest.mark.parametrize("operation", [one for one in FOR_PEOPLE if one.scopes], ids=_ids)
def test_a_key_without_the_scope_is_refused(reach: Reach, operation: Operation) -> None:
    world = reach.world
    ada = world.person("ada")
    scopes = set(Scope) - KEYS_NEVER - {Scope(scope) for scope in operation.scopes}
    made = world.platform.accounts.keys.create(
        principal_of(world, ada), operation.id, scopes, Visit()
    )
    given = reach.given(operation, ada)
    answer = reach.call(operation, given, {"Authorization": f"Bearer {made.text}"})
    assert answer.status_code == (404 if "admin" in operation.scopes else 403), answer.text
    world.platform.accounts.keys.revoke(principal_of(world, ada), made.key.id, Visit())


OF_SOMEBODY = [one for one in FOR_PEOPLE if one.parameters("path") and "admin" not in one.scopes]


@pytest.mark.parametrize("operation", OF_SOMEBODY, ids=_ids)
def test_what_is_anothers_does_not_exist(reach: Reach, operation: Operation) -> None:
    ada, bob = reach.world.person("ada"), reach.world.person("bob")
    given = reach.given(operation, ada)
    answer = reach.call(operation, given, bob.headers)
    assert (answer.status_code, answer.get_json()["code"]) == (404, "not_found"), answer.text
    never = {name: "x" * len(value) for name, value in given.path.items() if not value.isdigit()}
    given.path |= never
    unknown = reach.call(operation, given, bob.headers)
    for part in ("status", "title", "code", "field", "remedy"):
        assert answer.get_json()[part] == unknown.get_json()[part], "it tells that the thing exists"
    own = reach.given(operation, ada)
    mine = reach.call(operation, own, ada.headers)
    assert mine.status_code not in {401, 403, 404, 500}, mine.text


@pytest.mark.parametrize("operation", [one for one in SECURED if "admin" in one.scopes], ids=_ids)
def test_operators_addresses_exist_for_operators_alone(reach: Reach, operation: Operation) -> None:
    ada, olga = reach.world.person("ada"), reach.world.operator()
    given = reach.given(operation, olga)
    assert reach.call(operation, given, ada.headers).status_code == 404
    assert reach.call(operation, given, olga.headers).status_code not in {401, 403, 404, 500}


@pytest.mark.parametrize(
    "operation", [one for one in SECURED if "platform" in one.schemes], ids=_ids
)
def test_our_own_addresses_are_for_no_person(reach: Reach, operation: Operation) -> None:
    given = reach.given(operation, reach.world.person("ada"))
    for who in (reach.world.person("ada"), reach.world.operator()):
        assert reach.call(operation, given, who.headers).status_code == 401
    callers: Any = reach.world.platform.parts.callers
    ours = {"Authorization": callers.authorization()}
    assert reach.call(operation, given, ours).status_code == 200
    for other in (one for one in FOR_PEOPLE if not one.parameters("path")):
        assert reach.call(other, reach.given(other, who), ours).status_code == 401


def test_dangerous_acts_need_a_recent_sign_in(reach: Reach) -> None:
    """Found by what the routes declare, for the document only shows that keys do not do."""
    world = reach.world
    ada = world.person("ada")
    long_ago = int((world.clock.now() - RECENT_SIGN_IN).timestamp()) - 1
    stale = {"Authorization": f"Bearer {mint_of(world, ada).token(auth_time=long_ago)}"}
    dangerous = [one for one in FOR_PEOPLE if one.recent and one.id in DANGEROUS]
    assert {one.id for one in dangerous} == DANGEROUS
    for operation in dangerous:
        answer = reach.call(operation, reach.given(operation, ada), stale)
        assert (answer.status_code, "sign-in" in answer.get_json()["detail"]) == (401, True)


DANGEROUS = {
    *("change_password", "leave", "export", "create_api_key", "create_channel"),
    *("begin_second_factor", "confirm_second_factor"),
    *("renew_recovery_codes", "turn_off_second_factor"),
}


def test_an_operation_that_nothing_leads_to_fails_here(reach: Reach) -> None:
    lost = Operation(
        "lost",
        "GET",
        "/v1/lost/{id}",
        {
            "security": [],
            "responses": {},
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {}}],
        },
    )
    with pytest.raises(Unreachable, match="declare"):
        reach.given(lost, reach.world.person("ada"))


def test_the_served_document_is_the_one_that_is_tested(world: World) -> None:
    assert world.client.get("/v1/openapi.json").get_json() == DOCUMENT
    assert isinstance(world.platform, Platform)
    assert len(SECURED) > 20
