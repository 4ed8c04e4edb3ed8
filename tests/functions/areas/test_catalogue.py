"""The catalogue over HTTP: complete, and asked for again it is not sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.strategy.catalogue import INDICATORS, PATTERNS
from hypertrade.strategy.spec.checks import BOUNDS
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from tests.functions.world import World


def test_the_catalogue_says_everything_that_a_form_needs(world: World) -> None:
    answer = world.ask(world.person("ada"), "GET", "/v1/catalogue")
    assert answer.status_code == 200, answer.text
    told = answer.get_json()
    assert [item["name"] for item in told["indicators"]] == list(INDICATORS)
    assert [item["name"] for item in told["patterns"]] == list(PATTERNS)
    assert set(told["ranges"]) == {f"{model}.{field}" for model, field in BOUNDS}
    assert told["ranges"]["AtrStop.period"]["default"] == 14
    assert told["ranges"]["StrategySpec.stop_loss"]["unit"] == "fraction"
    assert told["timeframes"][0] == "1m"
    rsi = next(item for item in told["indicators"] if item["name"] == "rsi")
    assert (rsi["short"], rsi["group"], rsi["unit"]) == ("RSI", "momentum", "points")
    assert rsi["range"] == [0, 100]
    [period] = rsi["params"]
    assert (period["kind"], period["default"], period["minimum"]) == ("integer", 14, 2)
    schema = Draft202012Validator(told["spec_schema"])
    for template in told["templates"]:
        schema.validate(template["spec"])
        body = {"spec": template["spec"]}
        made = world.ask(world.person("ada"), "POST", "/v1/strategies", json=body)
        assert made.status_code == 201, made.text


def test_it_is_not_sent_twice(world: World) -> None:
    ada = world.person("ada")
    first = world.ask(ada, "GET", "/v1/catalogue")
    assert first.headers["Cache-Control"] == "private, max-age=300"
    headers = {"If-None-Match": first.headers["ETag"]}
    again = world.ask(ada, "GET", "/v1/catalogue", headers=headers)
    assert (again.status_code, again.data) == (304, b"")
    other = world.ask(ada, "GET", "/v1/catalogue", headers={"If-None-Match": '"other"'})
    assert other.get_json() == first.get_json()
