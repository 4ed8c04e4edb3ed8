"""What operators see and do over HTTP; who else may is in the matrix of all operations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade_functions.shapes.operations import OperatedRun

from tests.functions.world import World, make_world
from tests.platform.market import make_market
from tests.stand_ins.forging import Mint

if TYPE_CHECKING:
    from pathlib import Path

    from werkzeug.test import TestResponse

ORDER = {
    "kind": "backtest",
    "words": "buy when RSI(14) is below 35, sell when RSI(14) is above 55, 10% stop, 1h candles",
    "title": "Secret sauce",
    "exchange": "binance",
    "pairs": ["BTC/USDT"],
    "timerange": "20230110-",
}


@pytest.fixture
def market(tmp_path: Path) -> World:
    """Return a world with two months of made-up candles."""
    make_market(tmp_path)
    return make_world(tmp_path)


def operate(world: World, method: str, path: str, **options: Any) -> TestResponse:
    return world.ask(world.operator(), method, f"/v1/admin/{path}", **options)


def test_a_run_is_seen_counted_and_cancelled(market: World) -> None:
    ada = market.person("ada")
    run = market.ask(ada, "POST", "/v1/runs", json=ORDER).get_json()
    seen = operate(market, "GET", "overview").get_json()
    assert seen["runs"]["queued"] == 1
    assert seen["oldest_queued"]["run"] == run["id"]
    [tenant] = seen["tenants"]
    assert (tenant["email"], tenant["runs"], tenant["queued"]) == (ada.email, 1, 1)
    [listed] = operate(market, "GET", f"runs?state=queued&user={ada.id}").get_json()["items"]
    assert (listed["id"], listed["email"]) == (run["id"], ada.email)
    assert operate(market, "GET", "runs?state=failed").get_json()["items"] == []
    ended = operate(market, "POST", f"runs/{run['id']}/cancel").get_json()
    assert ended["state"] == "cancelled"
    assert market.ask(ada, "GET", f"/v1/runs/{run['id']}").get_json()["state"] == "cancelled"
    log = market.ask(ada, "GET", "/v1/me/audit").get_json()["items"]
    assert (log[0]["what"], log[0]["subject"]) == ("run.cancelled", run["id"])


def test_operators_do_not_read_what_a_run_is_about(market: World) -> None:
    run = market.ask(market.person("ada"), "POST", "/v1/runs", json=ORDER).get_json()
    shown = operate(market, "GET", "runs")
    assert run["id"] in shown.text
    assert "Secret" not in shown.text
    assert "RSI" not in shown.text.upper()
    assert not {"work", "title", "strategy", "summary"} & OperatedRun.model_fields.keys()


def test_users_are_found_by_how_their_address_begins(world: World) -> None:
    for name in ("ada", "adam", "bob"):
        world.person(name)
    world.operator()

    def found(query: str) -> list[str]:
        items = operate(world, "GET", f"users?{query}").get_json()["items"]
        return [user["name"] for user in items]

    assert found("email=ADA") == ["ada", "adam"]
    assert found("email=adam@") == ["adam"]
    assert found("email=zoe") == []
    assert found("limit=1") == ["olga"]
    first = operate(world, "GET", "users?email=ad&limit=1").get_json()
    assert found(f"email=ad&limit=1&cursor={first['next']}") == ["adam"]


def test_whoever_the_settings_name_sees_that_they_are_an_operator(tmp_path: Path) -> None:
    world = make_world(tmp_path, operators="ada@example.org")
    ada = world.person("ada")
    assert world.ask(ada, "GET", "/v1/me").get_json()["roles"] == ["user"], "nobody verified it"
    identity: Any = world.platform.parts.identity
    tokens = identity._tokens
    mint = Mint(tokens._project, tokens._key, tokens.key_id, world.clock.now().timestamp())
    verified = mint.token(sub=ada.id, user_id=ada.id, email=ada.email, email_verified=True)
    roles = world.ask(replace(ada, token=verified), "GET", "/v1/me").get_json()["roles"]
    assert roles == ["operator", "user"]
