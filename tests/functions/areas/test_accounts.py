"""Accounts over HTTP: sessions, keys, the log, operators, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.settings import Settings
from hypertrade_functions.shapes.accounts import FirebaseProject, Providers

from tests.functions.world import PASSWORD

if TYPE_CHECKING:
    from tests.functions.world import World


def test_a_session_is_renewed_and_ended(world: World) -> None:
    ada = world.person("ada")
    body = {"email": ada.email, "password": PASSWORD}
    session = world.client.post("/v1/auth/sign-in", json=body).get_json()
    token = {"refresh_token": session["refresh_token"]}
    renewed = world.client.post("/v1/auth/refresh", json=token)
    assert renewed.status_code == 200
    headers = {"Authorization": f"Bearer {renewed.get_json()['id_token']}"}
    assert world.client.get("/v1/me", headers=headers).get_json()["email"] == ada.email
    assert world.client.post("/v1/auth/sign-out", headers=headers).status_code == 204
    assert world.client.get("/v1/me", headers=headers).status_code == 401
    assert world.ask(ada, "GET", "/v1/me").status_code == 401


def test_signing_up_twice_is_a_conflict_and_weak_passwords_are_refused(world: World) -> None:
    world.person("ada")
    body = {"email": "ada@example.org", "password": PASSWORD}
    assert world.client.post("/v1/auth/sign-up", json=body).status_code == 409
    weak = {"email": "eve@example.org", "password": "short"}
    answer = world.client.post("/v1/auth/sign-up", json=weak)
    assert (answer.status_code, answer.get_json()["field"]) == (422, "password")
    assert "short" not in answer.get_json()["detail"].split()


def test_wrong_passwords_lock_an_account_for_a_while(world: World) -> None:
    ada = world.person("ada")
    body = {"email": ada.email, "password": "wrong horse battery"}
    for _ in range(20):
        answer = world.client.post("/v1/auth/sign-in", json=body)
        if answer.status_code == 429:
            break
        assert answer.status_code == 401
    assert answer.get_json()["code"] == "rate_limited"
    assert int(answer.headers["Retry-After"]) > 1


def test_a_key_does_what_it_is_scoped_to_until_it_is_revoked(world: World) -> None:
    ada = world.person("ada")
    wanted = {"name": "phone", "scopes": ["runs:read"], "expires": "2099-01-01T00:00:00Z"}
    far = world.ask(ada, "POST", "/v1/api-keys", json=wanted)
    assert (far.status_code, far.get_json()["field"]) == (422, "expires")
    zoneless = {**wanted, "expires": "2026-12-31T00:00:00"}
    assert world.ask(ada, "POST", "/v1/api-keys", json=zoneless).status_code == 422
    made = world.ask(
        ada, "POST", "/v1/api-keys", json={"name": "phone", "scopes": ["runs:read"]}
    ).get_json()
    headers = {"Authorization": f"Bearer {made['key']}"}
    assert world.client.get("/v1/runs", headers=headers).status_code == 200
    assert world.client.get("/v1/strategies", headers=headers).status_code == 403
    [listed] = world.ask(ada, "GET", "/v1/api-keys").get_json()["items"]
    assert "key" not in listed
    assert "secret_digest" not in listed
    assert world.ask(ada, "DELETE", f"/v1/api-keys/{made['id']}").status_code == 204
    assert world.client.get("/v1/runs", headers=headers).status_code == 401
    log = world.ask(ada, "GET", "/v1/me/audit").get_json()["items"]
    assert [entry["what"] for entry in log][:2] == ["key.revoked", "key.created"]


def test_operators_shut_somebody_out_and_let_them_in(world: World) -> None:
    ada, olga = world.person("ada"), world.operator()
    path = f"/v1/admin/users/{ada.id}"
    assert world.ask(olga, "GET", path).get_json()["suspended"] is False
    shut = world.ask(olga, "POST", f"{path}/suspend", json={"reason": "abuse"})
    assert shut.get_json()["suspended"] is True
    assert world.ask(ada, "GET", "/v1/me").status_code in {401, 403}
    assert world.ask(olga, "POST", f"{path}/restore").get_json()["suspended"] is False
    planned = world.ask(olga, "POST", f"{path}/plan", json={"plan": "pro"})
    assert planned.get_json()["plan"] == "pro"
    told = world.ask(olga, "GET", f"/v1/admin/audit?user={ada.id}").get_json()["items"]
    assert "account.suspended" in {entry["what"] for entry in told}
    queues = world.ask(olga, "GET", "/v1/admin/queues").get_json()["items"]
    assert {"name": "runs", "depth": 0} in queues
    assert "counts" in world.ask(olga, "POST", "/v1/admin/sweep").get_json()


def test_whoever_leaves_types_their_address_and_is_gone(world: World) -> None:
    ada = world.person("ada")
    wrong = world.ask(ada, "DELETE", "/v1/me", json={"confirmation": "bob@example.org"})
    assert (wrong.status_code, wrong.get_json()["field"]) == (422, "confirmation")
    gone = world.ask(ada, "DELETE", "/v1/me", json={"confirmation": ada.email})
    assert gone.get_json() == {"done": True}
    body = {"email": ada.email, "password": PASSWORD}
    assert world.client.post("/v1/auth/sign-in", json=body).status_code == 401


def _on_google(**more: str) -> Settings:
    needed = ("project", "region", "bucket", "firebase_api_key", "kms_key", "tasks_service_account")
    return Settings.model_validate({"platform": "gcp"} | {name: name for name in needed} | more)


def test_browsers_sign_in_with_firebase_where_its_domain_is_set() -> None:
    assert Providers.of(_on_google()).firebase is None
    project = Providers.of(_on_google(firebase_auth_domain="shop.firebaseapp.com")).firebase
    assert project == FirebaseProject(
        api_key="firebase_api_key", auth_domain="shop.firebaseapp.com", project_id="project"
    )
    local = Settings(firebase_api_key="x", firebase_auth_domain="x.example", project="x")
    assert Providers.of(local).firebase is None


def test_providers_are_those_that_are_set_up(world: World) -> None:
    assert world.client.get("/v1/auth/providers").get_json() == {
        "password": True,
        "oauth": [],
        "firebase": None,
    }
    start = world.client.post(
        "/v1/auth/oauth/google/start", json={"redirect": "http://localhost:8080/in"}
    )
    assert start.status_code == 404
    assert world.client.post("/v1/auth/oauth/elsewhere/start", json={}).status_code == 404
