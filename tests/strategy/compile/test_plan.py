"""Exits, stops, size and protections, through Freqtrade's own strategy and trade classes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from ccxt import DECIMAL_PLACES
from freqtrade.persistence import LocalTrade, Order
from hypertrade.strategy.compile import compile_spec
from hypertrade.strategy.spec import (
    AtrStop,
    BreakEven,
    Compare,
    Constant,
    Cooldown,
    DrawdownGuard,
    Duration,
    FixedStake,
    LowProfitGuard,
    Parameter,
    ParameterRef,
    Price,
    RoiStep,
    Rule,
    ScaleIn,
    ShareStake,
    StoplossGuard,
    StrategySpec,
    TrailingStop,
    UnlimitedStake,
)

from tests.strategy.compile.harness import PAIR, Provider, load

if TYPE_CHECKING:
    from freqtrade.strategy import IStrategy

ALWAYS = Compare(left=Price(), op=">", right=Constant(value=0))
OPENED = datetime(2024, 1, 2, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


def strategy(**fields: Any) -> Any:
    given: dict[str, Any] = {"name": "Plan", "timeframe": "1h"}
    given["entries"] = (Rule(name="go", when=ALWAYS),)
    made = load(compile_spec(StrategySpec(**(given | fields))))
    # As Freqtrade's resolver does after copying the table, whose keys are text, into the config.
    made.minimal_roi = {int(minutes): profit for minutes, profit in made.minimal_roi.items()}
    return made


def hours(value: int) -> Duration:
    return Duration(value=value, unit="hours")


def tunable(name: str, low: float, high: float, step: float, default: float) -> Parameter:
    return Parameter(name=name, low=low, high=high, step=step, default=default)


def ref(name: str) -> ParameterRef:
    return ParameterRef(param=name)


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


# Stops


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"stop_loss": 0.1}, (-0.1, False, None, 0.0, False)),
        ({"trailing_stop": TrailingStop(distance=0.03)}, (-0.03, True, None, 0.0, False)),
        (
            {"stop_loss": 0.1, "trailing_stop": TrailingStop(distance=0.03)},
            (-0.1, True, 0.03, 0.0, False),
        ),
        (
            {"trailing_stop": TrailingStop(distance=0.03, after=0.05)},
            (-0.99, True, 0.03, 0.05, True),
        ),
        (
            {"stop_loss": 0.1, "trailing_stop": TrailingStop(distance=0.03, after=0.05)},
            (-0.1, True, 0.03, 0.05, True),
        ),
    ],
)
def test_stops_are_freqtrades_own(fields: dict[str, Any], expected: tuple[Any, ...]) -> None:
    made = strategy(**fields)
    assert (
        made.stoploss,
        made.trailing_stop,
        made.trailing_stop_positive,
        made.trailing_stop_positive_offset,
        made.trailing_only_offset_is_reached,
    ) == expected


def open_trade(*, is_short: bool = False, leverage: float = 1.0, rate: float = 100) -> LocalTrade:
    LocalTrade.use_db = False
    trade = LocalTrade(
        id=1,
        pair=PAIR,
        stake_amount=100.0,
        amount=1.0 * leverage,
        open_rate=rate,
        open_date=OPENED,
        fee_open=0.0,
        fee_close=0.0,
        is_open=True,
        is_short=is_short,
        leverage=leverage,
        price_precision=4,
        precision_mode=DECIMAL_PLACES,
        precision_mode_price=DECIMAL_PLACES,
        orders=[],
    )
    add_entry(trade, rate)
    return trade


def add_entry(trade: LocalTrade, rate: float) -> None:
    order = Order(
        id=len(trade.orders) + 1,
        ft_order_side=trade.entry_side,
        ft_pair=PAIR,
        ft_is_open=False,
        order_id=str(len(trade.orders)),
        side=trade.entry_side,
        status="closed",
        ft_price=rate,
        price=rate,
        average=rate,
        amount=trade.leverage,
        filled=trade.leverage,
        remaining=0,
        ft_amount=trade.leverage,
        order_date=OPENED,
        order_filled_date=OPENED,
    )
    order._trade_bt = trade
    trade.orders.append(order)


def analysed(atr: list[float]) -> pd.DataFrame:
    """Return candles up to an hour before ``OPENED``, then one more for each further ATR."""
    start = OPENED - 3 * HOUR
    dates = [start + n * HOUR for n in range(len(atr))]
    return pd.DataFrame({"date": pd.to_datetime(dates, utc=True), "atr_14": atr})


def fill(made: IStrategy, trade: LocalTrade, rate: float = 100) -> None:
    """Do what Freqtrade does when the entry fills."""
    trade.adjust_stop_loss(trade.open_rate, made.stoploss, initial=True)
    made._ft_stop_uses_after_fill = True
    made.ft_stoploss_adjust(rate, trade, OPENED, 0.0, 0, after_fill=True)


def candle(made: IStrategy, trade: LocalTrade, low: float, high: float, hour: int = 1) -> list[str]:
    """Do what a backtest does with a candle; return the reasons to exit."""
    exits = made.should_exit(
        trade,
        (low + high) / 2,
        OPENED + hour * HOUR,
        enter=False,
        exit_=False,
        low=low,
        high=high,
    )
    return [item.exit_type.value for item in exits]


@pytest.mark.parametrize(("is_short", "stop"), [(False, 94.0), (True, 106.0)])
@pytest.mark.parametrize("leverage", [1.0, 5.0])
def test_an_atr_stop_is_measured_from_the_signal_candle(
    is_short: bool, stop: float, leverage: float
) -> None:
    made = strategy(atr_stop=AtrStop(multiple=2))
    made.dp = Provider(pd.DataFrame())
    # The signal candle opened at 09:00 with an ATR of 3; a later candle is known already.
    made.dp.analyzed = analysed([1.0, 2.0, 3.0, 9.0])
    trade = open_trade(is_short=is_short, leverage=leverage)
    fill(made, trade)
    assert trade.stop_loss == pytest.approx(stop)
    assert candle(made, trade, 97, 103) == []
    assert trade.stop_loss == pytest.approx(stop)  # it stays
    assert candle(made, trade, 93, 107, 2) == ["stop_loss"]


def test_an_atr_stop_never_lies_beyond_the_stop_loss() -> None:
    made = strategy(atr_stop=AtrStop(multiple=2), stop_loss=0.05)
    made.dp = Provider(pd.DataFrame())
    made.dp.analyzed = analysed([1.0, 2.0, 30.0])
    trade = open_trade()
    fill(made, trade)
    assert trade.stop_loss == pytest.approx(95)


def test_adding_to_a_position_leaves_its_atr_stop_alone() -> None:
    made = strategy(atr_stop=AtrStop(multiple=2), scale_in=ScaleIn(times=1, move=0.03))
    made.dp = Provider(pd.DataFrame())
    made.dp.analyzed = analysed([1.0, 2.0, 3.0])
    trade = open_trade()
    fill(made, trade)
    add_entry(trade, 97)
    made.dp.analyzed = analysed([1.0, 2.0, 3.0, 20.0])
    made.ft_stoploss_adjust(97, trade, OPENED + HOUR, -0.03, 0, after_fill=True)
    assert trade.stop_loss == pytest.approx(94)


@pytest.mark.parametrize("is_short", [False, True])
def test_a_trailing_atr_stop_follows_the_best_price_and_never_loosens(is_short: bool) -> None:
    def away(distance: float) -> float:
        return 100 - distance if is_short else 100 + distance

    made = strategy(atr_stop=AtrStop(multiple=2, trailing=True))
    made.dp = Provider(pd.DataFrame())
    made.dp.analyzed = analysed([1.0, 2.0, 3.0])
    trade = open_trade(is_short=is_short)
    fill(made, trade)
    assert trade.stop_loss == pytest.approx(away(-6))
    low, high = sorted((away(3), away(8)))
    assert candle(made, trade, low, high) == []
    assert trade.stop_loss == pytest.approx(away(2))
    made.dp.analyzed = analysed([1.0, 2.0, 3.0, 8.0])  # more volatile: the stop stays
    low, high = sorted((away(4), away(6)))
    assert candle(made, trade, low, high, 2) == []
    assert trade.stop_loss == pytest.approx(away(2))
    made.dp.analyzed = analysed([1.0, 2.0, 3.0, 8.0, 2.5])  # calmer: from the best price so far
    low, high = sorted((away(4), away(5)))
    assert candle(made, trade, low, high, 3) == []
    assert trade.stop_loss == pytest.approx(away(3))
    low, high = sorted((away(2.5), away(5)))
    assert candle(made, trade, low, high, 4) == ["trailing_stop_loss"]


@pytest.mark.parametrize(
    ("is_short", "lock", "stop"), [(False, 0, 100), (False, 0.01, 101), (True, 0, 100)]
)
def test_break_even_moves_the_stop_once_triggered(is_short: bool, lock: float, stop: float) -> None:
    made = strategy(break_even=BreakEven(trigger=0.05, lock=lock), stop_loss=0.1)
    trade = open_trade(is_short=is_short)
    trade.adjust_stop_loss(100, made.stoploss, initial=True)
    assert candle(made, trade, 97, 103) == []
    assert trade.stop_loss == pytest.approx(110 if is_short else 90)
    low, high = (93, 96) if is_short else (104, 107)
    assert candle(made, trade, low, high, 2) == []
    assert trade.stop_loss == pytest.approx(stop, abs=0.01)


def test_break_even_and_a_trailing_atr_stop_keep_the_tighter() -> None:
    made = strategy(break_even=BreakEven(trigger=0.05), atr_stop=AtrStop(multiple=2, trailing=True))
    made.dp = Provider(pd.DataFrame())
    made.dp.analyzed = analysed([1.0, 2.0, 5.0])
    trade = open_trade()
    fill(made, trade)
    assert trade.stop_loss == pytest.approx(90)
    assert candle(made, trade, 104, 106) == []
    assert trade.stop_loss == pytest.approx(100, abs=0.01)  # the ATR stop would be at 96
    assert candle(made, trade, 112, 114, 2) == []
    assert trade.stop_loss == pytest.approx(104)


def test_a_trailing_stop_goes_on_beside_a_break_even_stop() -> None:
    made = strategy(break_even=BreakEven(trigger=0.02), trailing_stop=TrailingStop(distance=0.03))
    assert (made.stoploss, made.trailing_stop_positive) == (-0.03, 0.03)
    trade = open_trade()
    trade.adjust_stop_loss(100, made.stoploss, initial=True)
    assert candle(made, trade, 101, 102.5) == []
    assert trade.stop_loss == pytest.approx(100, abs=0.01)
    assert candle(made, trade, 108, 110, 2) == []
    assert trade.stop_loss == pytest.approx(106.7)


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
