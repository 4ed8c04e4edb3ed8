"""A plan says what the compiled Freqtrade file says, tunables at their defaults or elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypertrade.backtesting.plans import NO_STOP, fill_in, plan_of
from hypertrade.domain.errors import Invalid
from hypertrade.engine.model import Plan
from hypertrade.strategy.compile import compile_spec
from hypertrade.strategy.spec import StrategySpec, read_spec

from tests.backtesting.making import Json, spec

HOURS = {"unit": "hours"}


def tunable(name: str, low: float, high: float, step: float, default: float) -> Json:
    return {"name": name, "low": low, "high": high, "step": step, "default": default}


PLANS: dict[str, Json] = {
    "plain": {},
    "take profit": {"take_profit": 0.03},
    "roi": {
        "take_profit": 0.04,
        "roi": [
            {"after": {"value": 2, **HOURS}, "profit": 0.05},
            {"after": {"value": 9, "unit": "candles"}, "profit": 0.01},
        ],
    },
    "no stop": {"stop_loss": None},
    "trailing at once": {"stop_loss": None, "trailing_stop": {"distance": 0.03}},
    "trailing beside a stop": {"trailing_stop": {"distance": 0.03}},
    "trailing later": {"trailing_stop": {"distance": 0.01, "after": 0.03}},
    "trailing beside a callback": {
        "stop_loss": None,
        "trailing_stop": {"distance": 0.02},
        "break_even": {"trigger": 0.05},
    },
    "time limit": {"time_limit": {"value": 7, **HOURS}},
    "time limit that closes": {
        "time_limit": {"value": 90, "unit": "minutes"},
        "exit_only_in_profit": True,
        "take_profit": 0.02,
        "roi": [{"after": {"value": 5, **HOURS}, "profit": 0.01}],
    },
    "tuned": {
        "parameters": [
            tunable("profit", 0.01, 0.1, 0.01, 0.03),
            tunable("stop", 0.02, 0.2, 0.02, 0.08),
            tunable("wait", 2, 20, 1, 6),
            tunable("slots", 1, 9, 1, 2),
        ],
        "take_profit": {"param": "profit"},
        "stop_loss": {"param": "stop"},
        "roi": [{"after": {"value": {"param": "wait"}, "unit": "candles"}, "profit": 0.02}],
        "max_open_trades": {"param": "slots"},
        "trailing_stop": {"distance": 0.01, "after": {"param": "profit"}},
    },
    "tuned limit that closes": {
        "parameters": [tunable("limit", 3, 30, 1, 9)],
        "time_limit": {"value": {"param": "limit"}, "unit": "hours"},
        "exit_only_in_profit": True,
        "take_profit": 0.02,
        "roi": [{"after": {"value": 5, **HOURS}, "profit": 0.01}],
    },
}


def strategy_of(document: StrategySpec) -> Any:
    """Return the compiled file's strategy after Freqtrade has begun its first candle."""
    compiled = compile_spec(document)
    space: dict[str, Any] = {}
    code = compile(compiled.source, "compiled.py", "exec")
    exec(code, space)  # noqa: S102 - the compiler's own output, made of the spec above
    made = space[compiled.class_name]({})
    made.bot_loop_start(current_time=datetime(2024, 1, 1, tzinfo=UTC))
    return made


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_equals_the_compiled_file(name: str) -> None:
    document = read_spec(spec(**PLANS[name]))
    plan = plan_of(document, fill_in(document, None), protections=False)
    strategy = strategy_of(document)
    table = {int(minutes): profit for minutes, profit in strategy.minimal_roi.items()}
    assert dict(plan.roi) == table
    assert [minutes for minutes, _ in plan.roi] == sorted(table)
    names = (
        *("can_short", "stoploss", "trailing_stop", "trailing_stop_positive"),
        *("trailing_stop_positive_offset", "trailing_only_offset_is_reached"),
        *("use_exit_signal", "exit_profit_only", "exit_profit_offset"),
        "ignore_roi_if_entry_signal",
    )
    # Freqtrade's resolver gives 0.0 to what no strategy says (strategy_resolver.py, line 78).
    theirs = {each: getattr(strategy, each, 0.0) for each in names}
    assert {each: getattr(plan, each) for each in names} == theirs
    uses_callback = plan.atr_stop is not None or plan.break_even is not None
    assert strategy.use_custom_stoploss == uses_callback


@pytest.mark.parametrize(
    "values", [{"profit": 0.05, "stop": 0.04, "wait": 3, "slots": 7}, {"wait": 19}]
)
def test_values_do_what_other_defaults_would(values: dict[str, float]) -> None:
    document = read_spec(spec(**PLANS["tuned"]))
    changed = [
        item | {"default": values.get(item["name"], item["default"])}
        for item in PLANS["tuned"]["parameters"]
    ]
    other = read_spec(spec(**PLANS["tuned"] | {"parameters": changed}))
    plan = plan_of(document, fill_in(document, values), protections=True)
    assert plan == plan_of(other, fill_in(other, None), protections=True)
    assert dict(plan.roi) == dict(strategy_of(other).minimal_roi)


def test_protections_are_in_minutes_and_only_if_enabled() -> None:
    candles = {"value": 4, "unit": "candles"}
    guards = [
        {"kind": "cooldown", "rest": candles},
        {
            "kind": "stoploss_guard",
            "trades": 3,
            "lookback": {"value": 2, "unit": "days"},
            "rest": candles,
            "per_pair": True,
            "required_profit": -0.02,
        },
        {
            "kind": "drawdown_guard",
            "drawdown": 0.1,
            "trades": 5,
            "lookback": candles,
            "rest": candles,
        },
        {"kind": "low_profit_guard", "trades": 2, "lookback": candles, "rest": candles},
    ]
    document = read_spec(spec(protections=guards))
    plan = plan_of(document, {}, protections=True)
    assert [each.method for each in plan.protections] == [
        *("CooldownPeriod", "StoplossGuard", "MaxDrawdown", "LowProfitPairs")
    ]
    cooldown, stops, drawdown, profits = plan.protections
    assert cooldown.stop == 240
    assert (stops.lookback, stops.limit, stops.threshold) == (2880, 3, -0.02)
    assert stops.only_per_pair
    assert (drawdown.mode, drawdown.threshold, drawdown.limit) == ("equity", 0.1, 5)
    assert (profits.limit, profits.lookback) == (2, 240)
    theirs = strategy_of(document).protections
    assert theirs[0]["stop_duration_candles"] * 60 == cooldown.stop
    assert plan_of(document, {}, protections=False).protections == ()


def test_money_and_scaling_in() -> None:
    share = read_spec(spec(stake={"kind": "share", "fraction": 0.25}, leverage=3))
    plan = plan_of(share, {}, protections=False)
    assert (plan.share, plan.custom_stake, plan.leverage) == (0.25, None, 3.0)
    tuned = spec(
        parameters=[tunable("amount", 10, 100, 10, 50)],
        stake={"kind": "fixed", "amount": {"param": "amount"}},
        scale_in={"times": 2, "move": 0.03, "direction": "favour"},
    )
    document = read_spec(tuned)
    plan = plan_of(document, fill_in(document, {"amount": 80}), protections=False)
    assert plan.custom_stake == 80.0
    assert plan.scale_in is not None
    assert (plan.scale_in.times, plan.scale_in.against) == (2, False)
    assert plan_of(read_spec(spec(stop_loss=None)), {}, protections=False) == Plan(stoploss=NO_STOP)


@pytest.mark.parametrize(
    ("values", "field"), [({"wait": 1}, "wait"), ({"wait": 2.5}, "wait"), ({"x": 1}, "x")]
)
def test_values_that_do_not_fit_name_their_tunable(values: dict[str, float], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        fill_in(read_spec(spec(**PLANS["tuned"])), values)
    assert caught.value.field == field
    assert caught.value.remedy
