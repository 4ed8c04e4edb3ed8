"""Profit targets, time, size and protections, through Freqtrade's own classes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypertrade.strategy.compile import compile_spec
from hypertrade.strategy.spec import (
    Cooldown,
    DrawdownGuard,
    Duration,
    FixedStake,
    LowProfitGuard,
    RoiStep,
    Rule,
    ScaleIn,
    ShareStake,
    StoplossGuard,
    StrategySpec,
    TrailingStop,
    UnlimitedStake,
)

from tests.strategy.compile.harness import PAIR, load
from tests.strategy.compile.trading import (
    ALWAYS,
    HOUR,
    OPENED,
    hours,
    open_trade,
    ref,
    strategy,
    tunable,
)

# Profit


def test_no_profit_target_means_an_empty_table_and_no_stop_means_almost_none() -> None:
    plain = strategy()
    assert plain.minimal_roi == {}
    assert plain.stoploss == -0.99
    assert not plain.trailing_stop
    assert not plain.use_custom_stoploss


def test_the_threshold_is_the_smaller_of_take_profit_and_table() -> None:
    steps = (
        RoiStep(after=Duration(value=30, unit="minutes"), profit=0.2),
        RoiStep(after=hours(2), profit=0.04),
        RoiStep(after=Duration(value=5, unit="candles"), profit=0.02),
        RoiStep(after=Duration(value=1, unit="weeks"), profit=-1),
    )
    assert strategy(take_profit=0.1, roi=steps).minimal_roi == {
        0: 0.1,
        30: 0.1,
        120: 0.04,
        300: 0.02,
        10080: -1,
    }
    assert 0 not in strategy(roi=steps).minimal_roi


def test_tuned_numbers_replace_plain_attributes_before_each_candle() -> None:
    tuned = strategy(
        parameters=(
            tunable("target", 0.05, 0.5, 0.05, 0.1),
            tunable("risk", 0.01, 0.2, 0.01, 0.05),
            tunable("trail", 0.01, 0.05, 0.01, 0.02),
            tunable("most", 1, 9, 1, 3),
            tunable("later", 1, 48, 1, 2),
        ),
        take_profit=ref("target"),
        roi=(RoiStep(after=Duration(value=ref("later"), unit="hours"), profit=0.01),),
        stop_loss=ref("risk"),
        trailing_stop=TrailingStop(distance=ref("trail"), after=0.2),
        max_open_trades=ref("most"),
    )
    assert tuned.minimal_roi == {0: 0.1, 120: 0.01}
    assert (tuned.stoploss, tuned.trailing_stop_positive, tuned.max_open_trades) == (-0.05, 0.02, 3)
    tuned.target.value, tuned.risk.value, tuned.trail.value = 0.3, 0.1, 0.05
    tuned.most.value, tuned.later.value = 7, 5
    tuned.bot_loop_start(current_time=OPENED)
    assert tuned.minimal_roi == {0: 0.3, 300: 0.01}
    assert (tuned.stoploss, tuned.trailing_stop_positive, tuned.max_open_trades) == (-0.1, 0.05, 7)
    assert tuned.config["max_open_trades"] == 7


# Time


@pytest.mark.parametrize(
    "limit", [Duration(value=2, unit="days"), Duration(value=48, unit="candles"), hours(48)]
)
def test_a_position_is_closed_when_its_time_is_up(limit: Duration) -> None:
    made = strategy(time_limit=limit)
    trade = open_trade()

    def asked(after: timedelta) -> str | None:
        answer: str | None = made.custom_exit(
            pair=PAIR,
            trade=trade,
            current_time=OPENED + after,
            current_rate=100,
            current_profit=0,
        )
        return answer

    assert asked(48 * HOUR - timedelta(minutes=5)) is None
    assert asked(48 * HOUR) == "time_limit"


def test_a_losing_position_cannot_outlive_its_limit_behind_exits_in_profit_only() -> None:
    made = strategy(
        time_limit=Duration(value=90, unit="minutes"),
        exit_only_in_profit=True,
        exits=(Rule(name="out", when=ALWAYS),),
        take_profit=0.1,
        roi=(RoiStep(after=hours(50), profit=0.01),),
    )
    assert made.exit_profit_only
    assert made.minimal_roi == {0: 0.1, 120: -1}  # candles open on the hour: 90 minutes are two
    trade = open_trade()
    trade.adjust_stop_loss(100, made.stoploss, initial=True)
    exits = made.should_exit(trade, 95, OPENED + 2 * HOUR, enter=False, exit_=True, low=94, high=96)
    assert [item.exit_type.value for item in exits] == ["roi"]


# Size


def test_a_fixed_or_unlimited_stake_is_what_the_configuration_should_say() -> None:
    for stake, expected in ((FixedStake(amount=250), 250.0), (UnlimitedStake(), "unlimited")):
        spec = StrategySpec(
            name="x", timeframe="1h", entries=(Rule(name="go", when=ALWAYS),), stake=stake
        )
        compiled = compile_spec(spec)
        assert compiled.stake_amount == expected
        assert load(compiled).stake_amount == expected
        assert "custom_stake_amount" not in compiled.source


class Wallets:
    """A balance of 1000."""

    def get_total_stake_amount(self) -> float:
        return 1000.0


def ask_stake(made: Any, max_stake: float) -> float:
    return float(
        made.custom_stake_amount(
            pair=PAIR,
            current_time=OPENED,
            current_rate=100,
            proposed_stake=333,
            min_stake=1,
            max_stake=max_stake,
            leverage=1,
            entry_tag=None,
            side="long",
        )
    )


def test_a_share_is_taken_of_the_whole_balance() -> None:
    made = strategy(stake=ShareStake(fraction=0.25))
    made.wallets = Wallets()
    assert ask_stake(made, 1000) == 250
    assert ask_stake(made, 200) == 200


def test_a_tuned_fixed_stake_skips_when_the_money_is_short() -> None:
    size = tunable("size", 50, 500, 50, 100)
    made = strategy(parameters=(size,), stake=FixedStake(amount=ref("size")))
    made.size.value = 300
    assert ask_stake(made, 1000) == 300
    assert ask_stake(made, 200) == 0


def test_leverage_is_capped_by_the_exchange() -> None:
    made = strategy(leverage=5)
    arguments = {"pair": PAIR, "current_time": OPENED, "current_rate": 100, "proposed_leverage": 1}
    arguments |= {"entry_tag": None, "side": "long"}
    assert made.leverage(max_leverage=20, **arguments) == 5
    assert made.leverage(max_leverage=3, **arguments) == 3
    assert (
        "def leverage"
        not in compile_spec(
            StrategySpec(name="x", timeframe="1h", entries=(Rule(name="go", when=ALWAYS),))
        ).source
    )


@pytest.mark.parametrize(
    ("direction", "is_short", "rate", "added"),
    [
        ("against", False, 96, None),
        ("against", False, 94, 50.0),
        ("against", True, 94, None),
        ("against", True, 106, 50.0),
        ("favour", False, 94, None),
        ("favour", False, 106, 50.0),
        ("favour", True, 94, 50.0),
        ("favour", True, 106, None),
    ],
)
def test_scaling_in(direction: str, is_short: bool, rate: float, added: float | None) -> None:
    rule = ScaleIn.model_validate({"times": 3, "move": 0.05, "direction": direction, "size": 0.5})
    made = strategy(scale_in=rule)
    assert made.position_adjustment_enable
    assert made.max_entry_position_adjustment == 3
    trade = open_trade(is_short=is_short)
    answer = made.adjust_trade_position(
        trade=trade,
        current_time=OPENED + HOUR,
        current_rate=rate,
        current_profit=0.0,
        min_stake=1,
        max_stake=1000,
        current_entry_rate=rate,
        current_exit_rate=rate,
        current_entry_profit=0.0,
        current_exit_profit=0.0,
    )
    assert answer == added


# Protections


def test_protections_are_freqtrades_own() -> None:
    made = strategy(
        parameters=(tunable("rest", 1, 20, 1, 4),),
        protections=(
            Cooldown(rest=Duration(value=ref("rest"), unit="candles")),
            StoplossGuard(
                trades=3, lookback=Duration(value=1, unit="days"), rest=hours(6), per_pair=True
            ),
            DrawdownGuard(drawdown=0.2, trades=5, lookback=hours(48), rest=hours(12)),
            LowProfitGuard(
                trades=2,
                lookback=Duration(value=48, unit="candles"),
                rest=Duration(value=30, unit="minutes"),
                required_profit=0.01,
            ),
        ),
    )
    assert made.rest.space == "protection"
    made.rest.value = 7
    assert made.protections == [
        {"method": "CooldownPeriod", "stop_duration_candles": 7},
        {
            "method": "StoplossGuard",
            "lookback_period": 1440,
            "trade_limit": 3,
            "stop_duration": 360,
            "only_per_pair": True,
            "only_per_side": False,
            "required_profit": 0,
        },
        {
            "method": "MaxDrawdown",
            "lookback_period": 2880,
            "trade_limit": 5,
            "stop_duration": 720,
            "max_allowed_drawdown": 0.2,
            "calculation_mode": "equity",
        },
        {
            "method": "LowProfitPairs",
            "lookback_period_candles": 48,
            "trade_limit": 2,
            "stop_duration": 30,
            "required_profit": 0.01,
            "only_per_side": False,
        },
    ]
