"""Tunables take effect as Freqtrade's parameters do, and wrong values are refused by name."""

from __future__ import annotations

import numpy as np
import pytest
from hypertrade.domain.errors import Invalid, NotFound
from hypertrade.strategy.signals import Evaluator, IndicatorCache, needs, tags
from hypertrade.strategy.spec import StrategySpec, read_spec

from tests.signals.comparing import all_candles, arrays, assert_equal
from tests.strategy.compile.harness import Provider, candles

FRAME = candles(400)
COLUMNS = ("enter_long", "enter_short", "exit_long", "enter_tag", "exit_tag")


def ref(name: str) -> dict[str, str]:
    return {"param": name}


SPEC = read_spec(
    {
        "name": "tuned",
        "timeframe": "1h",
        "parameters": [
            {"name": "period", "low": 1, "high": 40, "step": 1, "default": 9},
            {"name": "level", "low": 20, "high": 80, "step": 0.5, "default": 50},
            {"name": "back", "low": 0, "high": 6, "step": 2, "default": 2},
            {"name": "rows", "low": 1, "high": 9, "step": 1, "default": 3},
            {"name": "depth", "low": 0.1, "high": 0.9, "step": 0.1, "default": 0.3},
        ],
        "filters": [
            {
                "kind": "within",
                "candles": ref("rows"),
                "condition": {
                    "kind": "compare",
                    "left": {"kind": "price"},
                    "op": ">",
                    "right": {
                        "kind": "indicator",
                        "name": "sma",
                        "params": {"period": ref("period")},
                        "timeframe": "4h",
                        "shift": ref("back"),
                    },
                },
            }
        ],
        "entries": [
            {
                "name": "low",
                "when": {
                    "kind": "cross",
                    "left": {"kind": "indicator", "name": "rsi", "params": {"period": 5}},
                    "direction": "below",
                    "right": {"kind": "number", "value": ref("level")},
                },
            },
            {
                "name": "star",
                "side": "short",
                "when": {
                    "kind": "pattern",
                    "name": "evening_doji_star",
                    "penetration": ref("depth"),
                    "shift": ref("back"),
                },
            },
            {
                "name": "falling",
                "side": "short",
                "when": {
                    "kind": "trend",
                    "value": {
                        "kind": "change",
                        "of": {"kind": "price", "timeframe": "4h"},
                        "candles": ref("rows"),
                    },
                    "direction": "falling",
                    "candles": ref("rows"),
                },
            },
        ],
        "exits": [
            {
                "name": "low",
                "when": {
                    "kind": "compare",
                    "left": {"kind": "price", "shift": ref("back")},
                    "op": "!=",
                    "right": {"kind": "price"},
                },
            }
        ],
        "atr_stop": {"multiple": 2, "period": ref("rows")},
    }
)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"period": 1},
        {"period": 40, "level": 20.5},
        {"back": 0, "rows": 1},
        {"back": 6, "rows": 9, "depth": 0.1, "level": 79.5, "period": 2},
    ],
)
def test_values_take_effect_as_freqtrades_parameters_do(values: dict[str, float]) -> None:
    provider = Provider(FRAME)
    found = assert_equal(SPEC, FRAME, provider, values, trace=True)
    usual = Evaluator(SPEC, all_candles(SPEC, FRAME, provider)).evaluate()
    same = [np.array_equal(getattr(found, name), getattr(usual, name)) for name in COLUMNS]
    assert all(same) == (not values)


def test_one_evaluator_serves_many_values_and_caches_nothing_wrong() -> None:
    provider, cache = Provider(FRAME), IndicatorCache()
    evaluator = Evaluator(SPEC, all_candles(SPEC, FRAME, provider), cache=cache)
    for period, level, rows in ((9, 50, 3), (10, 50, 3), (9, 40, 1), (9, 50, 3), (2, 60.5, 4)):
        values = {"period": period, "level": level, "rows": rows}
        assert_equal(SPEC, FRAME, provider, values, evaluator=evaluator, trace=True)
    assert cache._held > 0


def test_whole_values_may_be_written_as_floats() -> None:
    evaluator = Evaluator(SPEC, all_candles(SPEC, FRAME, Provider(FRAME)))
    one, other = evaluator.evaluate({"period": 12}), evaluator.evaluate({"period": 12.0})
    assert (one.enter_long == other.enter_long).all()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"perod": 9}, "values.perod"),
        ({"period": 41}, "values.period"),
        ({"period": 9.5}, "values.period"),
        ({"level": float("nan")}, "values.level"),
        ({"level": 19.9}, "values.level"),
    ],
)
def test_wrong_values_are_refused_by_name(values: dict[str, float], field: str) -> None:
    evaluator = Evaluator(SPEC, all_candles(SPEC, FRAME, Provider(FRAME)))
    with pytest.raises(Invalid) as error:
        evaluator.evaluate(values)
    assert error.value.field == field
    assert error.value.remedy


def test_missing_or_wrong_candles_are_refused() -> None:
    with pytest.raises(NotFound, match="4h candles"):
        Evaluator(SPEC, {None: arrays(FRAME, "1h")})
    with pytest.raises(Invalid, match="60 minutes are no 4h candles"):
        Evaluator(SPEC, {None: arrays(FRAME, "1h"), "4h": arrays(FRAME, "1h")})


def test_tags_and_needs() -> None:
    assert tags(SPEC) == ("low", "star", "falling")
    assert list(needs(SPEC)) == ["1h", "4h"]


def test_no_candles_give_no_signals() -> None:
    spec = StrategySpec.model_validate(SPEC.model_dump() | {"filters": (), "exits": ()})
    spec = spec.model_copy(update={"entries": spec.entries[:2]})
    found = Evaluator(spec, {None: arrays(FRAME.head(0), "1h")}).evaluate()
    assert found.enter_long.shape == found.enter_tag.shape == (0,)
    assert found.atr is not None
    assert found.atr.shape == (0,)
