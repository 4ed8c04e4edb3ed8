"""The strategy document: what it holds, keeps, fills in and refuses."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypertrade.domain.base import Document
from hypertrade.domain.errors import Invalid
from hypertrade.strategy.spec import (
    Compare,
    Constant,
    Duration,
    Indicator,
    Pattern,
    Price,
    Rule,
    StrategySpec,
    conditions,
    numbers,
    operands,
    plan,
    read_spec,
)
from hypertrade.strategy.spec.checks import BOUNDS
from hypothesis import HealthCheck, given, settings

from tests.strategy.generators import specs

WHEN: dict[str, Any] = {
    "kind": "compare",
    "left": {"kind": "indicator", "name": "rsi"},
    "op": "<",
    "right": {"kind": "number", "value": 30},
}
GOOD: dict[str, Any] = {"name": "x", "timeframe": "1h", "entries": [{"name": "in", "when": WHEN}]}


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(specs())
def test_json_keeps_every_strategy(spec: StrategySpec) -> None:
    text = spec.canonical_json()
    assert read_spec(text) == spec
    assert read_spec(json.loads(text)).canonical_json() == text


def test_defaults_are_filled_in_so_that_equal_strategies_are_equal() -> None:
    short = Indicator(name="rsi")
    assert short == Indicator(name="rsi", params={"period": 14}, source=Price(), output="value")
    assert Indicator(name="bollinger", params={"deviations": 2.0}) == Indicator(name="bollinger")
    assert Pattern(name="morning_star").penetration == 0.3
    assert Constant(value=30.0).canonical_json() == Constant(value=30).canonical_json()


def test_the_direction_follows_from_the_entries() -> None:
    rule = Compare.model_validate(WHEN)
    long, short = Rule(name="a", when=rule), Rule(name="b", side="short", when=rule)
    for entries, direction in (((long,), "long"), ((short,), "short"), ((long, short), "both")):
        assert StrategySpec(name="x", timeframe="1h", entries=entries).direction == direction


@pytest.mark.parametrize(
    ("value", "unit", "minutes"), [(2, "hours", 120), (3, "candles", 45), (1, "weeks", 10080)]
)
def test_durations_in_minutes(value: int, unit: Any, minutes: int) -> None:
    spec = read_spec(GOOD | {"timeframe": "15m"})
    assert spec.minutes(Duration(value=value, unit=unit)) * value == minutes


def test_every_number_of_the_document_has_a_range() -> None:
    def is_number(annotation: object) -> bool:
        return annotation in (numbers.Number, numbers.Whole) or (
            annotation in (numbers.Number | None, numbers.Whole | None)
        )

    found = set()
    for module in (conditions, operands, plan, numbers):
        for model in vars(module).values():
            if isinstance(model, type) and issubclass(model, Document):
                found |= {
                    (model.__name__, name)
                    for name, field in model.model_fields.items()
                    if is_number(field.annotation)
                }
    found |= {
        ("StrategySpec", name)
        for name, field in StrategySpec.model_fields.items()
        if is_number(field.annotation)
    }
    assert found == set(BOUNDS)


Change = Callable[[dict[str, Any]], object]


def put(*path: Any) -> Change:
    """Return a change that puts the last of ``path`` at the rest of it."""
    *keys, last, value = path

    def change(data: dict[str, Any]) -> None:
        place: Any = data
        for key in keys:
            place = place[key]
        place[last] = value

    return change


W = ("entries", 0, "when")
CLOUDY = {"kind": "cross", "left": {"kind": "price", "field": "cloze"}, "direction": "above"}
TUNED = {"name": "n", "low": 1, "high": 9, "step": 0.5, "default": 2}
STOP = {"distance": 0.05, "after": 0.03}


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        (put(*W, "op", "=>"), "entries[0].when.op", "not '=>'"),
        (put(*W, "kind", "foo"), "entries[0].when", "'cross'"),
        (lambda data: data["entries"][0]["when"].pop("kind"), "entries[0].when", "kind"),
        (put(*W, "left", "name", "rsy"), "entries[0].when.left", "nearest: rsi"),
        (put(*W, "left", "params", {"period": 0}), "entries[0].when.left", "from 2 to 5000"),
        (put(*W, "left", "params", {"len": 3}), "entries[0].when.left", "it has: period"),
        (put(*W, "right", "value", "x"), "entries[0].when.right.value", "must be a number"),
        (put(*W, "right", "value", True), "entries[0].when.right.value", "must be a number"),
        (put(*W, "right", "value", {"param": "z"}), "entries[0].when.right.value", "'z'"),
        (put(*W, "left", "timeframe", "5m"), "entries[0].when.left.timeframe", "multiple"),
        (put(*W, "left", "shift", -1), "entries[0].when.left.shift", "from 0"),
        (put(*W, "left", "shift", 1.5), "entries[0].when.left.shift", "whole number"),
        (
            put(*W, {"kind": "all", "conditions": [WHEN]}),
            "entries[0].when.conditions",
            "at least 2",
        ),
        (put(*W, CLOUDY), "entries[0].when.left.field", "hlc3"),
        (put(*W, {"kind": "pattern", "name": "hamer"}), "entries[0].when", "nearest: hammer"),
        (
            put(*W, {"kind": "time_of_day", "start": "25:00", "stop": "08:00"}),
            "entries[0].when.start",
            "no time of day",
        ),
        (put("colour", "red"), "colour", "unknown"),
        (put("timeframe", "7m"), "timeframe", "15m"),
        (put("stop_loss", -0.05), "stop_loss", "above 0 and at most 1"),
        (put("stop_loss", "5%"), "stop_loss", "must be a number"),
        (put("entries", []), "entries", "at least 1"),
        (lambda data: data.pop("name"), "name", "missing"),
        (put("entries", [GOOD["entries"][0]] * 2), "entries[1].name", "twice"),
        (put("exits", [{"name": "o", "side": "short", "when": WHEN}]), "exits[0].side", "short"),
        (put("trailing_stop", STOP), "trailing_stop", "below the entry"),
        (put("break_even", {"trigger": 0.01, "lock": 0.02}), "break_even.lock", "locked in"),
        (put("time_limit", {"value": 0, "unit": "days"}), "time_limit.value", "from 1"),
        (put("stake", {"kind": "fixed", "amount": -5}), "stake.amount", "above 0"),
        (put("parameters", [TUNED | {"default": 2.2}]), "parameters[0]", "low + n * step"),
        (put("parameters", [TUNED | {"name": "N"}]), "parameters[0].name", "'N'"),
        (put("version", 2), "version", "1"),
    ],
)
def test_bad_documents_get_one_clear_error(change: Change, field: str, words: str) -> None:
    data = copy.deepcopy(GOOD)
    change(data)
    with pytest.raises(Invalid) as caught:
        read_spec(data)
    assert caught.value.field == field
    assert words in caught.value.problem
    assert caught.value.remedy
    assert "function-" not in str(caught.value)


@pytest.mark.parametrize("text", ['{"name": ', "[1]", "null", '{"name": NaN}'])
def test_what_is_no_document_at_all_gets_an_error_too(text: str) -> None:
    with pytest.raises(Invalid):
        read_spec(text)


def test_a_parameter_with_fractions_cannot_stand_for_candles() -> None:
    data = copy.deepcopy(GOOD)
    data["parameters"] = [TUNED | {"low": 2}]
    data["entries"][0]["when"]["left"]["params"] = {"period": {"param": "n"}}
    with pytest.raises(Invalid, match=r"whole number, not 2\.5"):
        read_spec(data)


def test_every_value_a_parameter_may_take_must_fit() -> None:
    data = copy.deepcopy(GOOD)
    data["parameters"] = [{"name": "n", "low": 1, "high": 9, "step": 1, "default": 5}]
    data["entries"][0]["when"]["left"]["params"] = {"period": {"param": "n"}}
    with pytest.raises(Invalid, match="from 2 to 5000, not 1"):
        read_spec(data)


def test_two_steps_of_the_table_at_one_time_are_refused() -> None:
    steps = [
        {"after": {"value": 60, "unit": "minutes"}, "profit": 0.1},
        {"after": {"value": 1, "unit": "candles"}, "profit": 0.05},
    ]
    with pytest.raises(Invalid) as caught:
        read_spec(GOOD | {"roi": steps})
    assert caught.value.field == "roi[1].after"
