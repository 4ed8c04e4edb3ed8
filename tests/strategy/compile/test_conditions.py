"""Conditions mean what their docstrings say: compiled signals against a row-by-row evaluator."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypertrade.strategy.compile import compile_spec
from hypertrade.strategy.spec import (
    Ago,
    All,
    Arithmetic,
    Between,
    Change,
    Compare,
    Condition,
    Constant,
    Cross,
    DayOfWeek,
    Indicator,
    Not,
    Pattern,
    Price,
    Rule,
    StrategySpec,
    Streak,
    TimeOfDay,
    Trend,
    Within,
)
from hypertrade.strategy.spec import Any as AnyOf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.strategy.compile.harness import candles, run
from tests.strategy.compile.naive import INDICATORS, Evaluator
from tests.strategy.drawing import Builder

FRAME = candles(220, seed=3)
EVALUATOR = Evaluator(FRAME)


class SmallBuilder(Builder):
    """Draws conditions the naive evaluator can judge, with numbers near the prices."""

    def indicator(self, depth: int = 2, *, plain: bool = False, name: str = "") -> Indicator:
        del depth
        name = name or self.one(INDICATORS)
        source = None
        if name != "atr" and self.chance(30):
            source = self.price(plain=True)
        return Indicator(
            name=name,
            params={"period": self.draw(st.integers(2, 12))},
            source=source,
            timeframe=None if plain else self.timeframe(),
            shift=0 if plain else self.shift("Indicator"),
        )

    def constant(self) -> Constant:
        return Constant(value=self.one((0, 1, 30, 50, 70, 90, 100, 105, 2.5, -5)))

    def timeframe(self) -> str | None:
        return self.one(("4h", "1d")) if self.higher and self.chance(25) else None


@st.composite
def judged(draw: Any) -> Condition:
    return SmallBuilder(draw, parameters=False).condition(3)


def signals(condition: Condition, *, trace: bool = False) -> pd.Series:
    entry = Rule(name="it", when=condition)
    spec = StrategySpec(name="one", timeframe="1h", entries=(entry,))
    return run(compile_spec(spec, trace=trace), FRAME)["enter_long"].astype(bool)


def check(condition: Condition) -> pd.Series:
    compiled = signals(condition)
    expected = [EVALUATOR.holds(condition, row) for row in range(len(FRAME))]
    assert compiled.tolist() == expected
    return compiled


@pytest.mark.filterwarnings(
    "ignore:divide by zero:RuntimeWarning", "ignore:invalid value:RuntimeWarning"
)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(judged())
def test_compiled_conditions_hold_exactly_where_they_should(condition: Condition) -> None:
    check(condition)


CLOSE = Price()
RSI = Indicator(name="rsi", params={"period": 7})
DAILY = Price(timeframe="1d")
FOUR_HOURS = Indicator(name="ema", params={"period": 3}, timeframe="4h")
HIGH = Compare(left=RSI, op=">", right=Constant(value=60))


@pytest.mark.parametrize(
    "condition",
    [
        pytest.param(Cross(left=RSI, direction="below", right=Constant(value=40)), id="cross"),
        pytest.param(Cross(left=Constant(value=40), direction="above", right=RSI), id="mirrored"),
        pytest.param(
            Between(value=RSI, low=Constant(value=40), high=Constant(value=60)), id="range"
        ),
        pytest.param(
            Between(value=Constant(value=100), low=Price(field="low"), high=CLOSE), id="in"
        ),
        pytest.param(Trend(value=CLOSE, direction="rising", candles=3), id="rising"),
        pytest.param(Trend(value=FOUR_HOURS, direction="falling", candles=2), id="falling-4h"),
        pytest.param(
            Compare(left=Change(of=DAILY, candles=2), op=">", right=Constant(value=0.01)),
            id="change",
        ),
        pytest.param(
            Compare(left=Change(of=CLOSE, candles=5), op="<=", right=Constant(value=-0.02)),
            id="drop",
        ),
        pytest.param(Compare(left=CLOSE, op="!=", right=Price(shift=1)), id="differs"),
        pytest.param(Compare(left=CLOSE, op="==", right=Price(shift=1)), id="equal"),
        pytest.param(
            Compare(left=Price(timeframe="4h", shift=2), op="<", right=CLOSE), id="4h-ago"
        ),
        pytest.param(
            Compare(
                left=Arithmetic(
                    op="/", left=Price(field="volume"), right=Price(field="volume", shift=1)
                ),
                op=">=",
                right=Constant(value=1.5),
            ),
            id="ratio",
        ),
        pytest.param(Pattern(name="doji"), id="pattern"),
        pytest.param(Pattern(name="belt_hold", signal="bearish", shift=2), id="pattern-ago"),
        pytest.param(Pattern(name="long_line", signal="bullish", timeframe="4h"), id="pattern-4h"),
        pytest.param(TimeOfDay(start="08:00", stop="20:00"), id="hours"),
        pytest.param(TimeOfDay(start="22:30", stop="02:00"), id="past-midnight"),
        pytest.param(TimeOfDay(start="20:00", stop="24:00"), id="until-midnight"),
        pytest.param(DayOfWeek(days=("fri", "mon")), id="days"),
        pytest.param(Ago(condition=HIGH, candles=3), id="ago"),
        pytest.param(Within(condition=HIGH, candles=4), id="within"),
        pytest.param(Streak(condition=HIGH, candles=3), id="streak"),
        pytest.param(Not(condition=HIGH), id="not"),
        pytest.param(All(conditions=(HIGH, DayOfWeek(days=("tue",)))), id="all"),
        pytest.param(AnyOf(conditions=(HIGH, DayOfWeek(days=("tue",)))), id="any"),
        pytest.param(
            Not(
                condition=Streak(condition=AnyOf(conditions=(HIGH, Not(condition=HIGH))), candles=9)
            ),
            id="deep",
        ),
    ],
)
def test_each_kind_of_condition_holds_sometimes_and_not_always(condition: Condition) -> None:
    held = check(condition)
    assert held.any()
    assert not held.all()


def test_not_is_plain_negation_where_values_are_missing() -> None:
    held = signals(Not(condition=HIGH))
    assert held.head(7).all()  # no RSI yet: the comparison is false, its negation true


def test_missing_values_make_every_comparison_false() -> None:
    for operator in (">", ">=", "<", "<=", "==", "!="):
        node = Compare.model_validate({"left": RSI, "op": operator, "right": Constant(value=1)})
        assert not signals(node).head(7).any(), operator


def test_a_higher_timeframe_is_seen_only_once_its_candle_has_closed() -> None:
    held = signals(Cross(left=DAILY, direction="above", right=Price(timeframe="1d", shift=1)))
    assert set(FRAME["date"][held].dt.hour) == {23}  # the candle whose close ends the day


def test_a_daily_trend_holds_all_day() -> None:
    held = signals(Trend(value=DAILY, direction="rising", candles=1))
    days = held.groupby((FRAME["date"] + pd.Timedelta("1h")).dt.date).nunique()
    assert (days == 1).all()


def test_tracing_changes_no_signal() -> None:
    node = All(
        conditions=(
            AnyOf(conditions=(HIGH, Not(condition=HIGH))),
            Within(condition=HIGH, candles=3),
        )
    )
    pd.testing.assert_series_equal(signals(node), signals(node, trace=True))


def test_equal_trends_of_a_higher_timeframe_are_computed_once() -> None:
    rising = Trend(value=DAILY, direction="rising", candles=2)
    entries = tuple(Rule(name=name, when=rising) for name in ("a", "b"))
    source = compile_spec(StrategySpec(name="two", timeframe="1h", entries=entries)).source
    assert source.count('dataframe["close_rising_2"] =') == 1
