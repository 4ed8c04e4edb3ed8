"""ETag, If-Match, If-None-Match; scopes and recent sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.functions.world import World


def test_what_the_caller_has_is_not_sent_again(toy: World) -> None:
    shown = toy.client.get("/thing")
    assert shown.headers["ETag"] == '"r1"'
    for known in ('"r1"', 'W/"r1"', '"r0", "r1"', "*"):
        again = toy.client.get("/thing", headers={"If-None-Match": known})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == '"r1"'
    assert toy.client.get("/thing", headers={"If-None-Match": '"r2"'}).status_code == 200


@pytest.mark.parametrize(
    ("tag", "status", "code"),
    [
        (None, 428, "precondition_required"),
        ('"r0"', 412, "stale"),
        ("*", 400, "malformed"),
        ("r1", 200, None),
        ("r0", 412, "stale"),
        ('"r1", "r2"', 400, "malformed"),
        ('"r1"', 200, None),
        ('W/"r1"', 200, None),
    ],
)
def test_a_change_names_the_revision_it_is_based_on(
    toy: World, tag: str | None, status: int, code: str | None
) -> None:
    headers = {} if tag is None else {"If-Match": tag}
    answer = toy.ask(toy.person("ada"), "PATCH", "/thing", json={"name": "second"}, headers=headers)
    assert answer.status_code == status
    assert answer.get_json().get("code") == code
    if status == 200:
        assert answer.headers["ETag"] == '"r2"'


def test_a_scope_that_is_missing_is_named(toy: World) -> None:
    ada = toy.person("ada")
    assert toy.ask(ada, "GET", "/scoped").status_code == 204
    principal = toy.platform.accounts.authenticate(ada.headers["Authorization"])
    from hypertrade.domain.accounts import Visit
    from hypertrade.domain.principals import Scope

    made = toy.platform.accounts.keys.create(principal, "narrow", [Scope.DATA_READ], Visit())
    answer = toy.client.get("/scoped", headers={"Authorization": f"Bearer {made.text}"})
    assert (answer.status_code, answer.get_json()["code"]) == (403, "denied")
    assert "runs:read" in answer.get_json()["detail"]


def test_danger_needs_a_recent_sign_in(new_toy: World) -> None:
    ada = new_toy.person("ada")
    assert new_toy.ask(ada, "POST", "/danger").status_code == 204
    new_toy.clock.forward(minutes=11)
    answer = new_toy.ask(ada, "POST", "/danger")
    assert (answer.status_code, answer.get_json()["code"]) == (401, "unauthenticated")
    assert "sign-in" in answer.get_json()["detail"]
    assert new_toy.ask(ada, "GET", "/scoped").status_code == 204


def test_for_others_operators_addresses_do_not_exist(toy: World) -> None:
    assert toy.ask(toy.person("ada"), "GET", "/operators").status_code == 404
    assert toy.client.get("/operators").status_code == 401


def test_inside_calls_prove_themselves(new_toy: World) -> None:
    callers = new_toy.platform.parts.callers
    from hypertrade.adapters.local.callers import LocalCallers

    assert isinstance(callers, LocalCallers)
    ours = {"Authorization": callers.authorization()}
    assert new_toy.client.post("/inside", headers=ours).status_code == 204
    other = LocalCallers(b"x" * 32, audience="http://localhost:8080", clock=new_toy.clock)
    elsewhere = LocalCallers(callers._key, audience="http://other", clock=new_toy.clock)
    for wrong in (
        other.authorization(),
        elsewhere.authorization(),
        "Bearer x",
        ours["Authorization"][:-3],
    ):
        answer = new_toy.client.post("/inside", headers={"Authorization": wrong})
        assert answer.status_code == 401, wrong
    assert new_toy.ask(new_toy.person("ada"), "POST", "/inside").status_code == 401
    new_toy.clock.forward(minutes=6)
    assert new_toy.client.post("/inside", headers=ours).status_code == 401
