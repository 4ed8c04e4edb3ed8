"""The second factor over HTTP: from the secret to signing in with a code, and off again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.functions.world import PASSWORD
from tests.stand_ins.authenticator import STEP, App

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from tests.functions.world import Person, World

FACTOR = "/v1/me/second-factor"


@pytest.fixture
def ada(world: World) -> Person:
    return world.person("ada")


def turned_on(world: World, who: Person) -> tuple[App, list[str]]:
    """Turn a factor on, and return the app and the recovery codes."""
    begun = world.ask(who, "POST", FACTOR)
    assert begun.status_code == 201, begun.text
    app = App(begun.get_json()["secret"], world.clock)
    answer = world.ask(who, "POST", f"{FACTOR}/confirm", json={"code": app.code()})
    assert answer.status_code == 200, answer.text
    world.clock.forward(seconds=STEP)
    return app, answer.get_json()["recovery_codes"]


def sign_in(world: World, who: Person, **more: str) -> TestResponse:
    body = {"email": who.email, "password": PASSWORD, **more}
    return world.client.post("/v1/auth/sign-in", json=body)


def state(world: World, who: Person) -> dict[str, Any]:
    shown: dict[str, Any] = world.ask(who, "GET", FACTOR).get_json()
    return shown


def told(answer: TestResponse) -> tuple[int, str, str]:
    problem = answer.get_json()
    return answer.status_code, problem["code"], problem["field"]


def test_a_factor_is_begun_confirmed_and_asked_for(world: World, ada: Person) -> None:
    off = {"available": True, "enabled": False, "since": None, "recovery_left": 0}
    assert state(world, ada) == off
    begun = world.ask(ada, "POST", FACTOR)
    assert begun.headers["Location"] == FACTOR
    assert begun.headers["Cache-Control"] == "no-store"
    shown = begun.get_json()
    assert shown["uri"].startswith("otpauth://totp/HyperTrade:ada%40example.org?")
    assert f"secret={shown['secret']}" in shown["uri"]
    assert state(world, ada) == off
    assert sign_in(world, ada).status_code == 200
    app, recovery = turned_on(world, ada)
    assert len(set(recovery)) == 10
    on = state(world, ada)
    assert (on["enabled"], on["recovery_left"]) == (True, 10)
    assert on["since"].endswith("Z")
    assert told(sign_in(world, ada)) == (401, "second_factor_required", "code")
    assert told(sign_in(world, ada, code=app.wrong())) == (401, "unauthenticated", "code")
    wrong = {"email": ada.email, "password": "a wrong password", "code": app.code()}
    refused = world.client.post("/v1/auth/sign-in", json=wrong)
    assert told(refused) == (401, "unauthenticated", "password")
    answer = sign_in(world, ada, code=app.code())
    assert answer.status_code == 200
    assert "recovered" not in answer.get_json()
    assert told(sign_in(world, ada, code=app.code())) == (401, "unauthenticated", "code")
    assert sign_in(world, ada, code=recovery[0]).status_code == 200
    assert state(world, ada)["recovery_left"] == 9


def test_wrong_codes_lock_the_account_for_a_while(world: World, ada: Person) -> None:
    app, _ = turned_on(world, ada)
    for _ in range(5):
        answer = world.ask(ada, "DELETE", FACTOR, json={"code": app.wrong()})
        assert told(answer) == (422, "invalid", "code")
    answer = world.ask(ada, "DELETE", FACTOR, json={"code": app.code()})
    assert told(answer) == (429, "rate_limited", "code")
    assert int(answer.headers["Retry-After"]) > 1
    assert told(sign_in(world, ada, code=app.code())) == (429, "rate_limited", "code")


def test_new_recovery_codes_and_off_take_a_code(world: World, ada: Person) -> None:
    app, recovery = turned_on(world, ada)
    path = f"{FACTOR}/recovery-codes"
    assert told(world.ask(ada, "POST", path, json={"code": app.wrong()}))[0] == 422
    renewed = world.ask(ada, "POST", path, json={"code": app.code()}).get_json()["recovery_codes"]
    assert not {*renewed} & {*recovery}
    assert told(sign_in(world, ada, code=recovery[0])) == (401, "unauthenticated", "code")
    assert world.ask(ada, "DELETE", FACTOR, json={"code": renewed[0]}).status_code == 204
    assert state(world, ada)["enabled"] is False
    assert sign_in(world, ada).status_code == 200
    again = world.ask(ada, "DELETE", FACTOR, json={"code": renewed[1]})
    assert told(again) == (409, "conflict", "second_factor")
    log = world.ask(ada, "GET", "/v1/me/audit").get_json()["items"]
    assert [one["what"] for one in log if one["what"].startswith("factor.")] == [
        *("factor.off", "factor.refused", "factor.recovery_renewed"),
        *("factor.refused", "factor.on"),
    ]


def test_what_is_shown_once_is_not_kept_for_a_repeat(world: World, ada: Person) -> None:
    headers = {"Idempotency-Key": "begun-once"}
    first = world.ask(ada, "POST", FACTOR, headers=headers)
    assert first.status_code == 201
    again = world.ask(ada, "POST", FACTOR, headers=headers)
    assert told(again) == (409, "conflict", "Idempotency-Key")
    assert first.get_json()["secret"] not in again.text


def test_keys_see_the_state_and_change_nothing(world: World, ada: Person) -> None:
    app, _ = turned_on(world, ada)
    wanted = {"name": "bot", "scopes": ["account:read"]}
    key = world.ask(ada, "POST", "/v1/api-keys", json=wanted).get_json()["key"]
    headers = {"Authorization": f"Bearer {key}"}
    assert world.client.get(FACTOR, headers=headers).get_json()["enabled"] is True
    code = {"code": app.code()}
    for method, path, body in (
        ("POST", FACTOR, None),
        ("POST", f"{FACTOR}/confirm", code),
        ("POST", f"{FACTOR}/recovery-codes", code),
        ("DELETE", FACTOR, code),
    ):
        answer = world.client.open(path, method=method, headers=headers, json=body)
        assert (answer.status_code, answer.get_json()["code"]) == (403, "denied"), path
    assert state(world, ada)["enabled"] is True


def test_an_account_with_a_factor_leaves_with_it(world: World, ada: Person) -> None:
    turned_on(world, ada)
    assert world.ask(ada, "DELETE", "/v1/me", json={"confirmation": ada.email}).status_code == 200
    del world.people["ada"]
    again = world.person("ada")
    assert state(world, again)["enabled"] is False
    assert sign_in(world, again).status_code == 200
