"""Charts of runs over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.functions.world import World, make_world
from tests.platform.market import make_market

if TYPE_CHECKING:
    from pathlib import Path

    from werkzeug.test import TestResponse

ORDER = {
    "kind": "backtest",
    "words": "buy when RSI(14) is below 35, sell when RSI(14) is above 55, 10% stop, 1h candles",
    "exchange": "binance",
    "pairs": ["BTC/USDT", "ETH/USDT"],
    "timerange": "20230110-",
}


@pytest.fixture
def market(tmp_path: Path) -> World:
    """Return a world with two months of made-up candles."""
    make_market(tmp_path)
    return make_world(tmp_path)


@pytest.fixture
def run(market: World) -> str:
    """Return Ada's run."""
    taken = market.ask(market.person("ada"), "POST", "/v1/runs", json=ORDER)
    id_: str = taken.get_json()["id"]
    return id_


def _chart(world: World, run: str, name: str = "ada", **query: Any) -> TestResponse:
    return world.ask(world.person(name), "GET", f"/v1/runs/{run}/chart", query_string=query)


def test_a_run_is_drawn_before_it_starts(market: World, run: str) -> None:
    chart = _chart(market, run).get_json()
    assert (chart["pair"], chart["timeframe"], chart["bucket_minutes"]) == ("BTC/USDT", "1h", 60)
    assert [line["label"] for line in chart["indicators"]] == ["RSI(14)"]
    [rsi] = chart["indicators"]
    assert len(rsi["values"]) == len(chart["candles"]) > 1000
    assert all(0 <= value <= 100 for value in rsi["values"])
    assert chart["candles"][0][0] == chart["first"] == 1_673_308_800_000


def test_a_window_of_another_pair_is_thinned(market: World, run: str) -> None:
    window = {"since": "2023-01-20T00:00:00Z", "until": "2023-02-10T01:00:00+01:00"}
    chart = _chart(market, run, pair="ETH/USDT", points=50, **window).get_json()
    assert (chart["pair"], chart["bucket_minutes"] > 60) == ("ETH/USDT", True)
    assert 40 <= len(chart["candles"]) <= 50
    assert chart["candles"][0][0] == 1_674_172_800_000
    assert chart["candles"][-1][0] < 1_675_987_200_000


def test_what_cannot_be_drawn_says_why(market: World, run: str) -> None:
    unknown = _chart(market, run, pair="SOL/USDT")
    assert unknown.status_code == 404
    assert unknown.get_json()["remedy"] == "Its pairs: BTC/USDT, ETH/USDT."
    for wrong in ({"points": 1}, {"points": 10**6}, {"since": "2023-01-20"}, {"until": "7"}):
        answer = _chart(market, run, **wrong)
        assert (answer.status_code, answer.get_json()["field"]) == (422, next(iter(wrong)))
    backwards = {"since": "2023-02-01T00:00:00Z", "until": "2023-01-01T00:00:00Z"}
    assert _chart(market, run, **backwards).get_json()["field"] == "until"
    assert _chart(market, run, name="bob").status_code == 404
