"""Runs, previews, candles and files over HTTP."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade_functions.web.crowd import Crowd

from tests.functions.world import World, make_world
from tests.platform.market import make_market

if TYPE_CHECKING:
    from pathlib import Path

    from werkzeug.test import TestResponse

ORDER = {
    "kind": "backtest",
    "words": "buy when RSI(14) is below 35, sell when RSI(14) is above 55, 10% stop, 1h candles",
    "exchange": "binance",
    "pairs": ["BTC/USDT"],
    "timerange": "20230110-",
}
DOWNLOAD = {"exchange": "binance", "pairs": ["BTC/USDT"], "timeframe": "1h", "since": "20240101"}


@pytest.fixture
def market(tmp_path: Path) -> World:
    """Return a world with two months of made-up candles."""
    make_market(tmp_path)
    return make_world(tmp_path, crowd=Crowd(longest_stream=0.1))


def _ask(world: World, method: str, path: str, **options: Any) -> TestResponse:
    return world.ask(world.person("ada"), method, path, **options)


def test_a_run_is_estimated_asked_for_followed_and_cancelled(market: World) -> None:
    cost = _ask(market, "POST", "/v1/runs/estimate", json=ORDER).get_json()
    assert cost["candles"] > 1000
    taken = _ask(market, "POST", "/v1/runs", json={**ORDER, "title": "First"})
    assert taken.status_code == 202, taken.text
    run = taken.get_json()
    assert (run["state"], run["title"], run["cost"]) == ("queued", "First", cost)
    path = taken.headers["Location"]
    assert _ask(market, "GET", path).get_json() == run
    events = _ask(market, "GET", f"{path}/events")
    [told] = [line for line in events.text.splitlines() if line.startswith("data: ")]
    assert json.loads(told.removeprefix("data: "))["state"] == "queued"
    assert f"id: {run['sequence']}\n" in events.text
    ended = _ask(market, "POST", f"{path}/cancel").get_json()
    assert ended["state"] == "cancelled"
    since = {"Last-Event-ID": str(run["sequence"])}
    assert "cancelled" in _ask(market, "GET", f"{path}/events", headers=since).text
    over = {"Last-Event-ID": str(ended["sequence"])}
    assert _ask(market, "GET", f"{path}/events", headers=over).status_code == 204
    again = _ask(market, "POST", f"{path}/retry").get_json()
    assert again["retry_of"] == run["id"]
    assert _ask(market, "DELETE", path).status_code == 204
    assert _ask(market, "GET", path).status_code == 404
    assert _ask(market, "DELETE", f"/v1/runs/{again['id']}").status_code == 409


def test_runs_are_listed_by_what_they_are(market: World) -> None:
    for order in (ORDER, {**DOWNLOAD, "kind": "download"}):
        assert _ask(market, "POST", "/v1/runs", json=order).status_code == 202
    assert _ask(market, "POST", "/v1/data/downloads", json=DOWNLOAD).status_code == 202

    def kinds(query: str) -> list[str]:
        items = _ask(market, "GET", f"/v1/runs?{query}").get_json()["items"]
        return [item["kind"] for item in items]

    assert kinds("kind=download") == ["download", "download"]
    assert kinds("state=queued&limit=2") == ["download", "download"]
    assert kinds("state=failed") == []
    assert kinds("since=2020-01-01T00:00:00Z") == ["download", "download", "backtest"]
    assert kinds("until=2020-01-01T00:00:00Z") == []
    for wrong in ("since=2020-01-01", "since=1577836800", "kind=magic", "state="):
        assert _ask(market, "GET", f"/v1/runs?{wrong}").status_code == 422, wrong
    used = _ask(market, "GET", "/v1/me/quota").get_json()
    assert (used["queued"], used["runs_today"], used["plan"]["name"]) == (3, 3, "own")


def test_the_same_order_under_a_key_is_one_run(market: World) -> None:
    headers = {"Idempotency-Key": "one"}
    ids = {
        _ask(market, "POST", "/v1/runs", json=ORDER, headers=headers).get_json()["id"]
        for _ in range(3)
    }
    assert len(ids) == 1
    assert len(_ask(market, "GET", "/v1/runs").get_json()["items"]) == 1


def test_comparing_is_for_ones_own_finished_backtests(market: World) -> None:
    ids = [_ask(market, "POST", "/v1/runs", json=ORDER).get_json()["id"] for _ in range(2)]
    path = f"/v1/runs/compare?ids={','.join(ids)}"
    answer = _ask(market, "GET", path)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "conflict")
    assert market.ask(market.person("bob"), "GET", path).status_code == 404
    for wrong in ("", f"?ids={ids[0]}", f"?ids={','.join(ids * 5)}"):
        assert _ask(market, "GET", f"/v1/runs/compare{wrong}").status_code == 422, wrong


def test_a_preview_answers_at_once(market: World) -> None:
    order = {name: value for name, value in ORDER.items() if name != "kind"}
    answer = _ask(market, "POST", "/v1/previews", json=order)
    assert answer.status_code == 200, answer.text
    preview = answer.get_json()["preview"]
    assert preview["currency"] == "USDT"
    assert preview["equity"]
    open_ = _ask(market, "POST", "/v1/previews", json={**order, "words": "buy low"}).get_json()
    assert open_["preview"] is None
    assert open_["question"]["text"]


def test_candles_are_listed_and_judged(market: World) -> None:
    listed = _ask(market, "GET", "/v1/data/candles?timeframe=1h&limit=2").get_json()
    assert [item["synthetic"] for item in listed["items"]] == [True, True]
    assert listed["next"]
    query = "exchange=binance&pair=BTC/USDT&timeframe=1h"
    report = _ask(market, "GET", f"/v1/data/quality?{query}").get_json()
    assert report["candles"] > 1000
    assert _ask(market, "GET", f"/v1/data/quality?{query}4").status_code == 422
    missing = query.replace("BTC", "DOGE")
    assert _ask(market, "GET", f"/v1/data/quality?{missing}").status_code == 404
    exchanges = _ask(market, "GET", "/v1/data/exchanges").get_json()["items"]
    assert "binance" in {item["exchange"] for item in exchanges}


@pytest.mark.parametrize(
    "change",
    [
        {"since": "20249999"},
        {"since": "20240201", "until": "20240101"},
        {"exchange": "nowhere"},
        {"pairs": []},
        {"since": "yesterday"},
    ],
)
def test_a_download_that_cannot_be_is_refused(world: World, change: dict[str, Any]) -> None:
    answer = _ask(world, "POST", "/v1/data/downloads", json={**DOWNLOAD, **change})
    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid")


def test_files_are_given_to_whoever_has_their_address(world: World) -> None:
    from datetime import timedelta

    blobs = world.platform.parts.blobs
    blobs.put("artifacts/a/report.html", b"<script>alert(1)</script>")
    url = blobs.signed_url("artifacts/a/report.html", lasts=timedelta(minutes=5))
    path = url.partition("8080")[2]
    given = world.client.get(path)
    assert given.data == b"<script>alert(1)</script>"
    assert given.headers["Content-Disposition"] == 'attachment; filename="report.html"'
    assert given.headers["Content-Type"] == "application/octet-stream"
    named = blobs.signed_url(
        "artifacts/a/report.html", lasts=timedelta(minutes=5), download_as="mine.html"
    ).partition("8080")[2]
    assert "mine.html" in world.client.get(named).headers["Content-Disposition"]
    for wrong in (
        path[:-2] + "xx",
        path.replace("report", "other"),
        path.replace("expires=1", "expires=2"),
        f"{path}&download=evil.html",
    ):
        assert world.client.get(wrong).status_code == 403, wrong
    assert world.client.get(path.partition("?")[0]).status_code == 422
    world.clock.forward(minutes=6)
    assert world.client.get(path).status_code == 403
    gone = blobs.signed_url("artifacts/a/none", lasts=timedelta(minutes=5)).partition("8080")[2]
    assert world.client.get(gone).status_code == 404
